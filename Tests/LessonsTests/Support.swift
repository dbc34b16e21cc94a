import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// A lesson that is nothing but one block of statements.
func lesson(_ statements: String) -> Source {
  Source(name: "lesson.md", text: "```nntrace\n\(statements)\n```\n")
}

/// Runs a lesson that has no data files.
func run(_ source: Source, limits: LessonLimits = LessonLimits()) -> LessonRun.Outcome {
  LessonRun.run(source, limits: limits) { _ in .unusable("no such file") }
}

/// Records what is wrong with a lesson that should run.
func expectNothingWrong(
  _ diagnostics: [Diagnostic], in source: Source, _ location: SourceLocation = #_sourceLocation
) {
  for diagnostic in diagnostics {
    Issue.record("\(DiagnosticPrinter(color: false).text(diagnostic, in: source))", sourceLocation: location)
  }
}

/// Records every claim that is not as stated, and that there are none.
func expectAsStated(_ claims: [Claim], _ location: SourceLocation = #_sourceLocation) {
  #expect(!claims.isEmpty, sourceLocation: location)
  for claim in claims where !claim.asStated {
    Issue.record(
      "line \(claim.statement.line): \(claim.statement.verb) \(claim.statement.text): \(claim.verdict.actual), \(claim.verdict.outcome)",
      sourceLocation: location)
  }
}
