import Autodiff
import Language
import Lessons
import Letters

extension TreeEdits {
  // MARK: Roots and what is added below them

  /// `√(s + ε)` → `(√s + ε)`
  mutating func moveIn(_ root: Expression, _ operand: Expression, _ rebuild: Rebuild) {
    guard case .apply(.add, let terms) = operand.kind else { return }
    let new = Expression.made(.add, .made(.sqrt, terms[0]), terms[1])
    add(new, rebuild, about: root, exchanged(new, root), .exchanged)
  }

  /// `√s + ε` → `√(s + ε)`
  mutating func moveOut(_ sum: Expression, _ terms: [Expression], _ rebuild: Rebuild) {
    guard terms.count == 2, case .apply(.add, _) = sum.kind, case .apply(.sqrt, let operand) = terms[0].kind
    else { return }
    let new = Expression.made(.sqrt, .made(.add, operand[0], terms[1]))
    add(new, rebuild, about: sum, exchanged(new, sum), .exchanged)
  }

  // MARK: Names

  mutating func nameEdits(_ expression: Expression, _ rebuild: Rebuild) {
    guard case .reference(let old) = expression.kind else { return }
    let name = old.name
    for group in exchangeable where group.contains(where: { $0.key == name.key }) {
      for other in group where other.key != name.key {
        let reference = Reference(name: other, subscripts: old.subscripts, span: Span(-1, -1))
        let new = Expression(.reference(reference), at: Span(-1, -1))
        add(new, rebuild, about: expression, exchanged(new, expression), .exchanged)
      }
    }
    guard completes, name.key != Name.key(of: "θ") else { return }
    if name.key == "t" {
      let late = Expression.made(.sub, expression, .number(1, "1"))
      add(late, rebuild, about: expression, exchanged(late, expression), .incidental)
    } else if exchangeable.last?.contains(where: { $0.key == name.key }) == true {
      for operation in [Operation.square, .sqrt] {
        let new = Expression.made(operation, expression)
        add(new, rebuild, about: expression, exchanged(new, expression), .exchanged)
      }
    } else {
      let complement = Expression.made(.sub, .number(1, "1"), expression)
      add(complement, rebuild, about: expression, exchanged(complement, expression), .exchanged)
    }
  }
}
