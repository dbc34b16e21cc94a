import LessonMarkdown
import Lessons
import Presentation
import Testing

@testable import nntrace

/// The course: the list that `nntrace lesson` prints, and the way from one lesson to the next.
@Suite struct CourseTests {
  static func header(_ name: String) -> [(key: String, value: String)] {
    LessonLibrary.lesson(named: name).map { Document.header(of: $0) } ?? []
  }

  @Test func readsPartsLessonsAndNewNames() {
    let course = Course("# a remark\n\nthe start\n  a\n  b\n\nmore\n  c\n\nold is b\n")
    #expect(course.parts.map(\.title) == ["the start", "more"])
    #expect(course.parts.map(\.lessons) == [["a", "b"], ["c"]])
    #expect(course.moved == ["old": "b"])
    #expect(course.next(after: "a") == "b")
    #expect(course.next(after: "b") == "c")
    #expect(course.next(after: "c") == nil)
    #expect(course.next(after: "d") == nil)
  }

  @Test func aLessonSaysWhatToReadBeforeAndAfter() throws {
    let head = Head([("before", "first, second"), ("after", "one-lesson,another-lesson , third")])
    #expect(
      head.directions(width: 40, ascii: false) == """
        read before: first, second
        read next:   one-lesson, another-lesson,
                     third

        """)
    let names = Course.carried.lessons
    for (name, next) in zip(names, names.dropFirst()).filter({
      ["chain-rule", "rmsprop-basics"].contains($0.0)
    }) {
      #expect(try nntrace("lesson", name).output.hasSuffix("\nread next:   \(next)\n"))
    }
    #expect(try nntrace("lesson", "rmsprop-basics").output.contains("\nread before: "))
    #expect(try !nntrace("lesson", "rmsprop-basics", "--format", "json").output.contains("read before"))
    #expect(try !nntrace("lesson", "-", input: LessonCommandTests.lesson).output.contains("read"))
  }

  @Test func everyCarriedLessonIsInItOnce() throws {
    let course = Course.carried
    #expect(course.lessons.sorted() == LessonLibrary.names)
    let list = try nntrace("lesson")
    #expect(list.output == course.text(width: 80))
    #expect(list.output.hasPrefix("start\n  slope "))
    #expect(list.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // Summaries are short enough that each lesson takes one line.
    let wrapped = list.output.split(separator: "\n").filter { $0.hasPrefix("    ") }
    #expect(wrapped.isEmpty)
    #expect(try nntrace("lesson", "--ascii").output.utf8.allSatisfy { $0 < 0x80 })
    // 20 columns for a name, whatever the width.
    #expect(course.text(width: 20).split(separator: "\n").count > list.output.split(separator: "\n").count)
  }

  /// Every lesson but the first builds on others, and on none that comes later. What comes next is not said twice.
  @Test func theCarriedCourseCanBeFollowed() throws {
    var seen: Set<String> = []
    for name in Course.carried.lessons {
      let head = Head(Self.header(name))
      #expect(head.before.isEmpty == seen.isEmpty, "\(name)")
      for other in head.before {
        #expect(seen.contains(other), "\(name) comes before \(other), which it builds on")
      }
      #expect(head.after.isEmpty, "\(name): course.txt says what comes next")
      seen.insert(name)
    }
  }

  /// The lessons that are read from first to last have three questions to predict, at least, and the bugs to find two.
  @Test func lessonsAskTheirReaders() throws {
    let course = Course.carried
    let asking = course.parts.prefix(4).flatMap(\.lessons) + course.lessons.filter { $0.hasPrefix("bug-") }
    #expect(asking.count == 47)
    for name in asking {
      let source = try #require(LessonLibrary.lesson(named: name))
      let lines = String(decoding: source.bytes, as: UTF8.self).split(separator: "\n")
      #expect(lines.count { $0.hasPrefix("ask ") } >= (name.hasPrefix("bug-") ? 2 : 3), "\(name)")
    }
  }

  /// Who asks for a lesson that is gone is shown the one that took its place.
  @Test func oldNamesLeadToTheirSuccessors() throws {
    let names = LessonLibrary.names
    for (old, new) in Course.carried.moved {
      #expect(!names.contains(old) && names.contains(new), "\(old) is \(new)")
      let shown = try nntrace("lesson", old)
      #expect(shown.messages == "\(old) is now part of \(new)\n")
      #expect(try shown.output == nntrace("lesson", new).output)
      #expect(shown.code == 0)
    }
  }
}
