import Autodiff
import Language
import Letters
import Trace

extension LessonRun {
  mutating func execute(_ instruction: Lesson.Instruction) throws {
    switch instruction {
    case .proseClaim(let claim): try check(claim, place: .prose)
    case .statement(let statement):
      try execute(statement)
      answerAsks(after: statement)
    }
  }

  private mutating func execute(_ statement: Statement) throws {
    switch statement.kind {
    case .definition(let target, let value): try elaborator.define(target, value, rounding: state.rounding)
    case .macro(let name, let parameters, let body): try elaborator.define(name, parameters, body)
    case .rule(let syntax): try rules.define(syntax, in: source)
    case .broken:
      buildPending()
      noteFailure(of: statement)
    case .leaf(let keyword, let target, let value): try declare(keyword, target, value)
    case .optimizer(let call):
      buildPending()
      state.optimizer = try optimizer(call)
    case .carry(let rounding):
      buildPending()
      state.rounding = rounding
    case .claim(let claim): try check(claim, place: .block)
    case .ask(let ask): try self.ask(ask, at: statement.span)
    case .forward, .backward, .minimize, .step, .compare, .reset, .show, .plot, .graph:
      buildPending()
      try state.mode.isChecking ? passOver(statement) : act(statement)
    }
  }

  private mutating func declare(_ keyword: LeafKeyword, _ target: Target, _ value: LeafValue) throws {
    buildPending()
    if case .checking(let stepsAreUnknown) = state.mode, keyword == .let, case .expression(let value) = value,
      !elaborator.isStatic(value, Environment(.reading))
    {
      // Acts are not run any more, so what they would have led to cannot be kept.
      if !stepsAreUnknown { try elaborator.checkNames([value]) }
      return markBroken(target.name)
    }
    try elaborator.declare(keyword, target, value, data: data)
  }

  /// Checks a claim at the current values; in a lesson with mistakes, its names alone.
  private mutating func check(_ claim: ClaimSyntax, place: Claim.Place) throws {
    buildPending()
    if case .checking(let stepsAreUnknown) = state.mode {
      if !stepsAreUnknown { try elaborator.checkNames([claim.left, claim.right]) }
    } else {
      tell(try ClaimChecker(syntax: try elaborator.ofMember(claim), place: place).claim(&elaborator))
    }
  }

  mutating func optimizer(_ call: OptimizerCall) throws -> Optimizer {
    try RuleChoice(call: call, rule: try rules.rule(call)).optimizer(&elaborator)
  }

  /// Of a `compare` that is not run it is not known what the `let`s of its members would have kept.
  private mutating func passOver(_ statement: Statement) {
    guard case .compare(_, _, let members) = statement.kind else { return }
    for inner in members.flatMap(\.body) { noteFailure(of: inner) }
  }

  /// The acts: what computes, updates or prints.
  private mutating func act(_ statement: Statement) throws {
    switch statement.kind {
    case .forward(let reference): try pass(reference, backward: false)
    case .backward(let reference): try pass(reference, backward: true)
    case .minimize(let loss, let training): try train(.minimize(loss), training, at: statement.span)
    case .step(let feeds, let training): try train(.feed(feeds), training, at: statement.span)
    case .compare(let objective, let training, let members):
      try compare(objective, training, members, at: statement.span)
    case .reset(let overrides): try reset(overrides, at: statement.span)
    case .show(let expressions):
      let shown = try Showing(expressions: expressions).shown(&elaborator)
      state.growLeaves()
      tell(.show(shown, state.moment))
      if notedRun != state.run, state.mode == .telling,
        let shown = shown.first(where: { !state.value(of: $0.node).isFinite })
      {
        tellNotFinite(below: shown.node)
      }
    case .plot(let syntax): try plot(syntax, at: statement.span)
    case .graph(let expressions):
      for shown in try Showing(expressions: expressions).shown(&elaborator) {
        tell(.graph(shown.node, state.moment))
      }
    case .definition, .leaf, .macro, .rule, .optimizer, .carry, .claim, .ask, .broken: break
    }
  }

  private mutating func pass(_ reference: Reference, backward: Bool) throws {
    let node = try elaborator.lessonMember(reference, Environment(.reading))
    if backward { elaborator.graph.gradient(of: node) }
    tell(backward ? .backward(node, state.moment) : .forward(node, state.moment))
    state.growLeaves()
    tellNotFinite(below: node)
  }

  private mutating func train(_ objective: Objective, _ training: Training, at span: Span) throws {
    guard var optimizer = state.optimizer else {
      throw Failure(
        "no optimizer has been chosen, so there is no rule to step with", at: span,
        help: "choose one above: optimizer rmsprop(α = 0.1)")
    }
    defer { state.optimizer = optimizer }
    let plan = try plan(objective, training, &optimizer, at: span)
    let made = try make(plan, &optimizer, at: span)
    trained = [state.run]
    tell(.steps(run: state.run, steps: made.steps, shown: made.shown))
    tellNotFinite(inStep: made.notFinite, or: plan.loss)
  }

  /// Makes the steps of a plan.
  /// - Returns: their numbers in the run, those to show, and the first in which something was not finite.
  mutating func make(
    _ plan: TrainingPlan, _ optimizer: inout Optimizer, at span: Span
  ) throws -> (steps: ClosedRange<Int>, shown: [Int], notFinite: Int?) {
    let first = state.presentRun.steps + 1
    // What is known beforehand is refused beforehand.
    var shown = plan.ending == nil ? try plan.shown.of(first...first + plan.steps - 1, state.limits) : []
    let (steps, notFinite) = state.make(plan, &optimizer)
    try plan.account(for: steps.count, &state, at: span)
    if plan.ending != nil { shown = try plan.shown.of(steps, state.limits) }
    return (steps, shown, notFinite)
  }

  mutating func plan(
    _ objective: Objective, _ training: Training, _ optimizer: inout Optimizer, at span: Span
  ) throws -> TrainingPlan {
    switch objective {
    case .minimize(let loss):
      try TrainingPlanner(training: training, span: loss.span).plan(minimizing: loss, &optimizer, &elaborator)
    case .feed(let feeds):
      try TrainingPlanner(training: training, span: span).plan(feeding: feeds, &optimizer, &elaborator)
    }
  }
}
