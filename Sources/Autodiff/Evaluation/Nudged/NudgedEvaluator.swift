/// Runs a schedule in four nudged evaluations at once.
package final class NudgedEvaluator {
  package let schedule: Schedule
  private var values: [Nudged]
  private var scratch: [Nudged]

  /// - Parameter constants: what constants and the nodes that depend on them alone are.
  package init(_ schedule: Schedule, _ graph: Graph, constants: NudgedValuation) {
    self.schedule = schedule
    values = schedule.start.map { Nudged(same: $0) }
    scratch = [Nudged](repeating: Nudged(), count: schedule.carriedCount)
    let waves = schedule.entries.first?.out ?? values.count
    for id in 0..<UInt32(graph.count) {
      guard let slot = schedule.slot(of: NodeID(id)), slot >= schedule.leafCount, slot < waves else {
        continue
      }
      values[slot] = constants.value(of: NodeID(id), in: graph)
    }
  }

  /// The number of values.
  package var size: Int { values.count }

  /// Whether a root depends on a leaf that is not a constant.
  package func hasLeaf(_ leaf: NodeID) -> Bool {
    schedule.slot(of: leaf).map { $0 < schedule.leafCount } ?? false
  }

  /// Sets a leaf; one that no root depends on is left alone.
  package func set(_ leaf: NodeID, to value: Nudged) {
    if let slot = schedule.slot(of: leaf), slot < schedule.leafCount { values[slot] = value }
  }

  /// Evaluates all nodes at the present leaves.
  /// - Parameter nudges: whether results are nudged.
  package func run(nudges: Bool) {
    values.withUnsafeMutableBufferPointer { values in
      schedule.operands.withUnsafeBufferPointer { operands in
        guard let v = values.baseAddress, let o = operands.baseAddress else { return }
        for entry in schedule.entries {
          let wave = NudgedWave(
            v: v, o: o + entry.operands, out: entry.out, count: entry.count, arity: entry.arity,
            lines: entry.lines)
          switch (nudges, entry.isProducts) {
          case (true, true): wave.sumOfProducts(RandomRounding.self)
          case (true, false): entry.operation.evaluate(wave, RandomRounding.self)
          case (false, true): wave.sumOfProducts(UsualRounding.self)
          case (false, false): entry.operation.evaluate(wave, UsualRounding.self)
          }
        }
      }
    }
  }

  /// The values of a root or a leaf in the last run; of other nodes nil or the values.
  package func value(of node: NodeID) -> Nudged? { schedule.slot(of: node).map { values[$0] } }

  /// Gives every carried leaf its next value, all at once.
  /// - Parameter nudges: whether these are nudged, unless they look like whole numbers, halves and so on.
  package func advance(nudges: Bool) {
    values.withUnsafeMutableBufferPointer { values in
      scratch.withUnsafeMutableBufferPointer { scratch in
        for (place, slot) in schedule.nextSlots.enumerated() {
          scratch[place] = nudges ? values[Int(slot)].nudgedUnlessShort : values[Int(slot)]
        }
        for place in scratch.indices { values[place] = scratch[place] }
      }
    }
  }

  /// The carried leaves, in the order in which they were given.
  package var carriedValues: [Nudged] {
    get { Array(values[..<schedule.carriedCount]) }
    set { values.replaceSubrange(..<schedule.carriedCount, with: newValue) }
  }
}
