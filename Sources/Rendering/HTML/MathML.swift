import Autodiff
import Letters
import Presentation

/// Formulas and names in MathML, which browsers set themselves.
extension HTMLWriter {
  /// A formula of its own, which may stand in a line of text.
  mutating func math(_ body: (inout HTMLWriter) -> Void) { element("math", [], body) }

  mutating func math(_ name: Name) { math { $0.write(name) } }

  /// - Parameter values: the numbers to put in; nil: names are written.
  mutating func write(_ tree: FormulaTree, values: FormulaValues? = nil) {
    write(FormulaSetter(style: .tall, values: values).box(tree))
  }

  /// The digits of a number, with a minus sign as it is printed.
  static func printed(_ number: String) -> String { number.replacing("-", with: "\u{2212}") }

  /// A number; with its node, so that it can be written again.
  mutating func number(_ digits: String, node: NodeID?, isGuarded: Bool = false) {
    var attributes: [Attribute] = node.map { [.node($0)] } ?? []
    if isGuarded, node != nil { attributes.append(.init("data-guarded", "")) }
    element("mn", attributes, HTMLWriter.printed(digits))
  }

  // MARK: Formulas

  private mutating func write(_ box: FormulaBox) {
    switch box {
    case .row(let parts): for part in parts { write(part) }
    case .name(let name): write(name)
    case .number(let number): self.number(number.spelled, node: number.node, isGuarded: number.isGuarded)
    case .sign(let operation): sign(FormulaStyle.tall.symbol(operation))
    case .dots: element("mi", [], FormulaStyle.tall.dots)
    case .parenthesised(let inside): fenced("(", ")") { $0.write(inside) }
    case .call(let operation, let operands):
      row {
        $0.element("mi", [], FormulaStyle.tall.call(operation))
        $0.fenced("(", ")") { html in
          for (position, operand) in operands.enumerated() {
            if position > 0 { html.sign(",") }
            html.write(operand)
          }
        }
      }
    case .root(let inside): element("msqrt") { $0.write(inside) }
    case .bars(let inside): fenced("|", "|") { $0.write(inside) }
    case .raised(let base, let exponent):
      element("msup") { html in
        html.row { $0.write(base) }
        html.element("mn", [], exponent)
      }
    case .power(let base, let exponent):
      element("msup") { html in
        html.row { $0.write(base) }
        html.row { $0.write(exponent) }
      }
    case .fraction(let above, let below):
      element("mfrac") { html in
        html.row { $0.write(above) }
        html.row { $0.write(below) }
      }
    }
  }

  private mutating func row(_ body: (inout HTMLWriter) -> Void) { element("mrow", [], body) }

  private mutating func fenced(_ open: String, _ close: String, _ body: (inout HTMLWriter) -> Void) {
    row {
      $0.element("mo", [.init("form", "prefix")], open)
      body(&$0)
      $0.element("mo", [.init("form", "postfix")], close)
    }
  }

  mutating func sign(_ sign: String) { element("mo", [], HTMLWriter.printed(sign)) }

  // MARK: Names

  mutating func write(_ name: Name) {
    switch name {
    case .plain(let name, let places):
      if places.isEmpty { return letters(name) }
      lowered(.plain(name)) { $0.element("mn", [], places.map(String.init).joined(separator: ",")) }
    case .owned(let name, let owner): lowered(name) { $0.write(owner) }
    case .typed(let spelling): number(spelling, node: nil)
    case .reciprocal(let divisor): number(FormulaStyle.tall.reciprocal(divisor), node: nil)
    case .numbered(let number): lowered(.plain("v")) { $0.element("mn", [], String(number)) }
    case .adjoint(let output, let variables): adjoint(of: output, by: variables)
    case .version(let name, let step):
      element("msup") { html in
        html.row { $0.write(name) }
        html.row { $0.number("(\(step))", node: nil) }
      }
    case .tooLong: element("mi", [], "(" + FormulaStyle.tall.dots + ")")
    case .expression(let tree):
      let isShort = DisplayWidth.of(FormulaText().text(tree)) <= Limits.longestName
      fenced("(", ")") { html in
        if isShort { html.write(tree) } else { html.element("mi", [], FormulaStyle.tall.dots) }
      }
    }
  }

  private mutating func letters(_ name: String) { element("mi", [], name) }

  private mutating func lowered(
    _ name: Name, _ below: (inout HTMLWriter) -> Void
  ) {
    element("msub") { html in
      html.row { $0.write(name) }
      html.row(below)
    }
  }

  private mutating func adjoint(of output: Name, by variables: [(name: Name, times: Int)]) {
    let order = variables.reduce(0) { $0 + $1.times }
    element("mfrac") { html in
      html.row { html in
        html.raised(order) { $0.element("mi", [], FormulaStyle.tall.partial) }
        html.write(output)
      }
      html.row { html in
        for (name, times) in variables {
          html.element("mi", [], FormulaStyle.tall.partial)
          html.raised(times) { html in
            if name.isQuotient { html.fenced("(", ")") { $0.write(name) } } else { html.write(name) }
          }
        }
      }
    }
  }

  private mutating func raised(_ times: Int, _ body: (inout HTMLWriter) -> Void) {
    if times == 1 { return body(&self) }
    element("msup") { html in
      html.row(body)
      html.element("mn", [], String(times))
    }
  }
}
