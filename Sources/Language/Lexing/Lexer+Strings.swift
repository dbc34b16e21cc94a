import Letters

/// Text in double quotes.
extension Lexer {
  /// Reads a text; it ends with its line at the latest.
  mutating func string() {
    let start = position
    position += 1
    while position < end, bytes[position] != UInt8(ascii: "\""), !isLineEnd(position) {
      if bytes[position] >= 0x80 {
        guard let (scalar, length) = UTF8Text.scalar(in: bytes, at: position, end: end) else {
          report("this is not valid UTF-8", Span(position, position + 1), help: "save the file as UTF-8")
          position += 1
          continue
        }
        if scalar.value < 0xA0 { reportControl(scalar, length) }
        position += length
      } else {
        if bytes[position] < 0x20 && bytes[position] != UInt8(ascii: "\t") || bytes[position] == 0x7F {
          reportControl(Unicode.Scalar(bytes[position]), 1)
        }
        position += 1
      }
    }
    if position < end, bytes[position] == UInt8(ascii: "\"") {
      position += 1
      tokens.append(Token(.string, start, position))
    } else {
      report("this text has no closing `\"`", Span(start, position), help: "text ends with its line")
    }
  }

  private mutating func reportControl(_ scalar: Unicode.Scalar, _ length: Int) {
    report("control character \(scalar.codePoint)", Span(position, position + length), help: "delete it")
  }
}
