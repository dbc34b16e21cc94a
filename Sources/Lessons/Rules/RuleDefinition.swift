import Autodiff
import Language
import Letters

/// An update rule, checked: a text that a run turns into nodes.
package struct RuleDefinition: Sendable {
  package let syntax: RuleSyntax
  /// The text the rule stands in: the lesson's own, or a carried one.
  package let source: Source
  /// The keys and spellings of the names a step leaves behind: state, intermediates, hyperparameters, g and t.
  let stepNames: [Key: String]
  /// Whether a line reads the loss of the step, which a rule sees unless it has a name `loss` of its own.
  let readsLoss: Bool

  package var name: String { syntax.name.text }
  /// The rule as written.
  package var text: String { source.text(syntax.span) }
  /// Its name and hyperparameters with their defaults, as typed: `rmsprop(α = 0.01, β = 0.9, ε = 1e-8)`.
  package var head: String {
    let defaults = syntax.parameters.map { "\($0.name.text) = \(source.text($0.value.span))" }
    return defaults.isEmpty ? name : "\(name)(\(defaults.joined(separator: ", ")))"
  }

  /// Names every rule sees without defining them.
  static let given: [Key] = [.theta, .gradient, .clock]

  /// Checks what can be known before the rule is used (rules 7, 31, 32, 34).
  /// - Throws: `Failure`, at the first thing that is wrong.
  package init(_ syntax: RuleSyntax, in source: Source) throws {
    self.syntax = syntax
    self.source = source
    var names: [Key: String] = [.gradient: "g", .clock: "t"]
    for parameter in syntax.parameters { names[parameter.name.key] = parameter.name.text }
    for line in syntax.lines where line.name.key != .theta { names[line.name.key] = line.name.text }
    stepNames = names
    let loss = Key.loss
    readsLoss = names[loss] == nil && syntax.lines.contains { $0.value.nameKeys.contains(loss) }
    try checkHead()
    var verbs: [Key: (verb: RuleLine.Verb, span: Span)] = [:]
    let known = knownNames
    let parameters = Set(syntax.parameters.map(\.name.key))
    for expression in syntax.requirements.flatMap(\.expressions) {
      try check(expression, among: parameters, what: "a requirement reads hyperparameters only")
    }
    for line in syntax.lines {
      try checkTarget(line, &verbs)
      for expression in line.condition?.expressions ?? [] {
        try check(expression, among: parameters, what: "a condition reads hyperparameters only")
      }
      try check(line.value, among: known, what: nil)
      if readsLoss, line.verb == .start, line.value.nameKeys.contains(loss) {
        throw Failure(
          "loss cannot stand here: a start line is worked out before the first step", at: line.value.span,
          help: "use hyperparameters and θ")
      }
    }
    if !syntax.lines.contains(where: { $0.verb == .update && $0.name.key == .theta }) {
      throw Failure(
        "rule \(name) never changes θ", at: syntax.name.span, help: "add a line such as θ ← θ - α·g")
    }
  }

  /// The rule with other lines, which use and assign the same names as its own: there is nothing left to check.
  package init(_ rule: RuleDefinition, lines: [RuleLine]) {
    var syntax = rule.syntax
    syntax.lines = lines
    self.syntax = syntax
    source = rule.source
    stepNames = rule.stepNames
    readsLoss = rule.readsLoss
  }

  /// The keys of everything a line may read.
  private var knownNames: Set<Key> {
    Set(RuleDefinition.given).union([.loss]).union(syntax.parameters.map(\.name.key))
      .union(syntax.lines.map(\.name.key))
  }

  private func checkHead() throws {
    var seen: [Key: Span] = [:]
    var left: Set<Key> = [.clock]
    for parameter in syntax.parameters {
      if RuleDefinition.given.contains(parameter.name.key) {
        throw Failure(
          "\(parameter.name.text) is given to every rule and cannot be a hyperparameter",
          at: parameter.name.span)
      }
      if let first = seen.updateValue(parameter.name.span, forKey: parameter.name.key) {
        throw Failure(
          "hyperparameter \(parameter.name.text) is named twice", at: parameter.name.span,
          notes: [Diagnostic.Note("first named here", at: first)])
      }
      try check(parameter.value, among: left, what: "a default may use t and the hyperparameters to its left")
      left.insert(parameter.name.key)
    }
  }

  private func checkTarget(_ line: RuleLine, _ verbs: inout [Key: (verb: RuleLine.Verb, span: Span)]) throws {
    let name = line.name
    if name.key == .gradient || name.key == .clock {
      throw Failure(
        "\(name.text) is given and cannot be changed by a rule", at: name.span,
        help: "give the result a name of its own: d = g + …")
    }
    if syntax.parameters.contains(where: { $0.name.key == name.key }) {
      throw Failure(
        "\(name.text) is a hyperparameter and cannot be changed by a line", at: name.span,
        help: "give the result another name")
    }
    if name.key == .theta, line.verb != .update {
      throw Failure("θ is changed with ←", at: name.span, help: "write θ ← …")
    }
    guard let earlier = verbs[name.key] else {
      verbs[name.key] = (line.verb, name.span)
      return
    }
    if (earlier.verb == .define) != (line.verb == .define) {
      throw Failure(
        "\(name.text) has both = and ← lines", at: name.span,
        help: "state is written ←, an intermediate =; give one of them another name",
        notes: [Diagnostic.Note("first written here", at: earlier.span)])
    }
  }

  /// Checks the names of an expression of the rule.
  private func check(_ expression: Expression, among known: Set<Key>, what: String?) throws {
    switch expression.kind {
    case .number: return
    case .reference(let reference):
      if !reference.subscripts.isEmpty {
        throw Failure("a rule is written for one parameter; its names take no subscripts", at: reference.span)
      }
      let key = reference.name.key
      if known.contains(key) || key == .pi || key == "true" || key == "false" { return }
      if let what {
        throw Failure("\(reference.name.text) cannot stand here: \(what)", at: reference.span)
      }
      let names =
        RuleDefinition.given.map(\.text) + syntax.parameters.map(\.name.text) + syntax.lines.map(\.name.text)
      throw Failure(
        "unknown name \(reference.name.text) in rule \(name)", at: reference.span,
        help: Spelling.suggestion(for: reference.name.text, among: names).map { "did you mean \($0)?" }
          ?? "a rule sees only its hyperparameters, θ, g, t, loss and its own names", isAboutName: true)
    case .call(let name, let arguments):
      for argument in arguments { try check(argument, among: known, what: what) }
      if name.key == .norm {
        if what != nil { throw Failure("norm cannot stand here", at: expression.span) }
        if arguments.count != 1 {
          throw Failure("norm takes 1 argument, found \(arguments.count)", at: expression.span)
        }
      } else if Operation.named(name) == nil {
        throw Failure(
          "unknown function \(name.text)", at: name.span,
          help: Habit.help(forFunction: name.text)
            ?? Spelling.suggestion(for: name.text, among: Operation.callableNames + ["norm"]).map {
              "did you mean \($0)?"
            }, isAboutName: true)
      }
    case .apply, .conditional: try expression.forEachChild { try check($0, among: known, what: what) }
    case .reduction(let reduction, let indices, let body):
      if what != nil { throw Failure("\(reduction.rawValue) cannot stand here", at: expression.span) }
      guard indices.count == 1, indices[0].name.key == .family, indices[0].bounds == nil else {
        throw Failure(
          "a rule is written for one parameter; it has no index to reduce over", at: expression.span,
          help:
            "over the family of the parameter: \(reduction == .sum ? "Σ" : reduction.rawValue)[family] …; over all parameters: norm(…)"
        )
      }
      try check(body, among: known, what: nil)
    case .derivative:
      throw Failure(
        "a rule cannot form derivatives", at: expression.span, help: "the gradient of the loss is g")
    case .history:
      throw Failure(
        "a rule cannot read the past", at: expression.span, help: "state keeps what the next step needs")
    }
  }
}

extension RuleDefinition {
  /// The lines that are left when the rule is called without arguments and its conditions are decided, `start` lines
  /// first, each as written, without its condition.
  ///
  /// - Throws: `Failure` if a default cannot be worked out or leaves the rule without a line it needs.
  package func linesByDefault() throws -> [String] {
    var elaborator = Elaborator()
    elaborator.state.source = source
    let optimizer = try RuleChoice(call: syntax.bareCall, rule: self).optimizer(&elaborator)
    return (optimizer.starts + optimizer.lines).map(textWithoutCondition)
  }

  /// Whether some of its lines depend on hyperparameters.
  package var hasConditions: Bool { syntax.lines.contains { $0.condition != nil } }

  private func textWithoutCondition(_ line: RuleLine) -> String {
    guard let condition = line.condition else { return source.text(line.span) }
    var words = source.text(Span(line.span.start, condition.span.start)).split(
      separator: " ", omittingEmptySubsequences: false)
    while words.last == "" || words.last == "if" { words.removeLast() }
    return words.joined(separator: " ")
  }
}
