import Autodiff
import Letters
import Presentation

/// Writes names and formulas as a line of text; parentheses come from precedence alone.
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
    write(tree, binding: .loosest, leads: true, to: &result)
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

  /// A name or number as it stands in the line.
  private struct Atom {
    let text: String
    var precedence = Precedence.primary
    var isQuotient = false
    var isNegative: Bool { text.hasPrefix("-") || text.hasPrefix("~-") }
  }

  private func atom(_ tree: FormulaTree) -> Atom? {
    switch tree {
    case .more: return Atom(text: style.dots)
    case .number(let value): return number(NumberFormat.exact(value))
    case .leaf(let leaf):
      let name = values == nil ? leaf.name : leaf.literal
      switch name {
      case .reciprocal:
        // `1/5·2` might be read as 1/(5·2): what is no typed quotient gets parentheses in a product.
        let text = name.map(text) ?? ""
        return Atom(text: text, precedence: text.contains("/") ? .sum : .primary)
      case .typed(let spelling): return number(style.spelled(spelling))
      case .some(let name):
        let isQuotient = name.isQuotient
        return Atom(
          text: text(name), precedence: isQuotient ? .product : .primary, isQuotient: isQuotient)
      case nil:
        let format = NumberFormat(digits: values?.digits ?? 6)
        let (value, doubt) = (values?[leaf.node] ?? .nan, values?.doubt(of: leaf.node) ?? 0)
        return number(UncertainNumber.text(value, doubt: doubt, format) ?? format.text(value))
      }
    case .apply, .chain: return nil
    }
  }

  /// A number; what is spelled `1/2` binds like a quotient, what is spelled `-1` like a negation.
  private func number(_ text: String) -> Atom {
    Atom(
      text: text,
      precedence: text.contains("/")
        ? .product : text.hasPrefix("-") || text.hasPrefix("~-") ? .prefix : .primary)
  }

  /// - Parameters:
  ///   - binding: what binds less gets parentheses.
  ///   - leads: whether a minus sign may stand first, because nothing stands before it.
  private func write(_ tree: FormulaTree, binding: Precedence, leads: Bool, to result: inout String) {
    if let atom = atom(tree) {
      let isBare = atom.precedence >= binding && (leads || !atom.isNegative)
      result += isBare ? atom.text : "(" + atom.text + ")"
      return
    }
    let precedence = precedence(of: tree)
    guard precedence >= binding, leads || precedence != .prefix else {
      bracketed(tree, to: &result)
      return
    }
    switch tree {
    case .chain(let first, let rest): write(first, rest, precedence, leads: leads, to: &result)
    case .apply(let operation, let operands): write(operation, operands, leads: leads, to: &result)
    case .leaf, .number, .more: break
    }
  }

  private func bracketed(_ tree: FormulaTree, to result: inout String) {
    result += "("
    write(tree, binding: .loosest, leads: true, to: &result)
    result += ")"
  }

  private func precedence(of tree: FormulaTree) -> Precedence {
    switch tree {
    case .chain(_, let rest): rest.first?.operation.isAdditive == false ? .product : .sum
    case .apply(let operation, _): style.precedence(operation)
    case .leaf, .number, .more: .primary
    }
  }

  private func write(
    _ first: FormulaTree, _ rest: [(operation: Operation, term: FormulaTree)], _ precedence: Precedence,
    leads: Bool, to result: inout String
  ) {
    write(first, binding: precedence, leads: leads, to: &result)
    for (operation, term) in rest {
      result += style.sign(operation)
      // On the right of + and · stands what binds tighter; on the right of / a quotient needs parentheses too.
      let isQuotient = atom(term)?.isQuotient == true
      switch operation {
      case .mul: write(term, binding: isQuotient ? .product : .prefix, leads: false, to: &result)
      case .div: write(term, binding: .prefix, leads: false, to: &result)
      default: write(term, binding: .product, leads: false, to: &result)
      }
    }
  }

  private func write(_ operation: Operation, _ operands: [FormulaTree], leads: Bool, to result: inout String)
  {
    guard let first = operands.first else {
      result += style.call(operation) + "()"
      return
    }
    switch operation.row.notation {
    case .prefix:
      result += style.sign(operation)
      // A quotient of adjoints reads well after a minus: -∂L/∂w.
      let isQuotient = atom(first)?.isQuotient == true
      write(first, binding: isQuotient ? .product : .power, leads: false, to: &result)
    case .square:
      write(base: first, to: &result)
      result += style.exponent("2")
    case .power:
      write(base: first, to: &result)
      if operands.count > 1 { write(exponent: operands[1], to: &result) }
    case .root where style.hasBarsAndRoots:
      result += operation.row.symbol
      write(base: first, to: &result)
    case .bars where style.hasBarsAndRoots:
      let inner = text(first)
      result += inner.contains("|") ? style.call(operation) + "(" + inner + ")" : "|" + inner + "|"
    case .infix(let precedence):
      write(first, binding: tighter(precedence), leads: leads, to: &result)
      for operand in operands.dropFirst() {
        result += style.sign(operation)
        write(operand, binding: tighter(precedence), leads: false, to: &result)
      }
    case .rest:
      result += "1" + style.sign(.sub)
      write(first, binding: .product, leads: false, to: &result)
    case .transparent: write(first, binding: .loosest, leads: leads, to: &result)
    case .call, .cases, .fraction, .terms, .root, .bars:
      result += style.call(operation) + "("
      for (position, operand) in operands.enumerated() {
        if position > 0 { result += ", " }
        write(operand, binding: .loosest, leads: true, to: &result)
      }
      result += ")"
    }
  }

  private func tighter(_ precedence: Precedence) -> Precedence {
    Precedence(rawValue: precedence.rawValue + 1) ?? .primary
  }

  /// `x` in `x²` and `√x`: names, numbers and calls stand bare; a root would be read two ways.
  private func write(base: FormulaTree, to result: inout String) {
    if case .apply(.sqrt, _) = base, style.hasBarsAndRoots {
      bracketed(base, to: &result)
    } else {
      write(base, binding: .primary, leads: false, to: &result)
    }
  }

  /// A whole number as typed stands high, everything else follows `^`.
  private func write(exponent: FormulaTree, to result: inout String) {
    if case .leaf(let leaf) = exponent, case .typed(let spelling) = leaf.name, spelling.count < 5,
      !spelling.isEmpty, spelling.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    {
      result += style.exponent(spelling)
      return
    }
    result += "^"
    if case .apply(.neg, let operands) = exponent, let operand = operands.first {
      result += "-"
      write(operand, binding: .power, leads: false, to: &result)
    } else {
      write(exponent, binding: .power, leads: false, to: &result)
    }
  }
}
