import Autodiff

extension Recording {
  /// A program that runs no oftener than this is evaluated node by node: sorting it into waves would cost more.
  static let fewSteps = 8

  private mutating func makeSchedules(_ indices: [Int]) {
    for index in Set(indices) where programs[index].schedule == nil {
      let program = programs[index]
      programs[index].schedule = Schedule(
        graph, roots: [], carried: program.carried.map { (leaf: $0.leaf, next: $0.next) })
    }
  }

  /// How many bytes of snapshots one act may keep; beyond, every other one is dropped.
  static let snapshotLimit = 16 << 20

  /// Makes steps of a run and records them.
  ///
  /// - Parameters:
  ///   - programs: indices of the programs, taken in turn.
  ///   - clock: the number of updates the optimizer has made before.
  ///   - leaves: the present value of each leaf, by leaf index; on return, the values after the steps.
  /// - Returns: the step (counted in the run) after which a carried leaf was first not finite.
  /// - Complexity: O(steps · nodes of a program); memory O(carried leaves) per kept step, at most 16 MiB.
  package mutating func makeSteps(
    _ steps: Int, run: Int, programs indices: [Int], clock: Int, leaves: inout [Double]
  ) -> Int? {
    let carried = programs[indices[0]].carried.map(\.leaf)
    if steps > indices.count * Recording.fewSteps { makeSchedules(indices) }
    let places = carried.map { graph.leafIndex(of: $0) ?? 0 }
    let start = places.map { leaves[$0] }
    var segment = Segment(
      programs: indices, first: runs[run].steps, steps: 0, clock: clock, carried: carried, every: 1,
      kept: start, last: start)
    var stepper = Stepper(graph: graph, programs: indices.map { programs[$0] }, carried: carried)
    stepper.begin(leaves: leaves, carried: start, done: 0, clock: clock)
    var firstNotFinite: Int?
    for step in stride(from: 1, through: steps, by: 1) {
      stepper.step()
      if firstNotFinite == nil, stepper.carriedValues.contains(where: { !$0.isFinite }) {
        firstNotFinite = segment.first + step
      }
      if step % segment.every == 0 { segment.keep(stepper.carriedValues, limit: Recording.snapshotLimit) }
    }
    segment.steps = steps
    segment.last = stepper.carriedValues
    for (place, value) in zip(places, segment.last) { leaves[place] = value }
    runs[run].segments.append(segment)
    return firstNotFinite
  }
}

extension Segment {
  /// Adds the next snapshot; where that would take too much room, drops every other one first.
  fileprivate mutating func keep(_ values: [Double], limit: Int) {
    kept.append(contentsOf: values)
    let width = carried.count
    guard kept.count * MemoryLayout<Double>.size > limit, width > 0 else { return }
    let count = kept.count / width
    var half: [Double] = []
    half.reserveCapacity((count / 2 + 1) * width)
    for snapshot in stride(from: 0, to: count, by: 2) {
      half.append(contentsOf: kept[snapshot * width..<(snapshot + 1) * width])
    }
    kept = half
    every *= 2
  }
}
