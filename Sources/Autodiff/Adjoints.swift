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

  /// - Parameter table: indexed by node, `absent` where no path leads; only `reached` of them are not.
  init(_ table: [UInt32], reached: Int) {
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
}
