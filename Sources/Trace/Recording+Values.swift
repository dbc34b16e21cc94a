import Autodiff

extension Recording {
  /// The values of the graph after a number of updates of a run.
  ///
  /// Definitions, adjoints and claims are read here.
  /// - Complexity: O(leaves + up to `every` steps); each node asked for is then computed once.
  package func valuation(at moment: Moment) -> Valuation {
    Valuation(leaves: givenLeaves(at: moment))
  }

  /// The values of the graph *in* a step (from 1): at the leaves before it, with the step's number `t`. The nodes of
  /// the step's program then hold what the update lines computed, and the carried nodes the values after.
  package func valuation(inStep step: Int, ofRun run: Int) -> Valuation {
    Valuation(leaves: givenLeaves(inStep: step, ofRun: run))
  }

  /// The number `t` that an optimizer sees in a step (from 1) of a run.
  package func clock(inStep step: Int, ofRun run: Int) -> Int? {
    runs[run].segment(ofStep: step).map { $0.clock + step - $0.first }
  }

  /// The value of each leaf, by leaf index, in a step.
  package func leaves(inStep step: Int, ofRun run: Int) -> [Double] {
    let given = givenLeaves(inStep: step, ofRun: run)
    return given + graph.startValues(from: given.count)
  }

  /// The value of each leaf, by leaf index, after a number of updates.
  package func leaves(at moment: Moment) -> [Double] {
    let given = givenLeaves(at: moment)
    return given + graph.startValues(from: given.count)
  }

  /// The leaves in a step, as far as they may differ from their start values: a lesson that reads the past often has
  /// more leaves for what it read than for anything else.
  package func givenLeaves(inStep step: Int, ofRun run: Int) -> [Double] {
    var leaves = givenLeaves(at: Moment(run: run, step: step - 1))
    if let clock = clock(inStep: step, ofRun: run), let program = runs[run].program(ofStep: step) {
      // The optimizer's state may be new in this very segment: its leaves start there, not in the run's base.
      if let leaf = programs[program].clock, let index = graph.leafIndex(of: leaf) {
        set(index, to: Double(clock), in: &leaves)
      }
    }
    return leaves
  }

  /// The leaves after a number of updates, as far as they may differ from their start values.
  package func givenLeaves(at moment: Moment) -> [Double] {
    let run = runs[moment.run]
    var leaves = run.base
    for segment in run.segments(upTo: moment.step) {
      let done = moment.step - segment.first
      let values = done >= segment.steps ? segment.last : carried(of: segment, after: done, from: leaves)
      for (leaf, value) in zip(segment.carried, values) {
        if let index = graph.leafIndex(of: leaf) { set(index, to: value, in: &leaves) }
      }
    }
    return leaves
  }

  /// Sets one leaf; those between the last given and it get their start values.
  private func set(_ index: Int, to value: Double, in leaves: inout [Double]) {
    while leaves.count <= index { leaves.append(graph.leaf(at: leaves.count).start) }
    leaves[index] = value
  }

  /// The carried leaves of a segment after `done` of its steps, from the nearest snapshot before.
  private func carried(of segment: Segment, after done: Int, from leaves: [Double]) -> [Double] {
    let width = segment.carried.count
    let nearest = done / segment.every
    let snapshot = Array(segment.kept[nearest * width..<(nearest + 1) * width])
    let missing = done - nearest * segment.every
    if missing == 0 { return snapshot }
    var stepper = Stepper(
      graph: graph, programs: segment.programs.map { programs[$0] }, carried: segment.carried)
    stepper.begin(leaves: leaves, carried: snapshot, done: nearest * segment.every, clock: segment.clock)
    for _ in 0..<missing { stepper.step() }
    return stepper.carriedValues
  }
}
