import Autodiff
import Language
import Letters
import Trace

/// A lesson done again, with something changed: what the search for slips needs of a run.
extension LessonRun {
  /// Records nothing from here on.
  /// - Parameter isSilent: whether claims get numbers alone, and no texts.
  package mutating func rehearse(isSilent: Bool) { state.mode = isSilent ? .silent : .rehearsing }

  package var limits: LessonLimits {
    get { state.limits }
    set { state.limits = newValue }
  }

  /// The claims made so far, or since they were last taken away.
  package var claims: [Claim] {
    get { state.recording.claims }
    set { state.recording.claims = newValue }
  }

  /// What has been recorded so far.
  package var recording: Recording { state.recording }

  /// How many runs have begun.
  package var runCount: Int { state.recording.runs.count }

  /// The steps made in the current run.
  package var stepCount: Int { state.presentRun.steps }

  package var nodeCount: Int { state.recording.graph.count }

  /// The work of everything done so far, in evaluations of one node: making a node costs about ten, a claim hundreds.
  package var cost: Int { 10 * nodeCount + 100 * claims.count + state.work }

  /// How every result is rounded.
  package var rounding: PencilRounding? {
    get { state.rounding }
    set { state.rounding = newValue }
  }

  /// What a name of the lesson means.
  package func entry(_ key: Key) -> Entry? { state.scope.find(key).map { state.scope[$0] } }

  /// Whether a node is a leaf that there is already.
  package func hasLeaf(_ node: NodeID) -> Bool {
    Int(node.raw) < nodeCount && state.recording.graph.leafIndex(of: node) != nil
  }

  /// Does one instruction; false if it cannot be done.
  package mutating func perform(_ instruction: Lesson.Instruction) -> Bool {
    if case .statement(let statement) = instruction, statement.onlyShows { return true }
    guard (try? execute(instruction)) != nil else { return false }
    return !state.mode.isChecking
  }

  /// Gives the leaf that a bare name means another value; false if it means none.
  package mutating func set(_ name: Expression, to value: Double) -> Bool {
    guard let leaf = ClaimChecker.node(ofBareName: name, &elaborator),
      let index = state.recording.graph.leafIndex(of: leaf)
    else { return false }
    state.growLeaves()
    state.leaves[index] = value
    return true
  }

  /// The rule that a call means.
  package mutating func rule(_ call: OptimizerCall) throws -> RuleDefinition { try rules.rule(call) }

  /// Gives the call at a span another rule than it names.
  package mutating func exchange(_ rule: RuleDefinition, for call: Span) { rules.exchange(rule, for: call) }

  /// Gives the optimizer that has just been chosen the lines of another rule; false if it cannot work by them. Its
  /// hyperparameters need not be read again, which took a fifth of doing all of it again.
  package mutating func exchangeLines(for rule: RuleDefinition) -> Bool {
    guard let optimizer = state.optimizer else { return true }
    let choice = RuleChoice(call: rule.syntax.bareCall, rule: rule)
    guard let other = try? choice.exchanged(in: optimizer, &elaborator) else { return false }
    state.optimizer = other
    return true
  }

  /// Takes over the carried rules that another run has parsed.
  package mutating func takeCarriedRules(from other: LessonRun) { rules.takeCarried(from: other.rules) }
}
