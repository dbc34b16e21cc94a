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

  /// Parses `10.89`, `df/dw = -1.5`, `f = 2.25, w = -3` or `w = [1, 2]`, which is an answer for each member.
  ///
  /// - Parameter source: one argument of the command line; its name is shown in a diagnostic.
  package static func parseAnswers(_ source: Source) -> Result<[Answer], Diagnostic> {
    if let tooLong = refusal(of: source) { return .failure(tooLong) }
    var parser = Parser(source, in: Span(0, source.bytes.count), isOneLine: true)
    if let first = parser.diagnostics.first { return .failure(first) }
    do throws(Diagnostic) {
      var answers: [Answer] = []
      repeat { answers += try parser.answer() } while parser.take(.comma)
      guard parser.token.kind == .end else {
        throw parser.unexpected("`,` or the end", help: "write one number, as in df/dw = -1.5")
      }
      return .success(answers)
    } catch {
      return .failure(error)
    }
  }

  private mutating func answer() throws(Diagnostic) -> [Answer] {
    let first = try expression()
    guard token.kind == .equal || token.kind == .approximately else {
      return [Answer(number: try plain(first))]
    }
    position += 1
    return try answers(about: first, [])
  }

  /// A number, or an array of them, for the member of a subject with these indices.
  private mutating func answers(about subject: Expression, _ indices: [Int]) throws(Diagnostic) -> [Answer] {
    guard token.kind == .leftBracket else {
      return [Answer(subject: subject.member(indices), number: try plain(try expression()))]
    }
    guard indices.count < Parser.mostIndices else {
      throw Diagnostic("an array has at most \(Parser.mostIndices) indices", at: token.span)
    }
    position += 1
    var all: [Answer] = []
    var index = 0
    repeat {
      index += 1
      all += try answers(about: subject, indices + [index])
    } while take(.comma)
    guard take(.rightBracket) else { throw unexpected("`,` or `]`") }
    return all
  }

  private func plain(_ expression: Expression) throws(Diagnostic) -> Expression {
    if WrittenNumber(expression) != nil { return expression }
    throw Diagnostic(
      "expected a plain number, as in 0.0316 or df/dw = -1.5", at: expression.span,
      help: "its digits say how precise it is")
  }
}

extension Expression {
  /// The member of a name, or the slope in that member: `w[1]`, `∂f/∂w[1]`.
  fileprivate func member(_ indices: [Int]) -> Expression {
    if indices.isEmpty { return self }
    func member(_ reference: Reference) -> Reference {
      let subscripts = indices.map {
        Expression(.number(Number(value: Double($0), spelling: String($0))), at: reference.span)
      }
      return Reference(
        name: reference.name, subscripts: reference.subscripts + subscripts, span: reference.span)
    }
    switch kind {
    case .reference(let reference): return Expression(.reference(member(reference)), at: span)
    case .derivative(let of, let by): return Expression(.derivative(of, member(by)), at: span)
    case .apply(.div, let sides):
      return Expression(.apply(.div, [sides[0], sides[1].member(indices)]), at: span)
    default: return self
    }
  }
}
