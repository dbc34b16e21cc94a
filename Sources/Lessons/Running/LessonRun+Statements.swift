import Autodiff
import Language
import Letters
import Trace

extension LessonRun {
  mutating func execute(_ statement: Statement) throws {
    switch statement.kind {
    case .definition(let target, let value):
      try elaborator.define(target, value, decimals: elaborator.session.decimals)
      return
    case .macro(let name, let parameters, let body):
      try defineMacro(name, parameters, body)
      return
    case .rule(let syntax):
      try defineRule(syntax)
      return
    default: break
    }
    buildPending()
    switch statement.kind {
    case .definition, .macro, .rule: break
    case .broken: noteFailure(of: statement)
    case .leaf(.let, let target, .expression(let value)) where hasFailed && !isKnown(value):
      // Acts are not run any more, so what they would have led to cannot be kept.
      if !stepsAreUnknown { try checkNames([value]) }
      markBroken(target.name)
    case .leaf(let keyword, let target, let value):
      try elaborator.declare(keyword, target, value, data: data)
    case .optimizer(let call):
      elaborator.session.optimizer = try optimizer(call)
    case .carry(let decimals):
      elaborator.session.decimals = decimals
    case .claim(let claim):
      try state(claim, place: .block)
    default:
      if !hasFailed {
        try act(statement)
      } else if case .compare(_, _, let members) = statement.kind {
        // Its members are not run, so what their `let`s would have kept is not known.
        for inner in members.flatMap(\.body) { noteFailure(of: inner) }
      }
    }
  }

  /// The acts: what computes, updates or prints.
  mutating func act(_ statement: Statement) throws {
    switch statement.kind {
    case .forward(let reference): try pass(reference, backward: false)
    case .backward(let reference): try pass(reference, backward: true)
    case .minimize(let loss, let training):
      try withOptimizer(statement.span) { elaborator, optimizer in
        let plan = try elaborator.plan(minimizing: loss, training, &optimizer)
        try elaborator.train(plan, &optimizer, at: statement.span)
      }
    case .step(let feeds, let training):
      try withOptimizer(statement.span) { elaborator, optimizer in
        let plan = try elaborator.plan(feeding: feeds, training, &optimizer, at: statement.span)
        try elaborator.train(plan, &optimizer, at: statement.span)
      }
    case .compare(let objective, let training, let members):
      try compare(objective, training, members, at: statement.span)
    case .reset(let overrides): try reset(overrides)
    case .show(let expressions):
      let shown = try elaborator.shown(expressions)
      elaborator.session.grow(to: elaborator.recording.graph)
      elaborator.recording.events.append(.show(shown, elaborator.moment))
    case .plot(let expressions): try plot(expressions, at: statement.span)
    case .graph(let expressions):
      for shown in try elaborator.shown(expressions) {
        elaborator.recording.events.append(.graph(shown.node, elaborator.moment))
      }
    default: break
    }
  }

  mutating func pass(_ reference: Reference, backward: Bool) throws {
    let node = try elaborator.lessonMember(reference, Environment(.reading))
    if backward { elaborator.recording.graph.gradient(of: node) }
    let moment = elaborator.moment
    elaborator.recording.events.append(backward ? .backward(node, moment) : .forward(node, moment))
    elaborator.session.grow(to: elaborator.recording.graph)
    elaborator.noteNotFinite(below: node)
  }

  mutating func withOptimizer(
    _ span: Span, _ body: (inout Elaborator, inout Optimizer) throws -> Void
  ) throws {
    guard var optimizer = elaborator.session.optimizer else {
      throw Failure(
        "no optimizer has been chosen, so there is no rule to step with", at: span,
        help: "choose one above: optimizer rmsprop(α = 0.1)")
    }
    defer { elaborator.session.optimizer = optimizer }
    try body(&elaborator, &optimizer)
  }

  mutating func plot(_ expressions: [Expression], at span: Span) throws {
    let shown = try elaborator.shown(expressions, forPlot: true)
    elaborator.session.grow(to: elaborator.recording.graph)
    if elaborator.moment.step > 0 {
      elaborator.recording.events.append(.plot(shown, until: elaborator.moment))
    } else if shown.contains(where: { !$0.indices.isEmpty }) {
      elaborator.recording.events.append(.profile(shown, elaborator.moment))
    } else {
      throw Failure(
        "there is nothing to plot: no step has been taken", at: span, help: "plot after minimize or step")
    }
  }
}
