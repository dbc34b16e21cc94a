import Autodiff
import Letters
import Presentation

/// Writes names and formulas as a line of text.
package struct FormulaText: Sendable {
  let style: FormulaStyle
  /// The numbers to put in; nil: names are written.
  private let values: FormulaValues?

  /// - Parameter values: what is put into formulas, `0.8·0.5 + 0.1`; nil: they are written in names, `w·x + b`.
  package init(_ style: FormulaStyle = .plain, values: FormulaValues? = nil) {
    self.style = style
    self.values = values
  }

  package func text(_ tree: FormulaTree) -> String {
    var result = ""
    write(FormulaSetter(style: style, values: values).box(tree), to: &result)
    return result
  }

  // MARK: Names

  package func text(_ name: Name) -> String {
    switch name {
    case .plain(let name, let places):
      let place = places.isEmpty ? "" : "[" + places.map(String.init).joined(separator: ",") + "]"
      return style.spelled(name) + place
    case .owned(let name, let owner): return "\(text(name))[\(text(owner))]"
    case .typed(let spelling): return style.spelled(spelling)
    case .reciprocal(let divisor): return style.reciprocal(divisor)
    case .numbered(let number): return "v\(number)"
    case .adjoint(let output, let variables): return adjoint(of: output, by: variables)
    case .version(let name, let step): return style.version(step, of: text(name))
    case .tooLong: return "(" + style.dots + ")"
    case .expression(let tree):
      let text = FormulaText(style).text(tree)
      return "(" + (DisplayWidth.of(text) <= Limits.longestName ? text : style.dots) + ")"
    }
  }

  private func adjoint(of output: Name, by variables: [(name: Name, times: Int)]) -> String {
    func power(_ times: Int) -> String { times == 1 ? "" : style.exponent(String(times)) }
    let order = variables.reduce(0) { $0 + $1.times }
    let factors = variables.map { name, times in
      style.partial + (name.isQuotient ? "(\(text(name)))" : text(name)) + power(times)
    }
    let below =
      order == 1 || style.bindsDenominators ? factors.joined() : "(" + factors.joined(separator: " ") + ")"
    return style.partial + power(order) + text(output) + "/" + below
  }

  // MARK: Formulas

  private func write(_ box: FormulaBox, to result: inout String) {
    switch box {
    case .row(let parts): for part in parts { write(part, to: &result) }
    case .name(let name): result += text(name)
    case .number(let number): result += number.spelled
    case .sign(let operation): result += style.sign(operation)
    case .dots: result += style.dots
    case .parenthesised(let inside):
      result += "("
      write(inside, to: &result)
      result += ")"
    case .call(let operation, let operands):
      result += style.call(operation) + "("
      for (position, operand) in operands.enumerated() {
        if position > 0 { result += ", " }
        write(operand, to: &result)
      }
      result += ")"
    case .root(let inside):
      result += style.symbol(.sqrt)
      write(inside, to: &result)
    case .bars(let inside):
      var text = ""
      write(inside, to: &text)
      result += text.contains("|") ? style.call(.abs) + "(" + text + ")" : "|" + text + "|"
    case .raised(let base, let exponent):
      write(base, to: &result)
      result += style.exponent(exponent)
    case .power(let base, let exponent):
      write(base, to: &result)
      result += "^"
      write(exponent, to: &result)
    case .fraction(let above, let below):
      write(above, to: &result)
      result += style.symbol(.div)
      write(below, to: &result)
    }
  }
}
