import Letters

/// Where the nodes stand in the tables of a walk back from an output.
///
/// Most gradients reach most of the graph: tables are indexed by node. But one of many small outputs in a large graph,
/// as a batch of few samples, must not cost what the whole graph does. The compiler specializes the walk for both.
protocol WalkPlaces {
  /// How long the tables are.
  var count: Int { get }
  /// The node at a place; places ascend with their nodes.
  func node(at place: Int) -> UInt32
  /// The place of a node below the output.
  func place(of node: UInt32) -> Int
  /// The marks of leaves and of named nodes; all others are `still`.
  func ownMarks(in graph: Graph) -> [Mark]
}

/// What a gradient has to do with a node.
enum Mark: UInt8 {
  /// Depends on literals only; has no adjoint.
  case still
  /// Depends on a leaf or a named node.
  case moving
  /// Has a name, so that its adjoint has one too.
  case named
}

/// Tables with a place for every node up to the output.
struct EveryNode: WalkPlaces {
  let count: Int

  @inline(__always) func node(at place: Int) -> UInt32 { UInt32(truncatingIfNeeded: place) }
  @inline(__always) func place(of node: UInt32) -> Int { Int(node) }

  func ownMarks(in graph: Graph) -> [Mark] {
    var marks = [Mark](repeating: .still, count: count)
    for leaf in graph.leaves where Int(leaf.node.raw) < count && !leaf.isConstant {
      marks[Int(leaf.node.raw)] = .moving
    }
    for node in graph.labels.keys where Int(node.raw) < count { marks[Int(node.raw)] = .named }
    return marks
  }
}

/// Tables with a place for every node below the output, which are few in a large graph.
struct NodesBelow: WalkPlaces, Sendable {
  /// Ascending.
  let nodes: [NodeID]

  var count: Int { nodes.count }
  func node(at place: Int) -> UInt32 { nodes[place].raw }

  /// - Complexity: logarithmic in the number of nodes.
  func place(of node: UInt32) -> Int { nodes.partitioningIndex { $0.raw > node } - 1 }

  func ownMarks(in graph: Graph) -> [Mark] {
    nodes.map { node in
      if graph.labels[node] != nil { return .named }
      return graph.leafIndex(of: node).map { !graph.leaves[$0].isConstant } == true ? .moving : .still
    }
  }
}

extension WalkPlaces {
  /// Which nodes may have adjoints, by place.
  func marks(in graph: Graph) -> [Mark] {
    var marks = ownMarks(in: graph)
    marks.withUnsafeMutableBufferPointer { passOn($0, in: graph) }
    return marks
  }

  /// Marks what depends on marked nodes.
  private func passOn(_ marks: UnsafeMutableBufferPointer<Mark>, in graph: Graph) {
    for index in marks.indices where marks[index] == .still {
      let node = graph.nodes[Int(self.node(at: index))]
      var moves = false
      switch node.place {
      case .none: break
      case .one: moves = marks[place(of: node.first)] != .still
      case .two: moves = marks[place(of: node.first)] != .still || marks[place(of: node.second)] != .still
      case .list:
        for place in Int(node.first)..<Int(node.first + node.second)
        where marks[self.place(of: graph.more[place])] != .still {
          moves = true
          break
        }
      }
      if moves { marks[index] = .moving }
    }
  }
}

extension Graph.LeafEntry {
  fileprivate var isConstant: Bool {
    if case .constant = kind { true } else { false }
  }
}
