import Letters
import Presentation
import Rendering
import Trace

/// Says how a check came out: for people, for other programs, for GitHub's annotations, for test dashboards.
struct CheckReport {
  let lessons: [CheckedLesson]
  /// How many numbers `--fix` has changed.
  let rewritten: Int
  let options: Options
  let terminal: Terminal

  mutating func write(_ format: CheckFormat, to output: inout Output) {
    switch format {
    case .text: writeText(to: &output)
    case .json:
      if options.ascii { output.spelling = JSON.ascii }
      writeJSON(to: &output)
    case .github: writeGitHub(to: &output)
    case .junit:
      if options.ascii { output.spelling = XML.ascii }
      writeJUnit(to: &output)
    }
  }

  // Claims above the mistake of a lesson that cannot be run are no result.
  var claims: Int { lessons.reduce(0) { $0 + ($1.diagnostics.isEmpty ? $1.claims.count : 0) } }
  var wrong: Int { lessons.reduce(0) { $0 + ($1.diagnostics.isEmpty ? $1.notAsStated.count : 0) } }
  private var broken: Int { lessons.count { !$0.diagnostics.isEmpty && !$0.isFolder } }
  private var closed: Int { lessons.count(where: \.isFolder) }

  /// `4 lessons, 31 claims, all as stated`
  var summary: String {
    var text = (lessons.count - closed).counted("lesson") + ", " + claims.counted("claim")
    if claims > 0 { text += wrong == 0 ? ", all as stated" : ", \(wrong) not as stated" }
    if rewritten > 0 { text += "; \(rewritten.counted("number")) rewritten" }
    if broken > 0 { text += "; \(broken.counted("lesson")) cannot be run" }
    if closed > 0 { text += "; \(closed == 1 ? "1 directory" : "\(closed) directories") cannot be read" }
    return text
  }

  /// What a trace says of a claim, without colour.
  func message(_ claim: Claim) -> String {
    var plain = options.text(terminal)
    plain.color = false
    return claim.lines(plain).joined(separator: "\n")
  }

  /// What the numbers of lessons cannot tell.
  private func writeIndistinct(to output: inout Output) {
    for lesson in lessons {
      for found in lesson.indistinct {
        let statement = lesson.claims[found.claim].statement
        output.write("\(Visible.escaped(lesson.name)):\(statement.line)\n")
        let words = SlipWords.lines(
          found.hidden, alike: found.alike, of: statement.text, most: CheckReport.mostIndistinct)
        for line in words {
          output.write("  " + (options.ascii ? ASCII.text(line) : line) + "\n")
        }
      }
    }
  }

  private static let mostIndistinct = 6

  private func writeText(to output: inout Output) {
    for lesson in lessons {
      if lesson.grades != nil {
        write(sheet: lesson, to: &output)
        continue
      }
      for claim in lesson.notAsStated {
        output.write("\(Visible.escaped(lesson.name)):\(claim.statement.line)\n")
        for line in claim.lines(options.text(terminal)) { output.write("  " + line + "\n") }
      }
    }
    if options.slips { writeIndistinct(to: &output) }
    if lessons.contains(where: { $0.grades == nil }) { output.write(summary + "\n") }
  }
}
