import Autodiff
import Language
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
    if let step = notFinite { noteNotFinite(inStep: step) }
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
    if training.showing.isEmpty { return (steps, Array(Set([1, 2, steps].filter { $0 <= steps })).sorted()) }
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

  private mutating func effective(_ batch: Batch?, _ place: Int) throws -> Batch? {
    guard let batch, reduces(place, over: batch.key) else { return nil }
    return batch
  }

  private mutating func program(
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

  private mutating func add(
    _ optimizer: inout Optimizer, loss: NodeID?, _ parameters: [NodeID], _ gradients: [NodeID], batch: String
  ) throws -> Int {
    recording.graph.beginProgram(recording.programs.count)
    defer { recording.graph.endProgram() }
    recording.programs.append(
      try program(&optimizer, loss: loss, parameters: parameters, gradients: gradients, batch: batch))
    session.programOptimizers.append(optimizer)
    return recording.programs.count - 1
  }

  /// The batches an act takes in turn; one nil without batches.
  private mutating func batches(_ training: Training, of place: Int, _ loss: Reference) throws -> [Batch?] {
    guard let (size, index) = training.batches else { return [nil] }
    let count = try integer(size, Environment(.reading))
    guard count >= 1 else { throw Failure("a batch has at least 1 member, found \(count)", at: size.span) }
    var ranges: [(range: ClosedRange<Int>, span: Span)] = []
    var visited = Set<Int>()
    try reductionRanges(of: index.key, entry: place, &visited, &ranges)
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

  /// Collects the ranges of every reduction over an index in a formula and the formulas it uses.
  private mutating func reductionRanges(
    of key: String, entry place: Int, _ visited: inout Set<Int>,
    _ ranges: inout [(range: ClosedRange<Int>, span: Span)]
  ) throws {
    guard visited.insert(place).inserted else { return }
    for piece in scope[place].pieces { try reductionRanges(of: key, in: piece.value, &visited, &ranges) }
    if case .macro(_, let body) = scope[place].kind {
      try reductionRanges(of: key, in: body, &visited, &ranges)
    }
  }

  private mutating func reductionRanges(
    of key: String, in expression: Expression, _ visited: inout Set<Int>,
    _ ranges: inout [(range: ClosedRange<Int>, span: Span)]
  ) throws {
    switch expression.kind {
    case .number: return
    case .reference(let reference):
      if let place = scope.find(reference.name.key) {
        try reductionRanges(of: key, entry: place, &visited, &ranges)
      }
    case .apply(_, let operands):
      for operand in operands { try reductionRanges(of: key, in: operand, &visited, &ranges) }
    case .call(let name, let operands):
      for operand in operands { try reductionRanges(of: key, in: operand, &visited, &ranges) }
      if let place = scope.find(name.key), case .macro = scope[place].kind {
        try reductionRanges(of: key, entry: place, &visited, &ranges)
      }
    case .reduction(_, let indices, let body):
      for index in indices where index.name.key == key {
        if let range = try range(of: index, in: [body], Environment(.definition)) {
          ranges.append((range, index.span))
        }
      }
      try reductionRanges(of: key, in: body, &visited, &ranges)
    case .conditional(let condition, let a, let b):
      try reductionRanges(of: key, in: condition.left, &visited, &ranges)
      if let right = condition.comparison?.right {
        try reductionRanges(of: key, in: right, &visited, &ranges)
      }
      try reductionRanges(of: key, in: a, &visited, &ranges)
      try reductionRanges(of: key, in: b, &visited, &ranges)
    case .derivative(let output, _): try reductionRanges(of: key, in: output, &visited, &ranges)
    case .history: return
    }
  }

  private mutating func checkWork(_ steps: Int, _ programs: [Int], at span: Span) throws {
    guard steps > 1 else { return }
    let nodes =
      programs.map { recording.graph.nodes(below: recording.programs[$0].carried.map(\.next)) }.max() ?? 0
    let (product, overflow) = steps.multipliedReportingOverflow(by: max(nodes, 1))
    let (work, isMore) = product.addingReportingOverflow(session.work)
    if overflow || isMore || work > session.limits.work {
      throw Failure(
        "this act would work out \(nodes) nodes in each of \(steps) steps, more than \(session.limits.work) in all",
        at: span, help: "make fewer steps, or use less data")
    }
    session.work = work
  }

  // MARK: Fed gradients

  /// The plan of `step with g = …`.
  mutating func plan(feeding feeds: [Feed], _ training: Training, _ optimizer: inout Optimizer, at span: Span)
    throws
    -> TrainingPlan
  {
    var fed: [NodeID: NodeID] = [:]
    for feed in feeds {
      for (parameter, gradient) in try nodes(of: feed) {
        if fed.updateValue(gradient, forKey: parameter) != nil {
          let name = recording.graph.label(of: parameter)?.description ?? "the parameter"
          throw Failure("the gradient of \(name) is given twice", at: feed.span)
        }
      }
    }
    let parameters = fed.keys.sorted { $0.raw < $1.raw }
    if let batches = training.batches {
      throw Failure(
        "gradients that are given cannot be taken in batches", at: batches.index.span,
        help:
          "write them as a loss: input G = [1, -1], L = Σ[n] G[n]·θ, and minimize L in batches of 1 over n")
    }
    let index = try add(&optimizer, loss: nil, parameters, parameters.map { fed[$0]! }, batch: "")
    let (steps, shown) = try counts(training, batches: 1, at: span)
    try checkWork(steps, [index], at: span)
    try startState(&optimizer, parameters: parameters)
    return TrainingPlan(programs: [index], steps: steps, shown: shown, loss: nil)
  }

  /// The parameters a feed names, each with the node of its gradient.
  private mutating func nodes(of feed: Feed) throws -> [(parameter: NodeID, gradient: NodeID)] {
    guard let reference = feed.parameter else {
      let parameters = recording.graph.allParameters
      guard parameters.count == 1 else {
        let names = parameters.prefix(3).map { "g[\(recording.graph.label(of: $0)?.description ?? "?")] = …" }
        throw Failure(
          parameters.isEmpty
            ? "the lesson has no parameter to feed"
            : "g could be the gradient of any of \(parameters.count) parameters",
          at: feed.span,
          help: parameters.isEmpty ? "declare one: param θ = 0" : "write \(names.joined(separator: ", "))")
      }
      return [(parameters[0], try gradient(feed.value, Environment(.reading)))]
    }
    guard let place = scope.find(reference.name.key) else { throw unknown(reference.name) }
    guard case .leaf(.param) = scope[place].kind else {
      if case .broken = scope[place].kind { throw Failure.alreadyReported }
      throw Failure(
        "\(reference.name.text) is not a parameter", at: reference.span,
        help: "gradients are fed to what param declares",
        notes: [Diagnostic.Note("\(reference.name.text) is defined here", at: scope[place].name.span)])
    }
    if reference.subscripts.isEmpty, scope[place].rank > 0 { return try family(place, feed) }
    var result: [(NodeID, NodeID)] = []
    let parameter = Expression(.reference(reference), at: reference.span)
    var expressions = [parameter]
    if case .expression(let value) = feed.value {
      let free = freeIndices(expressions)
      try checkNames(value, bound: Set(free.map(\.key)), purpose: .reading)
      expressions.append(value)
    }
    for instance in try instances(of: expressions) {
      var environment = Environment(.reading)
      environment.indices = instance
      result.append((try lessonMember(reference, environment), try gradient(feed.value, environment)))
    }
    return result
  }

  /// `g[W] = [[…]]`: one number for each member.
  private mutating func family(_ place: Int, _ feed: Feed) throws -> [(NodeID, NodeID)] {
    let entry = scope[place]
    guard case .array = feed.value else {
      throw Failure(
        "\(entry.name.text) is a family; its gradient is an array", at: feed.span,
        help: "write g[\(entry.name.text)] = [[…]], or g[\(entry.name.text)[i]] = …")
    }
    var cells: [(indices: [Int], value: Expression)] = []
    try flatten(feed.value, prefix: [], &cells)
    let given = Set(cells.map(\.indices))
    if given != Set(entry.order) {
      let missing = entry.order.first { !given.contains($0) }.map { Label(entry.name.text, $0).description }
      throw Failure(
        "the array does not have the shape of \(entry.name.text)\(missing.map { ": \($0) is missing" } ?? "")",
        at: feed.value.span,
        notes: [Diagnostic.Note("\(entry.name.text) is defined here", at: entry.name.span)])
    }
    return try cells.map { cell in
      (entry.nodes[cell.indices]!, try gradient(.expression(cell.value), Environment(.reading)))
    }
  }

  private mutating func gradient(_ value: LeafValue, _ environment: Environment) throws -> NodeID {
    guard case .expression(let expression) = value else {
      throw Failure("the gradient of one parameter is one number", at: value.span)
    }
    return try node(expression, environment)
  }

  /// Names the first node that is not finite in a step.
  mutating func noteNotFinite(inStep step: Int) {
    guard let program = recording.runs[session.run].program(ofStep: step) else { return }
    let roots = recording.programs[program].carried.map(\.next)
    var valuation = recording.valuation(inStep: step, ofRun: session.run)
    if let node = recording.graph.firstNotFinite(below: roots, &valuation) {
      recording.events.append(.notFinite(node, Moment(run: session.run, step: step), inStep: true))
    }
  }

  /// Names the first node below another that is not finite at present.
  mutating func noteNotFinite(below node: NodeID) {
    var valuation = Valuation(leaves: session.leaves)
    if let node = recording.graph.firstNotFinite(below: [node], &valuation) {
      recording.events.append(.notFinite(node, moment, inStep: false))
    }
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
