import Language
import Letters
import TestSupport
import Testing
import Trace

@testable import Lessons

/// The lesson sketches of the language's specification, run as they stand: every claim comes out as stated.
@Suite struct SketchTests {
  @Test func sketchesAreThere() { #expect(Fixtures.sketches.names.count == 12) }

  @Test(arguments: Fixtures.sketches.names) func everyClaimIsAsStated(_ name: String) throws {
    let source = Source(name: name, bytes: try Fixtures.sketches.bytes(name))
    let outcome = run(source)
    expectNothingWrong(outcome.diagnostics, in: source)
    expectAsStated(outcome.recording.claims)
  }
}
