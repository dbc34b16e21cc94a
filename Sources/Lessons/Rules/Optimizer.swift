import Autodiff
import Language
import Letters
import Trace

/// A rule with its hyperparameters, and the state it keeps for each parameter.
struct Optimizer: Sendable {
  let rule: RuleDefinition
  /// With every hyperparameter; with none in a silent session.
  let call: RuleCall
  /// The number of the step, and each hyperparameter: a constant, or an expression of `t`.
  let common: NameTable<Environment.Binding>
  /// The hyperparameters that are expressions of `t`, in order, for the trace.
  let schedules: [(label: Label, node: NodeID)]
  /// The lines that its conditions chose, `start` lines apart.
  let lines: [RuleLine]
  let starts: [RuleLine]
  /// The names that keep state, in the order of the rule's text.
  let stateNames: [Name]
  /// The leaf of the step number.
  let clock: NodeID
  /// The updates made so far.
  var updates = 0
  /// The state leaves of each parameter, by the name's key.
  var state: [NodeID: NameTable<NodeID>] = [:]
  /// The state leaves that have been given their start values.
  var started: Set<NodeID> = []

  /// - Parameter chosen: the lines that the rule's conditions chose.
  init(
    rule: RuleDefinition, call: RuleCall, common: NameTable<Environment.Binding>,
    schedules: [(label: Label, node: NodeID)], chosen: [RuleLine], clock: NodeID
  ) {
    self.rule = rule
    self.call = call
    self.common = common
    self.schedules = schedules
    self.clock = clock
    lines = chosen.filter { $0.verb != .start }
    starts = chosen.filter { $0.verb == .start }
    var names: [Name] = []
    var known = NameSet()
    for line in lines
    where line.verb == .update && line.name.key != .theta && !known.contains(line.name.key) {
      known.insert(line.name.key)
      names.append(line.name)
    }
    stateNames = names
  }
}

/// What the lines of a rule share while one step is worked out for all parameters together.
struct RuleFrame: Sendable {
  /// One for each parameter: θ, g, state and intermediates as far as the lines have come.
  var environments: [Environment]
  /// The names that are the same for every parameter.
  var common: NameTable<Environment.Binding>
  /// Nodes of expressions that are the same for every parameter, by their place in the rule's text.
  var memo: [Span: NodeID] = [:]
  /// Whether the first parameter is being worked out: it finds what is the same for all.
  var isFirst = true
  var sharesNodes: Bool { environments.count > 1 }
}

extension Elaborator {
  /// Chooses a rule: reads the arguments once, decides the conditions, starts the state afresh.
  mutating func optimizer(_ call: OptimizerCall, rule: RuleDefinition) throws -> Optimizer {
    let clock = recording.graph.leaf(.step, 1, label: Label("t"))
    var given = NameTable<Argument>()
    for argument in call.arguments {
      guard rule.syntax.parameters.contains(where: { $0.name.key == argument.name.key }) else {
        throw unknownArgument(argument, of: rule)
      }
      if given.contains(argument.name.key) {
        throw Failure("\(argument.name.text) is given twice", at: argument.name.span)
      }
      given.set(argument.name.key, to: argument)
    }
    var bindings = NameTable<Environment.Binding>()
    bindings.set(.clock, to: .node(clock))
    var schedules: [(label: Label, node: NodeID)] = []
    var hyperparameters: [RuleCall.Hyperparameter] = []
    for parameter in rule.syntax.parameters {
      let label = Label(parameter.name.text)
      let node: NodeID
      let spelling: String
      if let argument = given[parameter.name.key] {
        var environment = Environment(.reading)
        environment.bindings.set(.clock, to: .node(clock))
        node = try hyperparameter(argument.value, label, environment, clock: clock)
        spelling = session.isSilent ? "" : session.source.text(argument.value.span)
      } else {
        var environment = Environment(.rule)
        environment.bindings = bindings
        do { node = try hyperparameter(parameter.value, label, environment, clock: clock) } catch {
          throw inRule(error, rule, call)
        }
        spelling = session.isSilent ? "" : rule.source.text(parameter.value.span)
      }
      bindings.set(parameter.name.key, to: .node(node))
      let value = constantValue(of: node)
      if value == nil { schedules.append((label, node)) }
      if !session.isSilent {
        hyperparameters.append(
          RuleCall.Hyperparameter(name: parameter.name.text, spelling: spelling, value: value))
      }
    }
    let chosen: [RuleLine]
    do { chosen = try chosenLines(rule, bindings) } catch { throw inRule(error, rule, call) }
    return Optimizer(
      rule: rule, call: RuleCall(rule: rule.name, hyperparameters: hyperparameters), common: bindings,
      schedules: schedules, chosen: chosen, clock: clock)
  }

  /// Gives the optimizer that has just been chosen other lines, with the hyperparameters that it has.
  mutating func exchangeRule(for rule: RuleDefinition) throws {
    guard let optimizer = session.optimizer else { return }
    session.optimizer = Optimizer(
      rule: rule, call: optimizer.call, common: optimizer.common, schedules: optimizer.schedules,
      chosen: try chosenLines(rule, optimizer.common), clock: optimizer.clock)
  }

  /// A hyperparameter: a constant as typed, or a node that depends on `t`.
  private mutating func hyperparameter(
    _ value: Expression, _ label: Label, _ environment: Environment, clock: NodeID
  ) throws -> NodeID {
    let first = recording.graph.count
    let node = try node(value, environment)
    if recording.graph.depends([node], on: clock) {
      return name(node, label, decimals: nil, first: first)
    }
    let number = session.value(of: node, in: recording)
    return recording.graph.leaf(.constant(spelling: spelling(of: value, node: node)), number, label: label)
  }

  /// How a constant was typed; empty for what was computed.
  func spelling(of value: Expression, node: NodeID) -> String {
    if case .constant(let spelling) = recording.graph.leafKind(of: node) { return spelling }
    if case .apply(.neg, let operands) = value.kind, case .number(let number) = operands[0].kind {
      return "-" + number.spelling
    }
    return ""
  }

  private func unknownArgument(_ argument: Argument, of rule: RuleDefinition) -> Failure {
    let names = rule.syntax.parameters.map(\.name.text)
    let nearest = Spelling.suggestion(for: argument.name.text, among: names)
    let alias = ArgumentNames.sameMeaning(as: argument.name.text, among: names)
    let list = names.isEmpty ? "it has no arguments" : "its arguments are \(names.joined(separator: ", "))"
    let help: String
    if let alias {
      help = "\(rule.name) calls it \(alias); \(list)"
    } else if let nearest {
      help = "did you mean \(nearest)? \(list)"
    } else {
      help = list
    }
    return Failure("\(rule.name) has no argument \(argument.name.text)", at: argument.name.span, help: help)
  }

  /// The lines whose conditions hold; each name still has a line, and intermediates are assigned once.
  private mutating func chosenLines(
    _ rule: RuleDefinition, _ bindings: NameTable<Environment.Binding>
  ) throws -> [RuleLine] {
    var environment = Environment(.rule)
    environment.bindings = bindings
    var chosen: [RuleLine] = []
    var dropped: [Key: Span] = [:]
    for line in rule.syntax.lines {
      if let condition = line.condition {
        guard let holds = try decide(condition, environment) else {
          throw Failure(
            "a condition is decided when the optimizer is chosen and cannot depend on t", at: condition.span,
            help: "use where(…, …, …) for what changes during the run")
        }
        if !holds {
          dropped[line.name.key] = condition.span
          continue
        }
      }
      if line.verb == .define, let earlier = chosen.first(where: { $0.name.key == line.name.key }) {
        throw Failure(
          "\(line.name.text) is assigned twice", at: line.span,
          help: "give conditions that exclude each other",
          notes: [Diagnostic.Note("first assigned here", at: earlier.span)])
      }
      chosen.append(line)
    }
    if !chosen.contains(where: { $0.verb == .update && $0.name.key == .theta }) {
      throw Failure("with these hyperparameters rule \(rule.name) never changes θ", at: rule.syntax.name.span)
    }
    var known = NameSet()
    for key in [.theta, .gradient] + bindings.keys { known.insert(key) }
    for line in chosen where line.verb == .update { known.insert(line.name.key) }
    for line in chosen {
      try forEachName(in: line.value) { name in
        if known.contains(name.key) || constants[name.key] != nil { return }
        if let condition = dropped[name.key] {
          throw Failure(
            "\(name.text) has no line with these hyperparameters", at: name.span,
            notes: [Diagnostic.Note("its line is left out by this condition", at: condition)])
        }
        throw Failure(
          "\(name.text) is read before its line", at: name.span,
          help: "move its line up; = names are worked out in order")
      }
      if line.verb == .define { known.insert(line.name.key) }
    }
    return chosen
  }

  /// Goes through the lone names of an expression of a rule.
  private func forEachName(in expression: Expression, _ body: (Name) throws -> Void) rethrows {
    switch expression.kind {
    case .reference(let reference): try body(reference.name)
    case .apply(_, let operands), .call(_, let operands):
      for operand in operands { try forEachName(in: operand, body) }
    case .conditional(let condition, let a, let b):
      try forEachName(in: condition.left, body)
      if let right = condition.comparison?.right { try forEachName(in: right, body) }
      try forEachName(in: a, body)
      try forEachName(in: b, body)
    default: break
    }
  }

  /// A failure inside a rule's text, told at the call that met it: the rule may stand in another file.
  func inRule(_ error: any Error, _ rule: RuleDefinition, _ call: OptimizerCall) -> any Error {
    guard case Failure.diagnostic(let diagnostic) = error, rule.source.name != session.source.name else {
      return error
    }
    return Failure("in rule \(rule.name): \(diagnostic.message)", at: call.span, help: diagnostic.help)
  }

  // MARK: One step as nodes

  /// `norm(x)`: the root of the sum of x² over all parameters of the step, the only crossing between them (rule 33).
  mutating func norm(
    _ arguments: [Expression], _ environment: Environment, name: Name, at span: Span
  ) throws -> NodeID {
    guard let frame = ruleFrame, arguments.count == 1 else {
      throw Failure("norm takes 1 argument and stands in a line of a rule", at: span)
    }
    if let node = frame.memo[span] { return node }
    var squares: [NodeID] = []
    for environment in frame.environments {
      squares.append(recording.graph.add(.square, try node(arguments[0], environment)))
    }
    let total = squares.count == 1 ? squares[0] : recording.graph.sum(squares)
    let root = recording.graph.add(.sqrt, total)
    ruleFrame?.memo[span] = root
    return root
  }

  /// Whether an expression mentions neither θ, nor g, nor anything else that differs between parameters.
  func isCommon(_ expression: Expression, _ common: NameTable<Environment.Binding>) -> Bool {
    switch expression.kind {
    case .number: true
    case .reference(let reference):
      common.contains(reference.name.key) || constants[reference.name.key] != nil
    case .apply(_, let operands): operands.allSatisfy { isCommon($0, common) }
    case .call(let name, let arguments): name.key == .norm || arguments.allSatisfy { isCommon($0, common) }
    case .conditional(let condition, let a, let b):
      isCommon(condition.left, common) && (condition.comparison.map { isCommon($0.right, common) } ?? true)
        && isCommon(a, common) && isCommon(b, common)
    case .reduction, .derivative, .history: false
    }
  }
}
