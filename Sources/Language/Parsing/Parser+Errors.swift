import Letters

/// Diagnostics for tokens that are not allowed where they are.
extension Parser {
  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The current token, as the reader would call it.
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
  /// - Parameter words: what could have followed, to suggest for a misspelt word.
  func expectEnd(orWords words: [String] = []) throws(Diagnostic) {
    guard token.kind != .end else { return }
    throw unexpectedAfterOperand(words)
  }

  /// The diagnostic for a token after a complete expression.
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
    case .name where text == "and" || text == "or":
      return unexpected(
        expected, help: "\(text) joins the conditions of where(…) and of the `if` of a rule's line")
    case _ where previousToken.kind.endsOperand && (token.kind.beginsOperand || token.kind == .bar):
      if let help = helpAfterWords(words) { return unexpected(expected, help: help) }
      if previousToken.kind == .name, Parser.reductions[Name.key(of: before)] != nil {
        return unexpected("`[`", help: "a reduction names its index: \(before)[i] x[i]")
      }
      if let name = nameOfBrackets, Habit.isReduction(name) {
        return unexpected(
          expected, help: "there is no reduction \(name); there are Σ, mean, prod, max and min")
      }
      let left =
        switch previousToken.kind {
        case .rightParenthesis: "(…)"
        case .rightBracket: (nameOfBrackets ?? "") + "[…]"
        default: shortened(previousToken.span)
        }
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
    case .arrow: return unexpected(expected, help: "an arrow follows the first name of a line in a rule")
    case .plusMinus: return unexpected(expected, help: "± stands after the ≈ of a claim")
    case .at: return unexpected(expected, help: "@ follows a name or a derivative: L@3, ∂L/∂w@3")
    case .leftBracket:
      return unexpected(expected, help: "brackets follow the name of a family or an array: x[1]")
    case .dot: return unexpected(expected, help: "only names of rules have dots; a product is written ·")
    case .string: return unexpected(expected, help: "a source is written: from \"…\"")
    default: return unexpected(expected)
    }
  }

  /// What may be meant by a word that follows the name in an act: nothing is multiplied there.
  private func helpAfterWords(_ words: [String]) -> String? {
    if words.contains("in") || words == ["showing"] {
      return "write for 10 steps, in batches of 2 over n, or showing 1"
    }
    // Of values and of the axes of a plot.
    guard words.first == "," || words.last == "," && source.text(token.span).hasPrefix("log") else {
      return nil
    }
    return "values are separated by commas; a logarithm is ln(x)"
  }

  /// The name before the brackets that have just been closed.
  private var nameOfBrackets: String? {
    guard previousToken?.kind == .rightBracket else { return nil }
    var open = 0
    for index in tokens[..<position].indices.reversed() {
      if tokens[index].kind == .rightBracket { open += 1 }
      if tokens[index].kind == .leftBracket { open -= 1 }
      if open == 0 {
        guard index > 0, tokens[index - 1].kind == .name else { return nil }
        return shortened(tokens[index - 1].span)
      }
    }
    return nil
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
