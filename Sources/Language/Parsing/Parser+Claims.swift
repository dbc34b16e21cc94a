import Autodiff
import Letters

/// Claims, in fences and in prose.
extension Parser {
  /// `expr relation value [ "±" expr ] [ "from" STRING ]`, after the verb, to the end of the line
  /// - Returns: one claim, or one for each number of an array.
  mutating func claims(_ verb: Verb, from start: Int) throws(Diagnostic) -> [ClaimSyntax] {
    let left = try expression()
    guard let relation = relation else { throw missingRelation(verb) }
    position += 1
    let right = try value()
    var tolerance: Expression?
    if take(.plusMinus) {
      guard case .approximately = relation else {
        position -= 1
        throw unexpected("`from` or the end of the line", help: "± goes with ≈ only")
      }
      tolerance = try expression()
    }
    let end = previousToken?.span.end ?? right.span.end
    if self.relation != nil {
      throw unexpected("`from` or the end of the line", help: "a claim has one comparison; write two claims")
    }
    let cells = right.cells.map { (indices: $0.indices, value: $0.value.orBlank) }
    if case .approximately = relation, tolerance == nil,
      let cell = cells.first(where: { !isPlainNumber($0.value) && !$0.value.isBlank })
    {
      throw Diagnostic(
        "expected a plain number after `≈`", at: cell.value.span,
        help: "the digits say how near: ≈ 0.25; or give a tolerance: ≈ … ± 1e-6")
    }
    let origin = try origin()
    try expectEnd(orWords: origin == nil ? ["from"] : [])
    let wholeSpan = Span(left.span.start, end)
    return cells.enumerated().map { position, cell in
      ClaimSyntax(
        verb: verb, left: left, relation: relation, right: cell.value, tolerance: tolerance, source: origin,
        span: Span(start, end), comparisonSpan: wholeSpan,
        member: cell.indices.isEmpty
          ? nil
          : ClaimSyntax.Member(
            indices: cell.indices, position: position, count: cells.count, wholeSpan: wholeSpan,
            arraySpan: right.span))
    }
  }

  private func missingRelation(_ verb: Verb) -> Diagnostic {
    guard token.kind == .end || isWord(token, "from") else {
      var diagnostic = unexpectedAfterOperand()
      diagnostic = unexpected("an operator or a comparison", help: diagnostic.help)
      return diagnostic
    }
    return unexpected("a comparison", help: "write \(verb.rawValue) x = 1, or ≈ < ≤ > ≥ ≠ for =")
  }

  /// The relation at the current token.
  private var relation: Relation? {
    if token.kind == .approximately { return .approximately }
    return comparison(of: token.kind).map { .compared($0) }
  }

  /// Sign, digits and exponent: what `≈` can take its precision from (rule 35).
  private func isPlainNumber(_ expression: Expression) -> Bool {
    var number = expression
    if case .apply(.neg, let operands) = number.kind { number = operands[0] }
    guard case .number(let literal) = number.kind, let first = literal.spelling.utf8.first else {
      return false
    }
    return first.isDigit && source.bytes[expression.span.start] != UInt8(ascii: "(")
  }

  /// `[ "from" STRING ]`
  private mutating func origin() throws(Diagnostic) -> String? {
    guard takeWord("from") else { return nil }
    guard token.kind == .string else {
      throw unexpected("a text after `from`", help: "write from \"article, §4.3\"")
    }
    return text()
  }

  // MARK: Prose

  /// Parses a claim about a number of the prose: `0.19<!-- claim s -->` (rules 50, 51).
  ///
  /// - Parameters:
  ///   - comment: the text between `<!--` and `-->`.
  ///   - number: the text before the comment that should be one number; nil if there is none.
  /// - Returns: nil if the comment does not begin with `claim` or `refute`. Its `comparisonSpan` is that of the
  ///   expression, since the number stands outside the comment.
  package static func parseProseClaim(
    _ source: Source, comment: Span, number: Span?
  ) -> Result<ClaimSyntax, Diagnostic>? {
    guard source.bytes.count <= Limits.sourceBytes, beginsProseClaim(source, comment) else { return nil }
    var parser = Parser(source, in: comment, isOneLine: true)
    if let first = parser.diagnostics.first { return .failure(first) }
    do throws(Diagnostic) {
      return .success(try parser.proseClaim(number: number))
    } catch {
      return .failure(error)
    }
  }

  private static func beginsProseClaim(_ source: Source, _ comment: Span) -> Bool {
    let text = source.bytes[Swift.max(0, comment.start)..<Swift.min(source.bytes.count, comment.end)]
    let spaces: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    let words = text.drop { spaces.contains($0) }
    let verb = words.prefix { $0.isNameStart }
    guard Verb(rawValue: String(decoding: verb.prefix(16), as: UTF8.self)) != nil else { return false }
    return verb.endIndex == words.endIndex || spaces.contains(words[verb.endIndex])
  }

  private mutating func proseClaim(number span: Span?) throws(Diagnostic) -> ClaimSyntax {
    let start = token.span.start
    let verb: Verb = isWord(token, "claim") ? .claim : .refute
    position += 1
    let left = try expression()
    let end = left.span.end
    if relation != nil {
      throw unexpected(
        "the end of the comment", help: "the number is the one before the comment: 0.19<!-- claim s -->")
    }
    let origin = try origin()
    try expectEnd(orWords: origin == nil ? ["from"] : [])
    guard let span, !source.text(span).isEmpty else {
      throw Diagnostic(
        "there is no number before this claim", at: left.span,
        help: "write the number before the comment: 0.19<!-- claim s -->")
    }
    if Blank.isOne(source.text(span)) {
      return ClaimSyntax(
        verb: verb, left: left, relation: .approximately, right: Expression(blankAt: span), tolerance: nil,
        source: origin, span: Span(start, end), comparisonSpan: left.span)
    }
    guard let number = ProseNumber(source.text(span)) else {
      throw Diagnostic("`\(shortened(span))` is not a number", at: span, help: "write it as one number")
    }
    let (relation, right) = try sides(number, at: span)
    return ClaimSyntax(
      verb: verb, left: left, relation: relation, right: right, tolerance: nil, source: origin,
      span: Span(start, end), comparisonSpan: left.span)
  }

  /// Digits are meant to their precision, fractions exactly.
  private func sides(
    _ number: ProseNumber, at span: Span
  ) throws(Diagnostic) -> (relation: Relation, right: Expression) {
    switch number.meaning {
    case .rounded(let written):
      let digits = written.spelling.drop { $0 == "+" || $0 == "-" }
      let magnitude = Expression(.number(try self.number(String(digits), at: span)), at: span)
      let isNegative = written.spelling.first == "-"
      return (.approximately, isNegative ? Expression(.apply(.neg, [magnitude]), at: span) : magnitude)
    case .exact(let value, let spelling):
      return (.compared(.equal), Expression(.number(Number(value: value, spelling: spelling)), at: span))
    }
  }
}
