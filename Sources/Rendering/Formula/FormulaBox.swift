import Autodiff
import Presentation

/// A formula as it is set: signs and parentheses in place, names not yet spelled.
package indirect enum FormulaBox: Sendable {
  case row([FormulaBox])
  case name(Name)
  case number(Number)
  /// The sign of an operation, before its operand or between two.
  case sign(Operation)
  case parenthesised(FormulaBox)
  case call(Operation, [FormulaBox])
  case root(FormulaBox)
  case bars(FormulaBox)
  /// A whole number as exponent.
  case raised(FormulaBox, to: String)
  case power(FormulaBox, FormulaBox)
  /// A numerator above a denominator; only where a style has room for two storeys.
  case fraction(FormulaBox, FormulaBox)
  /// Terms left out.
  case dots

  package struct Number: Sendable {
    /// Its digits, without parentheses.
    let text: String
    /// The node it is the value of; nil for a number that belongs to the formula.
    let node: NodeID?
    /// Whether it needs parentheses when it is negative.
    let isGuarded: Bool

    /// With the parentheses it needs.
    var spelled: String { isGuarded && isNegative(text) ? "(" + text + ")" : text }
  }

  /// Whether a number begins with a minus sign, sure or not.
  static func isNegative(_ number: String) -> Bool { number.hasPrefix("-") || number.hasPrefix("~-") }
}
