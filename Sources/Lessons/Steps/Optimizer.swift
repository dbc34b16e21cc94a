import Autodiff
import Language
import Trace

/// A rule with its hyperparameters, and the state it keeps for each parameter.
struct Optimizer: Sendable {
  let rule: RuleDefinition
  /// With every hyperparameter; with none in a silent run.
  let call: RuleCall
  /// The number of the step, and each hyperparameter: a constant, or an expression of `t`.
  let common: NameTable<Environment.Binding>
  /// The hyperparameters that are expressions of `t`, in order, for the trace.
  let schedules: [(label: Label, node: NodeID)]
  /// The lines that its conditions chose, `start` lines apart.
  let lines: [RuleLine]
  let starts: [RuleLine]
  /// The names that keep state, in the order of the rule's text.
  let stateNames: [Name]
  /// The leaf of the step number.
  let clock: NodeID
  /// The updates made so far.
  var updates = 0
  /// The state leaves of each parameter, by the name's key.
  var state: [NodeID: NameTable<NodeID>] = [:]
  /// The state leaves that have been given their start values.
  var started: Set<NodeID> = []

  /// - Parameter chosen: the lines that the rule's conditions chose.
  init(
    rule: RuleDefinition, call: RuleCall, common: NameTable<Environment.Binding>,
    schedules: [(label: Label, node: NodeID)], chosen: [RuleLine], clock: NodeID
  ) {
    self.rule = rule
    self.call = call
    self.common = common
    self.schedules = schedules
    self.clock = clock
    lines = chosen.filter { $0.verb != .start }
    starts = chosen.filter { $0.verb == .start }
    var names: [Name] = []
    var known = NameSet()
    for line in lines
    where line.verb == .update && line.name.key != .theta && !known.contains(line.name.key) {
      known.insert(line.name.key)
      names.append(line.name)
    }
    stateNames = names
  }

  /// Gives state that has not been used yet its start values: 0, or what the rule's `start` line says.
  mutating func startState(of parameters: [NodeID], _ elaborator: inout Elaborator) throws {
    elaborator.state.growLeaves()
    // Assigned together at the end: every change of the leaves makes all current values unknown.
    var leaves = elaborator.state.leaves
    for parameter in parameters {
      for name in stateNames {
        guard let leaf = state[parameter]?[name.key], started.insert(leaf).inserted,
          let index = elaborator.graph.leafIndex(of: leaf)
        else { continue }
        var start = 0.0
        if let line = starts.last(where: { $0.name.key == name.key }) {
          var environment = Environment(rule, common, in: elaborator.state.source)
          environment.bindings.set(.theta, to: .node(parameter))
          start = elaborator.state.value(of: try elaborator.node(line.value, environment))
        }
        leaves[index] = start
      }
    }
    elaborator.state.leaves = leaves
  }
}
