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
    if countsSteps(reference, environment) {
      return graph.leaf(.constant(spelling: ""), Double(try countOfSteps(reference, environment)))
    }
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

  /// Whether a name is a `let`, which keeps its number whatever the parameters become.
  func isLet(_ reference: Reference) -> Bool {
    guard let place = scope.find(reference.name.key), case .leaf(.let) = scope[place].kind else {
      return false
    }
    return true
  }

  /// How a `let` becomes what follows the parameters.
  func formulaHelp(_ reference: Reference) -> String {
    "leave out let, so that it is a formula: \(reference.name.text) = …"
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
    let known = scope.names + constants.keys.map(\.text).sorted() + state.stepNames + ["steps"]
    let nearest = Spelling.suggestion(for: name.text, among: known)
    if let later = state.definitions[name.key]?.first, later.start > name.span.start {
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
    } else if state.presentRun.steps == 0, state.couldBeStepName(name.key) {
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
    if case .reference(let reference) = operand.kind, countsSteps(reference, environment) {
      throw Failure(
        "steps is how many steps the run has made, and takes no @", at: span,
        help: "what had the value x after step k is x@k")
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
}
