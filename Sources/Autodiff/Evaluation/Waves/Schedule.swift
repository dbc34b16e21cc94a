/// An order in which the nodes below some roots are evaluated again and again: waves of equal operations.
///
/// Every node has a *slot* in one contiguous buffer: first the carried leaves, then the other leaves, then
/// the constants and what depends on constants alone, then the waves, each writing one stretch. The order
/// never changes a bit of a value, because rounding belongs to the nodes.
package struct Schedule: Sendable {
  /// One wave: `count` nodes of one operation and arity.
  struct Entry: Sendable {
    let operation: Operation
    /// Whether these are sums of products that nothing else uses: two operands per term, no slots for the products.
    let isProducts: Bool
    let out: Int
    let count: Int
    let arity: Int
    /// Where the wave's operand slots start: operand *j* of node *i* is at `operands + j*count + i`; in a wave
    /// with lines, that of line *j* at `operands + j`.
    let operands: Int
    /// See `Wave.lines`.
    let lines: UInt8?
  }

  let entries: [Entry]
  let operands: [UInt32]
  /// By place; `absent` for nodes that are not evaluated.
  private let slots: [UInt32]
  /// The places of nodes, where they are few in a large graph; else the nodes' own numbers are their places.
  private let places: NodesBelow?
  /// The buffer before the first run: start values, constants, zeros.
  let start: [Double]
  let leafCount: Int
  let carriedCount: Int
  /// By slot of a leaf, its place among the graph's leaves.
  let leafIndices: [UInt32]
  /// By carried leaf, the slot of the value it takes next.
  let nextSlots: [UInt32]
  /// By root, its slot.
  let rootSlots: [UInt32]

  static let absent = UInt32.max

  /// - Parameters:
  ///   - roots: the nodes whose values are wanted.
  ///   - carried: leaves that take the value of another node when the evaluator advances.
  /// - Complexity: linear in the number of nodes below the roots, or of those up to the newest root if most are, times the
  ///   number of kinds of operations that are ready at one time; and a sixty-fourth of the nodes of the graph.
  package init(_ graph: Graph, roots: [NodeID], carried: [(leaf: NodeID, next: NodeID)] = []) {
    let places = graph.few(below: roots + carried.map(\.leaf) + carried.map(\.next))
    let part = places.map { graph.part($0) } ?? graph
    func place(_ node: NodeID) -> NodeID { places.map { NodeID(UInt32($0.place(of: node.raw))) } ?? node }
    var planner = Planner(part, roots.map(place), carried.map { (place($0.leaf), place($0.next)) })
    planner.plan()
    self.places = places
    entries = planner.entries
    operands = planner.operands
    slots = planner.slots
    start = planner.start
    leafCount = planner.leafCount
    carriedCount = carried.count
    let table = planner.slots
    nextSlots = carried.map { table[Int(place($0.next).raw)] }
    rootSlots = roots.map { table[Int(place($0).raw)] }
    var leafIndices = [UInt32](repeating: 0, count: planner.leafCount)
    for (index, leaf) in part.leaves.enumerated() where Int(leaf.node.raw) < table.count {
      let slot = Int(table[Int(leaf.node.raw)])
      guard slot < leafIndices.count else { continue }
      leafIndices[slot] =
        places.map { graph.nodes[Int($0.node(at: Int(leaf.node.raw)))].first } ?? UInt32(index)
    }
    self.leafIndices = leafIndices
  }

  /// The number of waves of one run.
  package var waveCount: Int { entries.count }

  func slot(of node: NodeID) -> Int? {
    var place = Int(node.raw)
    if let places {
      place = places.place(of: node.raw)
      guard place >= 0, places.node(at: place) == node.raw else { return nil }
    }
    return place < slots.count && slots[place] != Schedule.absent ? Int(slots[place]) : nil
  }
}
