/// The same nodes evaluated again and again: sets leaves, evaluates, hands out values. Allocates nothing while it runs.
///
/// This is the door to all that is fast here and not needed to understand how a gradient comes about; `Valuation` gives
/// the same bits, one node at a time. Behind the door:
/// - A `Schedule` is worked out once for a graph and the nodes wanted. Its `Planner` gives each node a slot in one
///   buffer of values, and lets a sum do the work of its terms (*fusion*, see `Reading`): a chain of additions is one
///   sum, and products that nothing else uses are multiplied while they are added.
/// - `WaveOrder` sorts what remains into *waves* of one operation each: a worklist of nodes whose operands are known,
///   of which it takes all of a kind together. One `switch` then serves a wave instead of a node, and where operands
///   stand in lines the compiler makes vector instructions.
/// - A `Wave` has the loops; `Operation.evaluate` puts the arithmetic in. `Graph.compute` makes waves of one node each,
///   for `Valuation`.
///
/// No step of this changes a bit: rounding belongs to the nodes, and each is computed by the same kernel.
///
/// It owns the one buffer of all values; only the checked members below reach it. The waves and their operands
/// are copied into buffers of its own too: through the schedule's arrays, each run would count references.
package final class Evaluator {
  package let schedule: Schedule
  private let carriedCount: Int
  private let entries: UnsafeMutableBufferPointer<Schedule.Entry>
  private let operands: UnsafeMutableBufferPointer<UInt32>
  /// From the carried leaves' next values to the leaves.
  private let moves: UnsafeMutableBufferPointer<Move>
  /// From the roots to nowhere: they are only looked at.
  private let watched: [Move]
  /// From the places of leaves among the graph's leaves to their slots.
  private let leafMoves: [Move]
  private let values: UnsafeMutablePointer<Double>
  /// What the carried leaves take next, so that all change at once.
  private let scratch: UnsafeMutablePointer<Double>
  /// Whether a carried leaf takes next what is in another.
  private let needsScratch: Bool

  /// Numbers in a row that go to slots in a row.
  private struct Move {
    let from: Int
    let to: Int
    var count: Int

    /// - Parameter sources: by slot, from 0, where the number comes from.
    static func rows(from sources: [UInt32]) -> [Move] {
      var moves: [Move] = []
      for (slot, source) in sources.enumerated() {
        if let last = moves.last, last.from + last.count == Int(source) {
          moves[moves.count - 1].count += 1
        } else {
          moves.append(Move(from: Int(source), to: slot, count: 1))
        }
      }
      return moves
    }
  }

  package init(_ schedule: Schedule) {
    self.schedule = schedule
    carriedCount = schedule.carriedCount
    entries = .allocate(capacity: schedule.entries.count)
    _ = entries.initialize(fromContentsOf: schedule.entries)
    // One more than needed: a wave of nothing still needs an address.
    operands = .allocate(capacity: schedule.operands.count + 1)
    _ = operands.initialize(fromContentsOf: schedule.operands + [0])
    let moves = Move.rows(from: schedule.nextSlots)
    self.moves = .allocate(capacity: moves.count)
    _ = self.moves.initialize(fromContentsOf: moves)
    watched = Move.rows(from: schedule.rootSlots.sorted())
    leafMoves = Move.rows(from: schedule.leafIndices)
    needsScratch = schedule.nextSlots.contains { $0 < schedule.carriedCount }
    values = .allocate(capacity: schedule.start.count + 1)
    values.initialize(repeating: 0, count: schedule.start.count + 1)
    scratch = .allocate(capacity: schedule.carriedCount + 1)
    scratch.initialize(repeating: 0, count: schedule.carriedCount + 1)
    for (slot, value) in schedule.start.enumerated() { values[slot] = value }
  }

  package convenience init(_ graph: Graph, roots: [NodeID], carried: [(leaf: NodeID, next: NodeID)] = []) {
    self.init(Schedule(graph, roots: roots, carried: carried))
  }

  deinit {
    entries.deallocate()
    operands.deallocate()
    moves.deallocate()
    values.deallocate()
    scratch.deallocate()
  }

  // MARK: Leaves

  /// The slot of a leaf that is not a constant; nil if no root depends on it.
  package func leafSlot(of leaf: NodeID) -> Int? {
    guard let slot = schedule.slot(of: leaf), slot < schedule.leafCount else { return nil }
    return slot
  }

  /// Sets the leaf in a slot that `leafSlot` gave.
  package func set(_ slot: Int, to value: Double) {
    precondition(slot >= 0 && slot < schedule.leafCount, "not the slot of a leaf")
    values[slot] = value
  }

  /// Sets a leaf; one that no root depends on is left alone.
  package func set(_ leaf: NodeID, to value: Double) {
    if let slot = leafSlot(of: leaf) { values[slot] = value }
  }

  /// Sets the leaves by their places among the graph's leaves; those beyond the end of the list keep their values.
  package func setLeaves(_ list: [Double]) {
    for move in leafMoves where move.from < list.count {
      for place in 0..<Swift.min(move.count, list.count - move.from) {
        values[move.to + place] = list[move.from + place]
      }
    }
  }

  // MARK: Running

  /// Evaluates all nodes at the current leaves.
  package func run() {
    // The buffer of operands has room, so it has an address.
    let (values, operands) = (values, operands.baseAddress!)
    for entry in entries {
      let wave = Wave(
        v: values, o: operands + entry.operands, out: entry.out, count: entry.count, arity: entry.arity,
        lines: entry.lines)
      if entry.isProducts { wave.sumOfProducts() } else { entry.operation.evaluate(wave) }
    }
  }

  /// The value of a root, a leaf or a carried node's next in the last run; of other nodes nil or the value.
  package func value(of node: NodeID) -> Double? { schedule.slot(of: node).map { values[$0] } }

  // MARK: Carried leaves

  /// Gives every carried leaf its next value, all at once.
  /// - Returns: whether all are finite, and all roots.
  @discardableResult
  package func advance() -> Bool {
    let target = needsScratch ? scratch : values
    // 0·x is a zero exactly when x is finite. The bits are collected and looked at once: a branch for each costs more.
    var bits: UInt64 = 0
    for move in watched {
      for index in 0..<move.count { bits |= (0 * values[move.from + index]).bitPattern }
    }
    for move in moves {
      let (from, to) = (values + move.from, target + move.to)
      for index in 0..<move.count {
        to[index] = from[index]
        bits |= (0 * from[index]).bitPattern
      }
    }
    if needsScratch { values.update(from: scratch, count: carriedCount) }
    return bits & ~(1 << 63) == 0
  }

  /// The carried leaves, in the order in which they were given.
  package var carriedValues: [Double] {
    get { Array(UnsafeBufferPointer(start: values, count: schedule.carriedCount)) }
    set {
      precondition(newValue.count == schedule.carriedCount, "not the number of carried leaves")
      for (slot, value) in newValue.enumerated() { values[slot] = value }
    }
  }

  /// Gives the carried leaves the values they have in another evaluator, whose schedule has as many.
  package func takeCarried(from other: Evaluator) {
    precondition(other.schedule.carriedCount == schedule.carriedCount, "not the number of carried leaves")
    values.update(from: other.values, count: schedule.carriedCount)
  }

  /// Appends the carried leaves to a list.
  package func appendCarried(to list: inout [Double]) {
    list.append(contentsOf: UnsafeBufferPointer(start: values, count: carriedCount))
  }
}
