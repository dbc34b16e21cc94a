import Autodiff

/// Where each use of a value stands in the text that a reader has in mind: formula after formula in the order of
/// their making, each from left to right.
///
/// `y = x + x²` uses x first in the sum and then in the square, although the square is computed before the sum.
package struct ReadingOrder: Sendable {
  private struct Use: Hashable {
    let user: NodeID
    let position: Int
  }

  private var places: [Use: Int] = [:]

  /// - Parameters:
  ///   - nodes: the nodes below an output and itself, in creation order.
  ///   - used: the nodes whose uses are asked for.
  ///   - isNamed: whether a formula ends at a node, which has one of its own.
  /// - Complexity: linear in the number of nodes and their operands.
  package init(_ graph: Graph, _ nodes: [NodeID], usesOf used: Set<NodeID>, isNamed: (NodeID) -> Bool) {
    guard let output = nodes.last else { return }
    var isRead = [Bool](repeating: false, count: Int(output.raw) + 1)
    var stack: [(user: NodeID, position: Int)] = []
    for top in nodes where top == output || isNamed(top) {
      stack.append((top, 0))
      while let (user, position) = stack.popLast() {
        let operands = graph.operands(of: user)
        guard position < operands.count else { continue }
        stack.append((user, position + 1))
        let operand = operands[position]
        if used.contains(operand) { places[Use(user: user, position: position)] = places.count }
        if !isNamed(operand), !isRead[Int(operand.raw)] {
          isRead[Int(operand.raw)] = true
          stack.append((operand, 0))
        }
      }
    }
  }

  /// The contributions to one node in the order of its uses.
  package func sorted(_ contributions: [Contribution]) -> [Contribution] {
    guard contributions.count > 1 else { return contributions }
    func place(_ contribution: Contribution) -> Int {
      places[Use(user: contribution.user, position: contribution.position)] ?? Int.max
    }
    return contributions.sorted { place($0) < place($1) }
  }
}
