import Language
import Letters

/// Formulas written as texts, with letters for what they are made of.
struct FormulaTable: Sendable {
  private let formulas: [String: Expression]

  init(_ texts: [String]) {
    formulas = texts.reduce(into: [:]) { found, text in
      let source = Source(name: "", text: text)
      found[text] = try? Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
    }
  }

  /// A formula of the table with its letters replaced.
  func formula(_ text: String, _ letters: [String: Expression]) -> Expression? {
    func put(_ expression: Expression) -> Expression {
      if let name = expression.bareName, let other = letters[name.text] { return other }
      return Expression(expression.kind, at: .made).mappingParts(put)
    }
    return formulas[text].map(put)
  }
}
