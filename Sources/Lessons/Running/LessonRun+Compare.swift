import Autodiff
import Language
import Letters
import Trace

/// New beginnings: the members of a `compare`, and `reset`.
extension LessonRun {
  mutating func compare(
    _ objective: Objective, _ training: Training, _ members: [Member], at span: Span
  ) throws {
    try refuseTooManyRuns(members.count, at: span)
    let (leaves, run, optimizer, moment) = (state.leaves, state.run, state.optimizer, state.moment)
    tellLines(of: members, from: span.start)
    let place = state.recording.events.count
    var runs: [Int] = []
    var loss: NodeID?
    defer {
      state.leaves = leaves
      state.optimizer = optimizer
      state.go(to: run)
    }
    for member in members {
      state.leaves = leaves
      state.growLeaves()
      var optimizer = try self.optimizer(member.call)
      state.growLeaves()
      state.begin(.branch(from: moment), member: given(member.call, optimizer), shared: leaves)
      runs.append(state.run)
      trained = [state.run]
      let plan = try plan(objective, training, &optimizer, at: span)
      loss = plan.loss
      let notFinite = try make(plan, &optimizer, at: span).notFinite
      tellNotFinite(inStep: notFinite, or: plan.loss)
      state.optimizer = optimizer
      for statement in member.body { attempt(.statement(statement)) }
    }
    trained = runs
    if state.mode == .telling {
      state.recording.events.insert(.comparison(runs: runs, loss: loss), at: place)
    }
  }

  /// A member as written: with the hyperparameters given, in their order. A replay has other numbers than the text.
  private func given(_ call: OptimizerCall, _ optimizer: Optimizer) -> RuleCall {
    if state.mode == .silent { return optimizer.call }
    let given = call.arguments.map { argument in
      let known = optimizer.call.hyperparameters.first { Name.key(of: $0.name) == argument.name.key }
      return RuleCall.Hyperparameter(
        name: argument.name.text, spelling: source.text(argument.value.span), value: known?.value)
    }
    return RuleCall(rule: call.rule.text, hyperparameters: given)
  }

  /// Records the lines of members that have some of their own, without their claims.
  private mutating func tellLines(of members: [Member], from start: Int) {
    guard state.mode == .telling, members.contains(where: { !$0.body.isEmpty }) else { return }
    var text = MemberText(source, members, below: start)
    for member in members {
      let lines = [text.next(to: member.call.span.end)] + member.body.map { text.next($0) }
      for case let lines? in lines { self.tell(.member(lines.text, line: lines.line)) }
    }
  }

  private func refuseTooManyRuns(_ more: Int, at span: Span) throws {
    guard state.recording.runs.count + more > state.limits.runs else { return }
    throw Failure(
      "this lesson makes more than \(state.limits.runs) runs", at: span, help: "compare fewer of them")
  }

  mutating func reset(_ parts: [(target: Target, value: LeafValue)], at span: Span) throws {
    try refuseTooManyRuns(1, at: span)
    var overrides: [Beginning.Override] = []
    var given = Set<NodeID>()
    for (target, value) in parts {
      for override in try elaborator.overrides(target, value, data: data) {
        guard given.insert(override.leaf).inserted else {
          throw Failure("\(target.name.text) is given twice", at: target.span)
        }
        overrides.append(override)
      }
    }
    let graph = elaborator.graph
    var leaves = graph.startValues()
    for override in overrides {
      if let index = graph.leafIndex(of: override.leaf) { leaves[index] = override.value }
    }
    state.leaves = leaves
    state.begin(.reset(overrides))
    trained = []
    state.optimizer?.updates = 0
    state.optimizer?.started = []
  }
}
