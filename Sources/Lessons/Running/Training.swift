import Autodiff
import Language
import Letters
import Trace

/// What an act of training does: which programs, in turn, and how often.
struct TrainingPlan {
  var programs: [Int]
  var steps: Int
  /// Step numbers of the act (from 1) that are shown.
  var shown: [Int]
  var loss: NodeID?
}

extension Elaborator {
  /// Makes the steps of a plan with an optimizer and records them.
  mutating func train(_ plan: TrainingPlan, _ optimizer: inout Optimizer, at span: Span) throws {
    session.grow(to: recording.graph)
    var leaves = session.leaves
    let first = recording.runs[session.run].steps
    let notFinite = recording.makeSteps(
      plan.steps, run: session.run, programs: plan.programs, clock: optimizer.updates, leaves: &leaves)
    session.leaves = leaves
    session.history.forget()
    optimizer.updates += plan.steps
    recording.events.append(
      .steps(run: session.run, steps: first + 1...first + plan.steps, shown: plan.shown.map { first + $0 }))
    if let step = notFinite, !session.isSilent { noteNotFinite(inStep: step) }
  }

  /// How many steps an act makes, and which of them it shows (rules 26 and 29).
  mutating func counts(_ training: Training, batches: Int, at span: Span) throws -> (steps: Int, shown: [Int])
  {
    var steps = 1
    let environment = Environment(.reading)
    if let (expression, unit) = training.count {
      let count = try integer(expression, environment)
      guard count >= 1 else {
        throw Failure("a run makes at least 1 step, found \(count)", at: expression.span)
      }
      let (product, overflow) = count.multipliedReportingOverflow(by: unit == .epochs ? batches : 1)
      guard !overflow, product <= session.limits.steps else {
        throw Failure("a run makes at most \(session.limits.steps) steps", at: expression.span)
      }
      steps = product
    }
    if training.showing.isEmpty {
      return (steps, session.isSilent ? [] : Array(Set([1, 2, steps].filter { $0 <= steps })).sorted())
    }
    var shown = Set<Int>()
    for item in training.showing {
      let value = try integer(item.value, environment)
      if item.every {
        guard value >= 1 else {
          throw Failure("every needs a number from 1, found \(value)", at: item.value.span)
        }
        guard steps / value <= session.limits.shown else {
          throw Failure(
            "this would show more than \(session.limits.shown) steps", at: item.value.span,
            help: "show fewer: every \(steps / 100)")
        }
        for step in stride(from: value, through: steps, by: value) { shown.insert(step) }
      } else {
        guard (1...steps).contains(value) else {
          throw Failure(
            "step \(value) is not made: this act makes \(steps) step\(steps == 1 ? "" : "s")",
            at: item.value.span)
        }
        shown.insert(value)
      }
    }
    return (steps, shown.sorted())
  }

  /// The plan of `minimize L …`.
  mutating func plan(
    minimizing loss: Reference, _ training: Training, _ optimizer: inout Optimizer
  ) throws -> TrainingPlan {
    var indices: [Int] = []
    for inner in loss.subscripts { indices.append(try integer(inner, Environment(.reading))) }
    let whole = try lessonMember(loss, Environment(.reading))
    let parameters = recording.graph.parameters(below: whole)
    if parameters.isEmpty {
      throw Failure(
        "\(loss.name.text) depends on no parameter, so there is nothing to change", at: loss.span,
        help: "declare what is to be trained with param")
    }
    guard let place = scope.find(loss.name.key) else { throw unknown(loss.name) }
    var programs: [Int] = []
    for batch in try batches(training, of: place, loss) {
      let node =
        batch == nil
        ? whole : try built(MemberKey(entry: place, indices: indices, batch: try effective(batch, place)))
      programs.append(try program(minimizing: node, parameters, &optimizer, batch: batch?.description ?? ""))
    }
    let (steps, shown) = try counts(training, batches: programs.count, at: loss.span)
    try checkWork(steps, programs, at: loss.span)
    try startState(&optimizer, parameters: parameters)
    return TrainingPlan(programs: programs, steps: steps, shown: shown, loss: whole)
  }

  mutating func program(
    minimizing loss: NodeID, _ parameters: [NodeID], _ optimizer: inout Optimizer, batch: String
  ) throws -> Int {
    let key = ProgramKey(loss: loss, clock: optimizer.clock, decimals: session.decimals)
    if let known = programs[key] { return known }
    recording.graph.gradient(of: loss)
    let gradients = parameters.map { parameter in
      recording.graph.adjoint(of: loss, to: parameter) ?? recording.graph.constant(0, spelling: "0")
    }
    let index = try add(&optimizer, loss: loss, parameters, gradients, batch: batch)
    programs[key] = index
    return index
  }

  /// Makes a program, and gives its index in the recording.
  mutating func add(
    _ optimizer: inout Optimizer, loss: NodeID?, _ parameters: [NodeID], _ gradients: [NodeID], batch: String
  ) throws -> Int {
    recording.graph.beginProgram(recording.programs.count)
    defer { recording.graph.endProgram() }
    recording.programs.append(
      try program(&optimizer, loss: loss, parameters: parameters, gradients: gradients, batch: batch))
    session.programOptimizers.append(optimizer)
    return recording.programs.count - 1
  }

  /// Refuses an act that would take too long, before it begins.
  mutating func checkWork(_ steps: Int, _ programs: [Int], at span: Span) throws {
    guard steps > 1 else { return }
    let nodes =
      programs.map { recording.graph.nodes(below: recording.programs[$0].carried.map(\.next)).count }.max()
      ?? 0
    let (product, overflow) = steps.multipliedReportingOverflow(by: max(nodes, 1))
    let (work, isMore) = product.addingReportingOverflow(session.work)
    if overflow || isMore || work > session.limits.work {
      throw Failure(
        "this act would work out \(nodes) nodes in each of \(steps) steps, more than \(session.limits.work) in all",
        at: span, help: "make fewer steps, or use less data")
    }
    session.work = work
  }

  /// The present moment.
  var moment: Moment { Moment(run: session.run, step: recording.runs[session.run].steps) }
}

/// What a program is made for; the same act twice needs it once.
struct ProgramKey: Hashable, Sendable {
  let loss: NodeID
  let clock: NodeID
  let decimals: Int?
}
