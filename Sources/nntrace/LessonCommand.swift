import Language
import Lessons
import Rendering
import Trace

/// `nntrace lesson`
enum LessonCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    guard let word = operands.first else {
      list(to: &output)
      return .done
    }
    return run(try LessonChoice.source(word), data: DataFiles.reader(for: word), options, to: &output)
  }

  /// The names of the carried lessons with their titles.
  private static func list(to output: inout Output) {
    let width = LessonLibrary.names.map(DisplayWidth.of).max() ?? 0
    for name in LessonLibrary.names {
      let header = LessonLibrary.lesson(named: name).map(Document.header) ?? []
      let title = header.first { $0.key == "title" }?.value ?? ""
      output.write(DisplayWidth.padded(name, to: width) + "  " + title + "\n")
    }
  }

  private static func run(
    _ source: Source, data: @escaping (String) -> DataFile, _ options: Options, to output: inout Output
  ) -> ExitCode {
    let terminal = Terminal(options)
    let outcome = LessonRun.run(source, data: data)
    Messages.show(outcome.warnings, in: source, color: terminal.colorOfMessages, asWarnings: true)
    guard outcome.diagnostics.isEmpty else {
      Messages.show(outcome.diagnostics, in: source, color: terminal.colorOfMessages)
      return .cannotRun
    }
    Rendered.write(outcome.recording, options, terminal, to: &output)
    return outcome.recording.claims.allSatisfy(\.asStated) ? .done : .notAsStated
  }
}
