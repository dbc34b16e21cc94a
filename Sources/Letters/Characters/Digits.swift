/// Digits above and below the line.
package enum Digits {
  fileprivate static let superscripts: [Unicode.Scalar] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
  fileprivate static let subscripts: [Unicode.Scalar] = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"]

  /// `¹²` for `12`.
  package static func raised(_ digits: String) -> String {
    digits.escaping { replaced($0, by: superscripts) }
  }

  /// `₁₂` for `12`.
  package static func lowered(_ digits: String) -> String { digits.escaping { replaced($0, by: subscripts) } }

  private static func replaced(_ digit: Unicode.Scalar, by digits: [Unicode.Scalar]) -> String? {
    ("0"..."9").contains(digit) ? String(digits[Int(digit.value - 0x30)]) : nil
  }

  fileprivate static func value(_ scalar: Unicode.Scalar, among digits: [Unicode.Scalar]) -> Int? {
    scalar.isASCII ? nil : digits.firstIndex(of: scalar)
  }
}

extension Unicode.Scalar {
  /// 2 for `²`.
  package var superscriptDigit: Int? { Digits.value(self, among: Digits.superscripts) }

  /// 2 for `₂`.
  package var subscriptDigit: Int? { Digits.value(self, among: Digits.subscripts) }
}
