import Autodiff
import Language

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
    // What is rounded has no slope: simpler + (expression - simpler) has the value of one and the slope of the other.
    let rest = Expression.made(.round, .made(.sub, expression, simpler), .number(14, "14"))
    let text = "the chain rule without \(what) of \(short(expression))"
    add(.made(.add, simpler, rest), rebuild, about: expression, text, .structural)
  }

  /// The expression without the contribution that a value makes by being an operand of it: of a value that is used in
  /// several places, one path to the output forgotten.
  mutating func pathEdits(_ expression: Expression, _ rebuild: Rebuild) {
    var told = Set<Key>()
    for (index, part) in expression.parts.enumerated() {
      guard case .reference(let reference) = part.kind, shared.contains(reference.name.key),
        told.insert(reference.name.key).inserted
      else { continue }
      let fixed = Expression.made(.round, part, .number(14, "14"))
      let text = "the chain rule without the path from \(short(part)) through \(short(expression))"
      add(expression.replacing(part: index, by: fixed), rebuild, about: part, text, .structural)
    }
  }
}
