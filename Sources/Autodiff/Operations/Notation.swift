/// How tightly a notation binds, from loosest to tightest; an operand that binds less gets parentheses.
package enum Precedence: Int, Comparable, Sendable {
  case disjunction, conjunction, comparison, sum, product, prefix, power, primary

  /// Binds nothing tighter than anything: what needs no parentheses whatever it is.
  package static let loosest = Precedence.disjunction

  package static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }
}

/// How an operation is written; its sign is `Row.symbol`.
package enum Notation: Hashable, Sendable {
  /// `a + b`, left-associative.
  case infix(Precedence)
  /// `-a`.
  case prefix
  /// `a/b` in a line of text, left-associative; a fraction where there is room.
  case fraction
  /// `a^b`, right-associative.
  case power
  /// `a²`.
  case square
  /// `√a`.
  case root
  /// `|a|`.
  case bars
  /// `f(a, b)`.
  case call
  /// `where(condition, a, b)`; the condition may be a comparison.
  case cases
  /// `a + b + c`: the terms of an n-ary sum.
  case terms
  /// `1 - a`: what remains of 1; how it is worked out, the second operand is for.
  case rest
  /// Prints as its first operand.
  case transparent

  /// The precedence of the whole; a transparent notation takes that of its operand and reports `.primary`.
  package var precedence: Precedence {
    switch self {
    case .infix(let precedence): precedence
    case .prefix: .prefix
    case .fraction: .product
    case .power, .square: .power
    case .terms, .rest: .sum
    case .root, .bars, .call, .cases, .transparent: .primary
    }
  }
}
