/// The adjoint node of every node that an output's gradient reached.
struct Adjoints: Sendable {
  private enum Storage: Sendable {
    /// Indexed by node; `absent` where no path leads.
    case dense([UInt32])
    /// Reached nodes in ascending order, and their adjoints.
    case sparse(nodes: [UInt32], adjoints: [UInt32])
  }

  static let absent = UInt32.max
  private let storage: Storage
  /// The adjoints of leaves and of named nodes, ascending, and for each the first of these nodes.
  private let names: [(adjoint: UInt32, node: UInt32)]

  /// - Parameters:
  ///   - table: indexed by node, `absent` where no path leads; only `reached` of them are not.
  ///   - names: the adjoints of leaves and of named nodes, in the order of the walk.
  init(_ table: [UInt32], reached: Int, names: [(adjoint: UInt32, node: UInt32)]) {
    // Among equal adjoints the one met first, which is that of the newest node, names it.
    self.names = names.sorted { ($0.adjoint, $1.node) < ($1.adjoint, $0.node) }
    guard reached < table.count / 4 else {
      storage = .dense(table)
      return
    }
    var nodes: [UInt32] = []
    var adjoints: [UInt32] = []
    nodes.reserveCapacity(reached)
    adjoints.reserveCapacity(reached)
    for (node, adjoint) in table.enumerated() where adjoint != Adjoints.absent {
      nodes.append(UInt32(node))
      adjoints.append(adjoint)
    }
    storage = .sparse(nodes: nodes, adjoints: adjoints)
  }

  /// - Complexity: at most logarithmic in the number of nodes reached.
  subscript(node: NodeID) -> NodeID? {
    switch storage {
    case .dense(let table):
      guard Int(node.raw) < table.count, table[Int(node.raw)] != Adjoints.absent else { return nil }
      return NodeID(table[Int(node.raw)])
    case .sparse(let nodes, let adjoints):
      var low = 0
      var high = nodes.count
      while low < high {
        let middle = (low + high) / 2
        if nodes[middle] < node.raw { low = middle + 1 } else { high = middle }
      }
      return low < nodes.count && nodes[low] == node.raw ? NodeID(adjoints[low]) : nil
    }
  }

  /// The node whose adjoint this is, if that is a leaf or was named.
  /// - Complexity: logarithmic in the number of such nodes.
  func named(_ adjoint: NodeID) -> NodeID? {
    var low = 0
    var high = names.count
    while low < high {
      let middle = (low + high) / 2
      if names[middle].adjoint < adjoint.raw { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low].adjoint == adjoint.raw ? NodeID(names[low].node) : nil
  }
}
