import Language
import LessonMarkdown
import Letters
import Testing
import Trace

import struct Foundation.Data
import class Foundation.FileManager
import struct Foundation.URL

@testable import Lessons

@Suite struct LibraryTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "lessons")

  @Test func carriesEveryFileExactly() throws {
    let names = try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path())
      .filter { Self.isCarried($0) }
    #expect(CarriedLessons.files.map(\.path) == names.sorted())
    for (path, text) in CarriedLessons.files {
      #expect(try Data(contentsOf: Self.folder.appending(path: path)) == Data(text.utf8))
    }
  }

  static func isCarried(_ name: String) -> Bool {
    let values = try? folder.appending(path: name).resourceValues(forKeys: [.isRegularFileKey])
    return values?.isRegularFile == true && !name.split(separator: "/").contains { $0.hasPrefix(".") }
  }

  @Test func findsLessonsByName() throws {
    #expect(LessonLibrary.names.contains("rmsprop-basics"))
    let lesson = try #require(LessonLibrary.lesson(named: "rmsprop-basics"))
    #expect(lesson.name == "rmsprop-basics")
    #expect(Document.header(of: lesson).first?.value == "RMSprop, step by step")
    #expect(!Document(lesson).comments.isEmpty)
    #expect(LessonLibrary.lesson(named: "rmsprop") == nil)
  }

  @Test func dataFilesStayBesideTheirLesson() {
    #expect(LessonLibrary.file("rmsprop-basics.md", beside: "any") != nil)
    #expect(LessonLibrary.file("./rmsprop-basics.md", beside: "any") != nil)
    #expect(LessonLibrary.file("rmsprop-basics.md", beside: "folder/any") == nil)
    #expect(LessonLibrary.file("../rmsprop-basics.md", beside: "folder/any") == nil)
    #expect(LessonLibrary.file("/rmsprop-basics.md", beside: "any") == nil)
  }
}

@Suite struct ProseNumberTests {
  /// A recording's prose points at the recording's claims, which count those of the blocks too.
  @Test func proseClaimsAreNumberedAmongAllClaims() throws {
    let text = "```nntrace\nx = 1\nclaim x = 1\n```\n**1**<!-- claim x --> and 2<!-- refute x -->\n"
    let recording = run(Source(name: "test", text: text)).recording
    #expect(recording.claims.map(\.statement.place) == [.block, .prose, .prose])
    let last = try #require(recording.events.last { if case .prose = $0 { true } else { false } })
    guard case .prose(let blocks) = last, case .paragraph(let inlines) = blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(inlines.filter { if case .mark = $0 { true } else { false } } == [.mark(1), .mark(2)])
  }
}
