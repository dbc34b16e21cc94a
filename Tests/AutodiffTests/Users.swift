import Autodiff

/// Who uses each node of a graph, up to one output.
///
/// Found by looking at every node, as the gradient and the renderers do not.
struct Users {
  private let users: [NodeID]
  /// The users of node *i* are `users[starts[i]..<starts[i + 1]]`.
  private let starts: [Int]

  /// - Complexity: linear in the number of nodes up to `output` and their operands.
  init(_ graph: Graph, upTo output: NodeID) {
    let count = Int(output.raw) + 1
    var starts = [Int](repeating: 0, count: count + 1)
    for user in 0..<count {
      for operand in Users.distinct(graph, user) { starts[Int(operand.raw) + 1] += 1 }
    }
    for node in 0..<count { starts[node + 1] += starts[node] }
    var users = [NodeID](repeating: output, count: starts[count])
    var ends = starts
    for user in (0..<count).reversed() {
      for operand in Users.distinct(graph, user) {
        users[ends[Int(operand.raw)]] = NodeID(UInt32(user))
        ends[Int(operand.raw)] += 1
      }
    }
    self.users = users
    self.starts = starts
  }

  /// The users of a node, newest first; one that uses it twice stands here once.
  subscript(node: NodeID) -> ArraySlice<NodeID> {
    guard Int(node.raw) + 1 < starts.count else { return [] }
    return users[starts[Int(node.raw)]..<starts[Int(node.raw) + 1]]
  }

  private static func distinct(_ graph: Graph, _ user: Int) -> Set<NodeID> {
    Set(graph.operands(of: NodeID(UInt32(user))))
  }
}
