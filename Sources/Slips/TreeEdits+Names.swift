import Autodiff
import Language
import Lessons
import Letters

extension TreeEdits {
  // MARK: Roots and what is added below them

  /// `√(s + ε)` → `(√s + ε)`
  mutating func moveIn(_ root: Expression, _ operand: Expression, _ rebuild: Rebuild) {
    guard case .apply(.add, let terms) = operand.kind else { return }
    exchange(root, for: .made(.add, .made(.sqrt, terms[0]), terms[1]), rebuild, .epsilonMoved)
  }

  /// `√s + ε` → `√(s + ε)`
  mutating func moveOut(_ sum: Expression, _ terms: [Expression], _ rebuild: Rebuild) {
    guard terms.count == 2, case .apply(.add, _) = sum.kind, case .apply(.sqrt, let operand) = terms[0].kind
    else { return }
    exchange(sum, for: .made(.sqrt, .made(.add, operand[0], terms[1])), rebuild, .epsilonMoved)
  }

  /// `μ·v + g` → `μ·v + (1 - μ)·g`
  mutating func complementEdits(_ sum: Expression, _ terms: [Expression], _ rebuild: Rebuild) {
    guard terms.count == 2, case .apply(.add, _) = sum.kind, case .apply(.mul, let factors) = terms[0].kind,
      let name = factors[0].bareName, exchangeable.first?.contains(where: { $0.key == name.key }) == true,
      !terms[1].nameKeys.contains(name.key)
    else { return }
    let rest = Expression.made(.sub, .number(1, "1"), factors[0])
    exchange(terms[1], for: .made(.mul, rest, terms[1]), { rebuild(.made(.add, terms[0], $0)) }, .completed)
  }

  // MARK: Names

  mutating func nameEdits(_ expression: Expression, _ rebuild: Rebuild) {
    guard case .reference(let old) = expression.kind else { return }
    let name = old.name
    for group in exchangeable where group.contains(where: { $0.key == name.key }) {
      for other in group where other.key != name.key {
        let reference = Reference(name: other, subscripts: old.subscripts, span: Span(-1, -1))
        exchange(expression, for: Expression(.reference(reference), at: Span(-1, -1)), rebuild, .otherName)
      }
    }
    guard completes, name.key != .theta else { return }
    if name.key == "t" {
      exchange(expression, for: .made(.sub, expression, .number(1, "1")), rebuild, .clock)
      exchange(expression, for: .made(.add, expression, .number(1, "1")), rebuild, .clock)
    } else if exchangeable.last?.contains(where: { $0.key == name.key }) == true {
      for operation in [Operation.square, .sqrt] {
        exchange(expression, for: .made(operation, expression), rebuild, .completed)
      }
    } else {
      exchange(expression, for: .made(.sub, .number(1, "1"), expression), rebuild, .complementForgotten)
    }
  }
}
