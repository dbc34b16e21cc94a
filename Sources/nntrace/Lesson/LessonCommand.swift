import LessonMarkdown
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
    if word != "-", LessonLibrary.lesson(named: word) == nil, Platform.kind(word) == .folder {
      try list(word, options, to: &output)
      return .done
    }
    if options.watch {
      let shown = output
      try Watch.run(word) { (reads: @escaping (String) -> Void) throws(CommandError) in
        var output = options.output == nil ? shown : try Output(to: options.output)
        defer { if options.output != nil { output.discard() } }
        let code = try run(word, options, to: &output, reads: reads)
        if code != .cannotRun { try options.output == nil ? output.show() : output.finish() }
      }
    }
    return try run(word, options, to: &output, reads: { _ in })
  }

  /// Runs one lesson.
  /// - Parameter reads: told the path of each data file that is read.
  private static func run(
    _ word: String, _ options: Options, to output: inout Output, reads: @escaping (String) -> Void
  ) throws(CommandError) -> ExitCode {
    let target = options.output.flatMap { Platform.identity($0) }
    if let output = options.output, let target, target == identity(word) {
      throw CommandError("\(output) is the lesson itself", help: "write to another file")
    }
    let reader = DataFiles.reader(for: word, output: target)
    let folder = LessonChoice.isPath(word) ? Path.split(word).folder : ""
    let data = { (path: String) -> DataFile in
      reads(folder + path)
      return reader(path)
    }
    let (source, note) = try Settings(options.settings).edited(LessonChoice.source(word))
    return try run(source, note, data: data, options, to: &output)
  }

  /// The lessons in a folder and below, with what they are about.
  private static func list(_ folder: String, _ options: Options, to output: inout Output) throws(CommandError)
  {
    let lessons = Files.lessons(in: folder)
    for (_, error) in lessons.unreadable { Messages.show(error) }
    if lessons.found.isEmpty {
      throw CommandError(
        "there are no lessons in \(folder)", help: "nntrace new \(Path.joined(folder, "first.md")) writes one"
      )
    }
    let width = Terminal(options).width
    for path in lessons.found {
      let about: String
      do throws(CommandError) {
        let header = Document.header(of: try Files.read(path))
        about = (header.first { $0.key == "summary" } ?? header.first { $0.key == "title" })?.value ?? ""
      } catch {
        about = error.message
      }
      var lines = [Path.isHidden(path) || Path.hasSlash(path) ? path : "./" + path]
      lines += about.split(separator: " ").filled(after: "    ", width: max(20, width - 4)).filter {
        $0 != "    "
      }
      output.write(Visible.text(lines.joined(separator: "\n"), ascii: options.ascii) + "\n")
    }
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
    let progress = Progress("running \(Visible.escaped(source.name))")
    defer { progress.end() }
    var outcome = LessonRun.run(
      source, progress: { progress.say("\(Visible.escaped(source.name)): step \($0) of \($1)") }, data: data)
    if !outcome.diagnostics.isEmpty || !outcome.warnings.isEmpty { progress.end() }
    Messages.show(outcome.warnings, in: source, color: terminal.colorOfMessages, as: .warning)
    guard outcome.diagnostics.isEmpty else {
      Messages.show(outcome.diagnostics, in: source, color: terminal.colorOfMessages)
      return .cannotRun
    }
    progress.say("looking for digits that rounding decides")
    outcome.judgeFragility()
    progress.say("looking for the slips behind false numbers")
    outcome.recording.claims = SlipSearch.explained(outcome, data: data)
    let code: ExitCode = outcome.recording.claims.allSatisfy(\.asStated) ? .done : .notAsStated
    if let next = Course.carried.next(after: source.name) {
      outcome.recording.header.append(("after", next))
    }
    progress.say("writing")
    output.willBegin { progress.end() }
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
