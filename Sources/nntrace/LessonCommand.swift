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
    return run(try LessonChoice.source(word), options, to: &output)
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

  private static func run(_ source: Source, _ options: Options, to output: inout Output) -> ExitCode {
    let terminal = Terminal(options)
    let document = Document(source)
    Messages.show(document.warnings, in: source, color: terminal.colorOfMessages, asWarnings: true)
    guard document.diagnostics.isEmpty else {
      Messages.show(document.diagnostics, in: source, color: terminal.colorOfMessages)
      return .cannotRun
    }
    let prose = ProseRenderer(width: terminal.width, color: terminal.color, ascii: options.ascii)
    if let title = document["title"] {
      prose.write([.heading(1, [.text(title)])], to: &output)
      output.write("\n")
    }
    for (index, part) in document.parts.enumerated() {
      if index > 0 { output.write("\n") }
      switch part {
      case .prose(let blocks, _): prose.write(blocks, to: &output)
      case .code(let span, _): prose.writeCode(source.text(span), to: &output)
      }
    }
    return .done
  }
}
