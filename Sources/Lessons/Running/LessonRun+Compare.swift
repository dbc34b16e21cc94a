import Autodiff
import Language
import Letters
import Trace

/// New beginnings: the members of a `compare`, and `reset`.
extension LessonRun {
  mutating func compare(
    _ objective: Objective, _ training: Training, _ members: [Member], at span: Span
  ) throws {
    let session = elaborator.session
    let place = elaborator.recording.events.count
    var runs: [Int] = []
    var loss: NodeID?
    defer {
      elaborator.session.leaves = session.leaves
      elaborator.session.run = session.run
      elaborator.session.optimizer = session.optimizer
      elaborator.session.history.forget()
      margin = nil
    }
    margin = members.first.map { $0.call.span.start - startOfLine($0.call.span.start) }
    for member in members {
      elaborator.session.leaves = session.leaves
      elaborator.session.grow(to: elaborator.recording.graph)
      var optimizer = try optimizer(member.call)
      elaborator.session.grow(to: elaborator.recording.graph)
      elaborator.recording.runs.append(
        Run(member: given(member.call, optimizer), base: elaborator.session.leaves))
      elaborator.session.run = elaborator.recording.runs.count - 1
      runs.append(elaborator.session.run)
      let plan: TrainingPlan
      switch objective {
      case .minimize(let reference): plan = try elaborator.plan(minimizing: reference, training, &optimizer)
      case .feed(let feeds): plan = try elaborator.plan(feeding: feeds, training, &optimizer, at: span)
      }
      loss = plan.loss
      let before = elaborator.recording.events.count
      try elaborator.train(plan, &optimizer, at: span)
      elaborator.recording.events.remove(at: before)
      elaborator.session.optimizer = optimizer
      guard members.contains(where: { !$0.body.isEmpty }) else { continue }
      tell(to: endOfLine(member.call.span.end))
      for statement in member.body { attempt { try $0.execute(statement) } }
    }
    elaborator.recording.events.insert(.comparison(runs: runs, loss: loss), at: place)
  }

  /// A member as written: with the hyperparameters given, in their order. A replay has other numbers than the text.
  private func given(_ call: OptimizerCall, _ optimizer: Optimizer) -> RuleCall {
    if elaborator.session.isSilent { return optimizer.call }
    let given = call.arguments.map { argument in
      let known = optimizer.call.hyperparameters.first { Name.key(of: $0.name) == argument.name.key }
      return RuleCall.Hyperparameter(
        name: argument.name.text, spelling: source.text(argument.value.span), value: known?.value)
    }
    return RuleCall(rule: call.rule.text, hyperparameters: given)
  }

  mutating func reset(_ overrides: [(target: Target, value: LeafValue)]) throws {
    var changed: [(leaf: NodeID, value: Double)] = []
    var given = Set<NodeID>()
    for (target, value) in overrides {
      for (leaf, number) in try elaborator.override(target, value, data: data) {
        guard given.insert(leaf).inserted else {
          throw Failure("\(target.name.text) is given twice", at: target.span)
        }
        changed.append((leaf, number))
      }
    }
    let graph = elaborator.recording.graph
    var leaves = (0..<graph.leafCount).map { graph.leaf(at: $0).start }
    for (leaf, value) in changed {
      if let index = graph.leafIndex(of: leaf) { leaves[index] = value }
    }
    elaborator.recording.runs.append(Run(base: leaves))
    elaborator.session.run = elaborator.recording.runs.count - 1
    elaborator.session.leaves = leaves
    elaborator.session.history.forget()
    elaborator.session.optimizer?.updates = 0
    elaborator.session.optimizer?.started = []
  }
}
