import Autodiff
import Language
import Letters
import Trace

extension Elaborator {
  /// The node a name stands for: an index, an argument, a constant, a member of the lesson, or a name of the last step.
  mutating func node(_ reference: Reference, _ environment: Environment) throws -> NodeID {
    let key = reference.name.key
    if reference.subscripts.isEmpty {
      if let index = environment.index(key) {
        return graph.constant(Double(index), spelling: String(index))
      }
      switch environment.bindings[key] {
      case .node(let node), .known(let node, _): return node
      case nil: break
      }
    }
    if !reference.subscripts.isEmpty, environment.bindings.contains(key) {
      throw Failure(
        "\(reference.name.text) is one number in this call, and has no members", at: reference.span,
        help: "give the macro the name of a family")
    }
    let isRule = environment.purpose == .rule
    if !isRule, scope.find(key) != nil { return try lessonMember(reference, environment) }
    if reference.subscripts.isEmpty, let value = constants[key] {
      return graph.constant(value, spelling: reference.name.text)
    }
    if isRule { return try unknownInRule(reference, environment) }
    if state.knowsStepName(key) {
      return constant(try stepValue(reference, at: nil, environment, span: reference.span))
    }
    throw unknown(reference.name)
  }

  /// Whether a name is one of the last step, and nothing that comes before those.
  func isStepName(_ reference: Reference, _ environment: Environment) -> Bool {
    let key = reference.name.key
    return environment.index(key) == nil && !environment.bindings.contains(key) && scope.find(key) == nil
      && constants[key] == nil && state.knowsStepName(key)
  }

  /// The node of a member of the lesson's own leaves and formulas.
  mutating func lessonMember(_ reference: Reference, _ environment: Environment) throws -> NodeID {
    if reference.subscripts.isEmpty, case .node(let node) = environment.bindings[reference.name.key] {
      return node
    }
    guard let place = scope.find(reference.name.key) else {
      if let index = environment.index(reference.name.key) {
        throw Failure(
          "\(reference.name.text) is an index here (\(index)), not a node of the lesson", at: reference.span)
      }
      throw unknown(reference.name)
    }
    switch scope[place].kind {
    case .broken: throw Failure.alreadyReported
    case .macro(let parameters, _):
      let entry = scope[place]
      throw Failure(
        "macro \(entry.name.text) needs its arguments", at: reference.span,
        help: "write \(entry.name.text)(\(parameters.map(\.text).joined(separator: ", ")))")
    case .leaf, .formula: break
    }
    let rank = scope[place].rank
    if reference.subscripts.count != rank { throw wrongRank(reference, scope[place]) }
    var indices: [Int] = []
    indices.reserveCapacity(rank)
    for expression in reference.subscripts { indices.append(try integer(expression, environment)) }
    return try member(place, indices, batch: environment.batch, at: reference.span)
  }

  private func wrongRank(_ reference: Reference, _ entry: Entry) -> Failure {
    let found = reference.subscripts.count
    if found == 0 {
      let example = entry.order.first.map { $0.map(String.init).joined(separator: ",") } ?? "1"
      // With more places than there are letters for, nobody writes it down anyway.
      let letters = ["i", "j", "k", "l", "m", "n"].prefix(entry.rank).joined(separator: ",")
      return Failure(
        "\(entry.name.text) is a family; one of its members is needed here", at: reference.span,
        help:
          "write \(entry.name.text)[\(example)], or reduce it: Σ[\(letters)] \(entry.name.text)[\(letters)]",
        notes: [entry.definedHere])
    }
    if entry.rank == 0 {
      return Failure(
        "\(entry.name.text) is a single number and takes no subscripts", at: reference.span,
        notes: [entry.definedHere])
    }
    return Failure(
      "\(entry.name.text) has \(entry.rank.counted("subscript")), found \(found)", at: reference.span,
      notes: [entry.definedHere])
  }

  func unknown(_ name: Name) -> Failure {
    let known = scope.names + constants.keys.map(\.text).sorted() + state.stepNames
    let nearest = Spelling.suggestion(for: name.text, among: known)
    if let later = state.definitions[name.key], later.start > name.span.start {
      return Failure(
        "\(name.text) is used before it is defined", at: name.span,
        help: "a lesson is read from top to bottom: move the definition up",
        notes: [Diagnostic.Note("defined here", at: later)], isAboutName: true)
    }
    let help: String
    if let habit = habit(name) {
      help = habit
    } else if let nearest {
      help = "did you mean \(nearest)?"
    } else if state.mode == .expression {
      return Failure(
        "\(name.text) has no value", at: name.span,
        help: "give it one after the expression: \(name.text)=0.5")
    } else if state.couldBeStepName(name.key) {
      help = "\(name.text) belongs to a step, and no step has been taken yet"
    } else {
      help = "a name is defined above its first use: \(name.text) = …, or with param, input or let"
    }
    return Failure("unknown name \(name.text)", at: name.span, help: help, isAboutName: true)
  }

  /// A help for names that are no names here: `e`, `dL` of `dL/dw`, an operation without its brackets.
  private func habit(_ name: Name) -> String? {
    if Operation.named(name.text) != nil { return "\(name.text) is an operation: write \(name.text)(…)" }
    if name.text.hasPrefix("d"), scope.find(Name.key(of: String(name.text.dropFirst()))) != nil {
      return "a derivative is written ∂\(name.text.dropFirst())/∂w, or grad(\(name.text.dropFirst()), w)"
    }
    return Habit.help(forName: name.text)
  }

  private func unknownInRule(_ reference: Reference, _ environment: Environment) throws -> NodeID {
    if !reference.subscripts.isEmpty {
      throw Failure("a rule is written for one parameter; its names take no subscripts", at: reference.span)
    }
    throw Failure("unknown name \(reference.name.text) in a rule", at: reference.span)
  }

  // MARK: The past

  /// `X@k`: the value of X after step k of the current run, as a constant.
  mutating func history(
    _ operand: Expression, at step: Expression, _ environment: Environment, span: Span
  ) throws -> NodeID {
    switch environment.purpose {
    case .definition:
      throw Failure(
        "a definition always has its present value and cannot read the past", at: span,
        help: "keep the value where it is known: let before = …")
    case .rule:
      throw Failure("a rule cannot read the past", at: span, help: "state keeps what the next step needs")
    case .reading: break
    }
    let k = try integer(step, environment)
    let steps = state.presentRun.steps
    guard k >= 0, k <= steps else {
      throw Failure(
        "@\(k) is beyond this run, which has made \(steps.counted("step"))", at: step.span,
        help: steps == 0 ? "@0 is the start; later values need a step" : "use @0 to @\(steps)")
    }
    if case .reference(let reference) = operand.kind, scope.find(reference.name.key) == nil,
      environment.index(reference.name.key) == nil, constants[reference.name.key] == nil,
      state.couldBeStepName(reference.name.key)
    {
      return constant(try stepValue(reference, at: k, environment, span: span))
    }
    let node = try node(operand, environment)
    return constant(state.value(of: node, after: k))
  }

  /// A value of the past, as a constant of its own.
  private mutating func constant(_ past: PastValue) -> NodeID {
    let node = graph.leaf(.constant(spelling: ""), past.value)
    if let origin = past.origin { note(.read(origin), of: node) }
    return node
  }

  /// `s`, `g`, `m̂[w]`, `t`, `α`: what a name of the rule was in step `k`, or in the last one.
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
    guard let programIndex = run.program(ofStep: max(step, 1)) else { throw unknown(name) }
    let program = state.recording.programs[programIndex]
    let common = state.optimizer?.common
    if name.key == .clock || common?.contains(name.key) == true {
      if !reference.subscripts.isEmpty {
        throw Failure(
          "\(name.text) is the same for all parameters and takes no subscript", at: reference.span)
      }
      if step == 0 {
        throw Failure("\(name.text)@0 is not known: step names begin with step 1", at: span)
      }
      if name.key == .clock {
        let clock = state.recording.clock(inStep: step, ofRun: state.run) ?? step
        let moment = Moment(run: state.run, step: step)
        return PastValue(
          value: Double(clock), origin: program.clock.map { Origin(node: $0, moment: moment, inStep: true) })
      }
      if let node = common?.node(name.key) {
        return state.value(of: node, inStep: step)
      }
    }
    if reference.subscripts.isEmpty, step > 0,
      let line = program.common.last(where: { name.isSpelled($0.label.name) })
    {
      return state.value(of: line.node, inStep: step)
    }
    let update = try chosenUpdate(reference, program, environment)
    if name.key == .gradient {
      if step == 0 {
        throw Failure(
          "g@0 is not known: g@k is the gradient that step k used", at: span, help: "g@1 = ∂L/∂w@0")
      }
      return state.value(of: update.gradient, inStep: step)
    }
    for state in update.state where name.isSpelled(state.name) {
      if step == 0 { return self.state.value(of: state.carried.leaf, after: 0) }
      return self.state.value(of: state.carried.next, inStep: step)
    }
    let lines = program.common + update.lines
    guard let line = lines.last(where: { name.isSpelled($0.label.name) }) else {
      throw unknown(name)
    }
    if step == 0 {
      throw Failure("\(name.text)@0 is not known: it is computed in a step", at: span)
    }
    return state.value(of: line.node, inStep: step)
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
