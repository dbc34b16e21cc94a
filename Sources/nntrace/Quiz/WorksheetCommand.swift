import Lessons
import Letters
import Quiz
import Trace

/// `nntrace worksheet`
enum WorksheetCommand {
  static func run(_ word: String, _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    guard var lesson = try AskedLesson(word, options) else { return .cannotRun }
    var name = Path.split(word).name
    if let seed = options.seed {
      try lesson.vary(seed, help: "nntrace worksheet \(word) has its own")
      name += ", seed \(seed)"
    }
    guard
      let sheet = Worksheet(lesson.outcome, lesson.questions, named: name, keepsProse: options.seed == nil)
    else {
      throw CommandError(
        "there is nothing to fill in in this lesson",
        help: "a sheet asks for claimed numbers, and for the lines of forward, backward, minimize and step")
    }
    let text = options.key ? sheet.key : sheet.source
    output.write(String(decoding: text.bytes, as: UTF8.self))
    return .done
  }
}
