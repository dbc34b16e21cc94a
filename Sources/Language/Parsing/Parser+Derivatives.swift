import Letters

/// Derivatives, and values of the past.
extension Parser {
  /// `grad(A, b)`, after the bracket
  mutating func gradient(_ name: Name) throws(Diagnostic) -> Tree {
    let of = try sum()
    guard take(.comma) else { throw unexpected("`,`", help: "a derivative is written grad(L, w)") }
    let (by, height) = try reference()
    guard take(.rightParenthesis) else { throw unexpected("`)`", help: "a derivative is written grad(L, w)") }
    return try grown(
      .derivative(of.expression, by), at: span(from: name.span.start), above: Swift.max(of.height, height))
  }

  /// `∂A/∂b`, `∂(expr)/∂b`
  mutating func derivative() throws(Diagnostic) -> Tree {
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

  /// `[ "@" ( INTEGER | NAME | "(" expr ")" ) ]`
  mutating func history(_ operand: Tree) throws(Diagnostic) -> Tree {
    guard take(.at) else { return operand }
    let step: Tree
    switch token.kind {
    case .number:
      let text = source.text(token.span)
      guard text.utf8.allSatisfy(\.isDigit) else { throw unexpected("a whole number after `@`") }
      step = Tree(expression: try number(), height: 1)
    case .name:
      let name = try name("a name")
      let reference = Reference(name: name, span: name.span)
      step = Tree(expression: Expression(.reference(reference), at: name.span), height: 1)
    case .leftParenthesis: step = try parenthesised()
    case .minus:
      throw unexpected("a step after `@`", help: "steps count from 0; the step before k is written @(k-1)")
    default: throw unexpected("a step after `@`", help: "write L@3, L@k or L@(k-1)")
    }
    if token.kind == .at {
      throw unexpected("an operator", help: "one @ says the step of everything before it")
    }
    return try grown(
      .history(operand.expression, at: step.expression), at: operand.span.joined(step.span),
      above: Swift.max(operand.height, step.height))
  }
}
