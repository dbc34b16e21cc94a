import Letters

/// Signs of more than one character or beyond ASCII.
extension Lexer {
  /// Reads `<=`, `<-` or `<`.
  mutating func lessThan() {
    if follows("<=") { return emit(.lessEqual, length: 2) }
    // Rule 41: `<-` is the arrow after the first name of a line, and `<`, `-` everywhere else.
    let isSecond = tokens.count == firstToken + 1 && tokens[firstToken].kind == .name
    if isSecond, follows("<-") { return emit(.arrow, length: 2) }
    emit(.less, length: 1)
  }

  /// Reads a range or the dot of a rule's name.
  mutating func dots() {
    if follows("...") { return refuse(3, "`...` is not a range", help: "a range is written 1..3") }
    if follows("..") { return emit(.range, length: 2) }
    if byte(1).isDigit {
      let start = position
      position += 1
      self.digits()
      let digits = source.text(Span(start, Swift.min(position, start + 20)))
      return report(
        "a decimal point needs digits on both sides", Span(start, position), help: "write 0\(digits)")
    }
    emit(.dot, length: 1)
  }

  /// The signs that multiply, beside `*`.
  static let timesSigns: Set<Unicode.Scalar> = ["·", "×", "\u{22C5}", "\u{2219}", "\u{2217}"]

  private static let signs: [Unicode.Scalar: Token.Kind] = [
    "\u{2212}": .minus, "←": .arrow, "≤": .lessEqual, "≥": .greaterEqual, "\u{2A7D}": .lessEqual,
    "\u{2A7E}": .greaterEqual, "≠": .notEqual, "≈": .approximately, "±": .plusMinus, "√": .root,
    "∂": .partial, "∑": .name, "∏": .name,
  ]

  /// Reads a token that begins with a character beyond ASCII.
  mutating func beyondASCII() {
    guard let (scalar, length) = UTF8Text.scalar(in: bytes, at: position, end: end) else {
      report("this is not valid UTF-8", Span(position, position + 1), help: "save the file as UTF-8")
      position += 1
      return
    }
    if let kind = Lexer.signs[scalar] { return emit(kind, length: length) }
    if Lexer.timesSigns.contains(scalar) { return emit(.times, length: length) }
    if Fraction(scalar) != nil {
      let start = position
      position += length
      return finishNumber(from: start)
    }
    if scalar.superscriptDigit != nil || scalar == "\u{207B}" { return superscript() }
    if scalar.plainLetterOfSuperscript != nil { return raisedLetters(after: position) }
    if scalar.isNameStart { return name() }
    refuse(scalar, length: length)
  }
}
