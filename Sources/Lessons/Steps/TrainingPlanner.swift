import Autodiff
import Language
import Letters
import Trace

/// What an act of training does: which programs, in turn, and how often.
struct TrainingPlan {
  var programs: [Int]
  /// How many steps; with an ending, at most.
  var steps: Int
  /// What it waits for.
  var ending: Ending?
  var shown: ShownSteps
  var loss: NodeID?
  /// The nodes that are worked out in each step.
  var nodes: Int
}

/// Works out what an act of training is to do.
struct TrainingPlanner {
  let training: Training
  let span: Span

  /// How many steps an act makes, or makes at most (rule 26).
  private func count(batches: Int, _ elaborator: inout Elaborator) throws -> Int {
    guard let (expression, unit) = training.count else { return 1 }
    let count = try elaborator.integer(expression, Environment(.reading))
    guard count >= 1 else {
      throw Failure("a run makes at least 1 step, found \(count)", at: expression.span)
    }
    let (product, overflow) = count.multipliedReportingOverflow(by: unit == .epochs ? batches : 1)
    guard !overflow, product <= elaborator.state.limits.steps else {
      throw Failure("a run makes at most \(elaborator.state.limits.steps) steps", at: expression.span)
    }
    return product
  }

  /// The plan for programs that have been built.
  private func plan(
    _ programs: [Int], of parameters: [NodeID], loss: NodeID?, _ optimizer: inout Optimizer,
    _ elaborator: inout Elaborator
  ) throws -> TrainingPlan {
    let steps = try count(batches: programs.count, &elaborator)
    let shown = try ShownSteps(training.showing, of: steps, &elaborator)
    let carried = elaborator.state.recording.programs[programs[0]].carried.map(\.leaf)
    let ending = try training.until.map { try self.ending($0, most: steps, carried, &elaborator) }
    var plan = TrainingPlan(
      programs: programs, steps: steps, ending: ending, shown: shown, loss: loss,
      // One step needs no account of its work.
      nodes: steps > 1 ? nodes(of: programs, ending, elaborator) : 0)
    try checkWork(&plan, &elaborator)
    try optimizer.startState(of: parameters, &elaborator)
    return plan
  }

  /// The plan of `minimize L …`.
  func plan(
    minimizing loss: Reference, _ optimizer: inout Optimizer, _ elaborator: inout Elaborator
  ) throws -> TrainingPlan {
    var indices: [Int] = []
    for inner in loss.subscripts { indices.append(try elaborator.integer(inner, Environment(.reading))) }
    let whole = try elaborator.lessonMember(loss, Environment(.reading))
    let parameters = elaborator.graph.parameters(below: whole)
    if parameters.isEmpty {
      throw Failure(
        "\(loss.name.text) depends on no parameter, so there is nothing to change", at: loss.span,
        help: elaborator.isLet(loss)
          ? elaborator.formulaHelp(loss) : "declare what is to be trained with param")
    }
    guard let place = elaborator.scope.find(loss.name.key) else { throw elaborator.unknown(loss.name) }
    var programs: [Int] = []
    for batch in try batches(of: place, loss, &elaborator) {
      let node =
        batch == nil
        ? whole
        : try elaborator.built(
          MemberKey(entry: place, indices: indices, batch: elaborator.effective(batch, place)))
      programs.append(
        try indexOfProgram(
          minimizing: node, parameters, batch: batch?.description ?? "", &optimizer, &elaborator))
    }
    return try plan(programs, of: parameters, loss: whole, &optimizer, &elaborator)
  }

  /// The plan of `step with g = …`.
  func plan(
    feeding feeds: [Feed], _ optimizer: inout Optimizer, _ elaborator: inout Elaborator
  ) throws -> TrainingPlan {
    var fed: [NodeID: NodeID] = [:]
    for feed in feeds {
      for (parameter, gradient) in try FedGradient(feed: feed).nodes(&elaborator) {
        if fed.updateValue(gradient, forKey: parameter) != nil {
          let name = elaborator.graph.label(of: parameter)?.description ?? "the parameter"
          throw Failure("the gradient of \(name) is given twice", at: feed.span)
        }
      }
    }
    let given = fed.sorted { $0.key < $1.key }
    let parameters = given.map(\.key)
    if let batches = training.batches {
      throw Failure(
        "gradients that are given cannot be taken in batches", at: batches.index.span,
        help:
          "write them as a loss: input G = [1, -1], L = Σ[n] G[n]·θ, and minimize L in batches of 1 over n")
    }
    let index = try add(
      StepBuilder(
        optimizer, loss: nil, parameters: parameters, gradients: given.map(\.value), batch: "", span: span),
      &optimizer, &elaborator)
    return try plan([index], of: parameters, loss: nil, &optimizer, &elaborator)
  }

  /// The batches an act takes in turn; one nil without batches.
  private func batches(of place: Int, _ loss: Reference, _ elaborator: inout Elaborator) throws -> [Batch?] {
    guard let (size, index) = training.batches else { return [nil] }
    let count = try elaborator.integer(size, Environment(.reading))
    guard count >= 1 else { throw Failure("a batch has at least 1 member, found \(count)", at: size.span) }
    var ranges: [(range: ClosedRange<Int>, span: Span)] = []
    var visited = Set<Int>()
    try elaborator.reductionRanges(of: index.key, entry: place, &visited, &ranges)
    guard let (range, first) = ranges.first else {
      throw Failure(
        "\(loss.name.text) has no reduction over \(index.text)", at: index.span,
        help: "batches are taken over the index of a sum or mean below the loss, as mean[\(index.text)] …")
    }
    for (other, span) in ranges where other != range {
      throw Failure(
        "\(index.text) runs over \(range.lowerBound)..\(range.upperBound) here", at: first,
        help: "batches need one range for all reductions over \(index.text)",
        notes: [Diagnostic.Note("and over \(other.lowerBound)..\(other.upperBound) here", at: span)])
    }
    return stride(from: range.lowerBound, through: range.upperBound, by: count).map { lower in
      Batch(key: index.key, name: index.text, members: lower...min(lower + count - 1, range.upperBound))
    }
  }

  private func indexOfProgram(
    minimizing loss: NodeID, _ parameters: [NodeID], batch: String, _ optimizer: inout Optimizer,
    _ elaborator: inout Elaborator
  ) throws -> Int {
    let key = ProgramKey(loss: loss, clock: optimizer.clock, rounding: elaborator.state.rounding)
    if let known = elaborator.state.programs[key] { return known }
    elaborator.graph.gradient(of: loss)
    let gradients = parameters.map { parameter in
      elaborator.graph.adjoint(of: loss, to: parameter) ?? elaborator.graph.constant(0, spelling: "0")
    }
    let index = try add(
      StepBuilder(
        optimizer, loss: loss, parameters: parameters, gradients: gradients, batch: batch, span: span),
      &optimizer, &elaborator)
    elaborator.state.programs[key] = index
    return index
  }

  /// Adds what a builder builds, and gives its index in the recording.
  private func add(
    _ builder: StepBuilder, _ optimizer: inout Optimizer, _ elaborator: inout Elaborator
  ) throws -> Int {
    try refuseTooManyLines(builder, &elaborator)
    var builder = builder
    elaborator.graph.beginProgram(elaborator.state.recording.programs.count)
    defer { elaborator.graph.endProgram() }
    let program = try builder.build(&elaborator)
    optimizer = builder.optimizer
    return elaborator.state.add(program, of: optimizer)
  }

  /// Refuses steps that would take too much memory, before they are built.
  private func refuseTooManyLines(_ builder: StepBuilder, _ elaborator: inout Elaborator) throws {
    let each = builder.optimizer.lines.count + builder.optimizer.stateNames.count
    elaborator.state.lines += builder.parameters.count * each
    guard elaborator.state.lines > elaborator.state.limits.lines else { return }
    throw Failure(
      "the steps of this lesson have more than \(elaborator.state.limits.lines) lines and states, "
        + "\(each) for each of \(builder.parameters.count) parameters", at: span,
      help: "use fewer parameters, fewer batches, or a rule with less state")
  }

  /// What the act waits for: a condition on the values after each step.
  private func ending(
    _ condition: Condition, most steps: Int, _ carried: [NodeID], _ elaborator: inout Elaborator
  ) throws -> Ending {
    let environment = Environment(.reading)
    try elaborator.checkNames(condition.expressions)
    for expression in condition.expressions {
      guard let name = elaborator.firstStepName(in: expression) else { continue }
      if name.key == .steps {
        throw Failure(
          "until cannot count steps", at: name.span, help: "how many there may be is said by at most")
      }
      let help = name.key == .gradient ? "write ∂L/∂w for the gradient after the step" : nil
      throw Failure(
        "\(name.text) belongs to a step, and until is judged after it", at: name.span,
        help: help ?? "it can read what has a name outside the rule: the loss, parameters, ∂L/∂w")
    }
    let node = try elaborator.node(condition, environment)
    guard elaborator.graph.nodes(below: node).contains(where: Set(carried).contains) else {
      throw Failure(
        "nothing in this condition changes from step to step", at: condition.span,
        help: "compare the loss, a gradient or a parameter with a number: until L < 1e-6")
    }
    var measured: (text: String, node: NodeID)?
    if case .comparison(let left, _, _) = condition.kind {
      measured = (
        elaborator.state.source.text(left.span).withASCIIMinus, try elaborator.node(left, environment)
      )
    }
    return Ending(
      text: elaborator.state.source.text(condition.span).withASCIIMinus, condition: node, measured: measured,
      bound: steps)
  }

  private func nodes(of programs: [Int], _ ending: Ending?, _ elaborator: Elaborator) -> Int {
    let step =
      programs.map {
        elaborator.graph.nodes(below: elaborator.state.recording.programs[$0].carried.map(\.next)).count
      }.max() ?? 0
    return step + (ending.map { elaborator.graph.nodes(below: $0.condition).count } ?? 0)
  }

  /// Refuses an act that would take too long, before it begins. One that waits for a condition makes the steps that
  /// there is time for.
  private func checkWork(_ plan: inout TrainingPlan, _ elaborator: inout Elaborator) throws {
    guard plan.steps > 1 else { return }
    let free = (elaborator.state.limits.work - elaborator.state.work) / max(plan.nodes, 1)
    if plan.steps > free {
      guard plan.ending != nil, free > 0 else { throw plan.takesTooLong(at: span, elaborator.state.limits) }
      plan.steps = free
    }
  }
}

extension TrainingPlan {
  fileprivate func takesTooLong(at span: Span, _ limits: LessonLimits) -> Failure {
    Failure(
      "this act would work out \(nodes) nodes in each of \(ending?.bound ?? steps) steps, more than \(limits.work) in all",
      at: span, help: "make fewer steps, or use less data")
  }

  /// Takes account of the steps that were made.
  /// - Throws: `Failure`, if there was no time for more of them.
  func account(for made: Int, _ state: inout LessonState, at span: Span) throws {
    if made > 1 { state.work += made * nodes }
    guard let ending, made == steps, steps < ending.bound else { return }
    throw takesTooLong(at: span, state.limits)
  }
}

/// What a program is made for; the same act twice needs it once.
struct ProgramKey: Hashable, Sendable {
  let loss: NodeID
  let clock: NodeID
  let rounding: PencilRounding?
}
