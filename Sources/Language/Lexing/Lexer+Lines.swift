import Letters

/// Logical lines, and what begins and ends them (rule 46).
extension Lexer {
  /// Where a physical line begins and where its first word does.
  struct Start {
    let line: Int
    let content: Int
    let indentation: Int
    let isMixed: Bool
  }

  /// The next line that holds more than white space and a comment.
  func content(from lineStart: Int) -> Start? {
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
    bytes[offset..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
  }

  /// Whether a line feed stands here, alone or after a carriage return.
  func isLineEnd(_ offset: Int) -> Bool {
    if bytes[offset] == UInt8(ascii: "\n") { return true }
    return bytes[offset] == UInt8(ascii: "\r")
      && (offset + 1 == end || bytes[offset + 1] == UInt8(ascii: "\n"))
  }

  /// Reads the tokens of one logical line.
  mutating func logicalLine(_ start: Start) {
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
      // A name after an operand continues nothing, nor does `claim x …`: the line above was left open by mistake.
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
      guard let (scalar, _) = UTF8Text.scalar(in: bytes, at: next.content, end: end) else { return false }
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
    guard next > wordEnd, next < end, let (scalar, _) = UTF8Text.scalar(in: bytes, at: next, end: end) else {
      return false
    }
    return scalar.isNameStart || bytes[next].isDigit || scalar == "√" || scalar == "∂"
  }
}
