/// Runs a schedule: sets leaves, evaluates, hands out values. Allocates nothing while it runs.
///
/// It owns the one buffer of all values; only the checked members below reach it.
package final class Evaluator {
  package let schedule: Schedule
  private let values: UnsafeMutablePointer<Double>
  /// What the carried leaves take next, so that all change at once.
  private let scratch: UnsafeMutablePointer<Double>

  package init(_ schedule: Schedule) {
    self.schedule = schedule
    // One more than needed: a wave of nothing still needs an address.
    values = .allocate(capacity: schedule.start.count + 1)
    values.initialize(repeating: 0, count: schedule.start.count + 1)
    scratch = .allocate(capacity: schedule.carriedCount + 1)
    scratch.initialize(repeating: 0, count: schedule.carriedCount + 1)
    restart()
  }

  package convenience init(
    _ graph: Graph, roots: [NodeID], carried: [(leaf: NodeID, next: NodeID)] = []
  ) {
    self.init(Schedule(graph, roots: roots, carried: carried))
  }

  deinit {
    values.deallocate()
    scratch.deallocate()
  }

  /// Puts all leaves back to their start values.
  package func restart() {
    for (slot, value) in schedule.start.enumerated() { values[slot] = value }
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

  // MARK: Running

  /// Evaluates all nodes at the present leaves.
  package func run() {
    let values = values
    schedule.operands.withUnsafeBufferPointer { operands in
      // Without operands there may be no base; then no wave has any to read.
      let base = operands.baseAddress ?? UnsafePointer(Evaluator.nothing)
      for entry in schedule.entries {
        let wave = Wave(
          v: values, o: base + entry.operands, out: entry.out, count: entry.count, arity: entry.arity,
          lines: entry.lines)
        if entry.isProducts { wave.sumOfProducts() } else { entry.operation.evaluate(wave) }
      }
    }
  }

  private nonisolated(unsafe) static let nothing: UnsafeMutablePointer<UInt32> = {
    let place = UnsafeMutablePointer<UInt32>.allocate(capacity: 1)
    place.initialize(to: 0)
    return place
  }()

  /// The value of a root, a leaf or a carried node's next in the last run; of other nodes nil or the value.
  package func value(of node: NodeID) -> Double? { schedule.slot(of: node).map { values[$0] } }

  // MARK: Carried leaves

  /// Gives every carried leaf its next value, all at once.
  package func advance() {
    let count = schedule.carriedCount
    schedule.nextSlots.withUnsafeBufferPointer { next in
      for index in 0..<count { scratch[index] = values[Int(next[index])] }
    }
    values.update(from: scratch, count: count)
  }

  /// The carried leaves, in the order in which they were given.
  package var carriedValues: [Double] {
    get { Array(UnsafeBufferPointer(start: values, count: schedule.carriedCount)) }
    set {
      precondition(newValue.count == schedule.carriedCount, "not the number of carried leaves")
      for (slot, value) in newValue.enumerated() { values[slot] = value }
    }
  }

  /// Reads or writes the carried leaves in place.
  package func withCarriedValues<Result>(_ body: (UnsafeMutableBufferPointer<Double>) -> Result) -> Result {
    body(UnsafeMutableBufferPointer(start: values, count: schedule.carriedCount))
  }
}
