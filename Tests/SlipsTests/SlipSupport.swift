import Language
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

/// The claim that a reader's answer about an expression makes.
func answered(_ answer: String, _ expression: String, _ words: [String]) throws -> Claim {
  let source = Source(name: "(expression)", text: expression)
  let parsed = try Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
  let bindings = try words.map { try Parser.parseBinding(Source(name: "(argument)", text: $0)).get() }
  let trace = try ExpressionTrace.run(source, parsed, bindings: bindings)
  let claims = try Parser.parseAnswers(Source(name: "(claim)", text: answer)).get().map {
    try TraceClaim($0, of: TraceQuantities(bindings))
  }
  let claimed = try TraceClaim.check(claims, of: trace, source, parsed, bindings: bindings)
  return try #require(claimed.recording.claims.first)
}

/// The words of a phrase that has no names and numbers in it.
func text(_ phrase: Phrase) -> String {
  phrase.pieces.map { if case .words(let words) = $0 { words } else { "" } }.joined()
}

private func noData(_ path: String) -> DataFile { .unusable("no such file") }

extension Slip {
  var words: String { SlipWords.text(self) }
}
