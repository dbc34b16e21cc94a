import Autodiff

extension Graph {
  /// Every node below some roots, roots included, in creation order.
  /// - Complexity: O(*n* log *n*) in the nodes below.
  func below(_ roots: [NodeID]) -> [NodeID] {
    var seen = Set<NodeID>(roots)
    var stack = Array(seen)
    var found: [NodeID] = []
    while let node = stack.popLast() {
      found.append(node)
      for operand in operands(of: node) where seen.insert(operand).inserted { stack.append(operand) }
    }
    return found.sorted { $0.raw < $1.raw }
  }

  func nodes(below roots: [NodeID]) -> Int { below(roots).count }

  /// The parameters a node depends on, in the order of their declaration.
  func parameters(below node: NodeID) -> [NodeID] {
    below([node]).filter { leafKind(of: $0) == .parameter }
  }

  /// Every parameter of the graph, in the order of declaration.
  var allParameters: [NodeID] {
    (0..<leafCount).compactMap { index in
      let leaf = leaf(at: index)
      return leaf.kind == .parameter ? leaf.node : nil
    }
  }

  /// Whether a node's value depends on a leaf.
  func depends(_ node: NodeID, on leaf: NodeID) -> Bool {
    below([node]).contains(leaf)
  }

  /// The first node, in creation order, whose value is not finite although its operands are.
  func firstNotFinite(below roots: [NodeID], _ valuation: inout Valuation) -> NodeID? {
    for node in below(roots) where !valuation.value(of: node, in: self).isFinite { return node }
    return nil
  }
}
