extension Graph {
  /// The nodes below some roots, if these are few in a large graph; else nil, and it is better to look at all.
  func few(below roots: [NodeID]) -> NodesBelow? {
    let all = roots.max().map { Int($0.raw) + 1 } ?? 0
    guard all >= Graph.smallGraph else { return nil }
    let below = nodes(below: roots)
    return below.count < all / Graph.smallPart ? NodesBelow(nodes: below) : nil
  }

  /// Of an output with less than this part of the graph below it, only that part is walked.
  private static let smallPart = 8
  /// In graphs of fewer nodes nothing is gained by that.
  private static let smallGraph = 1024

  /// A graph of some nodes alone, in which their places are their numbers; names and gradients are left out.
  /// - Parameter places: the nodes, all their operands among them.
  func part(_ places: NodesBelow) -> Graph {
    var part = Graph()
    part.nodes.reserveCapacity(places.count)
    for (place, id) in places.nodes.enumerated() {
      let node = nodes[Int(id.raw)]
      guard let operation = node.operation else {
        let leaf = leaves[Int(node.first)]
        part.nodes.append(Node(leaf: part.leaves.count))
        part.leaves.append(
          LeafEntry(
            node: NodeID(UInt32(place)), kind: leaf.kind, start: leaf.start, isLiteral: leaf.isLiteral))
        continue
      }
      let start = part.more.count
      forEachOperand(of: node) { part.more.append(UInt32(places.place(of: $0))) }
      if node.place == .list {
        part.nodes.append(Node(operation, .list, UInt32(start), node.second))
      } else {
        let second = node.place == .two ? part.more[start + 1] : 0
        part.nodes.append(Node(operation, node.place, part.more[start], second))
        part.more.removeLast(part.more.count - start)
      }
    }
    return part
  }
}
