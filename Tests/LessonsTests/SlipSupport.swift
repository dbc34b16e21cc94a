import Language
import Letters
import Presentation
import Testing
import Trace

@testable import Lessons

/// The claims of a lesson that is nothing but one block of statements.
func claims(of block: String) -> [Claim] {
  let source = lesson(block)
  let outcome = run(source)
  expectNothingWrong(outcome.diagnostics, in: source)
  return outcome.recording.claims
}

extension Slip {
  var words: String { SlipWords.text(self) }
}
