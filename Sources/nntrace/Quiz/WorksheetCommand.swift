import Lessons
import Letters
import Quiz
import Trace

/// `nntrace worksheet`
enum WorksheetCommand {
  static func run(_ word: String, _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    let data = DataFiles.reader(for: word)
    let source = try LessonChoice.source(word)
    var outcome = LessonRun.run(source, data: data)
    Messages.show(outcome.diagnostics, in: source, color: Terminal(options).colorOfMessages)
    guard outcome.diagnostics.isEmpty else { return .cannotRun }
    var questions = Questions(outcome.recording, only: nil)
    var name = Path.split(word).name
    if let seed = options.seed {
      guard let variant = Seed(source, only: nil, data: data).variant(seed) else {
        throw CommandError(
          "this lesson cannot be asked with other numbers", help: "nntrace worksheet \(word) has its own")
      }
      (outcome, questions) = (variant.outcome, variant.questions)
      name += ", seed \(seed)"
    }
    guard let sheet = Worksheet(outcome, questions, named: name, keepsProse: options.seed == nil) else {
      throw CommandError(
        "there is nothing to fill in in this lesson",
        help: "a sheet asks for claimed numbers, and for the lines of forward, backward, minimize and step")
    }
    let text = options.key ? sheet.key : sheet.source
    output.write(String(decoding: text.bytes, as: UTF8.self))
    return .done
  }
}
