/// A number as people write it in prose, and the digits that it stands for (rule 51).
///
/// | spelling                          | value | tolerance            |
/// |-----------------------------------|-------|----------------------|
/// | `0.33`, `-3.5e-5`                 | itself | half a unit of the last digit |
/// | `33 %`, `33%`, `330 ‰`            | 0.33  | 0.005; 0.0005        |
/// | `1,000`, `12,345.6`               | 1000  | 0.5; 0.05            |
/// | `3.3·10⁻¹`, `3.3×10^-1`, `$3.3\cdot10^{-1}$` | 0.33 | 0.005      |
/// | `1/3`, `½`, `$\frac{1}{3}$`       | 1/3   | rounding error only  |
///
/// Digits may be full-width. What can be read in two ways is no number here; see ``help(for:)``.
package struct ProseNumber: Sendable {
  package enum Meaning: Sendable {
    /// Digits that say how precise they are.
    case rounded(WrittenNumber)
    /// A fraction, which is exact.
    case exact(value: Double, spelling: String)
  }

  package let meaning: Meaning
  private let form: Form

  package init?(_ text: String) {
    if let number = WrittenNumber(text.withASCIIMinus) {
      (meaning, form) = (.rounded(number), .digits)
      return
    }
    guard text.utf8.count <= 1_000 else { return nil }
    let plain = ProseNumber.plain(text)
    if let exact = ProseNumber.fraction(plain) {
      (meaning, form) = (exact, .digits)
      return
    }
    for form in Form.allCases {
      guard let number = form.digits(plain).flatMap({ WrittenNumber($0) }) else { continue }
      (meaning, self.form) = (.rounded(number), form)
      return
    }
    return nil
  }

  /// Other digits in the spelling of some text that was read as this number.
  package func respelled(_ digits: String, like text: String) -> String { form.spelling(digits, like: text) }

  // MARK: Spellings

  /// The text with characters that every keyboard has; all but digits, signs and blanks stays.
  private static func plain(_ text: String) -> String {
    text.withASCIIMinus.escaping(known)
      .replacing("\\cdot", with: "·").replacing("\\times", with: "·")
      .replacing("\\%", with: "%").replacing("\\,", with: " ").replacing("{,}", with: ",")
      .replacing(/(\d)[·_`$~]+( ?[%‰])/) { "\($0.output.1)\($0.output.2)" }
  }

  private static func known(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\u{FF10}"..."\u{FF19}", "．", "＋", "－", "％", "／":
      Unicode.Scalar(scalar.value - 0xFEE0).map { String($0) }
    case "\u{A0}", "\u{2009}", "\u{202F}", "\u{3000}", "\n", "\r", "\t": " "
    case "×", "⋅", "*": "·"
    case "⁄": "/"
    default: nil
    }
  }

  private static func fraction(_ text: String) -> Meaning? {
    let sign = text.hasPrefix("-") ? -1.0 : 1.0
    let rest = text.first.map { "+-".contains($0) } == true ? text.dropFirst() : text[...]
    if rest.unicodeScalars.count == 1, let fraction = Fraction(rest.unicodeScalars.first!) {
      return .exact(value: sign * fraction.value, spelling: text)
    }
    guard
      let match = rest.wholeMatch(of: /(\d{1,15})\/(\d{1,15})|\\[dt]?frac\{(\d{1,15})\}\{(\d{1,15})\}/),
      let above = (match.output.1 ?? match.output.3).flatMap({ Double($0) }),
      let below = (match.output.2 ?? match.output.4).flatMap({ Double($0) }), below != 0
    else { return nil }
    let written = "\(sign < 0 ? "-" : "")\(NumberFormat.exact(above))/\(NumberFormat.exact(below))"
    return .exact(value: sign * above / below, spelling: written)
  }

  private enum Form: CaseIterable {
    case digits, thousands, percent, permille, power

    /// The digits of the language that a spelling stands for: `0.33` for `33 %`; nil if it is no such spelling.
    func digits(_ text: String) -> String? {
      switch self {
      case .digits: return text
      case .thousands:
        return text.wholeMatch(of: /[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?/) == nil
          ? nil : text.filter { $0 != "," }
      case .percent, .permille:
        guard let match = text.wholeMatch(of: /([+-]?[\d,]+(?:\.\d+)?) ?([%‰])/),
          (match.output.2 == "%") == (self == .percent)
        else { return nil }
        let share = String(match.output.1)
        return (Form.thousands.digits(share) ?? share).movingPoint(left: self == .percent ? 2 : 3)
      case .power:
        guard
          let match = text.wholeMatch(
            of: /([+-]?\d+(?:\.\d+)?) ?· ?10(?:\^([+-]?\d+)|\^\{([+-]?\d+)\}|([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+))/)
        else { return nil }
        let raised = match.output.4.map { $0.unicodeScalars.map(\.lowered).joined() }
        let power = match.output.2.map(String.init) ?? match.output.3.map(String.init) ?? raised ?? ""
        return "\(match.output.1)e\(power)"
      }
    }

    /// Digits of the language in this form, with the signs and blanks of a text in this form.
    func spelling(_ digits: String, like text: String) -> String {
      switch self {
      case .digits: return digits
      case .thousands: return digits.groupedByThree
      case .percent, .permille:
        if digits.contains("e") { return digits }
        let tail = text.unicodeScalars.reversed().prefix { $0.properties.numericType == nil }.reversed()
        return digits.movingPoint(left: self == .percent ? -2 : -3) + String(String.UnicodeScalarView(tail))
      case .power:
        let parts = digits.split(separator: "e")
        guard parts.count == 2,
          let sign = text.firstMatch(of: /[  ]*(?:·|×|⋅|\*|\\cdot|\\times) *10/)?.output
        else { return digits }
        let power = parts[1].first == "+" ? parts[1].dropFirst() : parts[1]
        if text.contains("^{") { return "\(parts[0])\(sign)^{\(power)}" }
        if text.contains("^") { return "\(parts[0])\(sign)^\(power)" }
        return "\(parts[0])\(sign)\(Digits.raised(String(power).replacing("-", with: "⁻")))"
      }
    }
  }
}

// MARK: What is no number

extension ProseNumber {
  /// How to write what was not read as a number; nil if that cannot be told from the text.
  package static func help(for text: String) -> String? {
    let text = plain(String(text.prefix(200)))
    if text.contains(/\d，\d{3}/) { return "write , between thousands, or a blank after ，" }
    if let match = text.wholeMatch(of: /([+-]?\d+),(\d+)/) {
      return "a comma separates groups of three digits only; with a decimal point it is "
        + "\(match.output.1).\(match.output.2)"
    }
    if text.wholeMatch(of: /[+-]?[1-9]\d{0,2}(\.\d{3})+,\d+/) != nil {
      let digits = text.filter { $0 != "." }.replacing(",", with: ".")
      return "write \(digits) or \(digits.groupedByThree)"
    }
    if let match = text.wholeMatch(of: /([+-]?[1-9]\d{0,2})((?:[ '’_]\d{3})+)(\.\d+)?/) {
      let digits = "\(match.output.1)\(match.output.2.filter(\.isNumber))\(match.output.3 ?? "")"
      return "write \(digits) or \(digits.groupedByThree)"
    }
    if let match = text.wholeMatch(of: /([+-]) +(\d+(?:\.\d+)?)/) {
      return "write \(match.output.1)\(match.output.2)"
    }
    if Form.power.digits("1·" + text) != nil {
      return "a power alone does not say how precise it is: write 1·\(text)"
    }
    if let match = text.wholeMatch(of: /([+-]?)(\d{1,6}) ?(?:([½¼¾⅓⅔])|(\d{1,6})\/(\d{1,6}))/) {
      let sign = match.output.3?.unicodeScalars.first.flatMap(Fraction.init)?.text.split(separator: "/")
      let parts = [match.output.2, sign?[0] ?? match.output.4 ?? "", sign?[1] ?? match.output.5 ?? ""]
      let values = parts.compactMap { Int($0) }
      if values.count == 3 {
        return "write \(match.output.1)\(values[0] * values[2] + values[1])/\(values[2])"
      }
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// What a sign above the line is on the line: `-` for `⁻`.
  fileprivate var lowered: String {
    superscriptDigit.map { String($0) } ?? (self == "⁻" ? "-" : "")
  }
}

extension String {
  /// The digits of a number without exponent, its point moved to the left: `33` by 2 becomes `0.33`.
  fileprivate func movingPoint(left places: Int) -> String {
    let sign = prefix { $0 == "-" || $0 == "+" }
    let parts = dropFirst(sign.count).split(separator: ".")
    var digits = parts.joined()
    guard digits.utf8.allSatisfy(\.isDigit), !digits.isEmpty else { return self }
    var point = parts[0].count - places
    if point < 1 { digits = String(repeating: "0", count: 1 - point) + digits }
    point = max(point, 1)
    if point > digits.count { digits += String(repeating: "0", count: point - digits.count) }
    let whole = digits.prefix(point)
    let leading = whole.prefix { $0 == "0" }.count
    let rest = digits.dropFirst(point)
    return sign + whole.dropFirst(min(leading, whole.count - 1)) + (rest.isEmpty ? "" : "." + rest)
  }

  /// The digits of a number with a comma before each three of them: `1,000`.
  fileprivate var groupedByThree: String {
    let sign = prefix { $0 == "-" || $0 == "+" }
    let whole = dropFirst(sign.count).prefix { $0.isASCII && $0.isNumber }
    let rest = dropFirst(sign.count + whole.count)
    var grouped = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place).isMultiple(of: 3) { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + rest
  }
}
