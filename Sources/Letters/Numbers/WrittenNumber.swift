/// A number as written, whose digits say how precisely it is known (rule 35).
package struct WrittenNumber: Hashable, Sendable {
  package let value: Double
  /// Sign included: `-0.0316`.
  package let spelling: String
  /// The digits before the exponent, zeros among them: 5 of `0.0316`.
  package let digits: Int
  /// The digits after the point: 4 of `0.0316`, 2 of `3.50e-5`.
  package let decimals: Int
  /// -5 of `3.50e-5`; nil for a number without one.
  package let exponent: Int?

  /// - Parameter value: the number that the spelling means, where it is known; otherwise it is read.
  /// - Returns: nil unless the spelling is digits with an optional sign, point and exponent: `½` has no digits.
  package init?(_ spelling: String, value: Double? = nil) {
    var rest = spelling.utf8[...]
    WrittenNumber.takeSign(&rest)
    var digits = WrittenNumber.takeDigits(&rest)
    guard digits > 0 else { return nil }
    var decimals = 0
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      decimals = WrittenNumber.takeDigits(&rest)
      guard decimals > 0 else { return nil }
      digits += decimals
    }
    var exponent: Int?
    if let letter = rest.popFirst() {
      guard letter | 0x20 == UInt8(ascii: "e") else { return nil }
      exponent = Int(Substring(rest)) ?? 0
      WrittenNumber.takeSign(&rest)
      guard WrittenNumber.takeDigits(&rest) > 0, rest.isEmpty else { return nil }
    }
    guard let value = value ?? Double(spelling) else { return nil }
    self.value = value
    self.spelling = spelling
    self.digits = digits
    self.decimals = decimals
    // No number of double precision has a longer one, except 0.
    self.exponent = exponent.map { min(max($0, -10_000), 10_000) }
  }

  /// The digits from the first that is not 0: 3 of `0.0316`; at least one.
  package var significantDigits: Int {
    let mantissa = spelling.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }.filter {
      (0x30...0x39).contains($0)
    }
    return max(1, mantissa.drop { $0 == 0x30 }.count)
  }

  /// One unit of the last digit: 1e-4 for `0.0316`, 1e-7 for `3.50e-5`, 1 for `100`.
  package var unit: Double {
    let power = (exponent ?? 0) - decimals
    // Up to 10²² powers of ten are exact, so that the quotient is rounded once; reading text takes fifty times as long.
    guard (-22...0).contains(power) else { return Double("1e\(power)") ?? .nan }
    var divisor = 1.0
    for _ in 0..<(-power) { divisor *= 10 }
    return 1 / divisor
  }

  /// The number with its point moved to the right, by its digits: 0.7 becomes 0.07 and not 0.06999999999999999.
  package func shifted(by places: Int) -> Double? {
    let mantissa = spelling.prefix { $0 != "e" && $0 != "E" }
    return Double("\(mantissa)e\((exponent ?? 0) + places)")
  }

  /// Another value as this one is written, for a reader: with as many decimals, or with as many significant digits
  /// if this one has an exponent or decimals would show zeros alone; and with `more` of them.
  package func rounded(_ value: Double, more: Int = 0) -> String {
    if exponent == nil, abs(value) < 1e15 {
      let text = NumberFormat.text(value, decimals: decimals + more)
      if value == 0 || text.contains(where: { ("1"..."9").contains($0) }) { return text }
    }
    return NumberFormat(digits: digits + more).text(value)
  }

  /// Another value to be written instead of this one: with as many decimals, before an exponent if this one has one,
  /// and more of them where the tolerance asks for more.
  package func replaced(by value: Double, within tolerance: Double = .infinity) -> String {
    // After its seventeenth digit a number has nothing to say.
    if abs(value) >= 1e21, exponent == nil { return NumberFormat.exact(value) }
    for decimals in decimals...max(decimals, 17) {
      let text =
        exponent == nil
        ? NumberFormat.text(value, decimals: decimals) : NumberFormat.scientific(value, decimals: decimals)
      if let rounded = Double(text), abs(rounded - value) <= tolerance * (1 + 1e-9) { return text }
    }
    return NumberFormat.exact(value)
  }

  private static func takeSign(_ text: inout Substring.UTF8View) {
    if text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+") { text.removeFirst() }
  }

  /// - Returns: how many digits there were.
  private static func takeDigits(_ text: inout Substring.UTF8View) -> Int {
    let digits = text.prefix(while: \.isDigit)
    text = text[digits.endIndex...]
    return digits.count
  }
}
