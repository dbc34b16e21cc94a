import Autodiff
import Language
import Lessons
import Letters

/// What a number that is given for a traced expression may be: the value, and its derivatives.
package struct TraceQuantities {
  struct Quantity {
    let expression: Expression
    let text: String
  }

  let output: String
  private let bindings: [Parser.Binding]

  package init(_ bindings: [Parser.Binding]) {
    output = ExpressionTrace.outputName(bindings)
    self.bindings = bindings
  }

  var value: Quantity { Quantity(expression: .reference(to: output), text: output) }

  /// This many quantities are compared with a number that is none of those it was given for.
  private static let most = 200

  /// The value, the derivatives and the numbers given, the first of them if they are many.
  var all: [Quantity] {
    let cells = bindings.flatMap { binding in
      binding.value.cells.prefix(TraceQuantities.most).map { (name: binding.name.text, indices: $0.indices) }
    }.prefix(TraceQuantities.most)
    return [value] + cells.map { derivative(by: $0.name, $0.indices) }
      + cells.map {
        Quantity(
          expression: .reference(to: $0.name, $0.indices), text: Label($0.name, $0.indices).description)
      }
  }

  private func derivative(by name: String, _ indices: [Int]) -> Quantity {
    let reference = Reference(
      name: Name(text: name, key: Name.key(of: name), span: .made),
      subscripts: indices.map { .number(Double($0), String($0)) }, span: .made)
    return Quantity(
      expression: Expression(.derivative(.reference(to: output), reference), at: .made),
      text: "∂\(output)/∂\(Label(name, indices).description)")
  }

  /// The quantity that a reader calls `f`, `∂f/∂w`, `df/dw`, `dw` or, for short, `w`.
  /// - Throws: `Diagnostic`, into the reader's text.
  func named(by subject: Expression) throws(Diagnostic) -> Quantity {
    switch subject.kind {
    case .reference(let reference):
      if reference.subscripts.isEmpty, reference.name.key == Name.key(of: output) { return value }
      return try derivative(by: reference, stripping: true)
    case .derivative(let of, let by) where of.bareName?.key == Name.key(of: output):
      return try derivative(by: by, stripping: false)
    case .apply(.div, let sides):
      guard sides[0].bareName?.text == "d" + output, case .reference(let by) = sides[1].kind,
        by.name.text.hasPrefix("d")
      else { break }
      return try derivative(by: by.renamed(String(by.name.text.dropFirst())), stripping: false)
    default: break
    }
    throw unknown(ExpressionPrinter.text(subject), at: subject.span)
  }

  /// - Parameter stripping: whether `dw` may be meant for `w`.
  private func derivative(by reference: Reference, stripping: Bool) throws(Diagnostic) -> Quantity {
    let name = reference.name
    guard let binding = bindings.first(where: { $0.name.key == name.key }) else {
      if stripping, name.text.hasPrefix("d"), name.text.utf8.count > 1 {
        let short = reference.renamed(String(name.text.dropFirst()))
        if bindings.contains(where: { $0.name.key == short.name.key }) {
          return try derivative(by: short, stripping: false)
        }
      }
      throw unknown(name.text, at: reference.span)
    }
    let indices = reference.subscripts.map { subscriptValue($0) }
    let cells = binding.value.cells.map(\.indices)
    guard let found = cells.first(where: { $0.map(Optional.some) == indices }) else {
      let written = ExpressionPrinter.text(Expression(.reference(reference), at: reference.span))
      throw Diagnostic(
        reference.subscripts.isEmpty
          ? "\(name.text) is an array; say which of its numbers" : "there is no \(written)",
        at: reference.span, help: "as in \(Label(name.text, cells[0]).description) = 0.5")
    }
    return derivative(by: binding.name.text, found)
  }

  private func subscriptValue(_ expression: Expression) -> Int? {
    if case .number(let number) = expression.kind { Int(exactly: number.value) } else { nil }
  }

  private func unknown(_ text: String, at span: Span) -> Diagnostic {
    let slope = bindings.first.map { binding in
      let text = Label(binding.name.text, binding.value.cells[0].indices).description
      return ", ∂\(output)/∂\(text) = 0.5, or for short \(text) = 0.5"
    }
    return Diagnostic(
      "the expression has no value or slope called \(text)", at: span,
      help: "write \(output) = 0.5 for its value\(slope ?? "")")
  }
}

extension Reference {
  fileprivate func renamed(_ text: String) -> Reference {
    Reference(
      name: Name(text: text, key: Name.key(of: text), span: name.span), subscripts: subscripts, span: span)
  }
}

extension Expression {
  /// A name, or a member of a family, that stands in no text.
  static func reference(to name: String, _ indices: [Int] = []) -> Expression {
    Expression(
      .reference(
        Reference(
          name: Name(text: name, key: Name.key(of: name), span: .made),
          subscripts: indices.map { .number(Double($0), String($0)) }, span: .made)), at: .made)
  }
}
