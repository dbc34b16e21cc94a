import Autodiff
import Language
import Letters

extension Expression {
  /// The expressions that this one computes with, in order; without subscripts, conditions and operands of ∂ and @.
  var parts: [Expression] {
    switch kind {
    case .number, .reference, .derivative, .history: []
    case .apply(_, let operands): operands
    case .call(_, let arguments): arguments
    case .reduction(_, _, let body): [body]
    case .conditional(_, let a, let b): [a, b]
    }
  }

  /// The same expression with another one in place of a part.
  func replacing(part: Int, by new: Expression) -> Expression {
    var parts = self.parts
    parts[part] = new
    switch kind {
    case .number, .reference, .derivative, .history: return self
    case .apply(let operation, _): return Expression(.apply(operation, parts), at: span)
    case .call(let name, _): return Expression(.call(name, parts), at: span)
    case .reduction(let reduction, let indices, _):
      return Expression(.reduction(reduction, indices, parts[0]), at: span)
    case .conditional(let condition, _, _):
      return Expression(.conditional(condition, parts[0], parts[1]), at: span)
    }
  }

  /// The same expression with each part changed.
  func mappingParts(_ change: (Expression) -> Expression) -> Expression {
    parts.enumerated().reduce(self) { $0.replacing(part: $1.offset, by: change($1.element)) }
  }

  /// Feeds what is computed, whatever place and spelling it has.
  func hash(into hasher: inout Hasher) {
    forEachDescendant { inner in
      switch inner.kind {
      case .number(let number): hasher.combine(number.value)
      case .reference(let reference):
        hasher.combine(reference.name.key)
        hasher.combine(reference.subscripts.count)
      case .apply(let operation, let operands):
        hasher.combine(operation)
        hasher.combine(operands.count)
      case .call(let name, let arguments):
        hasher.combine(name.key)
        hasher.combine(arguments.count)
      case .reduction(let reduction, let indices, _):
        hasher.combine(reduction)
        for index in indices {
          hasher.combine(index.name.key)
          hasher.combine(index.bounds == nil)
        }
      case .conditional(let condition, _, _): hasher.combine(ExpressionPrinter.text(condition))
      case .derivative: hasher.combine("∂")
      case .history: hasher.combine("@")
      }
    }
  }

  var hasDerivative: Bool {
    var found = false
    forEachDescendant { if case .derivative = $0.kind { found = true } }
    return found
  }

  /// The plain name it is, if it is one.
  var bareName: Name? {
    if case .reference(let reference) = kind, reference.subscripts.isEmpty { return reference.name }
    return nil
  }

  func isNumber(_ value: Double) -> Bool {
    if case .number(let number) = kind { return number.value == value }
    return false
  }

  /// A number as typed.
  static func number(_ value: Double, _ spelling: String) -> Expression {
    Expression(.number(Number(value: value, spelling: spelling)), at: .made)
  }

  /// An operation put in by an edit.
  static func made(_ operation: Operation, _ operands: Expression...) -> Expression {
    Expression(.apply(operation, operands), at: .made)
  }
}

extension Span {
  /// The place of an expression that stands in no text: nodes are shared by place, so an edit may not borrow one.
  static let made = Span(-1, -1)
}
