extension Expression {
  /// The same expression with other things for some of its names, after their subscripts.
  /// - Parameter transform: what is put for a reference; nil for itself. Only another reference can be what a derivative
  ///   is taken with respect to.
  package func mapped(_ transform: (Reference) -> Kind?) -> Expression {
    func mapped(_ reference: Reference) -> Kind {
      let inner = Reference(
        name: reference.name, subscripts: reference.subscripts.map { $0.mapped(transform) },
        span: reference.span)
      return transform(inner) ?? .reference(inner)
    }
    let new: Kind
    switch kind {
    case .number: new = kind
    case .reference(let reference): new = mapped(reference)
    case .apply(let operation, let operands): new = .apply(operation, operands.map { $0.mapped(transform) })
    case .call(let name, let arguments): new = .call(name, arguments.map { $0.mapped(transform) })
    case .reduction(let reduction, let ranges, let body):
      let ranges = ranges.map { range in
        IndexRange(
          name: range.name,
          bounds: range.bounds.map { ($0.lower.mapped(transform), $0.upper.mapped(transform)) },
          span: range.span)
      }
      new = .reduction(reduction, ranges, body.mapped(transform))
    case .conditional(let condition, let first, let second):
      new = .conditional(
        condition.map { $0.mapped(transform) }, first.mapped(transform), second.mapped(transform))
    case .derivative(let output, let variable):
      var by = variable
      if case .reference(let reference) = mapped(variable) { by = reference }
      new = .derivative(output.mapped(transform), by)
    case .history(let operand, let step):
      new = .history(operand.mapped(transform), at: step.mapped(transform))
    }
    return Expression(new, at: span)
  }
}
