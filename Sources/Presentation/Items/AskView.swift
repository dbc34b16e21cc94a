import Trace

/// A question to the reader as it is shown, and its answer.
package struct AskView: Sendable {
  /// The place of the question among those of the recording.
  package let index: Int
  package let words: String
  /// What is asked for, as written.
  package let subject: String
  package let value: Quantity
  /// Whether a condition holds; nil where a number is asked for.
  package let holds: Bool?

  /// Nil without an answer.
  init?(_ index: Int, of recording: Recording, _ view: View, _ doubts: Doubts) {
    let ask = recording.asks[index]
    guard let answer = ask.answer else { return nil }
    self.index = index
    words = ask.words
    subject = ask.subject
    var numbers = Numbers(recording, Reading(after: answer.moment), view.digits, doubts)
    value = numbers.quantity(answer.node)
    holds = ask.isCondition ? value.value != 0 : nil
  }

  /// `-0.3` or `yes`.
  package var answer: Phrase { holds.map { $0 ? "yes" : "no" } ?? "\(value)" }

  /// What stands between what is asked for and the answer.
  package var sign: String { holds == nil ? " = " : ": " }
}
