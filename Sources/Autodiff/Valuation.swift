/// The values of a graph's nodes at given leaves, each computed when it is first asked for.
///
/// Serves any question about one state of the leaves; a `Schedule` serves one question about many states.
/// It may be kept while the graph grows.
package struct Valuation: Sendable {
  /// By leaf index; leaves beyond take their start values.
  private var leaves: [Double]
  private var values: [Double] = []
  /// One bit per node: whether its value is known.
  private var known: [UInt64] = []
  private var stack: [UInt32] = []
  private let waves = Operation.waves
  private let operandPlaces = OperandPlace.table

  /// - Parameter leaves: values by leaf index; missing ones take the start value.
  package init(leaves: [Double] = []) { self.leaves = leaves }

  /// Changes a leaf, by leaf index; what depends on it is computed again when asked for.
  /// Leaves between the last given and this one take their start values in `graph`.
  package mutating func setLeaf(_ index: Int, to value: Double, in graph: Graph) {
    while leaves.count <= index { leaves.append(graph.leaves[leaves.count].start) }
    leaves[index] = value
    invalidate()
  }

  /// Changes a leaf; what depends on it is computed again when asked for.
  package mutating func setLeaf(_ leaf: NodeID, to value: Double, in graph: Graph) {
    guard let index = graph.leafIndex(of: leaf) else { preconditionFailure("only a leaf can be set") }
    setLeaf(index, to: value, in: graph)
  }

  /// Forgets all computed values.
  /// - Complexity: a sixty-fourth of the number of nodes.
  package mutating func invalidate() {
    for word in known.indices { known[word] = 0 }
  }

  /// The value of a node.
  /// - Complexity: linear in the number of nodes below it whose values are not known yet.
  package mutating func value(of node: NodeID, in graph: Graph) -> Double {
    precondition(Int(node.raw) < graph.count, "the node is not in this graph")
    grow(to: graph.count)
    if !isKnown(node.raw) { evaluate(node.raw, graph) }
    return values[Int(node.raw)]
  }

  /// Computes every node of the graph in one sweep; quicker than asking for most of them one by one.
  package mutating func evaluateAll(in graph: Graph) {
    grow(to: graph.count)
    for node in 0..<UInt32(graph.count) where !isKnown(node) { compute(node, graph) }
  }

  private mutating func grow(to count: Int) {
    guard values.count < count else { return }
    values.append(contentsOf: repeatElement(0, count: count - values.count))
    let words = (count + 63) / 64
    if known.count < words { known.append(contentsOf: repeatElement(0, count: words - known.count)) }
  }

  @inline(__always)
  private func isKnown(_ node: UInt32) -> Bool { known[Int(node >> 6)] & (1 << UInt64(node & 63)) != 0 }

  /// Computes what `target` needs, operands before users; a stack of its own, for graphs may be deep.
  private mutating func evaluate(_ target: UInt32, _ graph: Graph) {
    stack.removeAll(keepingCapacity: true)
    stack.append(target)
    while let top = stack.last {
      if isKnown(top) {
        stack.removeLast()
        continue
      }
      let height = stack.count
      let node = graph.nodes[Int(top)]
      switch operandPlaces[Int(node.code)] {
      case .none: break
      case .one: push(node.first)
      case .two:
        push(node.first)
        push(node.second)
      case .list:
        for place in Int(node.first)..<(Int(node.first) + Int(node.second)) { push(graph.more[place]) }
      }
      if stack.count == height {
        stack.removeLast()
        compute(top, graph)
      }
    }
  }

  @inline(__always)
  private mutating func push(_ node: UInt32) {
    if !isKnown(node) { stack.append(node) }
  }

  /// Computes one node whose operands are known.
  private mutating func compute(_ id: UInt32, _ graph: Graph) {
    let node = graph.nodes[Int(id)]
    if node.isLeaf {
      let index = Int(node.first)
      values[Int(id)] = index < leaves.count ? leaves[index] : graph.leaves[index].start
    } else {
      let wave = waves[Int(node.code)]
      let isList = operandPlaces[Int(node.code)] == .list
      values.withUnsafeMutableBufferPointer { values in
        // The buffer is not empty: the node itself is in it.
        let v = values.baseAddress!
        if isList {
          let count = Int(node.second)
          graph.more.withUnsafeBufferPointer { more in
            // A sum of no operands may stand in a graph without any list.
            guard let base = more.baseAddress else {
              v[Int(id)] = 0
              return
            }
            wave(v, base + Int(node.first), Int(id), 1, count)
          }
        } else {
          withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2) { operands in
            operands[0] = node.first
            operands[1] = node.second
            wave(v, operands.baseAddress!, Int(id), 1, 2)
          }
        }
      }
    }
    known[Int(id >> 6)] |= 1 << UInt64(id & 63)
  }
}
