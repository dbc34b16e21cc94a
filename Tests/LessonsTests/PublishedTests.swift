import Language
import Letters
import TestSupport
import Testing
import Trace

@testable import Lessons

/// Lessons with the numbers of published sources, written by somebody who knew the language page alone, and trajectories
/// of optax for rules that no list of gradients can test.
@Suite struct PublishedTests {
  static let files = Fixtures("Published")

  @Test func publishedLessonsAreThere() { #expect(PublishedTests.files.names.count == 11) }

  @Test(arguments: files.names) func everyClaimIsAsStated(_ name: String) throws {
    let source = Source(name: name, bytes: try PublishedTests.files.bytes(name))
    let outcome = run(source)
    expectNothingWrong(outcome.diagnostics, in: source)
    #expect(outcome.recording.claims.count >= 4)
    expectAsStated(outcome.recording.claims)
  }
}
