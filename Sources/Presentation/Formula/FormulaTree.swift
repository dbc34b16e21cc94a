import Autodiff

/// One formula, ready to be written: the tree of unnamed nodes below a node, down to named nodes and leaves.
///
/// The tree has no parentheses or signs; those come with the notation. One walk of the graph (`FormulaBuilder`) makes
/// one tree, from which symbols, numbers put in, and any other notation are written.
package indirect enum FormulaTree: Sendable {
  /// A named node or a leaf: its name, or its value put in.
  case leaf(Leaf)
  /// A number that is its own symbol: the partial 1 of a sum.
  case number(Double)
  case apply(Operation, [FormulaTree])
  /// Terms of one precedence, written from left to right without parentheses: `a - b + c`, `a/b·c`.
  case chain(FormulaTree, [(operation: Operation, term: FormulaTree)])
  /// Terms left out.
  case more

  /// Where a formula ends.
  package struct Leaf: Sendable {
    /// The node that holds the value; an adjoint shared by several nodes (local partial 1) has several names.
    package let node: NodeID
    package let name: Name
    /// How a number is written that nobody computed, whichever is asked for; nil for all others.
    package let literal: Name?
  }
}

extension FormulaTree {
  /// A chain, flattened where it begins with a chain of the same precedence.
  package static func joined(
    _ first: FormulaTree, _ rest: [(operation: Operation, term: FormulaTree)]
  ) -> FormulaTree {
    guard let next = rest.first else { return first }
    if case .chain(let start, let terms) = first, let inner = terms.first,
      inner.operation.isAdditive == next.operation.isAdditive
    {
      return .chain(start, terms + rest)
    }
    return .chain(first, rest)
  }

  /// Terms added up; nil without any.
  package static func sum(_ terms: [FormulaTree]) -> FormulaTree? {
    guard let first = terms.first else { return nil }
    return terms.dropFirst().reduce(first) { .joined($0, [(.add, $1)]) }
  }

  /// Whether an operation stands anywhere in the formula.
  package func contains(_ wanted: Operation) -> Bool {
    switch self {
    case .leaf, .number, .more: false
    case .apply(let operation, let operands): operation == wanted || operands.contains { $0.contains(wanted) }
    case .chain(let first, let rest): first.contains(wanted) || rest.contains { $0.term.contains(wanted) }
    }
  }

  /// A product, flat where a factor is a product itself.
  package static func product(_ first: FormulaTree, _ second: FormulaTree) -> FormulaTree {
    if case .chain(let start, let rest) = second, rest.allSatisfy({ $0.operation == .mul }) {
      return joined(first, [(.mul, start)] + rest)
    }
    return joined(first, [(.mul, second)])
  }

  /// The named nodes and leaves of the formula, from left to right.
  package var nodes: [NodeID] {
    switch self {
    case .leaf(let leaf): [leaf.node]
    case .number, .more: []
    case .apply(_, let operands): operands.flatMap(\.nodes)
    case .chain(let first, let rest): first.nodes + rest.flatMap(\.term.nodes)
    }
  }

  /// The formula's value with other numbers at its nodes; nil where terms are left out.
  func value(_ number: (NodeID) -> Double) -> Double? {
    switch self {
    case .leaf(let leaf): return number(leaf.node)
    case .number(let value): return value
    case .more: return nil
    case .apply(let operation, let operands):
      var values: [Double] = []
      for operand in operands {
        guard let value = operand.value(number) else { return nil }
        values.append(value)
      }
      guard let arity = operation.row.arity, arity == 2, values.count > 2 else {
        return operation.value(values)
      }
      return values.dropFirst().reduce(values[0]) { operation.value([$0, $1]) }
    case .chain(let first, let rest):
      guard var total = first.value(number) else { return nil }
      for (operation, term) in rest {
        guard let value = term.value(number) else { return nil }
        total = operation.value([total, value])
      }
      return total
    }
  }
}
