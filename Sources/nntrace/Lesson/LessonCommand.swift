import Lessons
import Letters
import Presentation
import Rendering
import Slips
import Trace

/// `nntrace lesson`
enum LessonCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    guard let word = operands.first else {
      let list = Course.carried.text(width: Terminal(options).width)
      output.write(options.ascii ? ASCII.text(list) : list)
      return .done
    }
    let target = options.output.flatMap { Platform.identity($0) }
    if let output = options.output, let target, target == identity(word) {
      throw CommandError("\(output) is the lesson itself", help: "write to another file")
    }
    let data = DataFiles.reader(for: word, output: target)
    let (source, note) = try Settings(options.settings).edited(LessonChoice.source(word))
    return try run(source, note, data: data, options, to: &output)
  }

  private static func identity(_ word: String) -> Platform.FileIdentity? {
    if word == "-" { return Platform.identity(Platform.standardInput) }
    return LessonChoice.isPath(word) ? Platform.identity(word) : nil
  }

  /// - Parameter note: which numbers of the lesson are the reader's; empty if none are.
  private static func run(
    _ source: Source, _ note: String, data: @escaping (String) -> DataFile, _ options: Options,
    to output: inout Output
  ) throws(CommandError) -> ExitCode {
    let terminal = Terminal(options)
    var outcome = LessonRun.run(source, data: data)
    Messages.show(outcome.warnings, in: source, color: terminal.colorOfMessages, as: .warning)
    guard outcome.diagnostics.isEmpty else {
      Messages.show(outcome.diagnostics, in: source, color: terminal.colorOfMessages)
      return .cannotRun
    }
    outcome.judgeFragility()
    outcome.recording.claims = SlipSearch.explained(outcome, data: data)
    let code: ExitCode = outcome.recording.claims.allSatisfy(\.asStated) ? .done : .notAsStated
    if let next = Course.carried.next(after: source.name) {
      outcome.recording.header.append(("after", next))
    }
    output.willEnd(with: code)
    if !note.isEmpty { say(note, options, to: &output) }
    try Rendered.write(outcome.recording, options, terminal, to: &output)
    if options.format == .text {
      let directions = Head(outcome.recording).directions(width: terminal.width, ascii: options.ascii)
      if !directions.isEmpty { output.write("\n" + directions) }
    }
    return code
  }

  /// Says that numbers are the reader's: on top of a text, beside any other document.
  private static func say(_ note: String, _ options: Options, to output: inout Output) {
    let text = "your numbers: \(note). The text speaks of the lesson's; ✓ and ✗ are about yours."
    let lines = text.split(separator: " ").filled(width: Terminal(options).width)
    let spelled = Visible.text(lines.joined(separator: "\n"), ascii: options.ascii)
    if options.format == .text { output.write(spelled + "\n\n") } else { writeMessage(spelled + "\n") }
  }
}
