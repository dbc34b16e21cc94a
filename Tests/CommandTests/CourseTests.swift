import Lessons
import Presentation
import Testing

@testable import nntrace

/// The list of lessons that `nntrace lesson` prints.
@Suite struct CourseTests {
  static func lesson(_ name: String, _ level: String, before: String = "", about: String = "it")
    -> Course.Lesson
  {
    Course.Lesson(
      name: name, head: Head([("title", "T"), ("summary", about), ("level", level), ("before", before)]))
  }

  @Test func ordersByLevelAndThenByWhatIsReadBefore() {
    let course = Course([
      Self.lesson("a", "start", before: "c, elsewhere"), Self.lesson("b", "reference"),
      Self.lesson("c", "start", before: "d"), Self.lesson("d", "start"), Self.lesson("e", "mine"),
      Self.lesson("f", ""),
    ])
    #expect(course.parts.map(\.level) == ["start", "reference", "", "mine"])
    #expect(course.parts[0].lessons.map(\.name) == ["d", "c", "a"])
  }

  @Test func listsAllLessonsOfACircle() {
    let course = Course([
      Self.lesson("a", "start", before: "b"), Self.lesson("b", "start", before: "a"),
      Self.lesson("c", "start"),
    ])
    #expect(course.parts[0].lessons.map(\.name) == ["c", "a", "b"])
  }

  @Test func wrapsWhatDoesNotFit() {
    let about = "θ² and then some more words, as many as it takes"
    let course = Course([Self.lesson("long-name", "start", about: about), Self.lesson("b", "start")])
    #expect(
      course.text(width: 40) == """
        start
          long-name  θ² and then some more
                     words, as many as it takes
          b          it

        """)
  }

  @Test func aLessonSaysWhatToReadBeforeAndAfter() throws {
    let lesson = Course.Lesson(
      name: "a", head: Head([("before", "first, second"), ("after", "one-lesson, another-lesson, third")]))
    #expect(
      lesson.directions(width: 40, ascii: false) == """
        read before: first, second
        read next:   one-lesson, another-lesson,
                     third

        """)
    #expect(try nntrace("lesson", "rmsprop-basics").output.contains("\nread before: gradient-descent\n"))
    #expect(try !nntrace("lesson", "rmsprop-basics", "--format", "json").output.contains("read before"))
    #expect(try !nntrace("lesson", "-", input: LessonCommandTests.lesson).output.contains("read"))
  }

  @Test func everyCarriedLessonIsInItOnce() throws {
    let course = Course.carried
    #expect(course.parts.flatMap(\.lessons).map(\.name).sorted() == LessonLibrary.names)
    let list = try nntrace("lesson")
    #expect(list.output == course.text(width: 80))
    #expect(list.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // Summaries are short enough that each lesson takes one line.
    let wrapped = list.output.split(separator: "\n").filter { $0.hasPrefix("    ") }
    #expect(wrapped.isEmpty)
    #expect(try nntrace("lesson", "--ascii").output.utf8.allSatisfy { $0 < 0x80 })
  }

  /// Carried lessons have known levels, name a neighbour, and build on nothing that comes later in the list.
  @Test func theCarriedCourseCanBeFollowed() throws {
    var seen: Set<String> = []
    for part in Course.carried.parts {
      #expect(Course.levels.contains(part.level), "level: \(part.level)")
      for lesson in part.lessons {
        for other in lesson.head.before {
          #expect(seen.contains(other), "\(lesson.name) comes before \(other), which it builds on")
        }
        #expect(!lesson.head.before.isEmpty || !lesson.head.after.isEmpty, "\(lesson.name) stands alone")
        seen.insert(lesson.name)
      }
    }
  }
}
