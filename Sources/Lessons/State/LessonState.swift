import Autodiff
import Language
import Letters
import Trace

/// Where a lesson stands: its names, its graph and runs, the current leaves, the optimizer chosen.
struct LessonState: Sendable {
  var source = Source(name: "", bytes: [])
  var mode = Mode.telling
  var scope = Scope()
  /// The graph, the programs and the runs; what happens is recorded by the run of the lesson alone.
  var recording = Recording()
  /// Told now and then how many steps of an act are made.
  var progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?
  var limits = LessonLimits()
  /// What has been used of `limits.turns`, `limits.lines`, `limits.allMembers` and `limits.work`.
  var turns = 0
  var lines = 0
  var members = 0
  var work = 0
  /// What has been used of `limits.plotted`.
  var plotted = 0
  /// Where the lesson defines each name, by key, so that a use above its definition can say so.
  var definitions: [Key: (first: Span, last: Span)] = [:]
  /// The current value of each leaf, by leaf index; leaves beyond the end have their start values.
  var leaves: [Double] = [] {
    didSet { present = Valuation(leaves: leaves) }
  }
  /// The current values of nodes, computed when asked for.
  private var present = Valuation(leaves: [])
  /// The current run, as an index into the recording's.
  private(set) var run = 0
  var optimizer: Optimizer?
  /// Programs made so far, so that the same act twice needs one.
  var programs: [ProgramKey: Int] = [:]
  /// The optimizer each program was made with.
  private var programOptimizers: [Optimizer] = []
  /// How results are rounded, while `carry` is in force.
  var rounding: PencilRounding?
  private var past = Past()

  init() {
    recording.runs = [Run(base: [])]
  }

  // MARK: Values

  /// The current value of a node.
  mutating func value(of node: NodeID) -> Double { present.value(of: node, in: recording.graph) }

  /// The value of a node after a step of the current run.
  mutating func value(of node: NodeID, after step: Int) -> PastValue {
    past.value(Origin(node: node, moment: Moment(run: run, step: step)), recording)
  }

  /// The value a node of a step's program had in that step of the current run.
  mutating func value(of node: NodeID, inStep step: Int) -> PastValue {
    past.value(Origin(node: node, moment: Moment(run: run, step: step), inStep: true), recording)
  }

  /// How far rounding may have moved the current values of nodes, taken together.
  func roundingBound(of nodes: [NodeID]) -> Double {
    let bound = RoundingBound(recording)
    return nodes.reduce(0) { $0 + bound.bound(of: $1, at: moment) }
  }

  /// Gives leaves that have been declared since their start values.
  mutating func growLeaves() {
    guard leaves.count < recording.graph.leafCount else { return }
    leaves += recording.graph.startValues(from: leaves.count)
  }

  // MARK: Runs and steps

  /// The current moment.
  var moment: Moment { Moment(run: run, step: presentRun.steps) }

  var presentRun: Run {
    _read { yield recording.runs[run] }
  }

  /// Begins a run at the current leaves.
  /// - Parameter shared: these leaves without those that have been added since at their start values; many runs may have
  ///   them in common.
  mutating func begin(_ beginning: Beginning, member: RuleCall? = nil, shared: [Double]? = nil) {
    recording.runs.append(Run(member: member, base: shared ?? leaves, beginning: beginning))
    go(to: recording.runs.count - 1)
  }

  /// Makes a run the current one; its leaves are set apart from that.
  mutating func go(to run: Int) {
    self.run = run
    past.forget()
  }

  /// The program of the last step of the current run.
  var lastProgram: Program? { lastProgramIndex.map { recording.programs[$0] } }

  /// The program of the last step of the current run, as an index into the recording's.
  var lastProgramIndex: Int? { presentRun.program(ofStep: presentRun.steps) }

  /// The optimizer that a program was made with.
  func optimizer(ofProgram index: Int) -> Optimizer { programOptimizers[index] }

  /// Adds a program, and gives its index in the recording.
  mutating func add(_ program: Program, of optimizer: Optimizer) -> Int {
    recording.programs.append(program)
    programOptimizers.append(optimizer)
    return recording.programs.count - 1
  }

  /// Makes the steps of a plan; with an ending, until it holds.
  /// - Returns: the numbers of the steps in the run, and the first in which something was not finite, if that is told.
  mutating func make(
    _ plan: TrainingPlan, _ optimizer: inout Optimizer
  ) -> (steps: ClosedRange<Int>, notFinite: Int?) {
    growLeaves()
    var leaves = self.leaves
    let first = presentRun.steps
    let notFinite = recording.makeSteps(
      plan.steps, until: plan.ending, run: run, programs: plan.programs, clock: optimizer.updates,
      leaves: &leaves, watching: mode == .telling, progress: mode == .telling ? progress : nil)
    self.leaves = leaves
    past.forget()
    let last = presentRun.steps
    optimizer.updates += last - first
    return (first + 1...last, notFinite)
  }

  /// The first node that is not finite in a step.
  func firstNotFinite(inStep step: Int) -> NodeID? {
    guard let program = presentRun.program(ofStep: step) else { return nil }
    var valuation = recording.valuation(inStep: step, ofRun: run)
    let (carried, watched) = (recording.programs[program].carried, recording.programs[program].watched)
    return recording.graph.firstNotFinite(below: carried.map(\.next) + watched, &valuation)
  }

  /// The first node below another that is not finite now.
  func firstNotFinite(below node: NodeID) -> NodeID? {
    var valuation = Valuation(leaves: leaves)
    return recording.graph.firstNotFinite(below: [node], &valuation)
  }

  // MARK: Names of steps

  /// The rules whose names a lesson may read: of the last step, and of the next.
  private var stepRules: [RuleDefinition] {
    [programOptimizers.last?.rule, optimizer?.rule].compactMap { $0 }
  }

  func knowsStepName(_ key: Key) -> Bool {
    programOptimizers.last?.rule.stepNames[key] != nil || optimizer?.rule.stepNames[key] != nil
  }

  /// Whether a name could come from a step, in a lesson without an optimizer so far.
  func couldBeStepName(_ key: Key) -> Bool { knowsStepName(key) || ["g", "t", "s"].contains(key) }

  var stepNames: [String] { Set(stepRules.flatMap(\.stepNames.values)).sorted() }
}

/// A value read from the past, and where.
struct PastValue {
  let value: Double
  /// nil for the number of a step that nothing in it reads.
  let origin: Origin?
}

/// Values at past moments, with the last few moments kept at hand.
private struct Past: Sendable {
  /// The moments asked for last, oldest first.
  private var valuations: [(moment: Moment, inStep: Bool, valuation: Valuation)] = []

  mutating func value(_ origin: Origin, _ recording: Recording) -> PastValue {
    let moment = origin.moment
    if let known = valuations.firstIndex(where: { $0.moment == moment && $0.inStep == origin.inStep }) {
      return PastValue(
        value: valuations[known].valuation.value(of: origin.node, in: recording.graph), origin: origin)
    }
    let leaves =
      origin.inStep
      ? recording.givenLeaves(inStep: moment.step, ofRun: moment.run) : recording.givenLeaves(at: moment)
    var valuation = valuations.count >= 4 ? valuations.removeFirst().valuation : Valuation()
    valuation.setLeaves(leaves)
    let value = valuation.value(of: origin.node, in: recording.graph)
    valuations.append((moment, origin.inStep, valuation))
    return PastValue(value: value, origin: origin)
  }

  /// Forgets what it knew: leaves declared since may be missing from it.
  mutating func forget() { valuations = [] }
}
