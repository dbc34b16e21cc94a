import Presentation

/// The symbols, the numbers put in and the result of an equation, and which of them say something of their own.
struct EquationParts {
  let symbols: String
  let numbers: String
  let result: String
  let showsSymbols: Bool
  let showsNumbers: Bool

  init(_ equation: Equation, _ spelling: Spelling = Spelling(style: .plain)) {
    symbols = FormulaText(spelling.style).text(equation.symbols)
    numbers = FormulaText(spelling.style, values: equation.values).text(equation.numbers)
    result = spelling.text(equation.result)
    showsNumbers = numbers != symbols && numbers != result
    showsSymbols = showsNumbers || symbols != result
  }

  /// Those that are shown.
  var shown: [String] { (showsSymbols ? [symbols] : []) + (showsNumbers ? [numbers] : []) + [result] }
}
