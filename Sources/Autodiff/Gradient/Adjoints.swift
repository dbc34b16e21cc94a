import Letters

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
  ///   - table: by place in the walk, `absent` where no path leads; only `reached` of them are not.
  ///   - names: the adjoints of leaves and of named nodes, in the order of the walk.
  init(_ table: [UInt32], _ places: some WalkPlaces, reached: Int, names: [(adjoint: UInt32, node: UInt32)]) {
    // Among equal adjoints the one met first, which is that of the newest node, names it.
    self.names = names.sorted { ($0.adjoint, $1.node) < ($1.adjoint, $0.node) }
    if places is EveryNode, reached >= table.count / 4 {
      storage = .dense(table)
      return
    }
    var nodes: [UInt32] = []
    var adjoints: [UInt32] = []
    nodes.reserveCapacity(reached)
    adjoints.reserveCapacity(reached)
    for (place, adjoint) in table.enumerated() where adjoint != Adjoints.absent {
      nodes.append(places.node(at: place))
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
      let place = nodes.partitioningIndex { $0 >= node.raw }
      return place < nodes.count && nodes[place] == node.raw ? NodeID(adjoints[place]) : nil
    }
  }

  /// The node whose adjoint this is, if that is a leaf or was named.
  /// - Complexity: logarithmic in the number of such nodes.
  func named(_ adjoint: NodeID) -> NodeID? {
    let place = names.partitioningIndex { $0.adjoint >= adjoint.raw }
    return place < names.count && names[place].adjoint == adjoint.raw ? NodeID(names[place].node) : nil
  }
}
