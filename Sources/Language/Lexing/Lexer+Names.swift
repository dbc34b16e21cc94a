import Letters

/// Names, and the superscript letters that belong to none.
extension Lexer {
  /// Reads a name.
  mutating func name() {
    let start = position
    while position < end {
      if bytes[position] < 0x80 {
        guard bytes[position].isNameStart || bytes[position].isDigit || bytes[position] == UInt8(ascii: "'")
        else { break }
        position += 1
      } else if let (scalar, length) = UTF8Text.scalar(in: bytes, at: position, end: end), scalar.isNamePart {
        position += length
      } else {
        break
      }
    }
    tokens.append(Token(.name, start, position))
    if position - start > Limits.nameBytes {
      report("a name has at most \(Limits.nameBytes) characters", Span(start, position))
    }
    raisedLetters(after: start)
  }

  /// Refuses `βᵗ`: superscript letters belong to no name and are no exponent (rule 3).
  mutating func raisedLetters(after nameStart: Int) {
    let start = position
    var plain = ""
    var isLetter = false
    var offset = position
    while offset < end, let (scalar, length) = UTF8Text.scalar(in: bytes, at: offset, end: end) {
      if let letter = scalar.plainLetterOfSuperscript {
        plain.append(letter)
        isLetter = true
      } else if let digit = scalar.superscriptDigit {
        plain += String(digit)
      } else if scalar == "\u{207B}" {
        plain += "-"
      } else {
        break
      }
      offset += length
    }
    guard isLetter else { return }
    position = offset
    if plain.count > 1, plain.contains(where: { "+-=".contains($0) }), !plain.hasPrefix("(") {
      plain = "(\(plain))"
    }
    let base = nameStart < start ? shortText(Span(nameStart, start)) : "x"
    report(
      "a superscript letter is not an exponent", Span(start, offset),
      help: "write \(base)^\(plain.prefix(20))")
  }
}
