import Language
import Testing
import Trace

import struct Foundation.Data
import class Foundation.FileManager
import struct Foundation.URL

@testable import Lessons

/// The lesson sketches of the language's specification, run as they stand: every claim comes out as stated.
@Suite struct SketchTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Sketches")
  static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []

  @Test func sketchesAreThere() { #expect(SketchTests.names.count == 12) }

  @Test(arguments: names) func everyClaimIsAsStated(_ name: String) throws {
    let bytes = try Data(contentsOf: SketchTests.folder.appendingPathComponent(name))
    let source = Source(name: name, bytes: Array(bytes))
    let outcome = LessonRun.run(source) { _ in .unusable("no data files here") }
    for diagnostic in outcome.diagnostics {
      Issue.record("\(DiagnosticPrinter(color: false).text(diagnostic, in: source))")
    }
    #expect(!outcome.recording.claims.isEmpty)
    for claim in outcome.recording.claims where !claim.asStated {
      Issue.record("line \(claim.line): \(claim.verb) \(claim.text): \(claim.actual), \(claim.outcome)")
    }
  }
}
