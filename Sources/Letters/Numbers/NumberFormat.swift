/// How numbers are written for people: this many significant digits, plain ASCII, never `-0`.
package struct NumberFormat: Hashable, Sendable {
  /// Significant digits, 1 to 17.
  package var digits: Int

  package init(digits: Int = 6) {
    self.digits = min(max(digits, 1), 17)
  }

  /// A value rounded to the format's digits; whole numbers below 10¹⁰ are written in full.
  ///
  ///     0.31622775… → 0.316228    1e-8 → 1e-8    1048576 → 1048576    NaN → NaN    ∞ → inf
  package func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e10 { return String(Int(value)) }
    return NumberFormat.tidied(printed(value, digits: digits, as: "%.*g"))
  }

  /// The shortest text that reads back as the same number.
  package static func exact(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return tidied(value.description)
  }

  /// A value rounded to a number of decimals, as a claim of `0.0395` is compared: to 4.
  package static func text(_ value: Double, decimals: Int) -> String {
    let text = printed(value, digits: min(max(decimals, 0), 40), as: "%.*f")
    let isZero = text.utf8.allSatisfy { $0 == 0x2D || $0 == 0x30 || $0 == 0x2E }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  /// A value in scientific notation with a number of decimals: `3.50e-5`.
  package static func scientific(_ value: Double, decimals: Int) -> String {
    tidied(printed(value, digits: min(max(decimals, 0), 40), as: "%.*e"))
  }

  /// `1e-08` → `1e-8`, `1e+20` → `1e20`, `-0` → `0`, C's `nan` in any sign → `NaN`.
  private static func tidied(_ text: String) -> String {
    if text.hasSuffix("nan") { return "NaN" }
    guard let e = text.firstIndex(of: "e") else { return text == "-0" ? "0" : text }
    let exponent = Int(text[text.index(after: e)...].drop { $0 == "+" }) ?? 0
    return text[..<e] + "e" + String(exponent)
  }
}

extension Int {
  /// `1 step`, `3 steps`
  package func counted(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
