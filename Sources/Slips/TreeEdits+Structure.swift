import Autodiff
import Language
import Trace

/// Parentheses forgotten or put elsewhere, operations taken for others.
extension TreeEdits {
  mutating func structureEdits(_ expression: Expression, _ rebuild: Rebuild) {
    switch expression.kind {
    case .apply(.mul, let sides): productStructure(expression, sides[0], sides[1], rebuild)
    case .apply(.div, let sides): quotientStructure(expression, sides[0], sides[1], rebuild)
    case .apply(.add, let sides), .apply(.sub, let sides):
      sumStructure(expression, sides[0], sides[1], rebuild)
    case .apply(.square, let operands): squareStructure(expression, operands[0], rebuild)
    case .apply(.pow, let sides):
      exchange(expression, for: .made(.mul, sides[0], sides[1]), rebuild, .powerAsProduct)
    case .apply(.neg, let operands):
      if case .apply(.square, let inner) = operands[0].kind {
        exchange(expression, for: .made(.square, .made(.neg, inner[0])), rebuild, .precedence)
      }
    case .apply(.sqrt, let operands): outOfFunction(expression, operands[0], rebuild) { .made(.sqrt, $0) }
    case .call(let name, let operands) where operands.count == 1:
      outOfFunction(expression, operands[0], rebuild) { Expression(.call(name, [$0]), at: .made) }
    default: break
    }
  }

  /// ln(a + b) → ln(a) + b
  private mutating func outOfFunction(
    _ expression: Expression, _ operand: Expression, _ rebuild: Rebuild,
    _ function: (Expression) -> Expression
  ) {
    guard case .apply(let operation, let terms) = operand.kind, operation == .add || operation == .sub else {
      return
    }
    exchange(expression, for: .made(operation, function(terms[0]), terms[1]), rebuild, .parentheses)
  }

  private mutating func productStructure(
    _ product: Expression, _ a: Expression, _ b: Expression, _ rebuild: Rebuild
  ) {
    if !a.isProduct, !a.isNumeric, !b.isNumeric {
      exchange(product, for: .made(.add, a, b), rebuild, .otherOperation)
    }
    // a²·b → (a·b)², a·b² → (a·b)²
    if case .apply(.square, let base) = a.kind {
      exchange(product, for: .made(.square, .made(.mul, base[0], b)), rebuild, .precedence)
    }
    if case .apply(.square, let base) = b.kind {
      exchange(product, for: .made(.square, .made(.mul, a, base[0])), rebuild, .precedence)
    }
    // (a + b)·c → a + b·c
    if case .apply(let operation, let terms) = a.kind, operation == .add || operation == .sub {
      exchange(product, for: .made(operation, terms[0], .made(.mul, terms[1], b)), rebuild, .parentheses)
    }
    // a·(b + c) → a·b + c
    if case .apply(let operation, let terms) = b.kind, operation == .add || operation == .sub {
      exchange(product, for: .made(operation, .made(.mul, a, terms[0]), terms[1]), rebuild, .parentheses)
    }
  }

  private mutating func quotientStructure(
    _ quotient: Expression, _ a: Expression, _ b: Expression, _ rebuild: Rebuild
  ) {
    exchange(quotient, for: .made(.div, b, a), rebuild, .otherOperation)
    // a/(b·c) → a/b·c
    if case .apply(.mul, let factors) = b.kind {
      exchange(quotient, for: .made(.mul, .made(.div, a, factors[0]), factors[1]), rebuild, .precedence)
    }
    // (a + b)/c → a + b/c, a/(b + c) → a/b + c
    if case .apply(let operation, let terms) = a.kind, operation == .add || operation == .sub {
      exchange(quotient, for: .made(operation, terms[0], .made(.div, terms[1], b)), rebuild, .parentheses)
    }
    if case .apply(let operation, let terms) = b.kind, operation == .add || operation == .sub {
      exchange(quotient, for: .made(operation, .made(.div, a, terms[0]), terms[1]), rebuild, .parentheses)
    }
    // a/√b → √(a/b)
    if case .apply(.sqrt, let inner) = b.kind {
      exchange(quotient, for: .made(.sqrt, .made(.div, a, inner[0])), rebuild, .parentheses)
    }
  }

  private mutating func sumStructure(
    _ sum: Expression, _ a: Expression, _ b: Expression, _ rebuild: Rebuild
  ) {
    guard case .apply(let operation, _) = sum.kind else { return }
    // c·a + b → c·(a + b)
    if case .apply(.mul, let factors) = a.kind {
      exchange(
        sum, for: .made(.mul, factors[0], .made(operation, factors[1], b)), rebuild, .parentheses)
    }
    // a + b·c → (a + b)·c, a + b/c → (a + b)/c
    if case .apply(let inner, let factors) = b.kind, inner == .mul || inner == .div {
      exchange(
        sum, for: .made(inner, .made(operation, a, factors[0]), factors[1]), rebuild, .parentheses)
    }
    // Σ[i] a + b → Σ[i] (a + b)
    if case .reduction(let reduction, let indices, let body) = a.kind {
      let new = Expression(.reduction(reduction, indices, .made(operation, body, b)), at: .made)
      exchange(sum, for: new, rebuild, .parentheses)
    }
  }

  /// (a + b)² → a + b², a² + b²
  private mutating func squareStructure(_ square: Expression, _ base: Expression, _ rebuild: Rebuild) {
    guard case .apply(let operation, let terms) = base.kind, operation == .add || operation == .sub else {
      return
    }
    exchange(square, for: .made(operation, terms[0], .made(.square, terms[1])), rebuild, .parentheses)
    exchange(
      square, for: .made(operation, .made(.square, terms[0]), .made(.square, terms[1])), rebuild, .parentheses
    )
  }
}

extension Expression {
  fileprivate var isProduct: Bool { if case .apply(.mul, _) = kind { true } else { false } }
  fileprivate var isNumeric: Bool { if case .number = kind { true } else { false } }
}
