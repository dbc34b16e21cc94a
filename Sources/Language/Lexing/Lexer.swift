import Letters

/// Cuts one fence (or one expression) into tokens and logical lines.
///
/// It never fails: the first error in a logical line is reported, and the line is marked as broken so that nobody
/// looks at it again. Its brackets are still followed, so that the next line begins where it should.
struct Lexer {
  /// What is open, and where.
  struct Bracket {
    let kind: Token.Kind
    let offset: Int
  }

  let source: Source
  let bytes: [UInt8]
  let end: Int
  /// Whether line ends count for nothing: an expression of the command line or of a comment.
  let isOneLine: Bool

  var position: Int
  var brackets: [Bracket] = []
  var firstToken = 0
  /// The first error of the current logical line.
  var problem: Diagnostic?
  /// The character that this fence is indented with, once one is seen.
  var indentationByte: UInt8?
  var hasReportedMixture = false

  var tokens: [Token] = []
  var lines: [LogicalLine] = []
  var diagnostics: [Diagnostic] = []

  /// - Complexity: O(*n*) in the bytes of the span.
  init(_ source: Source, in span: Span, isOneLine: Bool = false) {
    self.source = source
    self.isOneLine = isOneLine
    bytes = source.bytes
    end = Swift.min(Swift.max(span.end, 0), bytes.count)
    position = Swift.min(Swift.max(span.start, 0), end)
    if position == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = Swift.min(3, end) }
    if isOneLine {
      logicalLine(Start(line: position, content: position, indentation: 0, isMixed: false))
    } else {
      while let start = content(from: position) { logicalLine(start) }
    }
  }

  // MARK: Tokens

  mutating func skipSpace() {
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        position += 1
      } else if byte >= 0x80, let (scalar, length) = UTF8Text.scalar(in: bytes, at: position, end: end),
        scalar.isSpace
      {
        position += length
      } else {
        return
      }
    }
  }

  /// Reports an error, unless the logical line has one already.
  mutating func report(_ message: String, _ span: Span, help: String? = nil, notes: [Diagnostic.Note] = []) {
    if problem == nil { problem = Diagnostic(message, at: span, help: help, notes: notes) }
  }

  /// Takes the next bytes as a token.
  mutating func emit(_ kind: Token.Kind, length: Int) {
    tokens.append(Token(kind, position, position + length))
    position += length
  }

  /// The byte this far after the current one; 0 beyond the end.
  func byte(_ offset: Int) -> UInt8 { position + offset < end ? bytes[position + offset] : 0 }

  /// Whether the text goes on so.
  func follows(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard position + length <= end else { return false }
    return text.withUTF8Buffer { bytes[position..<position + length].elementsEqual($0) }
  }

  /// Reads one token, which its first byte tells apart.
  mutating func token() {
    let first = bytes[position]
    if first.isNameStart { return name() }
    if first.isDigit { return number() }
    if first >= 0x80 { return beyondASCII() }
    switch first {
    case UInt8(ascii: "+"): follows("+/-") ? emit(.plusMinus, length: 3) : emit(.plus, length: 1)
    case UInt8(ascii: "-"): emit(.minus, length: 1)
    case UInt8(ascii: "*") where byte(1) == UInt8(ascii: "*"):
      refuse(2, "`**` is not an operation", help: "a power is written x^3")
    case UInt8(ascii: "*"): emit(.times, length: 1)
    case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
      refuse(2, "`//` is not an operation", help: "a comment begins with #")
    case UInt8(ascii: "/"): emit(.slash, length: 1)
    case UInt8(ascii: "^"): emit(.caret, length: 1)
    case UInt8(ascii: "|"): emit(.bar, length: 1)
    case UInt8(ascii: "@"): emit(.at, length: 1)
    case UInt8(ascii: ","): emit(.comma, length: 1)
    case UInt8(ascii: "("): open(.leftParenthesis)
    case UInt8(ascii: "["): open(.leftBracket)
    case UInt8(ascii: ")"): close(.rightParenthesis, of: .leftParenthesis)
    case UInt8(ascii: "]"): close(.rightBracket, of: .leftBracket)
    case UInt8(ascii: "=") where byte(1) == UInt8(ascii: "="):
      refuse(2, "`==` is not a comparison", help: "equality is written =")
    case UInt8(ascii: "="): emit(.equal, length: 1)
    case UInt8(ascii: "<"): lessThan()
    case UInt8(ascii: ">"): follows(">=") ? emit(.greaterEqual, length: 2) : emit(.greater, length: 1)
    case UInt8(ascii: "."): dots()
    case UInt8(ascii: "\""): string()
    case UInt8(ascii: "!") where byte(1) == UInt8(ascii: "="): emit(.notEqual, length: 2)
    case UInt8(ascii: "~") where byte(1) == UInt8(ascii: "="): emit(.approximately, length: 2)
    case UInt8(ascii: ":") where byte(1) == UInt8(ascii: "="):
      refuse(2, "`:=` is not a sign of the language", help: "a definition is written with =")
    default: refuse(Unicode.Scalar(first), length: 1)
    }
  }

  /// Reports and passes over what is not in the language.
  mutating func refuse(_ length: Int, _ message: String, help: String) {
    report(message, Span(position, position + length), help: help)
    position += length
  }

  /// The beginning of a span's text, to be quoted in a message.
  func shortText(_ span: Span) -> String {
    let text = source.text(Span(span.start, Swift.min(span.end, span.start + 64)))
    return text.count > 24 ? String(text.prefix(24)) + "…" : text
  }
}
