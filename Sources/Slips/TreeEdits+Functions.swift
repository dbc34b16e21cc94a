import Autodiff
import Language
import Trace

extension TreeEdits {
  /// Functions that are taken for each other: with σ(z) on the left what is written for it.
  private static func others(for function: Operation) -> [(text: String, kind: SlipKind)] {
    switch function {
    case .ln: [("log10(a)", .otherLogarithm), ("ln(a)/ln(2)", .otherLogarithm)]
    case .log10: [("ln(a)", .otherLogarithm), ("ln(a)/ln(2)", .otherLogarithm)]
    case .exp: [("exp(-a)", .otherFunction), ("10^a", .otherFunction), ("2^a", .otherFunction)]
    case .sin:
      [("sin(a·π/180)", .degrees), ("cos(a)", .otherFunction), ("tan(a)", .otherFunction)]
    case .cos: [("cos(a·π/180)", .degrees), ("sin(a)", .otherFunction)]
    case .tan: [("tan(a·π/180)", .degrees), ("1/tan(a)", .otherFunction)]
    case .sigmoid: [("tanh(a)", .otherFunction), ("σ(-a)", .otherFunction), ("relu(a)", .otherFunction)]
    case .tanh: [("σ(a)", .otherFunction), ("tanh(-a)", .otherFunction), ("relu(a)", .otherFunction)]
    case .relu: [("σ(a)", .otherFunction), ("tanh(a)", .otherFunction)]
    case .sqrt: [("a²", .otherFunction)]
    case .square: [("a^3", .otherFunction), ("√a", .otherFunction), ("|a|", .otherFunction)]
    default: []
    }
  }

  /// A function for another, a base for another, degrees for radians.
  mutating func functionEdits(_ expression: Expression, _ rebuild: Rebuild) {
    guard let (function, operand) = TreeEdits.function(expression) else { return }
    for (text, kind) in TreeEdits.others(for: function) {
      guard let new = TreeEdits.template(text, a: operand) else { continue }
      if kind == .degrees {
        let new = isDifferentiated ? TreeEdits.inDegrees(function, operand, new, withoutSlope) : new
        add(new, rebuild, about: expression, .degrees(ExpressionPrinter.text(expression)), kind)
      } else if text == "ln(a)/ln(2)" {
        let shown = "log2(\(ExpressionPrinter.text(operand)))"
        let mistake = Mistake.Kind.replaced(by: shown, insteadOf: ExpressionPrinter.text(expression))
        add(new, rebuild, about: expression, mistake, kind)
      } else {
        exchange(expression, for: new, rebuild, kind)
      }
    }
  }

  /// Of a whole formula: every angle in degrees, every sine for a cosine and the reverse.
  mutating func wholeFunctionEdits(_ formula: Expression) {
    var angles = 0
    formula.forEachDescendant { inner in
      if case (.sin, _)? = TreeEdits.function(inner) { angles += 1 }
      if case (.cos, _)? = TreeEdits.function(inner) { angles += 1 }
    }
    guard angles > 1 else { return }
    func mapped(_ expression: Expression, _ change: (Operation, Expression) -> String?) -> Expression {
      let result = expression.mappingParts { mapped($0, change) }
      if let (function, operand) = TreeEdits.function(result), let text = change(function, operand),
        let new = TreeEdits.template(text, a: operand)
      {
        return new
      }
      return result
    }
    let degrees = mapped(formula) { function, _ in
      TreeEdits.others(for: function).first { $0.kind == .degrees }?.text
    }
    let swapped = mapped(formula) { function, _ in
      function == .sin ? "cos(a)" : function == .cos ? "sin(a)" : nil
    }
    add(degrees, { $0 }, about: formula, .degrees("every angle"), .degrees)
    add(swapped, { $0 }, about: formula, .swapped("sin", "cos"), .otherFunction)
  }

  /// The sine of so many degrees, with the slope that a pocket calculator in degrees gives: its cosine.
  private static func inDegrees(
    _ function: Operation, _ operand: Expression, _ value: Expression, _ frozen: (Expression) -> Expression
  ) -> Expression {
    let slope: Expression? =
      switch function {
      case .sin: template("cos(a·π/180)", a: operand)
      case .cos: template("sin(a·π/180)", a: operand).map { .made(.neg, $0) }
      default: nil
      }
    guard let slope else { return value }
    return .made(.add, frozen(value), .made(.mul, .made(.sub, operand, frozen(operand)), frozen(slope)))
  }

  /// Of a whole formula: the 2 of every square forgotten.
  mutating func wholeSlopeEdits(_ formula: Expression) {
    var squares = 0
    formula.forEachDescendant { if case .apply(.square, _) = $0.kind { squares += 1 } }
    guard isDifferentiated, squares > 1 else { return }
    let half = Expression.made(.mul, .number(0.5, "½"), formula)
    let new = Expression.made(.add, half, withoutSlope(half))
    add(new, { $0 }, about: formula, .slope(.two, of: "every square"), .chainTwo, isOfSlope: true)
  }

  private static func function(_ expression: Expression) -> (Operation, Expression)? {
    switch expression.kind {
    case .apply(let operation, let operands) where operands.count == 1: (operation, operands[0])
    case .call(let name, let operands) where operands.count == 1:
      Operation.named(name.text).map { ($0, operands[0]) }
    default: nil
    }
  }

  private static func template(_ text: String, a: Expression) -> Expression? {
    templates.formula(text, ["a": a])
  }

  private static let templates = FormulaTable(Operation.allCases.flatMap(others).map(\.text))
}
