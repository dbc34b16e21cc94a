import Autodiff
import Letters

/// Whole expressions, and how deep and how high they may grow.
extension Parser {
  /// An expression and its height, which must stay below `Limits.treeHeight`.
  struct Tree {
    var expression: Expression
    var height: Int

    var span: Span { expression.span }
  }

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
  mutating func enter(_ span: Span) throws(Diagnostic) {
    depth += 1
    if depth > Limits.nesting {
      throw Diagnostic(
        "this expression is nested more than \(Limits.nesting) deep", at: span,
        help: "give its inner parts names of their own")
    }
  }

  /// Counts one level of nesting less; after an error nobody does, because the next line starts afresh.
  mutating func leave() { depth -= 1 }

  /// A tree above others, the highest of which is `height` high.
  func grown(_ kind: Expression.Kind, at span: Span, above height: Int) throws(Diagnostic) -> Tree {
    guard height < Limits.treeHeight else {
      throw Diagnostic(
        "this expression chains more than \(Limits.treeHeight) operations",
        at: Span(span.start, span.start + 1), help: "give its parts names of their own, or use Σ[i]")
    }
    return Tree(expression: Expression(kind, at: span), height: height + 1)
  }

  /// A tree of an operation of two operands.
  func apply(_ operation: Operation, _ left: Tree, _ right: Tree) throws(Diagnostic) -> Tree {
    try grown(
      .apply(operation, [left.expression, right.expression]), at: left.span.joined(right.span),
      above: Swift.max(left.height, right.height))
  }
}
