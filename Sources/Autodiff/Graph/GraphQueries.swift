extension Graph {
  /// The parameters a node depends on, in the order of their declaration.
  package func parameters(below node: NodeID) -> [NodeID] {
    nodes(below: node).filter { leafKind(of: $0) == .parameter }
  }

  /// Every parameter of the graph, in the order of declaration.
  package var allParameters: [NodeID] {
    leaves.filter { $0.kind == .parameter }.map(\.node)
  }

  /// Every leaf of the graph, by leaf index.
  package var allLeaves: [NodeID] { leaves.map(\.node) }

  /// The start values of the leaves from a leaf index on.
  package func startValues(from index: Int = 0) -> [Double] { leaves[index...].map(\.start) }

  /// The first node, in creation order, whose value is not finite although its operands are.
  package func firstNotFinite(below roots: [NodeID], _ valuation: inout Valuation) -> NodeID? {
    for node in nodes(below: roots) where !valuation.value(of: node, in: self).isFinite { return node }
    return nil
  }
}
