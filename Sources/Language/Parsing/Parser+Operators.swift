import Letters

/// Operators, from the loosest to the tightest (rule 38).
extension Parser {
  /// `term { ("+" | "-") term }`
  mutating func sum() throws(Diagnostic) -> Tree {
    var left = try term()
    while true {
      if take(.plus) {
        left = try apply(.add, left, try term())
      } else if take(.minus) {
        left = try apply(.sub, left, try term())
      } else {
        return left
      }
    }
  }

  /// `sum { "," sum }`, and the height of the highest.
  mutating func sums() throws(Diagnostic) -> (expressions: [Expression], height: Int) {
    var expressions: [Expression] = []
    var height = 0
    repeat {
      let tree = try sum()
      expressions.append(tree.expression)
      height = Swift.max(height, tree.height)
    } while take(.comma)
    return (expressions, height)
  }

  /// `factor { ("·" | "/") factor }`
  mutating func term() throws(Diagnostic) -> Tree {
    var left = try factor()
    while true {
      if take(.times) {
        left = try apply(.mul, left, try factor())
      } else if take(.slash) {
        left = try apply(.div, left, try factor())
      } else {
        return left
      }
    }
  }

  /// `"-" factor | reduction | power`
  private mutating func factor() throws(Diagnostic) -> Tree {
    let first = position
    while take(.minus) {}
    let signs = first..<position
    let operand: Tree
    if token.kind == .name, nextToken.kind == .leftBracket, let reduction = reductionHere {
      operand = try self.reduction(reduction)
    } else {
      operand = try power()
    }
    return try negated(operand, signs)
  }

  /// Puts the minus signs at these tokens before an operand.
  private func negated(_ operand: Tree, _ signs: Range<Int>) throws(Diagnostic) -> Tree {
    var result = operand
    for sign in signs.reversed() {
      let span = tokens[sign].span.joined(operand.span)
      result = try grown(.apply(.neg, [result.expression]), at: span, above: result.height)
    }
    return result
  }

  /// `primary { SUPERSCRIPT } [ "^" exponent ]`
  private mutating func power() throws(Diagnostic) -> Tree {
    let startsWithRoot = token.kind == .root
    var base = try primary()
    if startsWithRoot, token.kind == .superscript || token.kind == .caret { throw try rootOfPower(base) }
    while token.kind == .superscript { base = try raised(base, to: try superscript()) }
    return take(.caret) ? try raised(base, to: try exponent()) : base
  }

  /// `√x²` can be read two ways (rule 39).
  private mutating func rootOfPower(_ root: Tree) throws(Diagnostic) -> Diagnostic {
    let sign = token.span
    if take(.caret) { _ = try exponent() } else { position += 1 }
    var inner = source.text(Span(root.span.start + 3, root.span.end))
    var power = source.text(span(from: sign.start))
    if inner.count + power.count > Parser.longestAdvice { (inner, power) = ("a", "^b") }
    return Diagnostic(
      "`√` before a power can be read two ways", at: root.span.joined(sign),
      help: "write √(\(inner)\(power)) or (√\(inner))\(power)")
  }

  /// A help that repeats more of the text shows letters in its place.
  private static let longestAdvice = 60

  private func raised(_ base: Tree, to exponent: Tree) throws(Diagnostic) -> Tree {
    if case .number(let number) = exponent.expression.kind, number.spelling == "2" {
      return try grown(
        .apply(.square, [base.expression]), at: base.span.joined(exponent.span), above: base.height)
    }
    return try apply(.pow, base, exponent)
  }

  mutating func superscript() throws(Diagnostic) -> Tree {
    let span = token.span
    var digits = ""
    var isNegative = false
    for scalar in source.text(span).unicodeScalars {
      if let digit = scalar.superscriptDigit { digits += String(digit) } else { isNegative = true }
    }
    position += 1
    let digitSpan = Span(span.start + (isNegative ? 3 : 0), span.end)
    let number = Expression(.number(try number(digits, at: digitSpan)), at: digitSpan)
    guard isNegative else { return Tree(expression: number, height: 1) }
    return Tree(expression: Expression(.apply(.neg, [number]), at: span), height: 2)
  }

  /// `"-" exponent | power`
  private mutating func exponent() throws(Diagnostic) -> Tree {
    try enter(token.span)
    let first = position
    while take(.minus) {}
    let signs = first..<position
    let operand = try power()
    leave()
    return try negated(operand, signs)
  }
}
