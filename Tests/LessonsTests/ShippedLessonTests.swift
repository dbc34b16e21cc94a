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
    for key in ["title", "summary", "level"] {
      #expect(header.contains { $0.key == key && !$0.value.isEmpty }, "\(key) is missing")
    }
    for (key, value) in header where key == "before" || key == "after" {
      for other in value.split(separator: ",").map(\.trimmed) {
        #expect(LessonLibrary.names.contains(other) && other != name, "\(key): \(other)")
      }
    }
  }

  /// Only the first lesson has none before it, and only the last page of the reference has none after it.
  @Test func everyLessonHasNeighbours() throws {
    for (key, ends) in [("before", ["chain-rule"]), ("after", ["framework-rules"])] {
      let without = try LessonLibrary.names.filter { name in
        !Document.header(of: try #require(LessonLibrary.lesson(named: name))).contains { $0.key == key }
      }
      #expect(without == ends, "without \(key)")
    }
  }

  /// Somebody who follows `before` or `after` from lesson to lesson never comes back to one.
  @Test func readingOrderHasNoCircle() throws {
    var reading: [String: Set<String>] = [:]
    for name in LessonLibrary.names {
      let header = Document.header(of: try #require(LessonLibrary.lesson(named: name)))
      func names(_ key: String) -> [String] {
        let value = header.first { $0.key == key }?.value ?? ""
        return value.split(separator: ",").map(\.trimmed)
      }
      reading[name, default: []].formUnion(names("before"))
      for next in names("after") { reading[next, default: []].insert(name) }
    }
    while let next = reading.first(where: { $0.value.allSatisfy { reading[$0] == nil } }) {
      reading[next.key] = nil
    }
    #expect(reading.isEmpty, "a circle through \(reading.keys.sorted())")
  }
}
