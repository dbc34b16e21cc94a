import Autodiff

extension Recording {
  /// A program that runs no more often than this is evaluated node by node: sorting it into waves would cost more.
  static let fewSteps = 8

  /// The steps for which an act that waits for a condition gets room at once.
  private static let expectedSteps = 1000

  private mutating func makeSchedules(_ indices: [Int], watching: Bool) {
    for index in Set(indices) where programs[index].schedule == nil {
      let program = programs[index]
      programs[index].schedule = Schedule(
        graph, roots: watching ? program.watched : [],
        carried: program.carried.map { (leaf: $0.leaf, next: $0.next) })
    }
  }

  /// Nodes evaluated from one report of progress to the next: some milliseconds.
  private static let workBetweenReports = 1 << 21

  /// How many bytes of snapshots one act may keep; beyond, every other one is dropped.
  package static let snapshotLimit = 16 << 20

  /// Makes steps of a run and records them.
  ///
  /// - Parameters:
  ///   - steps: how many; with an ending, at most.
  ///   - ending: what the act waits for; judged after each step.
  ///   - programs: indices of the programs, taken in turn.
  ///   - clock: the number of updates the optimizer has made before.
  ///   - leaves: the current value of each leaf, by leaf index; on return, the values after the steps.
  ///   - watching: whether what is only watched may be the first that is not finite, and is worked out for that.
  ///   - progress: told now and then how many of the steps are made.
  ///   - snapshotLimit: how many bytes of snapshots are kept; tests set it low.
  /// - Returns: the first step (counted in the run) in which a carried or watched value was not finite.
  /// - Complexity: O(steps · nodes of a program); memory O(carried leaves) per kept step, at most 16 MiB.
  package mutating func makeSteps(
    _ steps: Int, until ending: Ending? = nil, run: Int, programs indices: [Int], clock: Int,
    leaves: inout [Double], watching: Bool = false,
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil,
    snapshotLimit: Int = Recording.snapshotLimit
  ) -> Int? {
    let carried = programs[indices[0]].carried.map(\.leaf)
    if steps > indices.count * Recording.fewSteps { makeSchedules(indices, watching: watching) }
    let places = carried.map { graph.leafIndex(of: $0) ?? 0 }
    let start = places.map { leaves[$0] }
    var segment = Segment(
      programs: indices, first: runs[run].steps, steps: 0, clock: clock, carried: carried, every: 1,
      kept: start, last: start)
    var stepper = Stepper(
      graph: graph, programs: indices.map { programs[$0] }, carried: carried, watching: watching)
    stepper.begin(leaves: leaves, carried: start, done: 0, clock: clock)
    var judge = ending.map {
      Judge($0.condition, graph, carried, leaves, isInWaves: steps > indices.count * Recording.fewSteps)
    }
    var made = steps
    var firstNotFinite: Int?
    let room = max(snapshotLimit / MemoryLayout<Double>.stride, carried.count)
    // Growing a list moves it; so it gets the room that it may need at once.
    let expected = ending == nil ? steps : min(steps, Recording.expectedSteps)
    segment.kept.reserveCapacity(min(expected + 1, room / max(carried.count, 1) + 1) * carried.count)
    var untilKept = segment.every
    let often = max(1, Recording.workBetweenReports / max(1, graph.count))
    for step in stride(from: 1, through: steps, by: 1) {
      untilKept -= 1
      let isFinite = stepper.step(keepsValues: untilKept == 0, in: &segment.kept)
      if !isFinite, firstNotFinite == nil { firstNotFinite = segment.first + step }
      if let progress, step % often == 0 { progress(step, steps) }
      if untilKept == 0 {
        if segment.kept.count > room { segment.thin() }
        untilKept = segment.every == 1 ? 1 : segment.every - step % segment.every
      }
      if judge?.holds(after: stepper) == true {
        made = step
        segment.ending = ending
        segment.ending?.holds = true
        break
      }
    }
    if segment.ending == nil { segment.ending = ending }
    segment.steps = made
    segment.last = stepper.carriedValues
    for (place, value) in zip(places, segment.last) { leaves[place] = value }
    runs[run].append(segment)
    return firstNotFinite
  }
}

extension Segment {
  /// Drops every other snapshot.
  fileprivate mutating func thin() {
    let width = carried.count
    guard width > 0 else { return }
    let count = kept.count / width
    var end = 0
    for snapshot in stride(from: 0, to: count, by: 2) {
      for place in 0..<width { kept[end + place] = kept[snapshot * width + place] }
      end += width
    }
    kept.removeLast(kept.count - end)
    every *= 2
  }
}
