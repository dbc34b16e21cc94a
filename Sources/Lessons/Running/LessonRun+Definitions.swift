import Autodiff
import Language
import Letters

/// Macros, rules and optimizers.
extension LessonRun {
  mutating func defineMacro(_ name: Name, _ parameters: [Name], _ body: Expression) throws {
    if let known = elaborator.scope.find(name.key) {
      throw elaborator.alreadyDefined(name, elaborator.scope[known])
    }
    if Operation.named(name) != nil {
      throw Failure(
        "\(name.text) is an operation and cannot be a macro", at: name.span, help: "choose another name")
    }
    do {
      var bound = Set<Key>()
      for parameter in parameters where !bound.insert(parameter.key).inserted {
        throw Failure("parameter \(parameter.text) is named twice", at: parameter.span)
      }
      try elaborator.checkNames(body, bound: bound, purpose: .reading)
    } catch {
      _ = elaborator.scope.add(Entry(name: name, kind: .broken, rank: 0))
      throw error
    }
    _ = elaborator.scope.add(Entry(name: name, kind: .macro(parameters: parameters, body: body), rank: 0))
  }

  mutating func defineRule(_ syntax: RuleSyntax) throws {
    if let earlier = rules[syntax.name.key] {
      throw Failure(
        "rule \(syntax.name.text) is already defined", at: syntax.name.span,
        notes: [Diagnostic.Note("first defined here", at: earlier.syntax.name.span)])
    }
    rules[syntax.name.key] = try RuleDefinition(syntax, in: source)
  }

  mutating func optimizer(_ call: OptimizerCall) throws -> Optimizer {
    try elaborator.optimizer(call, rule: try rule(call))
  }

  /// The lesson's own rule of a name, or the carried one.
  mutating func rule(_ call: OptimizerCall) throws -> RuleDefinition {
    if let (rule, place) = replacedRule, place == call.span { return rule }
    if brokenRules.contains(call.rule.key) { throw Failure.alreadyReported }
    if let rule = rules[call.rule.key] ?? carriedRules[call.rule.key] { return rule }
    if let rule = RuleLibrary.carriedRule(key: call.rule.key) {
      carriedRules[call.rule.key] = rule
      return rule
    }
    let names = rules.values.map(\.name).sorted() + RuleLibrary.carried.names
    throw Failure(
      "unknown rule \(call.rule.text)", at: call.rule.span,
      help: Spelling.suggestion(for: call.rule.text, among: names).map { "did you mean \($0)?" }
        ?? "nntrace rules lists the built-in rules; a lesson can define its own with rule \(call.rule.text)(…)",
      isAboutName: true)
  }
}
