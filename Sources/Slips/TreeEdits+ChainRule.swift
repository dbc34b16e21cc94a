import Autodiff
import Language
import Trace

extension TreeEdits {
  /// The expression with its own value and the slope of something simpler: a local partial left out by hand.
  mutating func chainRuleEdits(_ expression: Expression, _ rebuild: Rebuild) {
    let slope: Mistake.Slope
    let simpler: Expression
    switch expression.kind {
    case .apply(.sub, let operands):
      slope = .minus
      simpler = .made(.add, operands[0], operands[1])
    case .apply(.mul, let operands):
      slope = .whole
      simpler = .made(.add, operands[0], operands[1])
    case .apply(.square, _):
      slope = .two
      simpler = .made(.mul, .number(0.5, "½"), expression)
    case .apply(.sqrt, let operands), .call(_, let operands):
      guard operands.count == 1 else { return }
      slope = .whole
      simpler = operands[0]
    default: return
    }
    // simpler + (expression - simpler) has the value of one and the slope of the other.
    let new = Expression.made(.add, simpler, withoutSlope(.made(.sub, expression, simpler)))
    let kind = Mistake.Kind.slope(slope, of: ExpressionPrinter.text(expression))
    add(new, rebuild, about: expression, kind, slope == .two ? .chainTwo : .chainFactor, isOfSlope: true)
  }

  /// The expression without the contribution that a value makes by being an operand of it: of a value that is used in
  /// several places, one path to the output forgotten.
  mutating func pathEdits(_ expression: Expression, _ rebuild: Rebuild) {
    var told = Set<Key>()
    for (index, part) in expression.parts.enumerated() {
      guard case .reference(let reference) = part.kind, shared.contains(reference.name.key),
        told.insert(reference.name.key).inserted
      else { continue }
      let new = expression.replacing(part: index, by: withoutSlope(part))
      let kind = Mistake.Kind.path(
        from: ExpressionPrinter.text(part), through: ExpressionPrinter.text(expression))
      add(new, rebuild, about: part, kind, .path, isOfSlope: true)
    }
  }

  /// What is rounded has no slope.
  func withoutSlope(_ expression: Expression) -> Expression {
    .made(.round, expression, .number(14, "14"))
  }
}
