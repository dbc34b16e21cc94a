/// A local partial as an expression of an operation's operands `a`, `b`, `c` and its result `y`.
///
/// Formulas are data, so that one source gives the gradient's nodes, the printed partial and its value.
package indirect enum Formula: Hashable, Sendable {
  case number(Double)
  case operand(Int)
  case result
  case apply(Operation, [Formula])
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
