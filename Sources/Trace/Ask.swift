/// A question that the lesson puts to its reader.
package struct Ask: Sendable {
  /// `Which way will w move?`
  package let words: String
  /// What is asked for, as written: `∂L/∂w`, `L@1 < L@0`.
  package let subject: String
  /// Whether the answer is yes or no: what is asked for is a condition.
  package let isCondition: Bool
  /// Where the answer was read; nil while it is not known.
  package var answer: Origin?
  /// The line of the lesson at whose end it was known.
  package var line = 0

  package init(words: String, subject: String, isCondition: Bool) {
    self.words = words
    self.subject = subject
    self.isCondition = isCondition
  }
}
