/// The one walk over expressions: a search handles the kinds it is about and leaves the others to it.
extension Expression {
  /// Calls `body` with every expression directly below this one, in the order of the text: operands and arguments,
  /// subscripts, both sides of a condition, bounds of indices, both sides of a derivative, the step after `@`.
  package func forEachChild(_ body: (Expression) throws -> Void) rethrows {
    switch kind {
    case .number: break
    case .reference(let reference): for subscripted in reference.subscripts { try body(subscripted) }
    case .apply(_, let operands), .call(_, let operands): for operand in operands { try body(operand) }
    case .reduction(_, let indices, let term):
      for (lower, upper) in indices.lazy.compactMap(\.bounds) {
        try body(lower)
        try body(upper)
      }
      try body(term)
    case .conditional(let condition, let first, let second):
      for expression in condition.expressions { try body(expression) }
      try body(first)
      try body(second)
    case .derivative(let output, let variable):
      try body(output)
      try body(Expression(.reference(variable), at: variable.span))
    case .history(let operand, let step):
      try body(operand)
      try body(step)
    }
  }

  /// Calls `body` with this expression and everything below it, parents first.
  /// - Complexity: O(*n*) in the size of the tree.
  package func forEachDescendant(_ body: (Expression) throws -> Void) rethrows {
    try body(self)
    try forEachChild { try $0.forEachDescendant(body) }
  }
}
