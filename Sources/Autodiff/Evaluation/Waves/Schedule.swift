/// An order in which the nodes below some roots are evaluated again and again: waves of equal operations.
///
/// Every node has a *slot* in one contiguous buffer: first the carried leaves, then the other leaves, then
/// the constants and what depends on constants alone, then the waves, each writing one stretch. The order
/// never changes a bit of a value, because rounding belongs to the nodes.
package struct Schedule: Sendable {
  /// One wave: `count` nodes of one operation and arity.
  struct Entry: Sendable {
    let operation: Operation
    /// Whether these are sums whose terms are products that nobody else uses: each term is two operands, and
    /// the products have no slots.
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
  /// By node; `absent` for nodes that are not evaluated.
  private let slots: [UInt32]
  /// The buffer before the first run: start values, constants, zeros.
  let start: [Double]
  let leafCount: Int
  let carriedCount: Int
  /// By carried leaf, the slot of the value it takes next.
  let nextSlots: [UInt32]

  static let absent = UInt32.max

  /// - Parameters:
  ///   - roots: the nodes whose values are wanted.
  ///   - carried: leaves that take the value of another node when the evaluator advances.
  /// - Complexity: linear in the size of the graph up to the newest root, times the number of kinds of
  ///   operations that are ready at one time.
  package init(_ graph: Graph, roots: [NodeID], carried: [(leaf: NodeID, next: NodeID)] = []) {
    var planner = Planner(graph, roots, carried)
    planner.plan()
    entries = planner.entries
    operands = planner.operands
    slots = planner.slots
    start = planner.start
    leafCount = planner.leafCount
    carriedCount = carried.count
    let table = planner.slots
    nextSlots = carried.map { table[Int($0.next.raw)] }
  }

  /// The number of waves of one run.
  package var waveCount: Int { entries.count }

  func slot(of node: NodeID) -> Int? {
    guard Int(node.raw) < slots.count, slots[Int(node.raw)] != Schedule.absent else { return nil }
    return Int(slots[Int(node.raw)])
  }
}
