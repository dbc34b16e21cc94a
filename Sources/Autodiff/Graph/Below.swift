extension Graph {
  /// Every node below some roots, roots included, in creation order.
  /// - Complexity: O(nodes below), and a sixty-fourth of the nodes of the graph.
  package func nodes(below roots: [NodeID]) -> [NodeID] {
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

  /// The nodes a node depends on and itself, in creation order.
  package func nodes(below output: NodeID) -> [NodeID] { nodes(below: [output]) }
}
