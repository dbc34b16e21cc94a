import Letters

/// Calls, and the choices of `where(…)`.
extension Parser {
  /// `NAME "(" … ")"`, `where(…)`, `grad(…)`, or `ref [ at ]`
  mutating func nameOrCall() throws(Diagnostic) -> Tree {
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
    let (arguments, height) = try sums()
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

  /// `conjunction { "or" conjunction }`
  mutating func condition() throws(Diagnostic) -> (condition: Condition, height: Int) {
    var left = try conjunction()
    while takeWord("or") { left = try joined(left, try conjunction(), Condition.Kind.either) }
    return left
  }

  /// `single { "and" single }`
  private mutating func conjunction() throws(Diagnostic) -> (condition: Condition, height: Int) {
    var left = try singleCondition()
    while takeWord("and") { left = try joined(left, try singleCondition(), Condition.Kind.both) }
    return left
  }

  private func joined(
    _ left: (condition: Condition, height: Int), _ right: (condition: Condition, height: Int),
    _ kind: (Condition, Condition) -> Condition.Kind
  ) throws(Diagnostic) -> (condition: Condition, height: Int) {
    let height = Swift.max(left.height, right.height) + 1
    let span = left.condition.span.joined(right.condition.span)
    if height > Limits.treeHeight { throw Diagnostic("this condition has too many parts", at: span) }
    return (Condition(kind(left.condition, right.condition), at: span), height)
  }

  /// `"not" single | "(" condition ")" | expr [ compared expr ]`
  private mutating func singleCondition() throws(Diagnostic) -> (condition: Condition, height: Int) {
    let start = token.span
    if isWord(token, "not"),
      nextToken.kind.beginsOperand || nextToken.kind == .bar || nextToken.kind == .minus
    {
      try enter(start)
      position += 1
      let (inner, height) = try singleCondition()
      leave()
      return (Condition(.not(inner), at: start.joined(inner.span)), height + 1)
    }
    if beginsCondition {
      try enter(start)
      position += 1
      let (inner, height) = try condition()
      try expect(.rightParenthesis, "`and`, `or` or `)`")
      leave()
      return (Condition(inner.kind, at: span(from: start.start)), height)
    }
    let left = try sum()
    guard let relation = comparison(of: token.kind) else {
      if token.kind == .approximately {
        throw unexpected("a comparison", help: "≈ stands only in claim and refute; write |a - b| < 1e-6")
      }
      return (Condition(.number(left.expression), at: left.span), left.height)
    }
    position += 1
    let right = try sum()
    let condition = Condition(
      .comparison(left.expression, relation, right.expression), at: left.span.joined(right.span))
    if comparison(of: token.kind) != nil {
      throw unexpected("the end of the condition", help: "join two comparisons by and: a < b and b < c")
    }
    return (condition, Swift.max(left.height, right.height))
  }

  /// Whether a parenthesis begins here that holds a condition, and not a number.
  private var beginsCondition: Bool {
    guard token.kind == .leftParenthesis else { return false }
    // Of each open bracket, whether it only groups.
    var groups: [Bool] = []
    var offset = position
    repeat {
      switch tokens[offset].kind {
      case .leftParenthesis:
        groups.append(offset == position || tokens[offset - 1].kind != .name || isJunction(offset - 1))
      case .leftBracket: groups.append(false)
      case .rightParenthesis, .rightBracket: groups.removeLast()
      case .end: return false
      case let kind where comparison(of: kind) != nil || isJunction(offset):
        if groups.allSatisfy(\.self) { return true }
      default: break
      }
      offset += 1
    } while !groups.isEmpty
    return false
  }

  private func isJunction(_ offset: Int) -> Bool {
    isWord(tokens[offset], "and") || isWord(tokens[offset], "or") || isWord(tokens[offset], "not")
  }

  /// The comparison that a token stands for; `≈` is for claims alone.
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
}
