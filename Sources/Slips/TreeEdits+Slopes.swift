import Autodiff
import Language
import Trace

extension TreeEdits {
  /// Derivatives that people take for the right ones: a row for each function, of its operand `a` and its value `y`.
  private static func wrongSlopes(of function: Operation) -> [String] {
    switch function {
    case .sigmoid: ["y", "1 - y", "a·(1 - a)", "y²"]
    case .tanh: ["1 - y", "y·(1 - y)", "1 - a²", "y"]
    case .exp: ["a·y", "a·exp(a - 1)"]
    case .ln: ["y", "a", "1/y"]
    case .log10: ["1/a"]
    case .sin: ["-cos(a)", "y", "-y"]
    case .cos: ["sin(a)", "y", "-y"]
    case .tan: ["1/y", "1 + a²"]
    case .sqrt: ["1/√a", "2·√a", "½·√a", "√a", "½/a"]
    case .square: ["a²", "2·a²", "2", "1"]
    case .relu: ["y", "1"]
    default: []
    }
  }

  /// Powers aⁿ: what is taken for n·aⁿ⁻¹.
  private static let wrongPowers = [
    "n·a^n", "a^(n - 1)", "(n - 1)·a^n", "(n - 1)·a^(n - 1)", "n·a^(n - 2)", "a^n",
  ]

  /// The expression with its own value and a wrong slope.
  mutating func slopeTableEdits(_ expression: Expression, _ rebuild: Rebuild) {
    let function: Operation
    let operands: [Expression]
    switch expression.kind {
    case .apply(let operation, let own): (function, operands) = (operation, own)
    case .call(let name, let own):
      guard let operation = Operation.named(name.text), own.count == 1 else { return }
      (function, operands) = (operation, own)
    default: return
    }
    let a = operands[0]
    let whole = ExpressionPrinter.text(expression)
    if function == .pow, case .number(let n) = operands[1].kind {
      for text in TreeEdits.wrongPowers {
        guard let slope = TreeEdits.formulas.formula(text, ["a": a, "n": operands[1]])?.folded else {
          continue
        }
        let shown = ExpressionPrinter.text(slope)
        if n.value == 2, text == "n·a^(n - 2)" { continue }
        add(
          withSlope(slope, of: expression, at: 0), rebuild, about: expression,
          .derivative(of: "(\(whole))′", taken: shown), .wrongSlope, isOfSlope: true)
      }
      return
    }
    for text in TreeEdits.wrongSlopes(of: function) {
      guard let slope = TreeEdits.formulas.formula(text, ["a": a, "y": expression]) else { continue }
      let row = function.row
      let name = function == .square ? "(\(whole))′" : "\(row.spellings.first ?? row.name)′"
      let shown =
        function == .square
        ? ExpressionPrinter.text(slope)
        : text.replacing("y", with: row.spellings.first ?? row.name).replacing("a", with: "z", isWord: true)
      add(
        withSlope(slope, of: expression, at: 0), rebuild, about: expression,
        .derivative(of: name, taken: shown), .wrongSlope, isOfSlope: true)
    }
    linearEdits(expression, function, operands, rebuild)
    if function == .mul { ownFactorEdits(expression, operands, rebuild) }
    if operands.count == 1, function != .neg { innerEdits(expression, a, rebuild) }
    variableEdits(expression, function, operands, rebuild)
  }

  /// 5·x, whose slope is taken for 5·x.
  private mutating func linearEdits(
    _ expression: Expression, _ function: Operation, _ operands: [Expression], _ rebuild: Rebuild
  ) {
    guard function == .mul, case .number = operands[0].kind, operands[1].bareName != nil else { return }
    let whole = ExpressionPrinter.text(expression)
    add(
      withSlope(expression, of: expression, at: 1), rebuild, about: expression,
      .derivative(of: "(\(whole))′", taken: whole), .wrongSlope, isOfSlope: true)
  }

  /// w·x, whose slope by w is taken for w.
  private mutating func ownFactorEdits(_ expression: Expression, _ operands: [Expression], _ rebuild: Rebuild)
  {
    for (place, own) in operands.enumerated()
    where variables.contains(where: { $0.name.key == own.bareName?.key }) {
      let shown = ExpressionPrinter.text(own)
      add(
        withSlope(own, of: expression, at: place), rebuild, about: expression,
        .derivative(of: "∂(\(ExpressionPrinter.text(expression)))/∂\(shown)", taken: shown), .productRule,
        isOfSlope: true)
    }
  }

  /// The slope of what is inside a function forgotten.
  private mutating func innerEdits(_ expression: Expression, _ inner: Expression, _ rebuild: Rebuild) {
    guard inner.parts.count > 0 else { return }
    for variable in variables where variable.subscripts.isEmpty && inner.nameKeys.contains(variable.name.key)
    {
      let x = Expression(.reference(variable), at: .made)
      let simpler = Expression.made(.add, withoutSlope(inner), .made(.sub, x, withoutSlope(x)))
      add(
        expression.replacing(part: 0, by: simpler), rebuild, about: inner,
        .slope(.whole, of: ExpressionPrinter.text(inner)), .chainFactor, isOfSlope: true)
    }
  }

  /// Products and quotients whose rule is not known: (u·v)′ = u′·v′.
  private mutating func variableEdits(
    _ expression: Expression, _ function: Operation, _ operands: [Expression], _ rebuild: Rebuild
  ) {
    guard function == .mul || function == .div,
      operands.allSatisfy({ if case .number = $0.kind { false } else { true } })
    else { return }
    let (u, v) = (operands[0], operands[1])
    for variable in variables where variable.subscripts.isEmpty {
      let x = Expression(.reference(variable), at: .made)
      if operands.contains(where: { $0.bareName?.key == variable.name.key }) { continue }
      let du = Expression(.derivative(u, variable), at: .made)
      let dv = Expression(.derivative(v, variable), at: .made)
      let right = Expression.made(.mul, du, v)
      let left = Expression.made(.mul, u, dv)
      let rows: [(text: String, slope: Expression)] =
        function == .mul
        ? [("u′·v′", .made(.mul, du, dv)), ("u′·v - u·v′", .made(.sub, right, left))]
        : [
          ("u′/v′", .made(.div, du, dv)),
          ("(u′·v + u·v′)/v²", .made(.div, .made(.add, right, left), .made(.square, v))),
          ("(u·v′ - u′·v)/v²", .made(.div, .made(.sub, left, right), .made(.square, v))),
          ("(u′·v - u·v′)/v", .made(.div, .made(.sub, right, left), v)),
          ("u′·v - u·v′", .made(.sub, right, left)),
        ]
      for (text, slope) in rows {
        let value = withoutSlope(expression)
        let offset = Expression.made(.sub, x, withoutSlope(x))
        add(
          .made(.add, value, .made(.mul, offset, withoutSlope(slope))), rebuild, about: expression,
          .derivative(of: function == .mul ? "(u·v)′" : "(u/v)′", taken: text), .productRule, isOfSlope: true)
      }
    }
  }

  private static let formulas = FormulaTable(Operation.allCases.flatMap(wrongSlopes) + wrongPowers)

  /// The expression with the slope by one operand replaced: that operand without its slope, and what adds it again.
  func withSlope(_ slope: Expression, of expression: Expression, at place: Int) -> Expression {
    let operand = expression.parts[place]
    let frozen = expression.replacing(part: place, by: withoutSlope(operand))
    let offset = Expression.made(.sub, operand, withoutSlope(operand))
    return .made(.add, frozen, .made(.mul, offset, withoutSlope(slope)))
  }
}

extension String {
  /// With a letter that stands alone replaced.
  fileprivate func replacing(_ letter: Character, with other: Character, isWord: Bool) -> String {
    var result = ""
    let letters = Array(self)
    for (index, own) in letters.enumerated() {
      let isAlone =
        (index == 0 || !letters[index - 1].isLetter)
        && (index + 1 == letters.count || !letters[index + 1].isLetter)
      result.append(own == letter && isAlone ? other : own)
    }
    return result
  }
}

extension Expression {
  /// With differences of two numbers worked out: 4 - 1 is 3, and what has the exponent 1 has none.
  fileprivate var folded: Expression {
    let result = mappingParts(\.folded)
    guard case .apply(let operation, let operands) = result.kind, operands.count == 2 else { return result }
    if operation == .sub, case .number(let a) = operands[0].kind, case .number(let b) = operands[1].kind {
      return NumberEdits.expression(a.value - b.value)
    }
    if operation == .pow, operands[1].isNumber(1) { return operands[0] }
    if operation == .pow, operands[1].isNumber(0) { return .number(1, "1") }
    if operation == .mul, operands[0].isNumber(1) { return operands[1] }
    return result
  }
}
