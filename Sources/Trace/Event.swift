import Autodiff

/// A value that a `show` or a `plot` puts on the page.
package struct Shown: Sendable {
  /// What it is called.
  package enum Title: Sendable {
    /// An expression without free indices, as written: `L`, `Σ[n] r[n]`.
    case expression(String)
    /// A member of a family, by the name of the family and its indices: `W[1,2]`, `∂L/∂W[1,2]`.
    case member(String, [Int])
    /// A member by a name of its own, and what all of them are called together: `g[W[1,2]]` of `g[W]`.
    case named(String, of: String)
    /// An expression with values of its free indices: `q[k] - p[k] (k = 2)`.
    case instance(String, [(index: String, value: Int)])
  }

  package let title: Title
  package let node: NodeID
  /// The values of the free indices or family places, outermost first; empty for a scalar.
  package let indices: [Int]
  /// For a name of steps, as `m̂`: the node that has its value in a step, by program.
  package var inSteps: [Int: NodeID]?

  package init(_ title: Title, node: NodeID, indices: [Int] = []) {
    self.title = title
    self.node = node
    self.indices = indices
  }
}

/// What happened in a lesson, in the order of its text.
package enum Event: Sendable {
  case prose([Block])
  /// A statement as written (dedented, comments included), with its line number. Claims are not repeated here.
  case statement(String, line: Int)
  /// A line of a `compare`'s member as written, before its `.comparison`: its optimizer call, or an indented `let`,
  /// `show` or `plot`.
  case member(String, line: Int)
  /// The forward pass up to a node.
  case forward(NodeID, Moment)
  case backward(NodeID, Moment)
  /// Steps `steps` of a run were made (run step numbers from 1); those in `shown` are to be printed.
  case steps(run: Int, steps: ClosedRange<Int>, shown: [Int])
  /// A `compare`: the runs of its members, side by side. Their claims follow as `.claim` events.
  case comparison(runs: [Int], loss: NodeID?)
  case show([Shown], Moment)
  case plot(Plotted)
  case graph(NodeID, Moment)
  /// An index into the recording's claims.
  case claim(Int)
  /// A question to the reader, as an index into the recording's.
  case question(Int)
  /// What the answer to a question turned out to be.
  case answer(Int)
  /// The first node whose value is not finite: in step `moment.step` of a run, or at that moment.
  case notFinite(NodeID, Moment, inStep: Bool)
}
