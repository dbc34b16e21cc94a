import Language
import Testing
import Trace

@testable import Lessons

/// The claims of a lesson that is nothing but one block of statements.
func claims(of block: String) -> [Claim] {
  let source = Source(name: "test", bytes: Array(("```nntrace\n" + block + "\n```\n").utf8))
  let outcome = LessonRun.run(source) { _ in .unusable("no data files here") }
  for diagnostic in outcome.diagnostics {
    Issue.record("\(DiagnosticPrinter(color: false).text(diagnostic, in: source))")
  }
  return outcome.recording.claims
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
