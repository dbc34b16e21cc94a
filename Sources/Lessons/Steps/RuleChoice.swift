import Autodiff
import Language
import Letters
import Trace

/// An optimizer call with the rule that it means.
struct RuleChoice {
  let call: OptimizerCall
  let rule: RuleDefinition

  /// Chooses the rule: reads the arguments once, decides the conditions, starts the state afresh.
  func optimizer(_ elaborator: inout Elaborator) throws -> Optimizer {
    let isSilent = elaborator.state.mode == .silent
    let clock = elaborator.graph.leaf(.step, 1, label: Label(elaborator.labelText(ofRuleName: "t")))
    var given = NameTable<Argument>()
    for argument in call.arguments {
      guard rule.syntax.parameters.contains(where: { $0.name.key == argument.name.key }) else {
        throw unknownArgument(argument)
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
      let label = Label(elaborator.labelText(ofRuleName: parameter.name.text))
      let node: NodeID
      let spelling: String
      if let argument = given[parameter.name.key] {
        var environment = Environment(.reading)
        environment.bindings.set(.clock, to: .node(clock))
        node = try hyperparameter(argument.value, label, environment, clock, &elaborator)
        spelling = isSilent ? "" : elaborator.state.source.text(argument.value.span)
      } else {
        let environment = Environment(rule, bindings, in: elaborator.state.source)
        do { node = try hyperparameter(parameter.value, label, environment, clock, &elaborator) } catch {
          throw inRule(error, elaborator.state.source)
        }
        spelling = isSilent ? "" : rule.source.text(parameter.value.span)
      }
      bindings.set(parameter.name.key, to: .node(node))
      let value = elaborator.constantValue(of: node)
      if value == nil { schedules.append((label, node)) }
      if !isSilent {
        hyperparameters.append(
          RuleCall.Hyperparameter(name: parameter.name.text, spelling: spelling, value: value))
      }
    }
    try checkRequirements(bindings, hyperparameters, &elaborator)
    let chosen: [RuleLine]
    do { chosen = try chosenLines(bindings, &elaborator) } catch {
      throw inRule(error, elaborator.state.source)
    }
    return Optimizer(
      rule: rule, call: RuleCall(rule: rule.name, hyperparameters: hyperparameters), common: bindings,
      schedules: schedules, chosen: chosen, clock: clock)
  }

  /// Refuses hyperparameters that the rule's author rules out. What depends on `t` cannot be known beforehand.
  private func checkRequirements(
    _ bindings: NameTable<Environment.Binding>, _ hyperparameters: [RuleCall.Hyperparameter],
    _ elaborator: inout Elaborator
  ) throws {
    let environment = Environment(rule, bindings, in: elaborator.state.source)
    for requirement in rule.syntax.requirements {
      guard try elaborator.decide(requirement, environment) == false else { continue }
      let names = requirement.expressions.reduce(into: Set()) { $0.formUnion($1.nameKeys) }
      let values = hyperparameters.filter { names.contains(Name.key(of: $0.name)) }
        .map { "\($0.name) is \($0.spelling)" }
      throw Failure(
        "\(rule.name) requires \(rule.source.text(requirement.span).withASCIIMinus)", at: call.span,
        help: "here \(values.joined(separator: ", "))",
        notes: rule.source.name == elaborator.state.source.name
          ? [Diagnostic.Note("required here", at: requirement.span)] : [])
    }
  }

  /// The optimizer with the lines of this rule, and the hyperparameters that it has.
  func exchanged(in optimizer: Optimizer, _ elaborator: inout Elaborator) throws -> Optimizer {
    Optimizer(
      rule: rule, call: optimizer.call, common: optimizer.common, schedules: optimizer.schedules,
      chosen: try chosenLines(optimizer.common, &elaborator), clock: optimizer.clock)
  }

  /// A hyperparameter: a constant as typed, or a node that depends on `t`.
  private func hyperparameter(
    _ value: Expression, _ label: Label, _ environment: Environment, _ clock: NodeID,
    _ elaborator: inout Elaborator
  ) throws -> NodeID {
    let first = elaborator.graph.count
    let node = try elaborator.node(value, environment)
    if elaborator.graph.depends([node], on: clock) {
      return elaborator.name(node, label, rounding: elaborator.state.rounding, first: first)
    }
    let leaf = elaborator.graph.leaf(
      .constant(spelling: elaborator.spelling(of: value, node: node)), elaborator.state.value(of: node),
      label: label)
    elaborator.note(elaborator.provenance(of: value, node, isInLesson: environment.isInLesson), of: leaf)
    return leaf
  }

  private func unknownArgument(_ argument: Argument) -> Failure {
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
  private func chosenLines(
    _ bindings: NameTable<Environment.Binding>, _ elaborator: inout Elaborator
  ) throws -> [RuleLine] {
    let environment = Environment(rule, bindings, in: elaborator.state.source)
    var chosen: [RuleLine] = []
    var dropped: [Key: Span] = [:]
    for line in rule.syntax.lines {
      if let condition = line.condition {
        guard let holds = try elaborator.decide(condition, environment) else {
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
      let conditions = rule.syntax.lines.compactMap { line in
        line.name.key == .theta ? line.condition.map { rule.source.text($0.span) } : nil
      }
      throw Failure(
        "with these hyperparameters rule \(rule.name) never changes θ", at: rule.syntax.name.span,
        help: "it has lines for \(conditions.joined(separator: " and for "))")
    }
    var known = NameSet()
    for key in [.theta, .gradient] + bindings.keys { known.insert(key) }
    if rule.readsLoss { known.insert(.loss) }
    for line in chosen where line.verb == .update { known.insert(line.name.key) }
    for line in chosen {
      try forEachName(in: line.value) { name in
        if known.contains(name.key) || elaborator.constants[name.key] != nil { return }
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

  /// Calls `body` with the names that an expression of a rule reads, in order.
  private func forEachName(in expression: Expression, _ body: (Name) throws -> Void) rethrows {
    try expression.forEachDescendant { inner in
      if case .reference(let reference) = inner.kind { try body(reference.name) }
    }
  }

  /// A failure inside a rule's text, reported at the call that met it: the rule may be in another file.
  private func inRule(_ error: any Error, _ source: Source) -> any Error {
    guard case Failure.diagnostic(let diagnostic) = error, rule.source.name != source.name else {
      return error
    }
    return Failure("in rule \(rule.name): \(diagnostic.message)", at: call.span, help: diagnostic.help)
  }
}
