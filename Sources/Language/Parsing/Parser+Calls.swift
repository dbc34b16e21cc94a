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
