import Autodiff
import Language
import Letters
import Trace

/// What an act of training does: which programs, in turn, and how often.
struct TrainingPlan {
  var programs: [Int]
  var steps: Int
  /// The steps that are shown, by their numbers in the run.
  var shown: [Int]
  var loss: NodeID?
}

/// Works out what an act of training is to do.
struct TrainingPlanner {
  let training: Training
  let span: Span

  /// How many steps an act makes, and which of them it shows (rules 26 and 29).
  private func counts(batches: Int, _ elaborator: inout Elaborator) throws -> (steps: Int, shown: [Int]) {
    var steps = 1
    let environment = Environment(.reading)
    if let (expression, unit) = training.count {
      let count = try elaborator.integer(expression, environment)
      guard count >= 1 else {
        throw Failure("a run makes at least 1 step, found \(count)", at: expression.span)
      }
      let (product, overflow) = count.multipliedReportingOverflow(by: unit == .epochs ? batches : 1)
      guard !overflow, product <= elaborator.state.limits.steps else {
        throw Failure("a run makes at most \(elaborator.state.limits.steps) steps", at: expression.span)
      }
      steps = product
    }
    return (steps, try shown(of: steps, &elaborator))
  }

  /// The steps of an act that are shown, by their numbers in the run (rule 29).
  private func shown(of steps: Int, _ elaborator: inout Elaborator) throws -> [Int] {
    let before = elaborator.state.presentRun.steps
    let made = before + 1...before + steps
    guard let showing = training.showing else {
      return elaborator.state.mode == .silent
        ? [] : Set([before + 1, before + 2, before + steps].filter(made.contains)).sorted()
    }
    func number(_ expression: Expression) throws -> Int {
      let step = try elaborator.integer(expression, Environment(.reading))
      guard !made.contains(step) else { return step }
      let first = before == 0 ? steps.counted("step") : nil
      throw Failure(
        "step \(step) is not made: this act makes "
          + (first ?? (steps == 1 ? "step \(before + 1)" : "steps \(before + 1) to \(before + steps)"))
          + (before == 0 ? "" : " of the run"),
        at: expression.span,
        help: step < 0 ? "a range is written \(made.lowerBound)..\(made.upperBound)" : nil)
    }
    var shown = Set<Int>()
    func insert(_ steps: some Collection<Int>, at span: Span) throws {
      guard steps.count <= elaborator.state.limits.shown else {
        throw Failure(
          "this would show more than \(elaborator.state.limits.shown) steps", at: span,
          help: "show fewer: every \(max(made.count / 100, 1))")
      }
      shown.formUnion(steps)
    }
    for item in showing {
      switch item {
      case .step(let expression): shown.insert(try number(expression))
      case .range(let lower, let upper):
        let (first, last) = (try number(lower), try number(upper))
        guard first <= last else {
          throw Failure("no step lies in \(first)..\(last)", at: lower.span.joined(upper.span))
        }
        try insert(first...last, at: lower.span.joined(upper.span))
      case .every(let expression):
        let value = try elaborator.integer(expression, Environment(.reading))
        guard value >= 1 else {
          throw Failure("every needs a number from 1, found \(value)", at: expression.span)
        }
        let first = (before / value + 1) * value
        try insert(stride(from: first, through: made.upperBound, by: value).map { $0 }, at: expression.span)
      }
    }
    return shown.sorted()
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
        help: "declare what is to be trained with param")
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
    let (steps, shown) = try counts(batches: programs.count, &elaborator)
    try checkWork(steps, programs, &elaborator)
    try optimizer.startState(of: parameters, &elaborator)
    return TrainingPlan(programs: programs, steps: steps, shown: shown, loss: whole)
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
      StepBuilder(optimizer, loss: nil, parameters: parameters, gradients: given.map(\.value), batch: ""),
      &optimizer, &elaborator)
    let (steps, shown) = try counts(batches: 1, &elaborator)
    try checkWork(steps, [index], &elaborator)
    try optimizer.startState(of: parameters, &elaborator)
    return TrainingPlan(programs: [index], steps: steps, shown: shown, loss: nil)
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
    let key = ProgramKey(loss: loss, clock: optimizer.clock, decimals: elaborator.state.decimals)
    if let known = elaborator.state.programs[key] { return known }
    elaborator.graph.gradient(of: loss)
    let gradients = parameters.map { parameter in
      elaborator.graph.adjoint(of: loss, to: parameter) ?? elaborator.graph.constant(0, spelling: "0")
    }
    let index = try add(
      StepBuilder(optimizer, loss: loss, parameters: parameters, gradients: gradients, batch: batch),
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

  /// Refuses an act that would take too long, before it begins.
  private func checkWork(_ steps: Int, _ programs: [Int], _ elaborator: inout Elaborator) throws {
    guard steps > 1 else { return }
    let nodes =
      programs.map {
        elaborator.graph.nodes(below: elaborator.state.recording.programs[$0].carried.map(\.next)).count
      }.max() ?? 0
    let (product, overflow) = steps.multipliedReportingOverflow(by: max(nodes, 1))
    let (work, isMore) = product.addingReportingOverflow(elaborator.state.work)
    if overflow || isMore || work > elaborator.state.limits.work {
      throw Failure(
        "this act would work out \(nodes) nodes in each of \(steps) steps, more than \(elaborator.state.limits.work) in all",
        at: span, help: "make fewer steps, or use less data")
    }
    elaborator.state.work = work
  }
}

/// What a program is made for; the same act twice needs it once.
struct ProgramKey: Hashable, Sendable {
  let loss: NodeID
  let clock: NodeID
  let decimals: Int?
}
