import Language
import Lessons

/// `nntrace check`
enum CheckCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    let terminal = Terminal(options)
    var result = ExitCode.done
    for source in try LessonChoice.sources(operands) {
      let document = Document(source)
      Messages.show(document.warnings, in: source, color: terminal.colorOfMessages, asWarnings: true)
      Messages.show(document.diagnostics, in: source, color: terminal.colorOfMessages)
      if !document.diagnostics.isEmpty { result = .cannotRun }
    }
    return result
  }
}
