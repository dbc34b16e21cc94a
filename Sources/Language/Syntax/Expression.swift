import Autodiff
import Letters

/// A name of the language: as this author spelled it, and the form under which equal spellings meet.
///
/// `theta1`, `θ1` and `θ₁` have different texts and one key (`language.md`, rules 3 and 4).
package struct Name: Sendable {
  package let text: String
  package let key: Key
  package let span: Span

  package init(text: String, key: Key, span: Span) {
    self.text = text
    self.key = key
    self.span = span
  }
}

/// A number as typed: `1e-8`, `½`, `0.10`.
package struct Number: Sendable {
  package let value: Double
  package let spelling: String

  package init(value: Double, spelling: String) {
    self.value = value
    self.spelling = spelling
  }
}

/// A name with its subscripts: `θ`, `W[j,i]`, `s[W[1,2]]`.
package struct Reference: Sendable {
  package let name: Name
  package let subscripts: [Expression]
  package let span: Span

  package init(name: Name, subscripts: [Expression] = [], span: Span) {
    self.name = name
    self.subscripts = subscripts
    self.span = span
  }
}

/// An index and, where written, its range: `i`, `k=1..3`.
package struct IndexRange: Sendable {
  package let name: Name
  package var bounds: (lower: Expression, upper: Expression)?
  package let span: Span
}

/// What a reduction does with its terms.
package enum Reduction: String, CaseIterable, Sendable {
  case sum, mean, prod, max, min
}

/// A comparison; `≈` belongs to claims alone.
package enum Comparison: String, Sendable {
  case equal = "="
  case notEqual = "≠"
  case less = "<"
  case lessEqual = "≤"
  case greater = ">"
  case greaterEqual = "≥"
}

/// A condition, or several joined by `and`, `or` and `not` (rule 16).
package struct Condition: Sendable {
  package indirect enum Kind: Sendable {
    /// A number that counts as true unless it is 0.
    case number(Expression)
    case comparison(Expression, Comparison, Expression)
    case not(Condition)
    case both(Condition, Condition)
    case either(Condition, Condition)
  }

  package let kind: Kind
  package let span: Span

  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }

  /// The expressions in it, in the order of the text.
  package var expressions: [Expression] {
    switch kind {
    case .number(let expression): [expression]
    case .comparison(let left, _, let right): [left, right]
    case .not(let inner): inner.expressions
    case .both(let first, let second), .either(let first, let second): first.expressions + second.expressions
    }
  }

  /// The same condition of other expressions.
  package func map(_ transform: (Expression) -> Expression) -> Condition {
    let kind: Kind =
      switch self.kind {
      case .number(let expression): .number(transform(expression))
      case .comparison(let left, let relation, let right):
        .comparison(transform(left), relation, transform(right))
      case .not(let inner): .not(inner.map(transform))
      case .both(let first, let second): .both(first.map(transform), second.map(transform))
      case .either(let first, let second): .either(first.map(transform), second.map(transform))
      }
    return Condition(kind, at: span)
  }
}

/// One expression of the language, with its place.
///
/// Trees are never higher than the parser's limit, so that walking and freeing them cannot exhaust the stack.
package struct Expression: Sendable {
  package indirect enum Kind: Sendable {
    case number(Number)
    case reference(Reference)
    /// An operation written with a sign: `a + b`, `−x`, `√x`, `|x|`, `x²` (`.square`), `a^b` (`.pow`).
    case apply(Operation, [Expression])
    /// `name(…)`: an operation, or a macro of the lesson; which of them is settled when names are resolved.
    case call(Name, [Expression])
    case reduction(Reduction, [IndexRange], Expression)
    case conditional(Condition, Expression, Expression)
    /// `∂A/∂b`, `grad(A, b)`.
    case derivative(Expression, Reference)
    /// `X@k`; the operand is a reference or a derivative.
    case history(Expression, at: Expression)
  }

  package let kind: Kind
  package let span: Span

  package init(_ kind: Kind, at span: Span) {
    self.kind = kind
    self.span = span
  }
}
