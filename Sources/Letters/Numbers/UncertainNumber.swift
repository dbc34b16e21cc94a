/// A number of which only some digits are sure.
package enum UncertainNumber {
  /// A value with the digits that are sure within one unit, after a `~`: `~0.0047`, `~1.2e5`, `~0.00`; nil if all digits
  /// that the format shows are sure.
  ///
  /// - Parameter doubt: how far the value may be off.
  package static func text(_ value: Double, doubt: Double, _ format: NumberFormat) -> String? {
    guard doubt != 0 else { return nil }
    guard value.isFinite else { return "~" + format.text(value) }
    let doubt = doubt.isFinite ? doubt : max(value.magnitude, 1)
    // Half a unit is the rounding's own.
    let place = exponent(of: 2 * doubt, roundingUp: true)
    let first = exponent(of: value, roundingUp: false)
    if value != 0 {
      let isWhole = value == value.rounded() && value.magnitude < 1e10
      let shown = isWhole ? min(0, first - format.digits + 1) : first - format.digits + 1
      if place <= shown { return nil }
    }
    let digits = value == 0 ? 0 : first - place + 1
    return "~" + rounded(value, to: place, first: first, digits: digits)
  }

  /// How many digits of a value are sure within one unit.
  package static func sureDigits(_ value: Double, doubt: Double) -> Int {
    guard value != 0, value.isFinite, doubt.isFinite else { return 0 }
    if doubt == 0 { return 17 }
    return max(0, exponent(of: value, roundingUp: false) - exponent(of: 2 * doubt, roundingUp: true) + 1)
  }

  /// A value rounded to a place, all digits to there written.
  private static func rounded(_ value: Double, to place: Int, first: Int, digits: Int) -> String {
    if digits >= 1 {
      return place > 0 || first < -5
        ? NumberFormat.scientific(value, decimals: digits - 1) : NumberFormat.text(value, decimals: -place)
    }
    if place > 0 {
      let isOne = digits == 0 && value.magnitude >= printedUnit(place) / 2
      return (isOne ? value < 0 ? "-1" : "1" : "0") + "e\(place)"
    }
    return place < -6 ? "0" : NumberFormat.text(value, decimals: -place)
  }

  private static func printedUnit(_ place: Int) -> Double { Double("1e\(place)") ?? 0 }

  /// The exponent of the power of ten at or next to a magnitude.
  private static func exponent(of value: Double, roundingUp: Bool) -> Int {
    let text = printed(value.magnitude, digits: 16, as: "%.*e")
    guard let e = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: e)...]) else {
      return 0
    }
    return roundingUp && !text.hasPrefix("1.0000000000000000") ? exponent + 1 : exponent
  }
}
