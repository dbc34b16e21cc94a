import Autodiff
import Letters

/// How names and formulas are spelled: signs, letters, and how tightly each notation binds.
package struct FormulaStyle: Sendable {
  package static let plain = FormulaStyle(isASCII: false)
  package static let ascii = FormulaStyle(isASCII: true)
  /// With fractions, roots that reach over what they are of, and exponents set high.
  package static let tall = FormulaStyle(isASCII: false, isFlat: false)

  let isASCII: Bool
  /// Whether a formula is one line of letters.
  var isFlat = true

  var dots: String { isASCII ? "..." : "…" }
  var arrow: String { isASCII ? "<-" : "←" }
  /// The sign of a partial derivative.
  var partial: String { isASCII ? "d" : "∂" }
  /// The sign for an operand.
  var box: String { isASCII ? "_" : "□" }
  /// Whether `|a|` and `√a` are written so, and not as calls.
  var hasBarsAndRoots: Bool { !isASCII }
  /// Whether several factors below a fraction's line need no parentheses: `∂²L/∂w∂b`.
  var bindsDenominators: Bool { !isASCII }

  /// Words, a name or a number as typed, in the letters that may be printed.
  func spelled(_ text: String) -> String { Visible.text(text, ascii: isASCII) }

  func symbol(_ operation: Operation) -> String {
    isASCII ? operation.row.asciiSymbol : operation.row.symbol
  }

  /// `+` and comparisons stand between spaces, `·` and `/` do not.
  func sign(_ operation: Operation) -> String {
    switch operation.row.notation {
    case .infix(.disjunction), .infix(.conjunction), .infix(.comparison), .infix(.sum):
      " " + symbol(operation) + " "
    case .fraction: "/"
    default: symbol(operation)
    }
  }

  /// The name before the parentheses of a call.
  func call(_ operation: Operation) -> String {
    operation.row.notation == .call ? symbol(operation) : operation.row.name
  }

  func precedence(_ operation: Operation) -> Precedence { operation.row.notation.precedence }

  /// A whole number written high: `²`, in ASCII `^2`.
  func exponent(_ digits: String) -> String {
    isASCII ? "^" + digits : Digits.raised(digits)
  }

  /// A whole number after a name that ends in a letter: `θ₁`; else, and in ASCII, `w[2]@1`.
  func version(_ number: Int, of name: String) -> String {
    let hasRoom = name.last?.isLetter == true && !isASCII
    return name + (hasRoom ? Digits.lowered(String(number)) : "@\(number)")
  }

  /// `½`, `1/5`
  func reciprocal(_ divisor: Int) -> String {
    let fraction = Fraction(1, over: divisor)
    return spelled(fraction.sign.map(String.init) ?? fraction.text)
  }
}
