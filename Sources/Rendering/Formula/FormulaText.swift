import Autodiff
import Letters
import Trace

/// Writes a formula as a line of text; parentheses come from precedence alone.
package struct FormulaText: Sendable {
  private let graph: Graph
  private let names: Names
  private let ascii: Bool
  /// The numbers to put in; nil: names are written.
  private let values: FormulaValues?

  /// A formula in names: `w·x + b`.
  package init(_ graph: Graph, names: Names, ascii: Bool = false) {
    self.graph = graph
    self.names = names
    self.ascii = ascii
    values = nil
  }

  /// A formula with the numbers put in: `0.8·0.5 + 0.1`.
  package init(_ graph: Graph, names: Names, ascii: Bool = false, values: FormulaValues) {
    self.graph = graph
    self.names = names
    self.ascii = ascii
    self.values = values
  }

  package func text(_ tree: FormulaTree) -> String {
    var result = ""
    write(tree, binding: .comparison, leads: true, to: &result)
    return result
  }

  /// A name or number as it stands in the line.
  private struct Atom {
    let text: String
    var precedence = Precedence.primary
    var isQuotient = false
    var isNumber = false
    var isNegative: Bool { text.hasPrefix("-") }
  }

  private func atom(_ tree: FormulaTree) -> Atom? {
    switch tree {
    case .more: return Atom(text: ascii ? "..." : "…")
    case .number(let value): return number(NumberFormat.exact(value))
    case .adjoint(let output, let node, let value):
      if let values { return number(values.text(value)) }
      return Atom(text: names.adjoint(of: output, to: node), precedence: .product, isQuotient: true)
    case .node(let node):
      if case .constant(let spelling)? = graph.leafKind(of: node),
        values != nil || graph.label(of: node) == nil
      {
        // `1/5·2` might be read as 1/(5·2): what is no typed quotient gets parentheses in a product.
        if let text = names.reciprocal(node) {
          return Atom(text: text, precedence: text.contains("/") ? .sum : .primary, isNumber: true)
        }
        if !spelling.isEmpty { return number(names.spelled(spelling)) }
      }
      if let values { return number(values.text(node)) }
      let quotient = names.isQuotient(node)
      return Atom(
        text: names.text(of: node), precedence: quotient ? .product : .primary, isQuotient: quotient)
    case .apply, .chain: return nil
    }
  }

  /// A number; what is spelled `1/2` binds like a quotient, what is spelled `-1` like a negation.
  private func number(_ text: String) -> Atom {
    if text.contains("/") { return Atom(text: text, precedence: .product, isNumber: true) }
    return Atom(text: text, precedence: text.hasPrefix("-") ? .prefix : .primary, isNumber: true)
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
    let startsWithMinus = precedence == .prefix
    guard precedence >= binding, leads || !startsWithMinus else {
      result += "("
      write(tree, binding: .comparison, leads: true, to: &result)
      result += ")"
      return
    }
    switch tree {
    case .chain(let first, let rest): write(first, rest, precedence, leads: leads, to: &result)
    case .apply(let operation, let operands): write(operation, operands, leads: leads, to: &result)
    case .node, .adjoint, .number, .more: break
    }
  }

  private func precedence(of tree: FormulaTree) -> Precedence {
    switch tree {
    case .chain(_, let rest): rest.first?.operation.isAdditive == false ? .product : .sum
    case .apply(let operation, _): operation.row.notation.precedence
    case .node, .adjoint, .number, .more: .primary
    }
  }

  private func write(
    _ first: FormulaTree, _ rest: [(operation: Operation, term: FormulaTree)], _ precedence: Precedence,
    leads: Bool,
    to result: inout String
  ) {
    write(first, binding: precedence, leads: leads, to: &result)
    for (operation, term) in rest {
      result += sign(operation)
      // On the right of + and · stands what binds tighter; on the right of / a quotient needs parentheses too.
      let isQuotient = atom(term)?.isQuotient == true
      switch operation {
      case .mul: write(term, binding: isQuotient ? .product : .prefix, leads: false, to: &result)
      case .div: write(term, binding: .prefix, leads: false, to: &result)
      default: write(term, binding: .product, leads: false, to: &result)
      }
    }
  }

  /// `+` and comparisons stand between spaces, `·` and `/` do not.
  private func sign(_ operation: Operation) -> String {
    let row = operation.row
    let symbol = ascii ? row.asciiSymbol : row.symbol
    switch row.notation {
    case .infix(.sum), .infix(.comparison): return " " + symbol + " "
    case .fraction: return "/"
    default: return symbol
    }
  }

  private func write(_ operation: Operation, _ operands: [FormulaTree], leads: Bool, to result: inout String)
  {
    guard let first = operands.first else {
      result += call(operation) + "()"
      return
    }
    switch operation.row.notation {
    case .prefix:
      result += sign(operation)
      // A quotient of adjoints reads well after a minus: -∂L/∂w.
      let isQuotient = atom(first)?.isQuotient == true
      write(first, binding: isQuotient ? .product : .power, leads: false, to: &result)
    case .square:
      write(base: first, to: &result)
      result += names.exponent("2")
    case .power:
      write(base: first, to: &result)
      if operands.count > 1 { write(exponent: operands[1], to: &result) }
    case .root: write(root: first, operation, to: &result)
    case .bars:
      var inner = ""
      write(first, binding: .comparison, leads: true, to: &inner)
      result += inner.contains("|") || ascii ? call(operation) + "(" + inner + ")" : "|" + inner + "|"
    case .infix(let precedence):
      write(first, binding: tighter(precedence), leads: leads, to: &result)
      for operand in operands.dropFirst() {
        result += sign(operation)
        write(operand, binding: tighter(precedence), leads: false, to: &result)
      }
    case .transparent: write(first, binding: .comparison, leads: leads, to: &result)
    case .call, .cases, .fraction, .terms:
      result += call(operation) + "("
      for (position, operand) in operands.enumerated() {
        if position > 0 { result += ", " }
        write(operand, binding: .comparison, leads: true, to: &result)
      }
      result += ")"
    }
  }

  private func tighter(_ precedence: Precedence) -> Precedence {
    Precedence(rawValue: precedence.rawValue + 1) ?? .primary
  }

  /// `x` in `x²`: names, numbers and calls stand bare; a root would be read two ways.
  private func write(base: FormulaTree, to result: inout String) {
    if case .apply(.sqrt, _) = base, !ascii {
      result += "("
      write(base, binding: .comparison, leads: true, to: &result)
      result += ")"
    } else {
      write(base, binding: .primary, leads: false, to: &result)
    }
  }

  /// A whole number as typed stands high, everything else behind `^`.
  private func write(exponent: FormulaTree, to result: inout String) {
    if case .node(let node) = exponent, graph.label(of: node) == nil,
      case .constant(let spelling)? = graph.leafKind(of: node), !spelling.isEmpty, spelling.count < 5,
      spelling.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    {
      result += names.exponent(spelling)
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

  private func write(root operand: FormulaTree, _ operation: Operation, to result: inout String) {
    if ascii {
      result += call(operation) + "("
      write(operand, binding: .comparison, leads: true, to: &result)
      result += ")"
      return
    }
    result += operation.row.symbol
    if case .apply(.sqrt, _) = operand {
      result += "("
      write(operand, binding: .comparison, leads: true, to: &result)
      result += ")"
    } else {
      write(operand, binding: .primary, leads: false, to: &result)
    }
  }

  private func call(_ operation: Operation) -> String {
    let row = operation.row
    switch row.notation {
    case .call: return ascii ? row.asciiSymbol : row.symbol
    default: return row.name
    }
  }
}
