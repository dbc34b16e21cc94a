extension Graph {
  /// Every node below some roots, roots included, in creation order.
  /// - Complexity: O(nodes below), and a sixty-fourth of the nodes of the graph; of few nodes in a large graph O(*n* log
  ///   *n*), and clearing a bit for each node of the graph.
  package func nodes(below roots: [NodeID]) -> [NodeID] {
    guard let last = roots.max() else { return [] }
    var seen = Bits(count: Int(last.raw) + 1)
    var stack: [UInt32] = []
    for root in roots where seen.insert(Int(root.raw)) { stack.append(root.raw) }
    var found: [NodeID] = []
    while let node = stack.popLast() {
      found.append(NodeID(node))
      forEachOperand(of: nodes[Int(node)]) { if seen.insert(Int($0)) { stack.append($0) } }
    }
    // Few are sorted, many are read off in order.
    return found.count < Int(last.raw) / 256 ? found.sorted() : seen.nodes(count: found.count)
  }

  /// The nodes a node depends on and itself, in creation order.
  package func nodes(below output: NodeID) -> [NodeID] { nodes(below: [output]) }

  /// Whether any of some nodes depends on a node, or is it.
  /// - Complexity: O(nodes made after `node` and below `roots`), and a sixty-fourth of the nodes between.
  package func depends(_ roots: [NodeID], on node: NodeID) -> Bool {
    if roots.contains(node) { return true }
    var stack = roots.filter { $0 > node && !nodes[Int($0.raw)].isLeaf }.map(\.raw)
    guard let last = stack.max() else { return false }
    var seen = Bits(count: Int(last - node.raw))
    var isFound = false
    while !isFound, let next = stack.popLast() {
      forEachOperand(of: nodes[Int(next)]) { operand in
        if operand == node.raw { isFound = true }
        if operand > node.raw, seen.insert(Int(operand - node.raw)) { stack.append(operand) }
      }
    }
    return isFound
  }
}

/// A set of small numbers, one bit for each.
private struct Bits {
  private var words: [UInt64]

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  /// - Returns: whether the number is new.
  @inline(__always)
  mutating func insert(_ number: Int) -> Bool {
    let bit = UInt64(1) << UInt64(number % 64)
    let isNew = words[number / 64] & bit == 0
    words[number / 64] |= bit
    return isNew
  }

  /// The numbers, ascending, as nodes.
  func nodes(count: Int) -> [NodeID] {
    var found: [NodeID] = []
    found.reserveCapacity(count)
    for (word, bits) in words.enumerated() {
      var bits = bits
      while bits != 0 {
        found.append(NodeID(UInt32(word * 64 + bits.trailingZeroBitCount)))
        bits &= bits - 1
      }
    }
    return found
  }
}
