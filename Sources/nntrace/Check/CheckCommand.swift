import Lessons
import Letters
import Slips
import Trace

/// One lesson that was checked.
struct CheckedLesson {
  let source: Source
  /// The word on the command line or the path found below a folder; carried lessons go by their names.
  let name: String
  let diagnostics: [Diagnostic]
  let claims: [Claim]
  /// Whether it stands for a folder that cannot be read, and whatever lessons are in it.
  var isFolder = false
  /// The folder it was found in; nil if it is named itself.
  var folder: String?

  var notAsStated: [Claim] { claims.filter { !$0.asStated } }
}

extension CheckedLesson {
  /// What cannot be read is reported like a lesson that cannot be run.
  init(unreadable name: String, _ error: CommandError, isFolder: Bool = false) {
    self.init(
      source: Source(name: name, text: ""), name: name,
      diagnostics: [Diagnostic(error.message, at: Span(0, 0), help: error.help)], claims: [],
      isFolder: isFolder)
  }
}

/// `nntrace check [NAME | FILE | DIR]…`
enum CheckCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    let terminal = Terminal(options)
    var lessons: [CheckedLesson] = []
    var rewritten = 0
    var cannotRewrite = false
    for (name, folder, error) in LessonChoice.names(operands) {
      if let error {
        Messages.show(error)
        lessons.append(CheckedLesson(unreadable: name, error, isFolder: true))
        continue
      }
      let source: Source
      do {
        source = try LessonChoice.source(name)
      } catch {
        // The others are checked all the same.
        Messages.show(error)
        lessons.append(CheckedLesson(unreadable: name, error))
        continue
      }
      var (lesson, warnings) = check(source, name)
      lesson.folder = folder
      Messages.show(warnings, in: source, color: terminal.colorOfMessages, as: .warning)
      Messages.show(lesson.diagnostics, in: source, color: terminal.colorOfMessages)
      do {
        if options.fix, let fixed = try Fix.run(lesson, options, to: &output) {
          rewritten += fixed.count
          lesson = check(fixed.source, name).lesson
        }
      } catch {
        Messages.show(error)
        cannotRewrite = true
      }
      lessons.append(lesson)
    }
    let code = cannotRewrite ? .cannotRun : exitCode(lessons)
    output.willEnd(with: code)
    var report = CheckReport(lessons: lessons, rewritten: rewritten, options: options, terminal: terminal)
    report.write(options.checkFormat, to: &output)
    return code
  }

  private static func check(_ source: Source, _ name: String) -> (
    lesson: CheckedLesson, warnings: [Diagnostic]
  ) {
    let data = DataFiles.reader(for: name)
    let outcome = LessonRun.run(source, data: data)
    // Only what is not as stated is reported with its slips.
    let claims = SlipSearch.explained(outcome, data: data) { !$0.asStated }
    let lesson = CheckedLesson(source: source, name: name, diagnostics: outcome.diagnostics, claims: claims)
    return (lesson, outcome.warnings)
  }

  private static func exitCode(_ lessons: [CheckedLesson]) -> ExitCode {
    if lessons.contains(where: { !$0.diagnostics.isEmpty }) { return .cannotRun }
    let claims = lessons.flatMap(\.claims)
    return claims.isEmpty || claims.contains(where: { !$0.asStated }) ? .notAsStated : .done
  }
}
