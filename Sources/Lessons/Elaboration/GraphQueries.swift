import Autodiff

extension Graph {
  /// Every node below some roots, roots included, in creation order.
  /// - Complexity: O(nodes below), and a sixty-fourth of the nodes of the graph.
  func below(_ roots: [NodeID]) -> [NodeID] {
    guard let last = roots.max() else { return [] }
    var seen = [UInt64](repeating: 0, count: Int(last.raw) / 64 + 1)
    var stack: [NodeID] = []
    func isNew(_ node: NodeID) -> Bool {
      let bit = UInt64(1) << UInt64(node.raw % 64)
      defer { seen[Int(node.raw / 64)] |= bit }
      return seen[Int(node.raw / 64)] & bit == 0
    }
    for root in roots where isNew(root) { stack.append(root) }
    var count = 0
    while let node = stack.popLast() {
      count += 1
      for operand in operands(of: node) where isNew(operand) { stack.append(operand) }
    }
    var found: [NodeID] = []
    found.reserveCapacity(count)
    for (word, bits) in seen.enumerated() {
      var bits = bits
      while bits != 0 {
        found.append(NodeID(UInt32(word * 64 + bits.trailingZeroBitCount)))
        bits &= bits - 1
      }
    }
    return found
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
