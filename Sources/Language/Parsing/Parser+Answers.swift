import Letters

/// Numbers that a reader states about an expression.
extension Parser {
  /// A number, and what it is said to be.
  package struct Answer: Sendable {
    /// As written: `∂f/∂w`, `df/dw`, `w`; nil for a number alone.
    package let subject: Expression?
    /// A plain number, whose digits say how precise it is.
    package let number: Expression

    package init(subject: Expression? = nil, number: Expression) {
      self.subject = subject
      self.number = number
    }
  }

  /// Parses `10.89`, `df/dw = -1.5` or `f = 2.25, w = -3`.
  ///
  /// - Parameter source: one argument of the command line; its name is shown in a diagnostic.
  package static func parseAnswers(_ source: Source) -> Result<[Answer], Diagnostic> {
    if let tooLong = refusal(of: source) { return .failure(tooLong) }
    var parser = Parser(source, in: Span(0, source.bytes.count), isOneLine: true)
    if let first = parser.diagnostics.first { return .failure(first) }
    do throws(Diagnostic) {
      var answers: [Answer] = []
      repeat { answers.append(try parser.answer()) } while parser.take(.comma)
      guard parser.token.kind == .end else {
        throw parser.unexpected("`,` or the end", help: "write one number, as in df/dw = -1.5")
      }
      return .success(answers)
    } catch {
      return .failure(error)
    }
  }

  private mutating func answer() throws(Diagnostic) -> Answer {
    let first = try expression()
    guard token.kind == .equal || token.kind == .approximately else {
      return Answer(number: try plain(first))
    }
    position += 1
    return Answer(subject: first, number: try plain(try expression()))
  }

  private func plain(_ expression: Expression) throws(Diagnostic) -> Expression {
    if WrittenNumber(expression) != nil { return expression }
    throw Diagnostic(
      "expected a plain number, as in 0.0316 or df/dw = -1.5", at: expression.span,
      help: "its digits say how precise it is")
  }
}
