import Language
import Lessons
import Letters

/// Finds the lesson that a word on the command line means.
enum LessonChoice {
  /// A word with a slash in it or that ends in `.md` is a file, `-` is standard input, all else is a carried lesson.
  static func source(_ word: String) throws(CommandError) -> Source {
    if word == "-" || isPath(word) { return try Files.read(word) }
    if let source = LessonLibrary.lesson(named: word) { return source }
    if let place = Course.carried.moved[word], let source = LessonLibrary.lesson(named: place) {
      writeMessage("\(word) is now part of \(place)\n")
      return source
    }
    let near = Spelling.suggestion(for: word, among: LessonLibrary.names)
    let help =
      switch Platform.kind(word) {
      case .folder: "nntrace check \(word) checks the lessons in that directory"
      case .regular, .other: "the file of that name is ./\(word)"
      case nil: near.map { "did you mean \($0)?" } ?? longer(word) ?? "nntrace lesson lists the lessons"
      }
    throw CommandError("there is no lesson '\(word)'", help: help)
  }

  /// The lessons whose names begin with a word, if there are some.
  private static func longer(_ word: String) -> String? {
    let names = LessonLibrary.names.filter { !word.isEmpty && $0.hasPrefix(word) }
    return names.isEmpty ? nil : "these begin so: " + names.joined(separator: ", ")
  }

  typealias Choice = (name: String, folder: String?, error: CommandError?)

  static func isPath(_ word: String) -> Bool { Path.hasSlash(word) || Path.isMarkdown(word) }

  /// The lessons that the operands of `check` mean, a word each, with the folder they were found in: all carried ones if
  /// there are no operands. Folders that cannot be read are among them, each with what is wrong.
  static func names(_ words: [String]) -> [Choice] {
    var names: [Choice] = []
    for word in words.isEmpty ? LessonLibrary.names : words {
      if word != "-", LessonLibrary.lesson(named: word) == nil, Platform.kind(word) == .folder {
        let lessons = Files.lessons(in: word)
        names += lessons.found.map { ($0, word, nil) }
        names += lessons.unreadable.map { ($0.path, word, $0.error) }
      } else {
        names.append((word, nil, nil))
      }
    }
    return names
  }
}
