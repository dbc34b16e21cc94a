import Letters
import Presentation
import Quiz
import Rendering
import Trace

/// A worksheet, graded.
extension CheckReport {
  func write(sheet: CheckedLesson, to output: inout Output) {
    let grades = sheet.grades ?? []
    var counts = (right: 0, wrong: 0, follows: 0, short: 0, blank: 0)
    for (claim, grade) in zip(sheet.claims, grades) {
      let text = claim.statement.text
      let words: [String]
      switch grade {
      case .right:
        counts.right += 1
        continue
      case .unanswered:
        counts.blank += 1
        words = ["? \(text)"]
      case .tooFewDigits:
        counts.short += 1
        words = ["? \(text) is right so far; three digits are asked for"]
      case .follows(let roots):
        counts.follows += 1
        let names = roots.map { sheet.claims[$0].statement.subject }
        words = ["→ \(text) follows rightly from your \(names.joined(separator: " and "))"]
      case .wrong:
        counts.wrong += 1
        words = ["✗ \(text)"] + slips(claim)
      }
      output.write("\(Visible.escaped(sheet.name)):\(claim.statement.line)\n")
      for line in words { output.write("  " + (options.ascii ? ASCII.text(line) : line) + "\n") }
    }
    var parts = ["\(counts.right) right"]
    if counts.wrong > 0 { parts.append("\(counts.wrong) wrong") }
    if counts.follows > 0 { parts.append("\(counts.follows) rightly from wrong ones") }
    if counts.short > 0 { parts.append("\(counts.short) with too few digits") }
    if counts.blank > 0 { parts.append("\(counts.blank) unanswered") }
    output.write(grades.count.counted("number") + ": " + parts.joined(separator: ", ") + "\n")
  }

  /// What a wrong number may come from; its true value is left for the reader to find.
  private func slips(_ claim: Claim) -> [String] {
    let explanation = claim.explanation
    let number = claim.statement.number?.spelling ?? ""
    let notes = explanation.notes.map { "  " + SlipWords.text($0, number: number) }
    return notes + SlipWords.lines(explanation.slips, gives: number).map { "  " + $0 }
  }
}
