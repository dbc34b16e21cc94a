extension Graph {
  /// Every node below some roots, roots included, in creation order.
  /// - Complexity: O(nodes below), and a sixty-fourth of the nodes of the graph; of few nodes in a large graph O(*n* log
  ///   *n*), and clearing a bit for each node of the graph.
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
    var found: [NodeID] = []
    while let node = stack.popLast() {
      found.append(node)
      for operand in operands(of: node) where isNew(operand) { stack.append(operand) }
    }
    // Few are sorted, many are read off in order.
    if found.count < seen.count / 4 { return found.sorted() }
    found.removeAll(keepingCapacity: true)
    for (word, bits) in seen.enumerated() {
      var bits = bits
      while bits != 0 {
        found.append(NodeID(UInt32(word * 64 + bits.trailingZeroBitCount)))
        bits &= bits - 1
      }
    }
    return found
  }

  /// Whether any of some nodes depends on a node, or is it.
  /// - Complexity: O(nodes made after `node` and below `roots`), and a sixty-fourth of the nodes between.
  package func depends(_ roots: [NodeID], on node: NodeID) -> Bool {
    if roots.contains(node) { return true }
    var stack = roots.filter { $0 > node && !nodes[Int($0.raw)].isLeaf }
    guard let last = stack.max() else { return false }
    var seen = [UInt64](repeating: 0, count: Int(last.raw - node.raw) / 64 + 1)
    while let next = stack.popLast() {
      var isFound = false
      forEachOperand(of: nodes[Int(next.raw)]) { operand in
        if operand == node.raw { isFound = true }
        guard operand > node.raw else { return }
        let place = Int(operand - node.raw)
        let bit = UInt64(1) << UInt64(place % 64)
        if seen[place / 64] & bit == 0 {
          seen[place / 64] |= bit
          stack.append(NodeID(operand))
        }
      }
      if isFound { return true }
    }
    return false
  }

  /// The nodes a node depends on and itself, in creation order.
  package func nodes(below output: NodeID) -> [NodeID] { nodes(below: [output]) }
}
