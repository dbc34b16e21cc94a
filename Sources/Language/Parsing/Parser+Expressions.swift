import Autodiff

/// Expressions, from the loosest operator to the tightest (rule 38).
extension Parser {
  /// An expression and its height, which must stay below `Limits.treeHeight`.
  struct Tree {
    var expression: Expression
    var height: Int

    var span: Span { expression.span }
  }

  /// `Σ`, `mean`, … under the key of each spelling.
  static let reductions: [String: Reduction] = [
    "Σ": .sum, "sum": .sum, "mean": .mean, "prod": .prod, "Π": .prod, "max": .max, "min": .min,
  ]

  /// A whole expression: where it ends is for the caller to judge.
  mutating func expression() throws(Diagnostic) -> Expression {
    let start = position
    let tree = try sum()
    if position - start > Limits.expressionTokens {
      throw Diagnostic(
        "this expression has more than \(Limits.expressionTokens) words and signs",
        at: tokens[start].span, help: "give its parts names of their own")
    }
    return tree.expression
  }

  // MARK: Height and depth

  /// Counts one more level of nesting.
  private mutating func enter(_ span: Span) throws(Diagnostic) {
    depth += 1
    if depth > Limits.nesting {
      throw Diagnostic(
        "this expression is nested more than \(Limits.nesting) deep", at: span,
        help: "give its inner parts names of their own")
    }
  }

  private mutating func leave() { depth -= 1 }

  private func grown(_ kind: Expression.Kind, at span: Span, above height: Int) throws(Diagnostic) -> Tree {
    guard height < Limits.treeHeight else {
      throw Diagnostic(
        "this expression chains more than \(Limits.treeHeight) operations",
        at: Span(span.start, span.start + 1),
        help: "give its parts names of their own, or use Σ[i]")
    }
    return Tree(expression: Expression(kind, at: span), height: height + 1)
  }

  private func apply(_ operation: Operation, _ left: Tree, _ right: Tree) throws(Diagnostic) -> Tree {
    try grown(
      .apply(operation, [left.expression, right.expression]), at: left.span.joined(right.span),
      above: Swift.max(left.height, right.height))
  }

  // MARK: Operators

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

  /// `factor { ("·" | "/") factor }`
  private mutating func term() throws(Diagnostic) -> Tree {
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

  private var reductionHere: Reduction? {
    Parser.reductions[Name.key(of: source.text(token.span))]
  }

  /// `Σ[i, k=1..3] term`
  private mutating func reduction(_ reduction: Reduction) throws(Diagnostic) -> Tree {
    let start = token.span
    try enter(start)
    position += 2
    var indices = [try index()]
    while take(.comma) { indices.append(try index()) }
    try expect(.rightBracket, "`,` or `]`")
    let body = try term()
    leave()
    return try grown(
      .reduction(reduction, indices, body.expression), at: start.joined(body.span), above: body.height)
  }

  /// `NAME [ "=" range ]`
  private mutating func index() throws(Diagnostic) -> IndexRange {
    if token.kind == .number {
      throw unexpected("the name of an index", help: "a range has an index: [i=1..3]")
    }
    let name = try name("the name of an index")
    guard take(.equal) else { return IndexRange(name: name, bounds: nil, span: name.span) }
    return try range(of: name)
  }

  /// `expr ".." expr`, after `NAME =`
  mutating func range(of name: Name) throws(Diagnostic) -> IndexRange {
    let lower = try expression()
    guard take(.range) else { throw unexpected("`..`", help: "a range is written \(name.text)=1..3") }
    let upper = try expression()
    return IndexRange(name: name, bounds: (lower, upper), span: span(from: name.span.start))
  }

  /// `primary { SUPERSCRIPT } [ "^" exponent ]`
  private mutating func power() throws(Diagnostic) -> Tree {
    let startsWithRoot = token.kind == .root
    var base = try primary()
    if startsWithRoot, token.kind == .superscript || token.kind == .caret { throw rootOfPower(base) }
    while token.kind == .superscript {
      base = try raised(base, to: try superscript())
    }
    if take(.caret) {
      base = try raised(base, to: try exponent())
    }
    return base
  }

  /// `√x²` can be read two ways (rule 39).
  private func rootOfPower(_ root: Tree) -> Diagnostic {
    let inner = shortened(Span(root.span.start + 3, root.span.end))
    let power = token.kind == .caret ? "^\(shortened(nextToken.span))" : shortened(token.span)
    return Diagnostic(
      "`√` before a power can be read two ways", at: root.span.joined(token.span),
      help: "write √(\(inner)\(power)) or (√\(inner))\(power)")
  }

  private func raised(_ base: Tree, to exponent: Tree) throws(Diagnostic) -> Tree {
    if case .number(let number) = exponent.expression.kind, number.spelling == "2" {
      return try grown(
        .apply(.square, [base.expression]), at: base.span.joined(exponent.span), above: base.height)
    }
    return try apply(.pow, base, exponent)
  }

  private mutating func superscript() throws(Diagnostic) -> Tree {
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

  // MARK: Operands

  private mutating func primary() throws(Diagnostic) -> Tree {
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
    case .leftBracket: help = "an array stands only in param, input, let, reset and the gradient of a step"
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

  private mutating func number() throws(Diagnostic) -> Expression {
    let span = token.span
    let number = try number(source.text(span), at: span)
    position += 1
    return Expression(.number(number), at: span)
  }

  /// The value of a number's spelling.
  func number(_ text: String, at span: Span) throws(Diagnostic) -> Number {
    if let first = text.unicodeScalars.first, let value = Lexer.fractions[first] {
      return Number(value: value, spelling: text)
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
  private mutating func parenthesised() throws(Diagnostic) -> Tree {
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

  /// An operator or the closing sign is missing at the present token.
  private func unclosed(_ sign: String, _ opening: Span) -> Diagnostic {
    var diagnostic = unexpectedAfterOperand()
    if diagnostic.help?.hasPrefix("no implicit") != true {
      diagnostic = unexpected("an operator or \(sign)", help: diagnostic.help)
    } else {
      diagnostic = unexpected("an operator or \(sign)", help: diagnostic.help)
    }
    diagnostic.notes = [Diagnostic.Note("opened here", at: opening)]
    return diagnostic
  }

  /// `"√" primary`
  private mutating func root() throws(Diagnostic) -> Tree {
    let start = token.span
    try enter(start)
    position += 1
    let operand = try primary()
    leave()
    return try grown(
      .apply(.sqrt, [operand.expression]), at: start.joined(operand.span), above: operand.height)
  }

  /// `NAME "(" … ")"`, `where(…)`, `grad(…)`, or `ref [ at ]`
  private mutating func nameOrCall() throws(Diagnostic) -> Tree {
    guard nextToken.kind == .leftParenthesis else {
      let (reference, height) = try reference()
      return try history(
        Tree(expression: Expression(.reference(reference), at: reference.span), height: height))
    }
    let name = try name("a name")
    try enter(name.span)
    position += 1
    let result: Tree
    switch name.key {
    case "where": result = try conditional(name)
    case "grad": result = try history(try gradient(name))
    default: result = try call(name)
    }
    leave()
    return result
  }

  private mutating func call(_ name: Name) throws(Diagnostic) -> Tree {
    if token.kind == .rightParenthesis {
      throw unexpected("an expression", help: "\(shortened(name.span)) needs an argument")
    }
    var arguments: [Expression] = []
    var height = 0
    repeat {
      let argument = try sum()
      arguments.append(argument.expression)
      height = Swift.max(height, argument.height)
    } while take(.comma)
    try closeCall(name)
    return try grown(.call(name, arguments), at: span(from: name.span.start), above: height)
  }

  private mutating func closeCall(_ name: Name) throws(Diagnostic) {
    guard !take(.rightParenthesis) else { return }
    if token.kind == .equal {
      throw unexpected("`,` or `)`", help: "only optimizers take their arguments by name")
    }
    let help = unexpectedAfterOperand().help
    throw unexpected("an operator, `,` or `)`", help: help)
  }

  /// `where(condition, a, b)`
  private mutating func conditional(_ name: Name) throws(Diagnostic) -> Tree {
    let (condition, height) = try condition()
    let shape = "a choice is written where(condition, a, b)"
    guard take(.comma) else { throw unexpected("`,`", help: shape) }
    let yes = try sum()
    guard take(.comma) else { throw unexpected("`,`", help: shape) }
    let no = try sum()
    guard take(.rightParenthesis) else { throw unexpected("`)`", help: shape) }
    return try grown(
      .conditional(condition, yes.expression, no.expression), at: span(from: name.span.start),
      above: Swift.max(height, yes.height, no.height))
  }

  /// `expr [ compared expr ]`
  mutating func condition() throws(Diagnostic) -> (condition: Condition, height: Int) {
    let left = try sum()
    guard let relation = comparison(of: token.kind) else {
      if token.kind == .approximately {
        throw unexpected("a comparison", help: "≈ stands only in claim and refute; write |a - b| < 1e-6")
      }
      return (Condition(left: left.expression, comparison: nil, span: left.span), left.height)
    }
    position += 1
    let right = try sum()
    let condition = Condition(
      left: left.expression, comparison: (relation, right.expression), span: left.span.joined(right.span))
    if comparison(of: token.kind) != nil {
      throw unexpected("the end of the condition", help: "a condition has one comparison")
    }
    return (condition, Swift.max(left.height, right.height))
  }

  func comparison(of kind: Token.Kind) -> Comparison? {
    switch kind {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    default: nil
    }
  }

  /// `grad(A, b)`, after the bracket
  private mutating func gradient(_ name: Name) throws(Diagnostic) -> Tree {
    let of = try sum()
    guard take(.comma) else { throw unexpected("`,`", help: "a derivative is written grad(L, w)") }
    let (by, height) = try reference()
    guard take(.rightParenthesis) else { throw unexpected("`)`", help: "a derivative is written grad(L, w)") }
    return try grown(
      .derivative(of.expression, by), at: span(from: name.span.start), above: Swift.max(of.height, height))
  }

  /// `∂A/∂b`, `∂(expr)/∂b`
  private mutating func derivative() throws(Diagnostic) -> Tree {
    let start = token.span
    try enter(start)
    position += 1
    let of: Tree
    switch token.kind {
    case .name where nextToken.kind != .leftParenthesis:
      let (reference, height) = try reference()
      of = Tree(expression: Expression(.reference(reference), at: reference.span), height: height)
    case .leftParenthesis: of = try parenthesised()
    case .superscript: throw unexpected("a name after `∂`", help: "write ∂(∂f/∂x)/∂x")
    case .slash: throw unexpected("a name after `∂`", help: "write ∂L/∂w, or ∂(a + b)/∂w")
    default: throw unexpected("a name or `(` after `∂`", help: "write ∂(…)/∂w")
    }
    let written = shortened(of.span)
    guard take(.slash) else {
      let help = token.kind == .superscript || token.kind == .caret ? "write ∂(…)/∂w" : "write ∂\(written)/∂w"
      throw unexpected("`/∂` after `∂\(written)`", help: help)
    }
    guard take(.partial) else {
      var by = shortened(token.span)
      if by.count > 1, by.hasPrefix("d") { by.removeFirst() }
      throw unexpected("`∂` after `∂\(written)/`", help: "write ∂\(written)/∂\(by)")
    }
    guard token.kind == .name else { throw unexpected("a name after `∂`") }
    let (by, height) = try reference()
    leave()
    let derivative = try grown(
      .derivative(of.expression, by), at: span(from: start.start), above: Swift.max(of.height, height))
    return try history(derivative)
  }

  /// `NAME [ "[" expr { "," expr } "]" ]`
  mutating func reference() throws(Diagnostic) -> (reference: Reference, height: Int) {
    let name = try name("a name")
    guard token.kind == .leftBracket else {
      return (Reference(name: name, subscripts: [], span: name.span), 1)
    }
    try enter(token.span)
    position += 1
    var subscripts: [Expression] = []
    var height = 0
    repeat {
      let place = try sum()
      subscripts.append(place.expression)
      height = Swift.max(height, place.height)
    } while take(.comma)
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

  /// `[ "@" ( INTEGER | NAME | "(" expr ")" ) ]`
  private mutating func history(_ operand: Tree) throws(Diagnostic) -> Tree {
    guard take(.at) else { return operand }
    let step: Tree
    switch token.kind {
    case .number:
      let text = source.text(token.span)
      guard text.utf8.allSatisfy(\.isDigit) else { throw unexpected("a whole number after `@`") }
      step = Tree(expression: try number(), height: 1)
    case .name:
      let name = try name("a name")
      let reference = Reference(name: name, subscripts: [], span: name.span)
      step = Tree(expression: Expression(.reference(reference), at: name.span), height: 1)
    case .leftParenthesis:
      step = try parenthesised()
    case .minus:
      throw unexpected("a step after `@`", help: "steps count from 0; the step before k is written @(k-1)")
    default:
      throw unexpected("a step after `@`", help: "write L@3, L@k or L@(k-1)")
    }
    if token.kind == .at {
      throw unexpected("an operator", help: "one @ says the step of everything before it")
    }
    return try grown(
      .history(operand.expression, at: step.expression), at: operand.span.joined(step.span),
      above: Swift.max(operand.height, step.height))
  }
}
