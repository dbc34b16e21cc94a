/// Cuts one fence (or one expression) into tokens and logical lines.
///
/// It never fails: the first error in a logical line is reported, and the line is marked as broken so that nobody
/// looks at it again. Its brackets are still followed, so that the next line begins where it should.
struct Lexer {
  /// What is open, and where.
  private struct Bracket {
    let kind: Token.Kind
    let offset: Int
  }

  private let source: Source
  private let bytes: [UInt8]
  private let end: Int
  /// Whether line ends count for nothing: an expression of the command line or of a comment.
  private let isOneLine: Bool

  private var position: Int
  private var brackets: [Bracket] = []
  private var firstToken = 0
  /// The first error of the present logical line.
  private var problem: Diagnostic?
  /// The character that this fence is indented with, once one is seen.
  private var indentationByte: UInt8?
  private var hasReportedMixture = false

  private(set) var tokens: [Token] = []
  private(set) var lines: [LogicalLine] = []
  private(set) var diagnostics: [Diagnostic] = []

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

  // MARK: Lines

  /// Where a physical line begins and where its first word does.
  private struct Start {
    let line: Int
    let content: Int
    let indentation: Int
    let isMixed: Bool
  }

  /// The next line that holds more than white space and a comment.
  private func content(from lineStart: Int) -> Start? {
    var line = lineStart
    while line < end {
      var offset = line
      var indentation = 0
      var spaces = false
      var tabs = false
      scan: while offset < end {
        switch bytes[offset] {
        case UInt8(ascii: " "): spaces = true
        case UInt8(ascii: "\t"): tabs = true
        case 0xC2 where offset + 1 < end && bytes[offset + 1] == 0xA0:  // a no-break space, from a web page
          spaces = true
          offset += 1
        default: break scan
        }
        indentation += 1
        offset += 1
      }
      let isBlank = offset == end || isLineEnd(offset) || bytes[offset] == UInt8(ascii: "#")
      if !isBlank {
        let style = spaces ? UInt8(ascii: " ") : UInt8(ascii: "\t")
        let differs = (spaces || tabs) && indentationByte.map { $0 != style } ?? false
        return Start(
          line: line, content: offset, indentation: indentation, isMixed: (spaces && tabs) || differs)
      }
      line = lineEnd(from: offset) + 1
    }
    return nil
  }

  /// The offset of the line feed that ends the line, or the end of the text.
  private func lineEnd(from offset: Int) -> Int {
    var offset = offset
    while offset < end, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    return offset
  }

  private func isLineEnd(_ offset: Int) -> Bool {
    if bytes[offset] == UInt8(ascii: "\n") { return true }
    return bytes[offset] == UInt8(ascii: "\r")
      && (offset + 1 == end || bytes[offset + 1] == UInt8(ascii: "\n"))
  }

  private mutating func logicalLine(_ start: Start) {
    firstToken = tokens.count
    brackets.removeAll(keepingCapacity: true)
    problem = nil
    enter(start)
    while true {
      skipSpace()
      if position >= end { break }
      if bytes[position] == UInt8(ascii: "#") {
        position = lineEnd(from: position)
      } else if isLineEnd(position) {
        position = lineEnd(from: position) + 1
        if isOneLine { continue }
        guard let next = content(from: position), continues(into: next, from: start) else { break }
        enter(next)
      } else {
        let start = position
        let count = tokens.count
        token()
        // What was refused stands for an operand, so that an operator before it is not taken for a trailing one.
        if tokens.count == count { tokens.append(Token(.number, start, position)) }
      }
    }
    if problem == nil, let open = brackets.last {
      report(
        "this bracket is never closed", Span(open.offset, open.offset + 1),
        help: "write \(open.kind == .leftParenthesis ? ")" : "]") where it ends")
    }
    let last = tokens.count > firstToken ? tokens[tokens.count - 1].span.end : start.content
    let begin = tokens.count > firstToken ? tokens[firstToken].span.start : start.content
    tokens.append(Token(.end, last, last))
    if let problem { diagnostics.append(problem) }
    lines.append(
      LogicalLine(
        first: firstToken, last: tokens.count - 1, indentation: start.indentation, span: Span(begin, last),
        isBroken: problem != nil || (start.isMixed && hasReportedMixture)))
  }

  /// Goes to the first word of a physical line.
  private mutating func enter(_ start: Start) {
    position = start.content
    let length = lineEnd(from: position) - start.line
    if length > Limits.lineBytes {
      report(
        "this line is longer than \(Limits.lineBytes) bytes", Span(start.content, start.content + 1),
        help: "break it after a comma or an operator")
      position = lineEnd(from: position)
    }
    guard start.indentation > 0 else { return }
    if start.isMixed {
      if !hasReportedMixture {
        report(
          "tabs and spaces are mixed in the indentation of this block", Span(start.line, start.content),
          help: "indent the whole block with spaces")
      }
      hasReportedMixture = true
    } else {
      indentationByte = bytes[start.line] == UInt8(ascii: "\t") ? UInt8(ascii: "\t") : UInt8(ascii: " ")
    }
  }

  /// Whether the logical line that began at `start` goes on in the next physical line (rule 46).
  private func continues(into next: Start, from start: Start) -> Bool {
    let isOpen = !brackets.isEmpty
    if isOpen || (tokens.count > firstToken && tokens[tokens.count - 1].kind.continuesLine) {
      // A name after an operand is no continuation of anything, nor is `claim x …`: the line above was left open by
      // mistake.
      if next.indentation > start.indentation { return true }
      if let last = tokens.last?.kind, last != .bar, last.endsOperand, bytes[next.content].isNameStart {
        return false
      }
      return !beginsStatement(next.content)
    }
    guard next.indentation > start.indentation else { return false }
    switch bytes[next.content] {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"): return true
    case 0x80...:
      guard let (scalar, _) = scalar(in: bytes, at: next.content, end: end) else { return false }
      return scalar == "\u{2212}" || Lexer.timesSigns.contains(scalar)
    default: return false
    }
  }

  /// Whether a statement word and an operand stand side by side here, as they never do within an expression.
  private func beginsStatement(_ offset: Int) -> Bool {
    var wordEnd = offset
    while wordEnd < end, bytes[wordEnd].isNameStart { wordEnd += 1 }
    guard wordEnd > offset, wordEnd - offset < 12, wordEnd < end else { return false }
    guard StatementWord(rawValue: String(decoding: bytes[offset..<wordEnd], as: UTF8.self)) != nil else {
      return false
    }
    var next = wordEnd
    while next < end, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: "\t") { next += 1 }
    guard next > wordEnd, next < end, let (scalar, _) = scalar(in: bytes, at: next, end: end) else {
      return false
    }
    return scalar.isNameStart || bytes[next].isDigit || scalar == "√" || scalar == "∂"
  }

  // MARK: Tokens

  private mutating func skipSpace() {
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
        position += 1
      } else if byte >= 0x80, let (scalar, length) = scalar(in: bytes, at: position, end: end), scalar.isSpace
      {
        position += length
      } else {
        return
      }
    }
  }

  private mutating func report(
    _ message: String, _ span: Span, help: String? = nil, notes: [Diagnostic.Note] = []
  ) {
    if problem == nil { problem = Diagnostic(message, at: span, help: help, notes: notes) }
  }

  private mutating func emit(_ kind: Token.Kind, length: Int) {
    tokens.append(Token(kind, position, position + length))
    position += length
  }

  private func byte(_ offset: Int) -> UInt8 {
    position + offset < end ? bytes[position + offset] : 0
  }

  private func follows(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard position + length <= end else { return false }
    return text.withUTF8Buffer { bytes[position..<position + length].elementsEqual($0) }
  }

  private mutating func token() {
    let first = bytes[position]
    if first.isNameStart { return name() }
    if first.isDigit { return number() }
    if first >= 0x80 { return beyondASCII() }
    switch first {
    case UInt8(ascii: "+"): follows("+/-") ? emit(.plusMinus, length: 3) : emit(.plus, length: 1)
    case UInt8(ascii: "-"): emit(.minus, length: 1)
    case UInt8(ascii: "*"):
      if byte(1) == UInt8(ascii: "*") {
        refuse(2, "`**` is not an operation", help: "a power is written x^3")
      } else {
        emit(.times, length: 1)
      }
    case UInt8(ascii: "/"):
      if byte(1) == UInt8(ascii: "/") {
        refuse(2, "`//` is not an operation", help: "a comment begins with #")
      } else {
        emit(.slash, length: 1)
      }
    case UInt8(ascii: "^"): emit(.caret, length: 1)
    case UInt8(ascii: "|"): emit(.bar, length: 1)
    case UInt8(ascii: "@"): emit(.at, length: 1)
    case UInt8(ascii: ","): emit(.comma, length: 1)
    case UInt8(ascii: "("): open(.leftParenthesis)
    case UInt8(ascii: "["): open(.leftBracket)
    case UInt8(ascii: ")"): close(.rightParenthesis, of: .leftParenthesis)
    case UInt8(ascii: "]"): close(.rightBracket, of: .leftBracket)
    case UInt8(ascii: "="):
      if byte(1) == UInt8(ascii: "=") {
        refuse(2, "`==` is not a comparison", help: "equality is written =")
      } else {
        emit(.equal, length: 1)
      }
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

  private mutating func lessThan() {
    if follows("<=") { return emit(.lessEqual, length: 2) }
    // Rule 41: `<-` is the arrow after the first name of a line, and `<`, `-` everywhere else.
    let isSecond = tokens.count == firstToken + 1 && tokens[firstToken].kind == .name
    if isSecond, follows("<-") { return emit(.arrow, length: 2) }
    emit(.less, length: 1)
  }

  private mutating func dots() {
    if follows("...") { return refuse(3, "`...` is not a range", help: "a range is written 1..3") }
    if follows("..") { return emit(.range, length: 2) }
    if byte(1).isDigit {
      let start = position
      position += 1
      while position < end, bytes[position].isDigit { position += 1 }
      let digits = source.text(Span(start, Swift.min(position, start + 20)))
      return report(
        "a decimal point needs digits on both sides", Span(start, position), help: "write 0\(digits)")
    }
    emit(.dot, length: 1)
  }

  private mutating func open(_ kind: Token.Kind) {
    brackets.append(Bracket(kind: kind, offset: position))
    if brackets.count > Limits.nesting {
      report(
        "brackets are nested more than \(Limits.nesting) deep", Span(position, position + 1),
        help: "give the inner parts names of their own")
    }
    emit(kind, length: 1)
  }

  private mutating func close(_ kind: Token.Kind, of opening: Token.Kind) {
    let sign = kind == .rightParenthesis ? ")" : "]"
    if let open = brackets.popLast() {
      if open.kind != opening {
        let other = open.kind == .leftParenthesis ? "(" : "["
        let note = Diagnostic.Note("opened here", at: Span(open.offset, open.offset + 1))
        report(
          "`\(sign)` cannot close `\(other)`", Span(position, position + 1),
          help: "write \(other == "(" ? ")" : "]")", notes: [note])
      }
    } else {
      report("`\(sign)` closes nothing", Span(position, position + 1))
    }
    emit(kind, length: 1)
  }

  private mutating func string() {
    let start = position
    position += 1
    while position < end, bytes[position] != UInt8(ascii: "\""), !isLineEnd(position) {
      if bytes[position] >= 0x80 {
        guard let (scalar, length) = scalar(in: bytes, at: position, end: end) else {
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

  // MARK: Numbers

  private mutating func number() {
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
      let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
      if byte(1 + sign).isDigit {
        position += 1 + sign
        digits()
      }
    }
    finishNumber(from: start)
  }

  private mutating func digits() {
    while position < end, bytes[position].isDigit { position += 1 }
  }

  /// Refuses `2x` and `2½`.
  private mutating func finishNumber(from start: Int) {
    let numberEnd = position
    tokens.append(Token(.number, start, numberEnd))
    if numberEnd - start > Limits.numberBytes {
      return report("a number has at most \(Limits.numberBytes) characters", Span(start, numberEnd))
    }
    guard position < end, let (next, length) = scalar(in: bytes, at: position, end: end) else { return }
    let number = shortText(Span(start, numberEnd))
    if next.isNameStart {
      var nameEnd = position
      while nameEnd < end, let (part, length) = scalar(in: bytes, at: nameEnd, end: end), part.isNamePart {
        nameEnd += length
      }
      let name = shortText(Span(position, nameEnd))
      position = nameEnd
      let help = next == "_" ? "digits are not grouped" : "no implicit multiplication: \(number)·\(name)"
      report("a number and a name stand side by side", Span(start, nameEnd), help: help)
    } else if Lexer.fractions[next] != nil || (next.value < 0x80 && bytes[position].isDigit) {
      let help = "no implicit multiplication: \(number)·\(next), or a sum: \(number) + \(next)"
      report("two numbers stand side by side", Span(start, position + length), help: help)
      position += length
    }
  }

  static let fractions: [Unicode.Scalar: Double] = [
    "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3,
  ]

  // MARK: Names

  private mutating func name() {
    let start = position
    while position < end {
      if bytes[position] < 0x80 {
        guard bytes[position].isNameStart || bytes[position].isDigit || bytes[position] == UInt8(ascii: "'")
        else {
          break
        }
        position += 1
      } else if let (scalar, length) = scalar(in: bytes, at: position, end: end), scalar.isNamePart {
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
  private mutating func raisedLetters(after nameStart: Int) {
    let start = position
    var plain = ""
    var isLetter = false
    var offset = position
    while offset < end, let (scalar, length) = scalar(in: bytes, at: offset, end: end) {
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

  // MARK: Beyond ASCII

  static let timesSigns: Set<Unicode.Scalar> = ["·", "×", "\u{22C5}", "\u{2219}", "\u{2217}"]

  private static let signs: [Unicode.Scalar: Token.Kind] = [
    "\u{2212}": .minus, "←": .arrow, "≤": .lessEqual, "≥": .greaterEqual, "\u{2A7D}": .lessEqual,
    "\u{2A7E}": .greaterEqual, "≠": .notEqual, "≈": .approximately, "±": .plusMinus, "√": .root,
    "∂": .partial,
    "∑": .name, "∏": .name,
  ]

  private mutating func beyondASCII() {
    guard let (scalar, length) = scalar(in: bytes, at: position, end: end) else {
      report("this is not valid UTF-8", Span(position, position + 1), help: "save the file as UTF-8")
      position += 1
      return
    }
    if let kind = Lexer.signs[scalar] { return emit(kind, length: length) }
    if Lexer.timesSigns.contains(scalar) { return emit(.times, length: length) }
    if Lexer.fractions[scalar] != nil {
      let start = position
      position += length
      return finishNumber(from: start)
    }
    if scalar.superscriptDigit != nil || scalar == "\u{207B}" { return superscript() }
    if scalar.plainLetterOfSuperscript != nil { return raisedLetters(after: position) }
    if scalar.isNameStart { return name() }
    refuse(scalar, length: length)
  }

  private mutating func superscript() {
    let start = position
    var digits = 0
    while position < end, let (scalar, length) = scalar(in: bytes, at: position, end: end) {
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

  // MARK: What is not in the language

  private mutating func refuse(_ length: Int, _ message: String, help: String) {
    report(message, Span(position, position + length), help: help)
    position += length
  }

  private mutating func refuse(_ scalar: Unicode.Scalar, length: Int) {
    if scalar.isInvisible {
      let what = scalar.properties.generalCategory == .control ? "control" : "invisible"
      refuse(length, "\(what) character \(scalar.codePoint)", help: "delete it")
    } else {
      let place = scalar.value < 0x80 ? "" : " (\(scalar.codePoint))"
      report(
        "`\(scalar)`\(place) has no meaning here", Span(position, position + length),
        help: Lexer.explanations[scalar])
      position += length
    }
  }

  private static let explanations: [Unicode.Scalar: String] = [
    "%": "write 0.97 for 97 %",
    ":": "a range is written 1..3",
    ";": "each statement has a line of its own",
    "{": "brackets are ( ) and [ ]", "}": "brackets are ( ) and [ ]",
    "'": "text stands in \"double quotes\"", "\u{2018}": "text stands in \"double quotes\"",
    "\u{201C}": "text stands in straight quotes: \"…\"", "\u{201D}": "text stands in straight quotes: \"…\"",
    "!": "unequal is written != or ≠",
    "~": "about equal is written ~= or ≈",
    "&": "one comparison at a time; a product of conditions is where(a, where(b, 1, 0), 0)",
    "?": "a choice is written where(condition, a, b)",
    "\\": "no LaTeX; write theta or θ, sqrt(x) or √x",
    "$": "write the formula without $",
    "÷": "write /", "\u{2215}": "write /", "\u{2044}": "write /",
    "\u{2010}": "this is a hyphen; write -", "\u{2011}": "this is a hyphen; write -",
    "\u{2012}": "this is a dash; write -", "\u{2013}": "this is a dash; write -",
    "\u{2014}": "this is a dash; write -",
    "…": "a range is written 1..3",
    "‖": "write norm(x), or |x| for one number",
    "∇": "write ∂L/∂w, or grad(L, w)",
    "∞": "there is no number ∞",
    "∈": "a range is written k=1..3",
    "→": "write =", "⇒": "write =",
    "≃": "write ≈", "≅": "write ≈", "∼": "write ≈",
    "∗": "write ·",
    "²": "a superscript follows what it raises",
  ]

  private func shortText(_ span: Span) -> String {
    let text = source.text(Span(span.start, Swift.min(span.end, span.start + 64)))
    return text.count > 24 ? String(text.prefix(24)) + "…" : text
  }
}
