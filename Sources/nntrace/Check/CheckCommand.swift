import Language
import Lessons
import Rendering
import Trace

/// One lesson that was checked.
struct CheckedLesson {
  let source: Source
  /// The word on the command line or the path found below a folder; carried lessons go by their names.
  let name: String
  let diagnostics: [Diagnostic]
  let claims: [Claim]

  var notAsStated: [Claim] { claims.filter { !$0.asStated } }
}

/// `nntrace check [NAME | FILE | DIR]…`
enum CheckCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    let terminal = Terminal(options)
    var lessons: [CheckedLesson] = []
    for choice in try LessonChoice.choices(operands) {
      let outcome = LessonRun.run(choice.source, data: DataFiles.reader(for: choice.word))
      Messages.show(outcome.warnings, in: choice.source, color: terminal.colorOfMessages, asWarnings: true)
      Messages.show(outcome.diagnostics, in: choice.source, color: terminal.colorOfMessages)
      lessons.append(
        CheckedLesson(
          source: choice.source, name: choice.word, diagnostics: outcome.diagnostics,
          claims: outcome.recording.claims))
    }
    if options.fix { try Fix.run(lessons, terminal, to: &output) }
    var report = CheckReport(lessons: lessons, options: options, terminal: terminal)
    report.write(options.checkFormat, to: &output)
    return exitCode(lessons)
  }

  private static func exitCode(_ lessons: [CheckedLesson]) -> ExitCode {
    if lessons.contains(where: { !$0.diagnostics.isEmpty }) { return .cannotRun }
    let claims = lessons.flatMap(\.claims)
    return claims.isEmpty || claims.contains(where: { !$0.asStated }) ? .notAsStated : .done
  }
}
