import Autodiff
import Letters
import Presentation

/// Sets formulas: the one walk that every notation is written from. Parentheses come from precedence alone.
struct FormulaSetter {
  let style: FormulaStyle
  /// The numbers to put in; nil: names are written.
  let values: FormulaValues?

  func box(_ tree: FormulaTree) -> FormulaBox { box(tree, binding: .loosest, leads: true) }

  // MARK: Names and numbers

  /// A name or number as it stands in the formula.
  private struct Atom {
    let box: FormulaBox
    var precedence = Precedence.primary
    var isQuotient = false
    var isNegative = false
  }

  /// - Parameter isGuarded: whether a negative number gets parentheses.
  private func atom(_ tree: FormulaTree, isGuarded: Bool = false) -> Atom? {
    switch tree {
    case .more: return Atom(box: .dots)
    case .number(let value): return number(NumberFormat.exact(value), nil, isGuarded)
    case .leaf(let leaf):
      let name = values == nil ? leaf.name : leaf.literal
      switch name {
      case .reciprocal(let divisor):
        // `1/5·2` might be read as 1/(5·2): what is no typed quotient gets parentheses in a product.
        let isQuotient = style.reciprocal(divisor).contains("/")
        return Atom(box: .name(.reciprocal(divisor)), precedence: isQuotient ? .sum : .primary)
      case .typed(let spelling): return number(style.spelled(spelling), leaf.node, isGuarded)
      case .some(let name):
        let isQuotient = name.isQuotient
        return Atom(
          box: .name(name), precedence: isQuotient ? quotient : .primary, isQuotient: isQuotient)
      case nil:
        let format = NumberFormat(digits: values?.digits ?? 6)
        let (value, doubt) = (values?[leaf.node] ?? .nan, values?.doubt(of: leaf.node) ?? 0)
        let text = UncertainNumber.text(value, doubt: doubt, format) ?? format.text(value)
        return number(text, leaf.node, isGuarded)
      }
    case .apply, .chain: return nil
    }
  }

  /// A number; what is spelled `1/2` binds like a quotient, what is spelled `-1` like a negation.
  private func number(_ text: String, _ node: NodeID?, _ isGuarded: Bool) -> Atom {
    let (isQuotient, isNegative) = (text.contains("/"), FormulaBox.isNegative(text))
    let box = FormulaBox.number(.init(text: text, node: node, isGuarded: isGuarded && !isQuotient))
    // A guarded number brings its parentheses along.
    return isQuotient
      ? Atom(box: box, precedence: .product, isNegative: isNegative)
      : Atom(box: box, precedence: .primary)
  }

  /// How tightly a quotient binds: one with a fraction's line is read as a whole, and only its powers are in doubt.
  private var quotient: Precedence { style.isFlat ? .product : .prefix }

  // MARK: Formulas

  /// - Parameters:
  ///   - binding: what binds less gets parentheses.
  ///   - leads: whether a minus sign may stand first, because nothing stands before it.
  private func box(_ tree: FormulaTree, binding: Precedence, leads: Bool) -> FormulaBox {
    if let atom = atom(tree, isGuarded: !leads || binding > .prefix) {
      let isBare = atom.precedence >= binding && (leads || !atom.isNegative)
      return isBare ? atom.box : .parenthesised(atom.box)
    }
    let precedence = precedence(of: tree)
    guard precedence >= binding, leads || precedence != .prefix || !tree.isNegation else {
      return .parenthesised(box(tree))
    }
    switch tree {
    case .chain(let first, let rest): return chain(first, rest, leads: leads)
    case .apply(let operation, let operands): return box(operation, operands, leads: leads)
    case .leaf, .number, .more: return .dots
    }
  }

  private func precedence(of tree: FormulaTree) -> Precedence {
    switch tree {
    case .chain(_, let rest):
      if rest.last?.operation == .div { return quotient }
      return rest.first?.operation.isAdditive == false ? .product : .sum
    case .apply(let operation, _): return style.precedence(operation)
    case .leaf, .number, .more: return .primary
    }
  }

  private func chain(
    _ first: FormulaTree, _ rest: [(operation: Operation, term: FormulaTree)], leads: Bool
  ) -> FormulaBox {
    let isSum = rest.first?.operation.isAdditive != false
    let isNumerator = rest.first?.operation == .div && !style.isFlat
    var row = [
      isNumerator ? box(first) : box(first, binding: isSum ? .sum : .product, leads: leads)
    ]
    for (operation, term) in rest {
      if operation == .div, !style.isFlat {
        row = [.fraction(row.count == 1 ? row[0] : .row(row), box(term))]
        continue
      }
      // On the right of + and · stands what binds tighter; on the right of / a quotient needs parentheses too.
      let binding: Precedence =
        switch operation {
        case .mul: atom(term)?.isQuotient == true ? .product : .prefix
        case .div: .prefix
        default: .product
        }
      row += [.sign(operation), box(term, binding: binding, leads: false)]
    }
    return row.count == 1 ? row[0] : .row(row)
  }

  private func box(_ operation: Operation, _ operands: [FormulaTree], leads: Bool) -> FormulaBox {
    guard let first = operands.first else { return .call(operation, []) }
    switch operation.row.notation {
    case .prefix:
      // A quotient of adjoints reads well after a minus: -∂L/∂w.
      let isQuotient = atom(first)?.isQuotient == true
      return .row([.sign(operation), box(first, binding: isQuotient ? .product : .power, leads: false)])
    case .square: return .raised(base(first), to: "2")
    case .power: return operands.count > 1 ? power(base(first), operands[1]) : base(first)
    case .root where style.hasBarsAndRoots: return .root(style.isFlat ? base(first) : box(first))
    case .bars where style.hasBarsAndRoots: return .bars(box(first))
    case .infix(let precedence):
      let tighter = Precedence(rawValue: precedence.rawValue + 1) ?? .primary
      var row = [box(first, binding: tighter, leads: leads)]
      for operand in operands.dropFirst() {
        row += [.sign(operation), box(operand, binding: tighter, leads: false)]
      }
      return .row(row)
    case .rest:
      let one = FormulaBox.number(.init(text: "1", node: nil, isGuarded: false))
      return .row([one, .sign(.sub), box(first, binding: .product, leads: false)])
    case .transparent: return box(first, binding: .loosest, leads: leads)
    case .call, .cases, .fraction, .terms, .root, .bars: return .call(operation, operands.map { box($0) })
    }
  }

  /// `x` in `x²` and `√x`: names, numbers and calls stand bare; a root on one line would be read two ways.
  private func base(_ tree: FormulaTree) -> FormulaBox {
    if case .apply(.sqrt, _) = tree, style.hasBarsAndRoots, style.isFlat { return .parenthesised(box(tree)) }
    return box(tree, binding: .primary, leads: false)
  }

  /// A whole number as typed stands high, everything else follows `^`.
  private func power(_ base: FormulaBox, _ exponent: FormulaTree) -> FormulaBox {
    if case .leaf(let leaf) = exponent, case .typed(let spelling) = leaf.name, spelling.count < 5,
      !spelling.isEmpty, spelling.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    {
      return .raised(base, to: spelling)
    }
    guard style.isFlat else { return .power(base, box(exponent)) }
    if case .apply(.neg, let operands) = exponent, let operand = operands.first {
      return .power(base, .row([.sign(.neg), box(operand, binding: .power, leads: false)]))
    }
    return .power(base, box(exponent, binding: .power, leads: false))
  }
}

extension FormulaTree {
  /// Whether it begins with the minus of a negation.
  fileprivate var isNegation: Bool { if case .apply(.neg, _) = self { true } else { false } }
}
