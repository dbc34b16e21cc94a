import Autodiff
import Letters

/// Writes an expression in the language, with the fewest brackets that keep its meaning.
///
/// What the parser reads is printed so that it reads the same tree again. Names and numbers stand as their author
/// typed them; signs in one spelling: `·`, `√`, `²`, `Σ`, and the ASCII minus.
package enum ExpressionPrinter {
  /// An expression as a lesson writes it.
  package static func text(_ expression: Expression) -> String {
    text(expression, .sum, isLast: true)
  }

  package static func text(_ condition: Condition) -> String {
    switch condition.kind {
    case .number(let expression): return text(expression)
    case .comparison(let left, let relation, let right):
      return text(left) + " " + relation.rawValue + " " + text(right)
    case .not(let inner): return "not " + text(inner, bindsAs: 2)
    case .both(let first, let second): return text(first, bindsAs: 1) + " and " + text(second, bindsAs: 2)
    case .either(let first, let second): return text(first, bindsAs: 0) + " or " + text(second, bindsAs: 1)
    }
  }

  /// A part of a condition, in parentheses if it binds less: `or` 0, `and` 1, anything else 2.
  private static func text(_ part: Condition, bindsAs minimum: Int) -> String {
    let binding =
      switch part.kind {
      case .either: 0
      case .both: 1
      case .number, .comparison, .not: 2
      }
    return binding < minimum ? "(" + text(part) + ")" : text(part)
  }

  package static func text(_ reference: Reference) -> String {
    guard !reference.subscripts.isEmpty else { return reference.name.text }
    return reference.name.text + "[" + reference.subscripts.map { text($0) }.joined(separator: ",") + "]"
  }

  /// How tightly a construct binds (rule 38).
  private enum Level: Comparable {
    case sum, product, factor, power, primary
  }

  /// - Parameters:
  ///   - minimum: how tightly the text has to bind where it will stand.
  ///   - isLast: whether no `·` or `/` follows, which a reduction would reach over.
  private static func text(_ expression: Expression, _ minimum: Level, isLast: Bool) -> String {
    let needsBrackets = level(of: expression) < minimum || (!isLast && endsInReduction(expression))
    guard needsBrackets else { return bare(expression, isLast: isLast) }
    return "(" + bare(expression, isLast: true) + ")"
  }

  private static func level(of expression: Expression) -> Level {
    switch expression.kind {
    case .apply(let operation, _):
      switch operation.row.notation.precedence {
      case .disjunction, .conjunction, .comparison, .sum: .sum
      case .product: .product
      case .prefix: .factor
      case .power: .power
      case .primary: .primary
      }
    case .reduction: .factor
    case .number, .reference, .call, .conditional, .derivative, .history: .primary
    }
  }

  /// Whether the text ends in the body of a reduction.
  private static func endsInReduction(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .reduction: true
    case .apply(.neg, let operands): endsInReduction(operands[0])
    // The right operand of a product that binds loosely enough to stand there without brackets.
    case .apply(.mul, let operands), .apply(.div, let operands):
      level(of: operands[1]) == .factor && endsInReduction(operands[1])
    default: false
    }
  }

  private static func bare(_ expression: Expression, isLast: Bool) -> String {
    switch expression.kind {
    case .number(let number): return number.spelling
    case .reference(let reference): return text(reference)
    case .apply(let operation, let operands): return applied(operation, operands, isLast: isLast)
    case .call(let name, let arguments): return name.text + "(" + list(arguments) + ")"
    case .reduction(let reduction, let indices, let body):
      let sign = reduction == .sum ? "Σ" : reduction.rawValue
      return sign + "[" + indices.map(text).joined(separator: ",") + "] " + text(body, .product, isLast: true)
    case .conditional(let condition, let yes, let no):
      return "where(" + text(condition) + ", " + text(yes) + ", " + text(no) + ")"
    case .derivative(let of, let by):
      let isName = if case .reference = of.kind { true } else { false }
      return (isName ? "∂" + text(of) : "∂(" + text(of) + ")") + "/∂" + text(by)
    case .history(let operand, let step): return text(operand, .primary, isLast: false) + "@" + place(step)
    }
  }

  private static func applied(_ operation: Operation, _ operands: [Expression], isLast: Bool) -> String {
    switch operation {
    case .add, .sub:
      let sign = operation == .add ? " + " : " - "
      return text(operands[0], .sum, isLast: true) + sign + text(operands[1], .product, isLast: true)
    case .mul, .div:
      // A minus keeps its factor together only when it is the last one: `(-a)·b` and `-a·b` are the same.
      let sign = operation == .mul ? "·" : "/"
      return text(operands[0], .product, isLast: false) + sign + text(operands[1], .factor, isLast: isLast)
    case .neg: return "-" + text(operands[0], .factor, isLast: isLast)
    case .square: return base(operands[0]) + "²"
    case .pow: return base(operands[0]) + "^" + exponent(operands[1])
    case .sqrt: return "√" + plain(operands[0])
    case .abs: return "|" + text(operands[0]) + "|"
    default: return operation.row.symbol + "(" + list(operands) + ")"
    }
  }

  /// What is raised: a primary that neither begins with √ nor is a quotient to the eye.
  private static func base(_ expression: Expression) -> String {
    if case .apply(.sqrt, _) = expression.kind { return "(" + text(expression) + ")" }
    return plain(expression)
  }

  /// A primary; a derivative in brackets, because `√∂L/∂w` and `∂L/∂w²` mislead the eye.
  private static func plain(_ expression: Expression) -> String {
    var operand = expression
    if case .history(let past, _) = expression.kind { operand = past }
    if case .derivative = operand.kind { return "(" + text(expression) + ")" }
    return text(expression, .primary, isLast: false)
  }

  /// The exponent after `^`: signs, then a power.
  private static func exponent(_ expression: Expression) -> String {
    if case .apply(.neg, let operands) = expression.kind { return "-" + exponent(operands[0]) }
    return text(expression, .power, isLast: false)
  }

  /// The step after `@`: an integer, a name, or brackets.
  private static func place(_ step: Expression) -> String {
    switch step.kind {
    case .number(let number) where number.spelling.utf8.allSatisfy(\.isDigit): return number.spelling
    case .reference(let reference) where reference.subscripts.isEmpty: return reference.name.text
    default: return "(" + text(step) + ")"
    }
  }

  private static func list(_ expressions: [Expression]) -> String {
    expressions.map { text($0) }.joined(separator: ", ")
  }

  private static func text(_ index: IndexRange) -> String {
    guard let (lower, upper) = index.bounds else { return index.name.text }
    return index.name.text + "=" + text(lower) + ".." + text(upper)
  }
}
