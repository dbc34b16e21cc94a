/// The values of a graph's nodes at given leaves, each computed when it is first asked for.
///
/// For any question about one state of the leaves, also while the graph grows; a `Schedule` is for many states.
package struct Valuation: Sendable {
  /// By leaf index; leaves beyond take their start values.
  private var leaves: [Double]
  private var values: [Double] = []
  /// One bit per node: whether its value is known.
  private var known: [UInt64] = []
  private var stack: [UInt32] = []

  /// - Parameter leaves: values by leaf index; missing ones take the start value.
  package init(leaves: [Double] = []) { self.leaves = leaves }

  /// Changes a leaf, by leaf index; what depends on it is computed again when asked for.
  /// Leaves between the last given and this one take their start values in `graph`.
  package mutating func setLeaf(_ index: Int, to value: Double, in graph: Graph) {
    change(index, to: value, in: graph)
    invalidate()
  }

  /// Takes a number for the value of a node, before anything that depends on the node has been asked for.
  package mutating func take(_ value: Double, for node: NodeID, in graph: Graph) {
    grow(to: graph.count)
    values[Int(node.raw)] = value
    known[Int(node.raw >> 6)] |= 1 << UInt64(node.raw & 63)
  }

  /// Changes several leaves, by leaf index.
  package mutating func setLeaves(_ indices: [Int], to values: [Double], in graph: Graph) {
    for (index, value) in zip(indices, values) { change(index, to: value, in: graph) }
    invalidate()
  }

  private mutating func change(_ index: Int, to value: Double, in graph: Graph) {
    while leaves.count <= index { leaves.append(graph.leaves[leaves.count].start) }
    leaves[index] = value
  }

  /// Changes all leaves, by leaf index; missing ones take the start value. The room for values is used again.
  package mutating func setLeaves(_ leaves: [Double]) {
    self.leaves = leaves
    invalidate()
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
    if values.isEmpty {
      // Nothing is cleared that is about to be written: memory's first touch is most of what a long sweep costs.
      values = Array(unsafeUninitializedCapacity: graph.count) { buffer, count in
        graph.compute(0..<graph.count, buffer, leaves)
        count = graph.count
      }
    } else {
      grow(to: graph.count)
      values.withUnsafeMutableBufferPointer { graph.compute(0..<graph.count, $0, leaves) }
    }
    known = [UInt64](repeating: .max, count: (graph.count + 63) / 64)
    // Nodes yet to come are not known.
    if graph.count % 64 != 0 { known[graph.count / 64] = (1 << UInt64(graph.count % 64)) - 1 }
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
      switch node.place {
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
    values.withUnsafeMutableBufferPointer { graph.compute(Int(id)..<(Int(id) + 1), $0, leaves) }
    known[Int(id >> 6)] |= 1 << UInt64(id & 63)
  }
}
