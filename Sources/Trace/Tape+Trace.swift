import Autodiff

extension Tape {
  /// A recording of one scalar of the tape: its forward pass and its backward pass, at the current leaves.
  ///
  /// ```swift
  /// print(tape.trace(loss).text())
  /// ```
  ///
  /// A scalar without a name is called `f`.
  public func trace(_ output: Scalar) -> Recording {
    precondition(output.tape === self, "the scalar belongs to another tape")
    if graph.label(of: output.node) == nil { output.named("f") }
    graph.gradient(of: output.node)
    var recording = Recording()
    recording.graph = graph
    recording.runs = [Run(base: [])]
    let start = Moment(run: 0, step: 0)
    recording.events = [.forward(output.node, start), .backward(output.node, start)]
    return recording
  }
}
