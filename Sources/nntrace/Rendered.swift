import Autodiff
import Presentation
import Rendering
import Trace

/// Writes a recording in the form the options ask for.
enum Rendered {
  /// - Parameter output: the node of the traced expression, for `nntrace trace`.
  /// - Throws: if `--step` names a step that no run has.
  static func write(
    _ recording: Recording, _ options: Options, _ terminal: Terminal, traceOf output: NodeID? = nil,
    to stream: inout Output
  ) throws(CommandError) {
    let mostSteps = recording.runs.map(\.steps).max() ?? 0
    if let step = options.steps.map(\.lowerBound).first(where: { $0 > mostSteps }) {
      throw noStep(step, of: mostSteps)
    }
    if options.format == .json, let output {
      recording.renderJSON(traceOf: output, to: &stream)
    } else {
      recording.render(options.format, options.text(terminal, mostSteps: mostSteps), to: &stream)
    }
  }

  private static func noStep(_ step: Int, of mostSteps: Int) -> CommandError {
    if mostSteps == 0 { return CommandError(message: "there is no step \(step): this lesson makes no steps") }
    let last =
      mostSteps == 1 ? "the only step is step 1" : "the last step of the longest run is step \(mostSteps)"
    return CommandError(message: "there is no step \(step): " + last)
  }
}

extension Options {
  /// What the text of a trace shows.
  /// - Parameter mostSteps: the number of steps of the longest run; `--step 1-999999999` asks for no more.
  func text(_ terminal: Terminal, mostSteps: Int = 0) -> TextOptions {
    var text = TextOptions(
      detail: detail,
      steps: steps.isEmpty
        ? nil : Set(steps.flatMap { $0.lowerBound...max($0.lowerBound, min($0.upperBound, mostSteps)) }),
      digits: digits, ascii: ascii, color: terminal.color, width: terminal.width)
    text.hints = Hints(all: "--detail full", anyStep: "--step N", drawing: "--format dot")
    return text
  }
}
