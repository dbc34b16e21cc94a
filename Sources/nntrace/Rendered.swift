import Autodiff
import Rendering
import Trace

/// Writes a recording in the form the options ask for.
enum Rendered {
  /// - Parameter output: the node of the traced expression, for `nntrace trace`.
  static func write(
    _ recording: Recording, _ options: Options, _ terminal: Terminal, traceOf output: NodeID? = nil,
    to stream: inout Output
  ) {
    let mostSteps = recording.runs.map(\.steps).max() ?? 0
    if options.format == .json, let output {
      recording.renderJSON(traceOf: output, to: &stream)
    } else {
      recording.render(options.format, options.text(terminal, mostSteps: mostSteps), to: &stream)
    }
  }
}

extension Options {
  /// What the text of a trace shows.
  /// - Parameter mostSteps: the number of steps of the longest run; `--step 1-999999999` asks for no more.
  func text(_ terminal: Terminal, mostSteps: Int = 0) -> TextOptions {
    TextOptions(
      detail: detail,
      steps: steps.isEmpty
        ? nil : Set(steps.flatMap { $0.lowerBound...max($0.lowerBound, min($0.upperBound, mostSteps)) }),
      digits: digits, ascii: ascii, color: terminal.color, width: terminal.width)
  }
}
