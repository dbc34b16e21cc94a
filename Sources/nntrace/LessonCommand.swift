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
    return try run(LessonChoice.source(word), data: data, options, to: &output)
  }

  private static func identity(_ word: String) -> Platform.FileIdentity? {
    if word == "-" { return Platform.identity(Platform.standardInput) }
    return LessonChoice.isPath(word) ? Platform.identity(word) : nil
  }

  private static func run(
    _ source: Source, data: @escaping (String) -> DataFile, _ options: Options, to output: inout Output
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
    try Rendered.write(outcome.recording, options, terminal, to: &output)
    if options.format == .text {
      let directions = Head(outcome.recording).directions(width: terminal.width, ascii: options.ascii)
      if !directions.isEmpty { output.write("\n" + directions) }
    }
    return code
  }
}
