import Autodiff
import Language
import Letters
import Trace

/// What a name of a rule stands for in a step.
enum StepName {
  /// `t`, with its leaf if the rule reads it.
  case clock(NodeID?)
  /// A constant, or worked out from `t` in each step.
  case hyperparameter(NodeID)
  case gradient(NodeID)
  case state(Carried)
  /// What a line with `=` has worked out.
  case result(NodeID)

  /// The node that holds its value in the step.
  var node: NodeID? {
    switch self {
    case .clock(let leaf): leaf
    case .hyperparameter(let node), .gradient(let node), .result(let node): node
    case .state(let carried): carried.next
    }
  }
}

/// The names that a step leaves behind (rule 9): `s`, `g`, `m̂[w]`, `t`, `α`.
extension Elaborator {
  /// What a name means in the steps of a program.
  /// - Throws: `Failure`, if it means nothing, or something for each of several parameters.
  mutating func stepName(
    _ reference: Reference, inProgram index: Int, _ environment: Environment
  ) throws -> StepName {
    let name = reference.name
    let program = state.recording.programs[index]
    if name.key == .clock {
      try refuseSubscripts(reference)
      return .clock(program.clock)
    }
    if let node = try hyperparameter(reference, of: state.optimizer(ofProgram: index)) {
      return .hyperparameter(node)
    }
    if reference.subscripts.isEmpty,
      let line = program.common.last(where: { name.isSpelled($0.label.name) })
    {
      return .result(line.node)
    }
    let update = try chosenUpdate(reference, program, environment)
    if name.key == .gradient { return .gradient(update.gradient) }
    if let state = update.state.first(where: { name.isSpelled($0.name) }) { return .state(state.carried) }
    let lines = program.common + update.lines
    guard let line = lines.last(where: { name.isSpelled($0.label.name) }) else { throw unknown(name) }
    return .result(line.node)
  }

  private func hyperparameter(_ reference: Reference, of optimizer: Optimizer?) throws -> NodeID? {
    guard let node = optimizer?.common.node(reference.name.key) else { return nil }
    try refuseSubscripts(reference)
    return node
  }

  private func refuseSubscripts(_ reference: Reference) throws {
    guard !reference.subscripts.isEmpty else { return }
    throw Failure(
      "\(reference.name.text) is the same for all parameters and takes no subscript", at: reference.span)
  }

  /// What a name of the rule was in step `k`, or in the last one.
  mutating func stepValue(
    _ reference: Reference, at k: Int?, _ environment: Environment, span: Span
  ) throws -> PastValue {
    let name = reference.name
    let run = state.presentRun
    if environment.purpose == .definition {
      throw Failure(
        "\(name.text) belongs to the last step; a definition has only present values", at: reference.span,
        help: name.key == .gradient
          ? "write ∂L/∂w for the gradient now" : "keep it with let, or use it in a claim")
    }
    if run.steps == 0 {
      throw Failure(
        "\(name.text) has no value yet: no step has been taken", at: reference.span,
        help: "a step (minimize, or step with g = …) must come first")
    }
    let step = k ?? run.steps
    guard let program = run.program(ofStep: max(step, 1)) else { throw unknown(name) }
    // An optimizer that has made no step yet has its hyperparameters already.
    if k == nil, name.key != .clock, let node = try hyperparameter(reference, of: state.optimizer) {
      return state.value(of: node, inStep: step)
    }
    switch try stepName(reference, inProgram: program, environment) {
    case .clock(let leaf):
      if step == 0 { throw beforeStep(reference, at: span) }
      let clock = state.recording.clock(inStep: step, ofRun: state.run) ?? step
      let moment = Moment(run: state.run, step: step)
      return PastValue(
        value: Double(clock), origin: leaf.map { Origin(node: $0, moment: moment, inStep: true) })
    case .state(let carried) where step == 0: return state.value(of: carried.leaf, after: 0)
    case .gradient(let node):
      if step == 0 {
        throw Failure(
          "g@0 is not known: g@k is the gradient that step k used", at: span, help: "g@1 = ∂L/∂w@0")
      }
      return state.value(of: node, inStep: step)
    case .hyperparameter(let node):
      if step == 0 { throw beforeStep(reference, at: span) }
      return state.value(of: node, inStep: step)
    case .result(let node):
      if step == 0 {
        throw Failure("\(name.text)@0 is not known: it is computed in a step", at: span)
      }
      return state.value(of: node, inStep: step)
    case .state(let carried): return state.value(of: carried.next, inStep: step)
    }
  }

  private func beforeStep(_ reference: Reference, at span: Span) -> Failure {
    Failure("\(reference.name.text)@0 is not known: step names begin with step 1", at: span)
  }

  /// Whether a name is `steps`, the number of steps that the run has made, and nothing that comes before it.
  func countsSteps(_ reference: Reference, _ environment: Environment) -> Bool {
    reference.name.key == .steps && reference.subscripts.isEmpty && environment.purpose != .rule
      && environment.index(.steps) == nil && !environment.bindings.contains(.steps)
      && scope.find(.steps) == nil
  }

  /// `steps` as a number.
  func countOfSteps(_ reference: Reference, _ environment: Environment) throws -> Int {
    guard environment.purpose == .reading else {
      throw Failure(
        "\(reference.name.text) is how many steps have been made; a definition has only present values",
        at: reference.span, help: "keep it with let, or use it in a claim")
    }
    return state.presentRun.steps
  }

  /// Whether a name of the last step means something else for each parameter.
  func differsBetweenParameters(_ reference: Reference) -> Bool {
    let name = reference.name
    guard let program = state.lastProgram, let index = state.lastProgramIndex, name.key != .clock,
      state.optimizer(ofProgram: index).common.node(name.key) == nil,
      state.optimizer?.common.node(name.key) == nil
    else { return false }
    return !program.common.contains { name.isSpelled($0.label.name) }
      && (name.key == .gradient
        || program.updates.contains { update in
          update.state.contains { name.isSpelled($0.name) }
            || update.lines.contains { name.isSpelled($0.label.name) }
        })
  }

  /// The first name of the last step that an expression reads; what it reads of the past is known.
  func firstStepName(in expression: Expression) -> Name? {
    switch expression.kind {
    case .history: return nil
    case .reference(let reference)
    where isStepName(reference, Environment(.reading)) || countsSteps(reference, Environment(.reading)):
      return reference.name
    case .reference, .number, .apply, .call, .reduction, .conditional, .derivative:
      var found: Name?
      expression.forEachChild { if found == nil { found = firstStepName(in: $0) } }
      return found
    }
  }

  /// The update of the parameter in brackets, or of the only one.
  mutating func chosenUpdate(
    _ reference: Reference, _ program: Program, _ environment: Environment
  ) throws -> Update {
    if let inner = reference.subscripts.first {
      guard reference.subscripts.count == 1, case .reference(let parameter) = inner.kind else {
        throw Failure(
          "between the brackets of \(reference.name.text) stands a parameter", at: inner.span,
          help: "write \(reference.name.text)[w], or \(reference.name.text)[W[1,2]]")
      }
      let node = try lessonMember(parameter, environment)
      guard let update = program.updates.first(where: { $0.parameter == node }) else {
        throw Failure("the step did not update \(parameter.name.text)", at: inner.span)
      }
      return update
    }
    if program.updates.count == 1 { return program.updates[0] }
    let names = program.updates.prefix(4).map { update in
      "\(reference.name.text)[\(graph.label(of: update.parameter)?.description ?? "?")]"
    }
    throw Failure(
      "there is one \(reference.name.text) for each of \(program.updates.count) parameters",
      at: reference.span,
      help: "write \(names.joined(separator: ", "))\(program.updates.count > 4 ? ", …" : "")")
  }
}
