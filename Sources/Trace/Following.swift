import Autodiff

/// What comes of wrong numbers: the values of a recording where some are not what they are, but what a reader takes
/// them to be.
///
/// A number is put into the graph at its node, and steps after it are made again. A value known by several names has one
/// place: what a step gives a leaf is the node that it takes over, and what was read of the past is its origin.
package struct Following {
  /// A node before a step of a run and in it; the leaves are the same in both.
  private struct Place: Hashable {
    let run: Int
    /// The updates made before.
    let step: Int
    let node: NodeID
  }

  private struct Pin {
    let place: Place
    var value: Double
    /// Half a unit of its last digit.
    let slack: Double
    /// The wrong numbers that it comes of, as the caller counts them.
    let roots: Set<Int>
  }

  /// A value that follows from wrong numbers.
  package struct Value {
    package let value: Double
    /// How far it may be off, for the digits of the numbers that it follows from.
    package let slack: Double
    package let roots: Set<Int>
  }

  private let recording: Recording
  private var pins: [Pin] = []

  /// Steps · nodes of one evaluation, and numbers that are followed.
  private static let mostWork = 2_000_000, mostPins = 40

  package init(_ recording: Recording) { self.recording = recording }

  /// Takes a number for the value of a node from here on. Of 0 and 1 nothing is told: they make products vanish.
  package mutating func take(
    _ value: Double, slack: Double, for node: NodeID, _ moment: Moment, inStep: Bool, roots: Set<Int>
  ) {
    guard value.isFinite, value != 0, value != 1, pins.count < Following.mostPins else { return }
    let place = place(of: node, moment, inStep: inStep)
    pins.removeAll { $0.place == place }
    pins.append(Pin(place: place, value: value, slack: slack, roots: roots))
  }

  /// What a value comes to; nil where no number that was taken changes it, or it has come to say nothing.
  package func value(of node: NodeID, _ moment: Moment, inStep: Bool) -> Value? {
    let place = place(of: node, moment, inStep: inStep)
    let others = pins.filter { $0.place != place }
    guard !others.isEmpty, let value = evaluate(place, others), value.isFinite, value != 0, value != 1 else {
      return nil
    }
    var (slack, roots) = (0.0, Set<Int>())
    for index in others.indices {
      var moved = others
      moved[index].value += max(moved[index].slack, moved[index].value.magnitude * 1e-9)
      guard let other = evaluate(place, moved), other.isFinite, other != value else { continue }
      slack += (other - value).magnitude
      roots.formUnion(others[index].roots)
    }
    return roots.isEmpty ? nil : Value(value: value, slack: slack, roots: roots)
  }

  // MARK: Places

  private func place(of node: NodeID, _ moment: Moment, inStep: Bool) -> Place {
    if let origin = recording.origins[node] {
      return place(of: origin.node, origin.moment, inStep: origin.inStep)
    }
    if inStep { return Place(run: moment.run, step: moment.step - 1, node: node) }
    if moment.step > 0, let carried = carried(node, inStep: moment.step, ofRun: moment.run) {
      return Place(run: moment.run, step: moment.step - 1, node: carried.next)
    }
    return Place(run: moment.run, step: moment.step, node: node)
  }

  /// What the leaf takes over in a step.
  private func carried(_ leaf: NodeID, inStep step: Int, ofRun run: Int) -> Carried? {
    guard recording.graph.leafIndex(of: leaf) != nil, let program = recording.runs[run].program(ofStep: step)
    else { return nil }
    return recording.programs[program].carried.first { $0.leaf == leaf }
  }

  // MARK: Values

  /// - Returns: nil where it would take too long.
  private func evaluate(_ place: Place, _ pins: [Pin]) -> Double? {
    var evaluator = FollowingEvaluator(recording, work: Following.mostWork)
    for pin in pins {
      evaluator.pins[Moment(run: pin.place.run, step: pin.place.step), default: []].append(
        (pin.place.node, pin.value))
    }
    return evaluator.value(of: place.node, at: Moment(run: place.run, step: place.step))
  }
}

/// One evaluation with some numbers taken for values.
private struct FollowingEvaluator {
  let recording: Recording
  /// Steps · nodes that may still be worked out.
  var work: Int
  var pins: [Moment: [(node: NodeID, value: Double)]] = [:]
  private var known: [Moment: Valuation] = [:]

  init(_ recording: Recording, work: Int) {
    self.recording = recording
    self.work = work
  }

  mutating func value(of node: NodeID, at moment: Moment) -> Double? {
    guard var valuation = valuation(at: moment) else { return nil }
    guard readPast(below: [node], at: moment, &valuation) else { return nil }
    let value = valuation.value(of: node, in: recording.graph)
    known[moment] = valuation
    return value
  }

  /// The values before the next step, and in it.
  private mutating func valuation(at moment: Moment) -> Valuation? {
    if let known = known[moment] { return known }
    let run = recording.runs[moment.run]
    let pinned = pins.keys.filter { $0.run == moment.run }.map(\.step).min()
    var first = pinned ?? .max
    var start: [Double]?
    if case .branch(let from) = run.beginning, !pins.isEmpty {
      guard let before = valuation(at: from) else { return nil }
      (first, start) = (0, leaves(of: before))
    }
    first = min(first, moment.step)
    let begin = Moment(run: moment.run, step: first)
    var leaves = start ?? recording.givenLeaves(at: begin)
    for step in first..<moment.step {
      guard let index = run.program(ofStep: step + 1) else { return nil }
      let carried = recording.programs[index].carried
      var valuation = made(leaves, at: Moment(run: moment.run, step: step))
      guard readPast(below: carried.map(\.next), at: Moment(run: moment.run, step: step), &valuation) else {
        return nil
      }
      let next = carried.map { valuation.value(of: $0.next, in: recording.graph) }
      work -= recording.graph.count
      guard work > 0 else { return nil }
      for (carried, value) in zip(carried, next) {
        guard let place = recording.graph.leafIndex(of: carried.leaf) else { continue }
        if leaves.count <= place { leaves += recording.graph.startValues(from: leaves.count) }
        leaves[place] = value
      }
    }
    return made(leaves, at: moment)
  }

  private func leaves(of valuation: Valuation) -> [Double] {
    var valuation = valuation
    return recording.graph.allLeaves.map { valuation.value(of: $0, in: recording.graph) }
  }

  /// The values at some leaves, with the number of the next step and the numbers taken.
  private func made(_ leaves: [Double], at moment: Moment) -> Valuation {
    var valuation = Valuation(leaves: leaves)
    if let program = recording.runs[moment.run].program(ofStep: moment.step + 1),
      let leaf = recording.programs[program].clock, let place = recording.graph.leafIndex(of: leaf),
      let clock = recording.clock(inStep: moment.step + 1, ofRun: moment.run)
    {
      valuation.setLeaf(place, to: Double(clock), in: recording.graph)
    }
    for (node, value) in pins[moment] ?? [] { valuation.take(value, for: node, in: recording.graph) }
    return valuation
  }

  /// Takes what follows for constants that were read of the past.
  private mutating func readPast(
    below nodes: [NodeID], at moment: Moment, _ valuation: inout Valuation
  ) -> Bool {
    for node in recording.graph.nodes(below: nodes) where recording.graph.leafIndex(of: node) != nil {
      guard let origin = recording.origins[node] else { continue }
      let read =
        origin.inStep ? Moment(run: origin.moment.run, step: origin.moment.step - 1) : origin.moment
      guard read != moment || origin.node != node, let value = value(of: origin.node, at: read) else {
        return false
      }
      valuation.take(value, for: node, in: recording.graph)
    }
    return true
  }
}
