import Lessons
import Letters
import Presentation
import Slips
import Testing
import Trace

/// The claims of a lesson that is nothing but one block of statements.
func claims(of block: String) -> [Claim] {
  claims(of: Source(name: "lesson.md", text: "```nntrace\n\(block)\n```\n"))
}

/// The claims of a lesson, with the slips behind the false ones.
func claims(of source: Source) -> [Claim] {
  let outcome = LessonRun.run(source, data: noData)
  for diagnostic in outcome.diagnostics {
    Issue.record("\(DiagnosticPrinter(color: false).text(diagnostic, in: source))")
  }
  return SlipSearch.explained(outcome, data: noData)
}

private func noData(_ path: String) -> DataFile { .unusable("no such file") }

extension Slip {
  var words: String { SlipWords.text(self) }
}
