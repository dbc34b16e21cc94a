import Language
import Letters

extension RuleDefinition {
  /// The lines that are left when the rule is called without arguments and its conditions are decided, `start` lines
  /// first, each as written but for its condition.
  ///
  /// - Throws: `Failure` if a default cannot be worked out or leaves the rule without a line it needs.
  package func linesByDefault() throws -> [String] {
    var elaborator = Elaborator()
    elaborator.state.source = source
    let call = OptimizerCall(rule: syntax.name, arguments: [], span: syntax.name.span)
    let optimizer = try RuleChoice(call: call, rule: self).optimizer(&elaborator)
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
