import Autodiff

/// The runs of a recording in four nudged evaluations, each made when something in it is first asked for.
///
/// Nothing in the recording is changed. It may grow between questions.
package final class NudgedRuns {
  /// In a run of more acts than this, made by hand or by a program, steps are not made again.
  package static let mostActs = 200
  /// Larger graphs are not evaluated again.
  package static let mostNodes = 4_000_000

  /// What is kept of the steps of one act, as in a `Segment`.
  package struct Act: Sendable {
    /// The carried leaves after every `every`-th step, from before the first.
    var kept: [Nudged]
    var every: Int
    let nudgedSteps: Int

    /// Whether all results of a step are nudged, which takes some times as long as the step itself. Later, each lane
    /// rounds in its own way anyway, and only what it carries on is nudged.
    func nudges(_ step: Int) -> Bool { step <= nudgedSteps || step % 31 == 0 }
  }

  package struct Place: Hashable, Sendable {
    let run: Int
    let segment: Int
  }

  private struct Reading: Hashable {
    let moment: Moment
    let inStep: Bool
  }

  package private(set) var acts: [Place: Act]
  private var steppers: [Place: NudgedStepper] = [:]
  /// By run, how many of its first acts are known.
  private var made: [Int: Int] = [:]
  /// The readings asked for last, oldest first.
  private var valuations: [(reading: Reading, valuation: NudgedValuation)] = []

  /// - Parameter acts: what is known already.
  package init(acts: [Place: Act] = [:]) { self.acts = acts }

  /// The values of a node after a number of updates of a run.
  package func values(of node: NodeID, at moment: Moment, in recording: Recording) -> Nudged {
    values(of: node, Reading(moment: moment, inStep: false), recording)
  }

  /// The values of a node in a step (from 1) of a run; see `Recording.valuation(inStep:ofRun:)`.
  package func values(of node: NodeID, inStep step: Int, ofRun run: Int, in recording: Recording) -> Nudged {
    values(of: node, Reading(moment: Moment(run: run, step: step), inStep: true), recording)
  }

  private func values(of node: NodeID, _ reading: Reading, _ recording: Recording) -> Nudged {
    if let known = valuations.last(where: { $0.reading == reading }) {
      return known.valuation.value(of: node, in: recording.graph)
    }
    let leaf =
      reading.inStep
      ? leaves(inStep: reading.moment.step, ofRun: reading.moment.run, recording)
      : leaves(at: reading.moment, recording)
    let valuation = NudgedValuation(distrustsQuotients: true, leaf: leaf)
    if valuations.count >= 4 { valuations.removeFirst() }
    valuations.append((reading, valuation))
    return valuation.value(of: node, in: recording.graph)
  }

  // MARK: Leaves

  /// The leaves in a step, by leaf index.
  private func leaves(inStep step: Int, ofRun run: Int, _ recording: Recording) -> (Int) -> Nudged {
    let before = leaves(at: Moment(run: run, step: step - 1), recording)
    guard let clock = recording.clock(inStep: step, ofRun: run),
      let program = recording.runs[run].program(ofStep: step),
      let leaf = recording.programs[program].clock, let place = recording.graph.leafIndex(of: leaf)
    else { return before }
    return { $0 == place ? Nudged(same: Double(clock)) : before($0) }
  }

  /// The leaves after a number of updates, by leaf index.
  /// - Parameter end: the act, by its place in the run, that is not looked at any more.
  private func leaves(
    at moment: Moment, before end: Int = .max, _ recording: Recording
  ) -> (Int) -> Nudged {
    let segments = recording.runs[moment.run].segments
    if segments.count > NudgedRuns.mostActs {
      let given = recording.givenLeaves(at: moment)
      return { Nudged(same: $0 < given.count ? given[$0] : recording.graph.leaf(at: $0).start) }
    }
    var carried: [Int: Nudged] = [:]
    var seen: [[NodeID]] = []
    // Of the acts that change the same leaves the last one counts.
    for index in segments.indices.reversed() where index < end && segments[index].first <= moment.step {
      let segment = segments[index]
      let place = Place(run: moment.run, segment: index)
      let done = moment.step - segment.first
      if done == 0 {
        // The optimizer's state may be new in an act: it begins there, and not in the run's base.
        carried.merge(newState(place, recording)) { first, _ in first }
        continue
      }
      if seen.contains(segment.carried) { continue }
      seen.append(segment.carried)
      for (leaf, value) in zip(segment.carried, self.carried(place, after: done, recording)) {
        if let place = recording.graph.leafIndex(of: leaf), carried[place] == nil { carried[place] = value }
      }
    }
    let beginning = beginning(of: recording.runs[moment.run], recording)
    return { carried[$0] ?? beginning($0) }
  }

  /// The leaves when a run begins, by leaf index.
  private func beginning(of run: Run, _ recording: Recording) -> (Int) -> Nudged {
    let graph = recording.graph
    func start(_ index: Int) -> Nudged {
      let leaf = graph.leaf(at: index)
      return recording.origins[leaf.node].map { values($0, recording) } ?? Nudged(same: leaf.start)
    }
    switch run.beginning {
    case .top: return start
    case .branch(from: let moment):
      let before = leaves(at: moment, recording)
      return { $0 < run.base.count ? before($0) : start($0) }
    case .reset(let overrides):
      var replaced: [Int: Nudged] = [:]
      for override in overrides {
        guard let index = graph.leafIndex(of: override.leaf) else { continue }
        replaced[index] = override.origin.map { values($0, recording) } ?? Nudged(same: override.value)
      }
      return { replaced[$0] ?? start($0) }
    }
  }

  private func values(_ origin: Origin, _ recording: Recording) -> Nudged {
    values(of: origin.node, Reading(moment: origin.moment, inStep: origin.inStep), recording)
  }

  // MARK: Steps

  /// How many bytes of snapshots one act may keep, and all acts; beyond, fewer are kept.
  private static let snapshotLimit = 16 << 20
  private static let allSnapshotsLimit = 64 << 20

  /// The results that are nudged at the beginning of an act, in evaluations of one node: some milliseconds.
  private static let nudgedWork = 40_000

  /// The carried leaves of an act after `done` of its steps (at least one), or after all of them if it made fewer.
  private func carried(_ place: Place, after done: Int, _ recording: Recording) -> [Nudged] {
    let segment = recording.runs[place.run].segments[place.segment]
    let done = Swift.min(done, segment.steps)
    // One after the other: each begins where the one before has ended, and there may be many.
    for index in (made[place.run] ?? 0)..<max(place.segment + 1, made[place.run] ?? 0) {
      let earlier = Place(run: place.run, segment: index)
      if acts[earlier] == nil {
        acts[earlier] = act(earlier, recording.runs[place.run].segments[index], recording)
      }
      made[place.run] = index + 1
    }
    // Made just now.
    let act = acts[place]!
    // The last steps are nudged, so that what they round does not go unnoticed.
    let start = Swift.max(done - 2, 0)
    let width = segment.carried.count
    let nearest = start / act.every
    let snapshot = Array(act.kept[nearest * width..<(nearest + 1) * width])
    let stepper = stepper(place, segment, recording)
    stepper.begin(snapshot, done: nearest * act.every, clock: segment.clock)
    for step in stride(from: nearest * act.every + 1, through: done, by: 1) {
      stepper.step(nudges: step > start || act.nudges(step))
    }
    return stepper.carriedValues
  }

  /// Makes all steps of an act.
  private func act(_ place: Place, _ segment: Segment, _ recording: Recording) -> Act {
    let start = start(of: segment, place, recording)
    let stepper = stepper(place, segment, recording)
    var act = Act(kept: start, every: 1, nudgedSteps: NudgedRuns.nudgedWork / stepper.size)
    let kept = acts.values.reduce(0) { $0 + $1.kept.count } * MemoryLayout<Nudged>.stride
    let free = Swift.min(NudgedRuns.snapshotLimit, NudgedRuns.allSnapshotsLimit - kept)
    let room = free / MemoryLayout<Nudged>.stride / Swift.max(start.count, 1)
    while segment.steps / act.every > Swift.max(room, 1) { act.every *= 2 }
    stepper.begin(start, done: 0, clock: segment.clock)
    // The last steps are made when they are asked for.
    for step in stride(from: 1, through: segment.steps - 2, by: 1) {
      stepper.step(nudges: act.nudges(step))
      if step % act.every == 0 { act.kept += stepper.carriedValues }
    }
    return act
  }

  private func stepper(_ place: Place, _ segment: Segment, _ recording: Recording) -> NudgedStepper {
    if let known = steppers[place] { return known }
    let stepper = NudgedStepper(
      graph: recording.graph, programs: segment.programs.map { recording.programs[$0] },
      carried: segment.carried,
      leaf: leaves(before: place, segment, recording))
    steppers[place] = stepper
    return stepper
  }

  private func leaves(
    before place: Place, _ segment: Segment, _ recording: Recording
  ) -> (Int) -> Nudged {
    leaves(at: Moment(run: place.run, step: segment.first), before: place.segment, recording)
  }

  /// The carried leaves before an act.
  private func start(of segment: Segment, _ place: Place, _ recording: Recording) -> [Nudged] {
    let before = leaves(before: place, segment, recording)
    let new = newState(place, recording)
    return segment.carried.map { leaf in
      guard let index = recording.graph.leafIndex(of: leaf) else { return Nudged() }
      return new[index] ?? before(index)
    }
  }

  /// The leaves that begin in an act with a value of its own, by leaf index.
  private func newState(_ place: Place, _ recording: Recording) -> [Int: Nudged] {
    let run = recording.runs[place.run]
    let segment = run.segments[place.segment]
    if place.segment > 0, run.segments[place.segment - 1].carried == segment.carried { return [:] }
    let known = Set(run.segments[..<place.segment].flatMap(\.carried))
    var new: [Int: Nudged] = [:]
    for (leaf, value) in zip(segment.carried, segment.kept) where !known.contains(leaf) {
      guard let index = recording.graph.leafIndex(of: leaf) else { continue }
      let base = index < run.base.count ? run.base[index] : recording.graph.leaf(at: index).start
      if base != value { new[index] = Nudged(same: value) }
    }
    return new
  }
}

// MARK: Sure digits

extension NudgedRuns {
  /// The first step of a run after which less than so many digits of a leaf are sure; nil if there is none up to `last`.
  func firstStep(
    lessSureThan usual: Double, _ leaf: NodeID, ofRun run: Int, upTo last: Int, in recording: Recording
  ) -> Int? {
    guard let index = recording.graph.leafIndex(of: leaf) else { return nil }
    for (position, segment) in recording.runs[run].segments.enumerated() where segment.first < last {
      guard let column = segment.carried.firstIndex(of: leaf) else { continue }
      let place = Place(run: run, segment: position)
      let steps = Swift.min(last - segment.first, segment.steps)
      _ = carried(place, after: 1, recording)
      // Made just now.
      let act = acts[place]!
      let width = segment.carried.count
      func isSure(_ step: Int) -> Bool {
        let value = recording.givenLeaves(at: Moment(run: run, step: segment.first + step))[index]
        return carried(place, after: step, recording)[column].sureDigits(of: value) >= usual
      }
      // Where both keep snapshots, these tell between which of them it is.
      let every = Swift.max(act.every, segment.every)
      var sure = 0
      while sure + every <= steps, (sure + every) / act.every * width < act.kept.count,
        act.kept[(sure + every) / act.every * width + column].sureDigits(
          of: segment.kept[(sure + every) / segment.every * width + column]) >= usual
      {
        sure += every
      }
      if let step = (sure + 1...sure + every + 2).first(where: { $0 <= steps && !isSure($0) }) {
        return segment.first + step
      }
    }
    return nil
  }
}

extension Nudged {
  /// How many decimal digits of a value are sure.
  func sureDigits(of value: Double) -> Double {
    let doubt = doubt(of: value)
    if doubt == 0 { return 17 }
    guard doubt.isFinite, value != 0 else { return 0 }
    return Swift.max(0, Operation.log10.value([value.magnitude / doubt]))
  }
}
