/// Turns the fences of a lesson into statements.
///
/// Parsing does not fail as a whole: an error in a logical line is reported once, and parsing goes on at the next
/// line. The functions named like a construct of the grammar (`language.md`) parse one and leave `position` behind it.
package struct Parser {
  let source: Source
  let tokens: [Token]
  let lines: [LogicalLine]
  /// Index of the next logical line.
  var line = 0
  /// Index of the next token.
  var position = 0
  /// How many brackets, bars, roots, exponents and reductions are being parsed.
  var depth = 0
  var diagnostics: [Diagnostic]

  init(_ source: Source, in span: Span, isOneLine: Bool = false) {
    let lexer = Lexer(source, in: span, isOneLine: isOneLine)
    self.source = source
    tokens = lexer.tokens
    lines = lexer.lines
    diagnostics = lexer.diagnostics
  }

  /// Parses the contents of a lesson's fences, from top to bottom.
  ///
  /// - Parameter fences: the bytes between the fence lines, in the order of the document.
  /// - Returns: the statements of each fence, and everything that is wrong with the others, in the order of the
  ///   text.
  /// - Complexity: O(*n*) in the bytes of the fences.
  package static func parse(
    _ source: Source, fences: [Span]
  ) -> (statements: [[Statement]], diagnostics: [Diagnostic]) {
    if let tooLong = refusal(of: source) { return (fences.map { _ in [] }, [tooLong]) }
    var statements: [[Statement]] = []
    var diagnostics: [Diagnostic] = []
    for fence in fences {
      var parser = Parser(source, in: fence)
      statements.append(parser.fence())
      diagnostics += parser.diagnostics.sorted { $0.span.start < $1.span.start }
    }
    return (statements, diagnostics)
  }

  /// Parses exactly one expression, as the command line gives it; line ends count for nothing.
  package static func parseExpression(_ source: Source, in span: Span) -> Result<Expression, Diagnostic> {
    if let tooLong = refusal(of: source) { return .failure(tooLong) }
    var parser = Parser(source, in: span, isOneLine: true)
    if let first = parser.diagnostics.first { return .failure(first) }
    do throws(Diagnostic) {
      let expression = try parser.expression()
      try parser.expectEnd()
      return .success(expression)
    } catch {
      return .failure(error)
    }
  }

  static func refusal(of source: Source) -> Diagnostic? {
    guard source.bytes.count > Limits.sourceBytes else { return nil }
    return Diagnostic(
      "this text has \(source.bytes.count) bytes, more than \(Limits.sourceBytes)", at: Span(0, 0))
  }

  // MARK: Lines

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  private mutating func fence() -> [Statement] {
    var statements: [Statement] = []
    var base = lines.first?.indentation ?? 0
    var isIndented = false
    while line < lines.count {
      let current = lines[line]
      if current.indentation <= base {
        base = current.indentation
        isIndented = false
      } else if !isIndented {
        isIndented = true
        if !current.isBroken { report(unexpectedIndentation(current)) }
      }
      line += 1
      guard !current.isBroken else {
        statements.append(broken(current))
        skipBody(below: current)
        continue
      }
      begin(current)
      do throws(Diagnostic) {
        statements.append(try statement(on: current))
      } catch {
        report(error)
        statements.append(broken(current))
        skipBody(below: current)
      }
    }
    return statements
  }

  /// Parses the lines that are indented deeper than a header (rule 47), each with `parseLine`, which may use up
  /// lines of its own.
  /// - Returns: whether all lines could be parsed.
  mutating func body(
    below header: LogicalLine, _ parseLine: (inout Parser, LogicalLine) throws(Diagnostic) -> Void
  ) -> Bool {
    guard line < lines.count, lines[line].indentation > header.indentation else { return true }
    var isWhole = true
    let indentation = lines[line].indentation
    while line < lines.count, lines[line].indentation > header.indentation {
      let current = lines[line]
      line += 1
      if current.isBroken {
        isWhole = false
        skipBody(below: current)
        continue
      }
      if current.indentation > indentation {
        isWhole = false
        report(unexpectedIndentation(current))
        while line < lines.count, lines[line].indentation > indentation { line += 1 }
        continue
      }
      if current.indentation < indentation {
        isWhole = false
        report(
          Diagnostic(
            "this line is indented less than the first line of its block", at: tokens[current.first].span))
        skipBody(below: current)
        continue
      }
      begin(current)
      do throws(Diagnostic) {
        try parseLine(&self, current)
      } catch {
        isWhole = false
        report(error)
        skipBody(below: current)
      }
    }
    return isWhole
  }

  /// A line with a mistake: what it began as, and the name it would have defined, so that uses of that name are not
  /// reported as well.
  func broken(_ line: LogicalLine) -> Statement {
    let first = tokens[line.first]
    let span = first.span.joined(tokens[line.last].span)
    guard first.kind == .name, line.first < line.last else {
      return Statement(.broken(.other, nil), at: span)
    }
    let second = tokens[line.first + 1]
    switch second.kind {
    case .equal, .leftBracket, .arrow:
      return Statement(.broken(.definition, Name(source.text(first.span), at: first.span)), at: span)
    default: break
    }
    let name = second.kind == .name ? Name(source.text(second.span), at: second.span) : nil
    switch StatementWord(rawValue: source.text(first.span)) {
    case .rule: return Statement(.broken(.rule, pathName(at: line.first + 1)), at: span)
    case .optimizer, .minimize, .step, .compare, .reset: return Statement(.broken(.act, nil), at: span)
    case .forward, .backward, .show, .plot, .graph, .carry, .claim, .refute:
      return Statement(.broken(.other, nil), at: span)
    case .param, .input, .let, nil: return Statement(.broken(.definition, name), at: span)
    }
  }

  /// Leaves out the lines that belong to a broken one.
  private mutating func skipBody(below header: LogicalLine) {
    while line < lines.count, lines[line].indentation > header.indentation { line += 1 }
  }

  private func unexpectedIndentation(_ line: LogicalLine) -> Diagnostic {
    Diagnostic(
      "unexpected indentation", at: tokens[line.first].span,
      help: "only rule, compare and the members of compare have indented lines")
  }

  private mutating func begin(_ line: LogicalLine) {
    position = line.first
    depth = 0
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  /// The token after the present one; the end of the line if there is none.
  var nextToken: Token { token.kind == .end ? token : tokens[position + 1] }

  var previousToken: Token? { position > 0 ? tokens[position - 1] : nil }

  /// Bytes of the present token's start to the end of the last one used.
  func span(from start: Int) -> Span {
    Span(start, Swift.max(start, previousToken?.span.end ?? start))
  }

  mutating func advance() {
    if token.kind != .end { position += 1 }
  }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    position += 1
    return true
  }

  @discardableResult
  mutating func expect(_ kind: Token.Kind, _ description: String) throws(Diagnostic) -> Span {
    guard token.kind == kind else { throw unexpected(description) }
    let span = token.span
    position += 1
    return span
  }

  /// Whether a token is this word, letter for letter.
  func isWord(_ token: Token, _ word: StaticString) -> Bool {
    let span = token.span
    guard token.kind == .name, span.end - span.start == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { source.bytes[span.start..<span.end].elementsEqual($0) }
  }

  mutating func takeWord(_ word: StaticString) -> Bool {
    guard isWord(token, word) else { return false }
    position += 1
    return true
  }

  mutating func name(_ description: String) throws(Diagnostic) -> Name {
    guard token.kind == .name else { throw unexpected(description) }
    let name = Name(source.text(token.span), at: token.span)
    position += 1
    return name
  }

  // MARK: Errors

  /// The present token, as a reader would call it.
  var found: String {
    switch token.kind {
    case .end: "the end of the line"
    case .string: "a text"
    default: "`\(shortened(token.span))`"
    }
  }

  func shortened(_ span: Span) -> String {
    let text = source.text(Span(span.start, Swift.min(span.end, span.start + 120)))
    return text.count > 30 ? String(text.prefix(30)) + "…" : text
  }

  func unexpected(_ expected: String, help: String? = nil) -> Diagnostic {
    Diagnostic("expected \(expected), found \(found)", at: token.span, help: help)
  }

  /// Ends a logical line.
  /// - Parameter words: what could have followed, to mend a misspelt word.
  func expectEnd(orWords words: [String] = []) throws(Diagnostic) {
    guard token.kind != .end else { return }
    throw unexpectedAfterOperand(words)
  }

  /// What stands after a complete expression and cannot.
  func unexpectedAfterOperand(_ words: [String] = []) -> Diagnostic {
    let text = source.text(token.span)
    if token.kind == .name, let word = Spelling.suggestion(for: text, among: words) {
      return unexpected("the end of the line", help: "did you mean \(word)?")
    }
    let expected =
      words.isEmpty ? "an operator or the end of the line" : "\(list(words)) or the end of the line"
    guard let previousToken else { return unexpected(expected) }
    let before = source.text(previousToken.span)
    switch token.kind {
    case _ where previousToken.kind.endsOperand && (token.kind.beginsOperand || token.kind == .bar):
      if previousToken.kind == .name, Parser.reductions[Name.key(of: before)] != nil {
        return unexpected("`[`", help: "a reduction names its index: \(before)[i] x[i]")
      }
      let left = previousToken.kind == .rightParenthesis ? "(…)" : shortened(previousToken.span)
      let right = token.kind == .name || token.kind == .number ? shortened(token.span) : rest(of: token)
      let product = "\(left)·\(right)"
      return unexpected(expected, help: "no implicit multiplication: \(product)")
    case .comma
    where previousToken.kind == .number && nextToken.kind == .number
      && previousToken.span.end == token.span.start && token.span.end == nextToken.span.start:
      return unexpected(expected, help: "a decimal point is written . as in 0.5")
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .approximately:
      return unexpected(
        expected, help: "a comparison stands in claim, refute, where or the `if` of a rule's line")
    case .arrow:
      return unexpected(expected, help: "an arrow follows the first name of a line in a rule")
    case .plusMinus:
      return unexpected(expected, help: "± stands after the ≈ of a claim")
    case .at:
      return unexpected(expected, help: "@ follows a name or a derivative: L@3, ∂L/∂w@3")
    case .leftBracket:
      return unexpected(expected, help: "brackets follow the name of a family or an array: x[1]")
    case .dot:
      return unexpected(expected, help: "only names of rules have dots; a product is written ·")
    case .string:
      return unexpected(expected, help: "a source is written: from \"…\"")
    default:
      return unexpected(expected)
    }
  }

  /// An operand that is too long to quote.
  private func rest(of token: Token) -> String {
    switch token.kind {
    case .leftParenthesis: "(…)"
    case .bar: "|…|"
    default: source.text(token.span) + "…"
    }
  }

  /// `a, b or c`
  private func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}
