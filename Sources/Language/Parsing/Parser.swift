import Letters

/// Turns the fences of a lesson into statements.
///
/// Parsing does not fail as a whole: an error in a logical line is reported once, and parsing goes on at the next
/// line. The functions named like a construct of the grammar (`language.md`) parse one and leave `position` after it.
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

  // MARK: Tokens

  var token: Token { tokens[position] }

  /// The token after the current one; the end of the line if there is none.
  var nextToken: Token { token.kind == .end ? token : tokens[position + 1] }

  var previousToken: Token? { position > 0 ? tokens[position - 1] : nil }

  /// Bytes of the current token's start to the end of the last one used.
  func span(from start: Int) -> Span {
    Span(start, Swift.max(start, previousToken?.span.end ?? start))
  }

  mutating func take(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    position += 1
    return true
  }

  mutating func expect(_ kind: Token.Kind, _ description: String) throws(Diagnostic) {
    guard take(kind) else { throw unexpected(description) }
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
}
