import Autodiff

/// W2: x ← a·sin(x) + b·x, over and over; four operations a turn.
struct Chain {
  static let start = (a: 0.9, b: 0.5, x: 0.3)
  static let operationsPerTurn = 4

  private let graph: Graph
  private var valuation = Valuation()
  private let wanted: [NodeID]

  /// Builds the graph, appends the gradient and computes every node, all from nothing.
  init(turns: Int) {
    var graph = Graph()
    // Each turn adds 4 nodes, and the gradient 7.
    graph.reserveCapacity(11 * turns + 4)
    let a = graph.leaf(.parameter, Chain.start.a)
    let b = graph.leaf(.parameter, Chain.start.b)
    let first = graph.leaf(.parameter, Chain.start.x)
    var x = first
    for _ in 0..<turns {
      x = graph.add(.add, graph.add(.mul, a, graph.add(.sin, x)), graph.add(.mul, b, x))
    }
    graph.gradient(of: x)
    wanted = [x] + [a, b, first].compactMap { graph.adjoint(of: x, to: $0) }
    self.graph = graph
    valuation.evaluateAll(in: graph)
  }

  /// x at the end and its gradient in a, b and the first x.
  var results: [Double] {
    var valuation = valuation
    return wanted.map { valuation.value(of: $0, in: graph) }
  }
}
