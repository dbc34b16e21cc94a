import Autodiff
import Language
import Lessons

extension TreeEdits {
  /// The expression with its own value and the slope of something simpler: a local partial left out by hand.
  mutating func chainRuleEdits(_ expression: Expression, _ rebuild: Rebuild) {
    let what: String
    let simpler: Expression
    switch expression.kind {
    case .apply(.sub, let operands):
      what = "the minus"
      simpler = .made(.add, operands[0], operands[1])
    case .apply(.mul, let operands):
      what = "the slope"
      simpler = .made(.add, operands[0], operands[1])
    case .apply(.square, _):
      what = "the 2"
      simpler = .made(.mul, .number(0.5, "½"), expression)
    case .apply(.sqrt, let operands), .call(_, let operands):
      guard operands.count == 1 else { return }
      what = "the slope"
      simpler = operands[0]
    default: return
    }
    // simpler + (expression - simpler) has the value of one and the slope of the other.
    let new = Expression.made(.add, simpler, withoutSlope(.made(.sub, expression, simpler)))
    let text = "the chain rule without \(what) of \(short(expression))"
    add(new, rebuild, about: expression, text, .structural, isOfSlope: true)
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
      let text = "the chain rule without the path from \(short(part)) through \(short(expression))"
      add(new, rebuild, about: part, text, .structural, isOfSlope: true)
    }
  }

  /// What is rounded has no slope.
  private func withoutSlope(_ expression: Expression) -> Expression {
    .made(.round, expression, .number(14, "14"))
  }
}
