import Letters

/// Numbers, fractions and superscripts.
extension Lexer {
  /// Reads a number that begins with a digit.
  mutating func number() {
    let start = position
    digits()
    if byte(0) == UInt8(ascii: "."), byte(1) != UInt8(ascii: ".") {
      position += 1
      guard byte(0).isDigit else {
        let whole = shortText(Span(start, position - 1))
        return report(
          "a decimal point needs digits on both sides", Span(start, position),
          help: "write \(whole) or \(whole).0")
      }
      digits()
      if byte(0) == UInt8(ascii: "."), byte(1).isDigit {
        let second = position
        while byte(0).isDigit || byte(0) == UInt8(ascii: ".") { position += 1 }
        return report("a number has only one decimal point", Span(second, second + 1))
      }
    }
    if byte(0) | 0x20 == UInt8(ascii: "e") {
      let sign = exponentSign(at: position + 1)
      if byte(1 + sign).isDigit {
        position += 1 + sign
        digits()
      }
    }
    finishNumber(from: start)
  }

  /// How many bytes the sign of an exponent takes: 0 if there is none.
  private func exponentSign(at place: Int) -> Int {
    guard place < end, let (sign, length) = UTF8Text.scalar(in: bytes, at: place, end: end) else { return 0 }
    return sign == "+" || sign == "-" || sign == "\u{2212}" ? length : 0
  }

  mutating func digits() {
    while position < end, bytes[position].isDigit { position += 1 }
  }

  /// Refuses `2x` and `2½`.
  mutating func finishNumber(from start: Int) {
    let numberEnd = position
    tokens.append(Token(.number, start, numberEnd))
    if numberEnd - start > Limits.numberBytes {
      return report("a number has at most \(Limits.numberBytes) characters", Span(start, numberEnd))
    }
    guard position < end, let (next, length) = UTF8Text.scalar(in: bytes, at: position, end: end) else {
      return
    }
    let number = shortText(Span(start, numberEnd))
    if next.isNameStart {
      var nameEnd = position
      while nameEnd < end, let (part, length) = UTF8Text.scalar(in: bytes, at: nameEnd, end: end),
        part.isNamePart
      {
        nameEnd += length
      }
      let name = shortText(Span(position, nameEnd))
      position = nameEnd
      let help = next == "_" ? "digits are not grouped" : "no implicit multiplication: \(number)·\(name)"
      report("a number and a name stand side by side", Span(start, nameEnd), help: help)
    } else if Fraction(next) != nil || (next.value < 0x80 && bytes[position].isDigit) {
      let help = "no implicit multiplication: \(number)·\(next), or a sum: \(number) + \(next)"
      report("two numbers stand side by side", Span(start, position + length), help: help)
      position += length
    }
  }

  /// Reads an integer exponent: `²`, `⁻¹`.
  mutating func superscript() {
    let start = position
    var digits = 0
    while position < end, let (scalar, length) = UTF8Text.scalar(in: bytes, at: position, end: end) {
      guard scalar.superscriptDigit != nil || (scalar == "\u{207B}" && position == start) else { break }
      if scalar.superscriptDigit != nil { digits += 1 }
      position += length
    }
    tokens.append(Token(.superscript, start, position))
    if digits == 0 { report("a superscript minus needs digits", Span(start, position), help: "write x^-1") }
    if digits > Limits.numberBytes {
      report("a number has at most \(Limits.numberBytes) characters", Span(start, position))
    }
    raisedLetters(after: position)
  }
}
