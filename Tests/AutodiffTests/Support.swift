import Autodiff

/// A graph with the values at its start leaves, for tests that ask for one number after the other.
struct Workbench {
  var graph = Graph()
  var valuation = Valuation()

  mutating func parameter(_ name: String, _ value: Double) -> NodeID {
    graph.leaf(.parameter, value, label: Label(name))
  }

  mutating func value(_ node: NodeID) -> Double { valuation.value(of: node, in: graph) }

  /// ∂output/∂node, 0 where no path leads.
  mutating func gradient(_ output: NodeID, _ node: NodeID) -> Double {
    graph.gradient(of: output)
    return graph.adjoint(of: output, to: node).map { value($0) } ?? 0
  }
}

/// Whether two numbers agree but for rounding.
func agree(_ a: Double, _ b: Double, relative: Double = 1e-12, absolute: Double = 1e-14) -> Bool {
  (a - b).magnitude <= Swift.max(relative * Swift.max(a.magnitude, b.magnitude), absolute)
}

extension Graph {
  /// The contributions to a node, its users found by looking at all.
  func contributions(of output: NodeID, to node: NodeID) -> [Contribution] {
    contributions(of: output, to: node, from: Users(self, upTo: output)[node])
  }

  /// A node of any operation.
  mutating func apply(_ operation: Operation, _ operands: [NodeID]) -> NodeID {
    switch operation.row.arity {
    case 1: add(operation, operands[0])
    case 2: add(operation, operands[0], operands[1])
    case 3: add(operation, operands[0], operands[1], operands[2])
    default: sum(operands)
    }
  }
}

extension Valuation {
  /// Changes a leaf; what depends on it is computed again when asked for.
  mutating func setLeaf(_ leaf: NodeID, to value: Double, in graph: Graph) {
    guard let index = graph.leafIndex(of: leaf) else { preconditionFailure("only a leaf can be set") }
    setLeaf(index, to: value, in: graph)
  }
}
