import Language
import Letters
import Testing
import Trace

import struct Foundation.Data
import struct Foundation.URL

@testable import LessonMarkdown
@testable import Lessons

/// Every lesson that the binary carries runs, and says nothing that is not so.
@Suite struct ShippedLessonTests {
  @Test(arguments: LessonLibrary.names) func runsAndIsRight(_ name: String) throws {
    let source = try #require(LessonLibrary.lesson(named: name))
    var outcome = LessonRun.run(source) { path in
      LessonLibrary.file(path, beside: name).map { .bytes($0.bytes) } ?? .unusable("there is no such file")
    }
    outcome.judgeFragility()
    expectNothingWrong(outcome.diagnostics + outcome.warnings, in: source)
    expectAsStated(outcome.recording.claims)
    #expect(outcome.recording.claims.allSatisfy { $0.verdict.outcome != .tie })
  }

  @Test(arguments: LessonLibrary.names) func introducesItself(_ name: String) throws {
    let header = Document.header(of: try #require(LessonLibrary.lesson(named: name)))
    for key in ["title", "summary"] {
      #expect(header.contains { $0.key == key && !$0.value.isEmpty }, "\(key) is missing")
    }
  }
}
