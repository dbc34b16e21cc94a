import Letters

/// What an operator stands before or between: numbers, brackets, roots, references.
extension Parser {
  /// An operand that no operator but a power can take apart.
  mutating func primary() throws(Diagnostic) -> Tree {
    switch token.kind {
    case .number: return Tree(expression: try number(), height: 1)
    case .name: return try nameOrCall()
    case .leftParenthesis: return try parenthesised()
    case .bar: return try bars()
    case .root: return try root()
    case .partial: return try derivative()
    default: throw missingOperand()
    }
  }

  private func missingOperand() -> Diagnostic {
    var help: String?
    switch token.kind {
    case .plus: help = "a number needs no +"
    case .leftBracket:
      help =
        "an array stands only in param, input, let, reset, the gradient of a step, and on the right of a claim"
    case .superscript: help = "a superscript follows what it raises: x²"
    case .string: help = "a text stands only after from"
    case .arrow: help = "an arrow stands only in a rule, after the first name of a line"
    default: break
    }
    var place = ""
    if let previousToken, previousToken.kind.continuesLine, position > 0 {
      place = " after `\(shortened(previousToken.span))`"
    }
    return unexpected("an expression\(place)", help: help)
  }

  mutating func number() throws(Diagnostic) -> Expression {
    let span = token.span
    let number = try number(source.text(span), at: span)
    position += 1
    return Expression(.number(number), at: span)
  }

  /// The value of a number's spelling.
  func number(_ written: String, at span: Span) throws(Diagnostic) -> Number {
    let text = written.withASCIIMinus
    if let fraction = text.unicodeScalars.first.flatMap(Fraction.init) {
      return Number(value: fraction.value, spelling: text)
    }
    let value = Double(text) ?? .infinity
    guard value.isFinite else { throw Diagnostic("this number is too large for double precision", at: span) }
    let mantissa = text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
    if value == 0, mantissa.contains(where: { $0 >= 0x31 && $0 <= 0x39 }) {
      throw Diagnostic("this number is too small for double precision", at: span)
    }
    return Number(value: value, spelling: text)
  }

  /// `"(" expr ")"`; the span takes the brackets in, so that the texts of spans stay balanced.
  mutating func parenthesised() throws(Diagnostic) -> Tree {
    let start = token.span
    try enter(start)
    position += 1
    let inner = try sum()
    guard take(.rightParenthesis) else { throw unclosed("`)`", start) }
    leave()
    return Tree(
      expression: Expression(inner.expression.kind, at: span(from: start.start)), height: inner.height)
  }

  /// `"|" expr "|"`
  private mutating func bars() throws(Diagnostic) -> Tree {
    let start = token.span
    try enter(start)
    position += 1
    let inner = try sum()
    guard take(.bar) else { throw unclosed("`|`", start) }
    leave()
    return try grown(.apply(.abs, [inner.expression]), at: span(from: start.start), above: inner.height)
  }

  /// An operator or the closing sign is missing at the current token.
  private func unclosed(_ sign: String, _ opening: Span) -> Diagnostic {
    var diagnostic = unexpected("an operator or \(sign)", help: unexpectedAfterOperand().help)
    diagnostic.notes = [Diagnostic.Note("opened here", at: opening)]
    return diagnostic
  }

  /// `"√" primary`
  mutating func root() throws(Diagnostic) -> Tree {
    let start = token.span
    try enter(start)
    position += 1
    let operand = try primary()
    leave()
    return try grown(
      .apply(.sqrt, [operand.expression]), at: start.joined(operand.span), above: operand.height)
  }

  /// `NAME [ "[" expr { "," expr } "]" ]`
  mutating func reference() throws(Diagnostic) -> (reference: Reference, height: Int) {
    let name = try name("a name")
    guard token.kind == .leftBracket else {
      return (Reference(name: name, span: name.span), 1)
    }
    try enter(token.span)
    position += 1
    let (subscripts, height) = try sums()
    guard take(.rightBracket) else {
      if token.kind == .range || token.kind == .equal {
        throw unexpected(
          "`,` or `]`", help: "a range stands only on the left of a definition and in Σ[k=1..3]")
      }
      throw unexpected("an operator, `,` or `]`", help: unexpectedAfterOperand().help)
    }
    leave()
    return (Reference(name: name, subscripts: subscripts, span: span(from: name.span.start)), height + 1)
  }
}
