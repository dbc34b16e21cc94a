import LessonMarkdown
import Lessons
import Letters
import Presentation

/// The carried lessons in the order to read them. The list, what to read next and what became of a lesson that is gone
/// are all said in one place, the file `lessons/course.txt`.
struct Course: Equatable {
  struct Part: Equatable {
    let title: String
    /// The names of its lessons.
    var lessons: [String] = []
  }

  private(set) var parts: [Part] = []
  /// For the name of a lesson that is gone the one that took its place.
  private(set) var moved: [String: String] = [:]

  static let carried = Course(
    LessonLibrary.file("course.txt", beside: "").map { String(decoding: $0.bytes, as: UTF8.self) } ?? "")

  /// - Parameter text: the title of a part in a line, and below it, indented, the name of a lesson in each. `OLD is NEW`
  ///   names the lesson that took the place of one that is gone; `#` begins a remark.
  init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      if words.count == 3, words[1] == "is" {
        moved[words[0]] = words[2]
      } else if !line.hasPrefix(" ") {
        parts.append(Part(title: String(line)))
      } else if !parts.isEmpty, words.count == 1 {
        parts[parts.count - 1].lessons.append(words[0])
      }
    }
  }

  var lessons: [String] { parts.flatMap(\.lessons) }

  /// The lesson that follows one; nil if it is the last or not in the course.
  func next(after name: String) -> String? {
    lessons.firstIndex(of: name).flatMap { lessons.dropFirst($0 + 1).first }
  }

  /// A heading for each part, and below it each lesson's name and what it is about; at the end how to begin.
  func text(width: Int) -> String {
    let list = parts.map { part in
      let names = part.lessons.map { DisplayWidth.of($0) }.max() ?? 0
      let lines = part.lessons.flatMap { lesson in
        let name = "  " + DisplayWidth.padded(lesson, to: names) + "  "
        return Course.about(lesson).split(separator: " ")
          .filled(after: name, width: max(20, width - names - 4))
      }
      return ([part.title] + lines).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
    return list + (lessons.first.map { "\nBegin with: nntrace lesson \($0)\n" } ?? "")
  }

  /// A carried lesson's summary.
  private static func about(_ lesson: String) -> String {
    LessonLibrary.lesson(named: lesson)
      .flatMap { Document.header(of: $0).first { $0.key == "summary" }?.value } ?? ""
  }
}

extension Head {
  /// Where the lesson comes from, and what to read before it and after it, a line each.
  func directions(width: Int, ascii: Bool) -> String {
    var text = ""
    let column = Words.readBefore.utf8.count + 1
    let rows = [
      ("source:", source), (Words.readBefore, before.joined(separator: ", ")),
      (Words.readNext, after.joined(separator: ", ")),
    ]
    for (words, names) in rows where !names.isEmpty {
      let words = DisplayWidth.padded(words, to: column)
      let list = Visible.text(names, ascii: ascii).split(separator: " ")
      for line in list.filled(after: words, width: max(20, width - words.count)) { text += line + "\n" }
    }
    return text
  }
}
