import Lessons
import Letters
import Quiz
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

  /// What its numbers cannot tell, if that is asked for.
  var indistinct: [Indistinct] = []

  /// What is said of each claim of a worksheet; nil for any other lesson.
  var grades: [Grade]?

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
    let choices = LessonChoice.names(operands)
    // Files that are rewritten may be one file, and standard input is read once: then one after the other.
    let isAlone = options.fix || choices.contains { $0.name == "-" }
    Workers.inOrder(choices.count, isAlone: isAlone) {
      check(choices[$0], slips: options.slips)
    } use: { index, checked in
      var lesson = checked.lesson
      // The others are checked all the same.
      if let error = checked.error { Messages.show(error) }
      Messages.show(checked.warnings, in: lesson.source, color: terminal.colorOfMessages, as: .warning)
      if checked.error == nil {
        Messages.show(lesson.diagnostics, in: lesson.source, color: terminal.colorOfMessages)
      }
      do throws(CommandError) {
        if options.fix, checked.error == nil, let fixed = try Fix.run(lesson, options, to: &output) {
          rewritten += fixed.count
          lesson = check(fixed.source, choices[index], slips: options.slips).lesson
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

  private typealias Checked = (lesson: CheckedLesson, warnings: [Diagnostic], error: CommandError?)

  private static func check(_ choice: LessonChoice.Choice, slips: Bool) -> Checked {
    do throws(CommandError) {
      if let error = choice.error { throw error }
      return check(try LessonChoice.source(choice.name), choice, slips: slips)
    } catch {
      return (CheckedLesson(unreadable: choice.name, error, isFolder: choice.error != nil), [], error)
    }
  }

  private static func check(_ source: Source, _ choice: LessonChoice.Choice, slips: Bool) -> Checked {
    let data = DataFiles.reader(for: choice.name, sheetOf: Worksheet.origin(Lesson(source).header))
    var outcome = LessonRun.run(source, data: data)
    if Worksheet.origin(outcome.lesson.header) != nil, outcome.diagnostics.isEmpty {
      let (claims, grades) = Worksheet.grades(of: outcome, data: data)
      let lesson = CheckedLesson(
        source: source, name: choice.name, diagnostics: [], claims: claims, folder: choice.folder,
        grades: grades)
      return (lesson, outcome.warnings, nil)
    }
    outcome.judgeFragility()
    // Only what is not as stated is reported with its slips.
    let claims = SlipSearch.explained(outcome, data: data) { !$0.asStated }
    var lesson = CheckedLesson(
      source: source, name: choice.name, diagnostics: outcome.diagnostics, claims: claims,
      folder: choice.folder)
    if slips { lesson.indistinct = Indistinct.all(of: outcome, data: data) }
    return (lesson, outcome.warnings, nil)
  }

  private static func exitCode(_ lessons: [CheckedLesson]) -> ExitCode {
    if lessons.contains(where: { !$0.diagnostics.isEmpty }) { return .cannotRun }
    let claims = lessons.flatMap(\.claims)
    return claims.isEmpty || claims.contains(where: { !$0.asStated }) ? .notAsStated : .done
  }
}
