import Autodiff
import Language
import Letters
import Trace

/// Where a lesson stands: its text, the present leaves, the present run and optimizer.
struct Session: Sendable {
  var source = Source(name: "", bytes: [])
  /// Whether there is no lesson but one expression, whose names get their values on the command line.
  var isLoneExpression = false
  var limits = LessonLimits()
  /// Whether only numbers matter, and nobody reads what claims and optimizers say.
  var isSilent = false
  /// What has been used of `limits.turns`, `limits.allMembers` and `limits.work`.
  var turns = 0
  var members = 0
  var work = 0
  /// Where the lesson defines each name, by key, so that a use above its definition can say so.
  var definitions: [Key: Span] = [:]
  /// The present value of each leaf, by leaf index; leaves beyond the end have their start values.
  var leaves: [Double] = [] {
    didSet { present = Valuation(leaves: leaves) }
  }
  /// The present values of nodes, computed when asked for.
  private var present = Valuation(leaves: [])
  /// The present run, as an index into the recording's.
  var run = 0
  var optimizer: Optimizer?
  /// The optimizer each program was made with.
  var programOptimizers: [Optimizer] = []
  /// Decimals kept, while `carry` is in force.
  var decimals: Int?
  /// The values of the past that were asked for last.
  var history = History()

  /// The present value of a node.
  mutating func value(of node: NodeID, in recording: Recording) -> Double {
    present.value(of: node, in: recording.graph)
  }

  /// Gives leaves that have been declared since their start values.
  mutating func grow(to graph: Graph) {
    guard leaves.count < graph.leafCount else { return }
    var grown = leaves
    grown.reserveCapacity(graph.leafCount)
    for index in leaves.count..<graph.leafCount { grown.append(graph.leaf(at: index).start) }
    leaves = grown
  }

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

/// Values at past moments, with the last few moments kept at hand.
struct History: Sendable {
  private struct Key: Hashable {
    let moment: Moment
    let inStep: Bool
  }
  /// The moments asked for last, oldest first.
  private var valuations: [(key: Key, valuation: Valuation)] = []

  /// The value of a node after the updates of a moment.
  mutating func value(of node: NodeID, at moment: Moment, in recording: Recording) -> Double {
    value(of: node, Key(moment: moment, inStep: false), recording)
  }

  /// The value a node of a step's program had in that step.
  mutating func value(of node: NodeID, inStep step: Int, ofRun run: Int, _ recording: Recording) -> Double {
    value(of: node, Key(moment: Moment(run: run, step: step), inStep: true), recording)
  }

  private mutating func value(of node: NodeID, _ key: Key, _ recording: Recording) -> Double {
    if let known = valuations.firstIndex(where: { $0.key == key }) {
      return valuations[known].valuation.value(of: node, in: recording.graph)
    }
    let moment = key.moment
    let leaves =
      key.inStep
      ? recording.givenLeaves(inStep: moment.step, ofRun: moment.run) : recording.givenLeaves(at: moment)
    var valuation = valuations.count >= 4 ? valuations.removeFirst().valuation : Valuation()
    valuation.setLeaves(leaves)
    let value = valuation.value(of: node, in: recording.graph)
    valuations.append((key, valuation))
    return value
  }

  /// Forgets what it knew: leaves declared since may be missing from it.
  mutating func forget() { valuations = [] }
}
