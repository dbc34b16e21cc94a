import Autodiff

extension Recording {
  /// The contributions that make up ∂output/∂node, in the order in which a reader meets the uses of the node.
  ///
  /// Empty before `gradient(of: output)`.
  /// - Complexity: linear in the number of nodes below the output; to ask for many nodes, keep a `ReadingOrder`.
  package func contributions(of output: NodeID, to node: NodeID) -> [Contribution] {
    let below = graph.nodes(below: output)
    let users = below.reversed().filter { graph.operands(of: $0).contains(node) }
    let order = ReadingOrder(graph, below, usesOf: [node]) { graph.label(of: $0) != nil }
    return order.sorted(graph.contributions(of: output, to: node, from: users))
  }
}
