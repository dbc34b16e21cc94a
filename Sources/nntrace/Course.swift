import Language
import LessonMarkdown
import Lessons
import Letters
import Presentation
import Rendering

/// The lessons in an order a course could follow: by level, and within a level nothing before what it builds on.
struct Course {
  struct Lesson {
    let name: String
    let head: Head

    /// What to read before this lesson and after it, a line each.
    func directions(width: Int, ascii: Bool) -> String {
      var text = ""
      let column = Words.readBefore.utf8.count + 1
      for (words, names) in [(Words.readBefore, head.before), (Words.readNext, head.after)]
      where !names.isEmpty {
        let words = DisplayWidth.padded(words, to: column)
        let list = Visible.text(names.joined(separator: ", "), ascii: ascii).split(separator: " ")
        for line in list.filled(after: words, width: max(20, width - words.count)) { text += line + "\n" }
      }
      return text
    }
  }

  struct Part {
    let level: String
    let lessons: [Lesson]
  }

  let parts: [Part]

  /// The levels there are, the first to be read first.
  static let levels = ["start", "basics", "optimizers", "networks", "practice", "articles", "reference"]

  /// The lessons that the binary carries.
  static var carried: Course {
    Course(
      LessonLibrary.names.compactMap { name in
        LessonLibrary.lesson(named: name).map { Lesson(name: name, head: Head(Document.header(of: $0))) }
      })
  }

  /// - Parameter lessons: in the order that decides where nothing else does.
  init(_ lessons: [Lesson]) {
    let others = Set(lessons.map(\.head.level)).subtracting(Course.levels).sorted()
    parts = (Course.levels + others).compactMap { level in
      let members = lessons.filter { $0.head.level == level }
      return members.isEmpty ? nil : Part(level: level, lessons: Course.ordered(members))
    }
  }

  /// The lessons, each after those of them that it names as read before; a circle is broken at its first member.
  /// - Complexity: O(*n*³)
  private static func ordered(_ lessons: [Lesson]) -> [Lesson] {
    var left = lessons
    var result: [Lesson] = []
    while !left.isEmpty {
      let names = Set(left.map(\.name))
      let next = left.firstIndex { names.isDisjoint(with: $0.head.before) } ?? 0
      result.append(left.remove(at: next))
    }
    return result
  }

  /// A heading for each level, and below it each lesson's name and what it is about.
  func text(width: Int) -> String {
    var text = ""
    for part in parts {
      if !text.isEmpty { text += "\n" }
      text += (part.level.isEmpty ? "other lessons" : part.level) + "\n"
      let names = part.lessons.map { DisplayWidth.of($0.name) }.max() ?? 0
      for lesson in part.lessons {
        let about = lesson.head.summary.isEmpty ? lesson.head.title : lesson.head.summary
        let name = "  " + DisplayWidth.padded(lesson.name, to: names) + (about.isEmpty ? "" : "  ")
        let lines = about.split(separator: " ").filled(after: name, width: max(20, width - names - 4))
        text += lines.joined(separator: "\n") + "\n"
      }
    }
    return text
  }
}
