import Language
import Lessons
import Letters
import Slips
import Trace

/// Explains wrong answers by the slips behind them.
package struct Explaining {
  private let source: Source
  private let data: (String) -> DataFile

  package init(_ source: Source, data: @escaping (String) -> DataFile) {
    self.source = source
    self.data = data
  }

  /// An answer as a claim of the lesson, made where the question stands; nil if the lesson cannot say it.
  package func claim(_ question: Question, is answer: WrittenNumber) -> Claim? {
    let (edited, lines) = source.claiming([(question.subject, answer.spelling, question.line)])
    let outcome = LessonRun.run(edited, data: data)
    guard outcome.diagnostics.isEmpty, let line = lines.first,
      let index = outcome.recording.claims.firstIndex(where: { $0.statement.line == line }),
      outcome.recording.claims[index].verdict.actual == question.value
    else { return nil }
    return SlipSearch.explained(outcome, data: data) { $0.statement.line == line }[index]
  }
}

extension Explaining {
  /// The part of the pairs of a right answer and one with a likely slip that differ in their first four digits; nil if
  /// no slip was found or looked for.
  func distinct(_ questions: [Question]) -> Double? {
    let questions = questions.filter { $0.holds == nil }
    let wrong = questions.map { NumberFormat(digits: 7).text($0.value * 1.7310529) }
    let (edited, lines) = source.claiming(zip(questions, wrong).map { ($0.subject, $1, $0.line) })
    let outcome = LessonRun.run(edited, data: data)
    let values = SlipSearch.values(outcome, data: data) { lines.contains($0.statement.line) }
    let format = NumberFormat(digits: 4)
    var (pairs, different) = (0, 0)
    for (claim, slips) in values {
      let right = outcome.recording.claims[claim].verdict.actual
      // A slip that leaves the number as it is is none for this question.
      for slip in slips where (slip - right).magnitude > 1e-12 * right.magnitude {
        pairs += 1
        if format.text(slip) != format.text(right) { different += 1 }
      }
    }
    return pairs == 0 ? nil : Double(different) / Double(pairs)
  }
}

extension Source {
  /// The lesson with claims more, and the lines they stand on.
  /// - Parameter claims: what is claimed, and below which line; in the order of the lines.
  fileprivate func claiming(_ claims: [(subject: String, number: String, line: Int)]) -> (Source, Set<Int>) {
    var edits: [Edit] = []
    var lines = Set<Int>()
    for (line, group) in Dictionary(grouping: claims, by: \.line).sorted(by: { $0.key < $1.key }) {
      let span = self.span(ofLine: line)
      let indent = String(decoding: bytes(in: span).prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
      for _ in group { lines.insert(line + lines.count + 1) }
      let text = group.map { "\n\(indent)claim \($0.subject) ≈ \($0.number)" }.joined()
      edits.append(Edit(bytes: span.end..<span.end, text: text))
    }
    return (replacing(edits), lines)
  }
}
