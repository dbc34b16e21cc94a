/// A local partial as an expression of an operation's operands `a`, `b`, `c` and its result `y`.
///
/// Formulas are data, so that one source gives the gradient's nodes, the printed partial and its value.
package indirect enum Formula: Hashable, Sendable {
  case number(Double)
  case operand(Int)
  case result
  case apply(Operation, [Formula])
}

extension Formula {
  /// The irrational numbers of the rows, as a person writes them; nil for every other number.
  static func spelling(of value: Double) -> String? { irrational.first { $0.value == value }?.spelling }

  private static let irrational: [(value: Double, spelling: String)] = [
    (2 / Double.pi.squareRoot(), "2/√π"), ((2 * Double.pi).squareRoot(), "√(2·π)"),
    (2.0.squareRoot(), "√2"), (Real.ln(10), "ln(10)"),
  ]
}

extension Formula: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(floatLiteral value: Double) { self = .number(value) }
}

extension Formula {
  static func + (left: Formula, right: Formula) -> Formula { .apply(.add, [left, right]) }
  static func - (left: Formula, right: Formula) -> Formula { .apply(.sub, [left, right]) }
  static func * (left: Formula, right: Formula) -> Formula { .apply(.mul, [left, right]) }
  static func / (left: Formula, right: Formula) -> Formula { .apply(.div, [left, right]) }
  static prefix func - (operand: Formula) -> Formula { .apply(.neg, [operand]) }
}
