import Autodiff
import Lessons
import Letters
import Presentation
import Rendering
import Trace

/// Writes a recording in the form the options ask for.
enum Rendered {
  /// - Parameter output: the node of the traced expression, for `nntrace trace`.
  /// - Throws: if `--step` names a step that no run has, or too many.
  static func write(
    _ recording: Recording, _ options: Options, _ terminal: Terminal, traceOf output: NodeID? = nil,
    to stream: inout Output
  ) throws(CommandError) {
    let mostSteps = recording.runs.map(\.steps).max() ?? 0
    if let step = options.steps.map(\.lowerBound).first(where: { $0 > mostSteps }) {
      throw noStep(step, of: mostSteps)
    }
    let count = options.shownSteps(mostSteps).reduce(0) { $0 + $1.count }
    if count > LessonLimits().shown {
      throw CommandError(
        "--step asks for \(count) steps, and \(LessonLimits().shown) are the most that are shown")
    }
    if options.ascii { stream.spelling = options.format.ascii }
    var text = options.text(terminal, mostSteps: mostSteps)
    text.traced = output
    if let picture = options.picture { try check(picture, of: recording, text) }
    text.pictureName = options.pictures?.name
    recording.render(options.format, text, to: &stream)
    guard let pictures = options.pictures else { return }
    for (index, picture) in recording.pictures(text).enumerated() {
      let file = try Output(to: Path.joined(pictures.folder, "\(pictures.name)-\(index + 1).svg"))
      file.write(options.ascii ? XML.ascii(picture) : picture)
      try file.finish()
    }
  }

  private static func check(
    _ picture: Int, of recording: Recording, _ options: TextOptions
  ) throws(CommandError) {
    let count = recording.pictureCount(options)
    guard picture > count else { return }
    throw CommandError(
      "there is no picture \(picture): this lesson has \(count == 0 ? "none" : count == 1 ? "only one" : "\(count)")"
    )
  }

  private static func noStep(_ step: Int, of mostSteps: Int) -> CommandError {
    if mostSteps == 0 { return CommandError("there is no step \(step): this lesson makes no steps") }
    let last =
      mostSteps == 1 ? "the only step is step 1" : "the last step of the longest run is step \(mostSteps)"
    return CommandError("there is no step \(step): " + last)
  }
}

extension Options {
  /// The steps asked for that are made; step 0, before the first, is told in tables.
  fileprivate func shownSteps(_ mostSteps: Int) -> [ClosedRange<Int>] {
    steps.filter { $0.lowerBound <= mostSteps }.map { $0.clamped(to: 0...mostSteps) }
  }

  /// What the text of a trace shows.
  /// - Parameter mostSteps: the number of steps of the longest run; `--step 1-999999999` asks for no more.
  func text(_ terminal: Terminal, mostSteps: Int = 0) -> TextOptions {
    var text = TextOptions(
      detail: detail,
      steps: steps.isEmpty ? nil : Set(shownSteps(mostSteps).joined()),
      digits: digits, ascii: ascii, color: terminal.color, width: terminal.width)
    text.marks = marks
    text.picture = picture
    text.hints = Hints(
      all: "--detail full", lines: "--detail normal", anyStep: "--step N", drawing: "--format dot")
    return text
  }
}
