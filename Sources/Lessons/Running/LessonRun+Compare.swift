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
    }
    var text = MemberText(source, members)
    for member in members {
      elaborator.session.leaves = session.leaves
      elaborator.session.grow(to: elaborator.recording.graph)
      var optimizer = try optimizer(member.call)
      elaborator.session.grow(to: elaborator.recording.graph)
      elaborator.recording.runs.append(
        Run(title: source.text(member.call.span), base: elaborator.session.leaves))
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
      tell(text.next(to: member.call.span.end))
      for statement in member.body {
        tell(text.next(statement))
        attempt { try $0.execute(statement) }
      }
    }
    elaborator.recording.events.insert(.comparison(runs: runs, loss: loss), at: place)
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

  /// Puts lines of a member into the events.
  private mutating func tell(_ text: SourceText?) {
    guard let text, !isReplay else { return }
    elaborator.recording.events.append(.member(text.text, line: text.line))
  }
}
