import Language
import Testing
import Trace

@testable import Lessons

/// The lesson sketches of the language's specification, run as they stand: every claim comes out as stated.
@Suite struct SketchTests {
  static let files = Fixtures("Sketches")

  @Test func sketchesAreThere() { #expect(SketchTests.files.names.count == 12) }

  @Test(arguments: files.names) func everyClaimIsAsStated(_ name: String) throws {
    let source = Source(name: name, bytes: try SketchTests.files.bytes(name))
    let outcome = run(source)
    expectNothingWrong(outcome.diagnostics, in: source)
    expectAsStated(outcome.recording.claims)
  }
}
