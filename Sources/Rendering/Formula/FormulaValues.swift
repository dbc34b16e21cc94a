import Autodiff
import Letters
import Trace

/// The numbers that are put into one formula.
package struct FormulaValues: Sendable {
  private let values: [NodeID: Double]
  private let format: NumberFormat

  package init(_ values: [NodeID: Double], digits: Int) {
    self.values = values
    self.format = NumberFormat(digits: digits)
  }

  package func text(_ node: NodeID) -> String {
    format.text(values[node] ?? .nan)
  }

  /// The numbers of a formula, with as many digits as a reader needs who does the sum on paper: at least `digits`,
  /// and more where the rounded numbers would not give the result that is printed.
  ///
  ///     c = a - b = 1.00000012 - 1 = 1.2e-7, because 1 - 1 is not 1.2e-7
  ///
  /// - Parameter rounding: what is done to the result before it is printed, where a lesson carries few decimals.
  package static func put(
    into tree: FormulaTree, graph: Graph, digits: Int, result: Double, value: (NodeID) -> Double,
    rounding: (Double) -> Double = { $0 }
  ) -> FormulaValues {
    var values: [NodeID: Double] = [:]
    for node in tree.nodes { values[node] = value(node) }
    let format = NumberFormat(digits: digits)
    let printed = format.text(result)
    for more in format.digits..<18 {
      let rounded = NumberFormat(digits: more)
      let recomputed = tree.value { node in
        let exact = values[node] ?? .nan
        return graph.isPrintedAsTyped(node) ? exact : Double(rounded.text(exact)) ?? exact
      }
      // A formula with terms left out cannot be recomputed by anybody.
      guard let recomputed else { break }
      let text = format.text(rounding(recomputed))
      // A whole number is printed in full, and 15999999.999999985 as 1.6e7: the same number to so many digits.
      if text == printed || Double(text) == Double(printed) { return FormulaValues(values, digits: more) }
    }
    return FormulaValues(values, digits: digits)
  }
}

extension FormulaTree {
  /// The named nodes and leaves of the formula, from left to right.
  var nodes: [NodeID] {
    var nodes: [NodeID] = []
    collectNodes(&nodes)
    return nodes
  }

  private func collectNodes(_ nodes: inout [NodeID]) {
    switch self {
    case .node(let node), .adjoint(_, _, let node): nodes.append(node)
    case .number, .more: break
    case .apply(_, let operands):
      for operand in operands { operand.collectNodes(&nodes) }
    case .chain(let first, let rest):
      first.collectNodes(&nodes)
      for (_, term) in rest { term.collectNodes(&nodes) }
    }
  }

  /// The formula's value with other numbers at its nodes, by the kernels of the operations; nil where terms are
  /// left out.
  func value(_ number: (NodeID) -> Double) -> Double? {
    switch self {
    case .node(let node), .adjoint(_, _, let node): return number(node)
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

extension Graph {
  /// Whether a leaf is a number that someone typed and a formula shows in that spelling.
  package func isPrintedAsTyped(_ node: NodeID) -> Bool {
    if case .constant(let spelling)? = leafKind(of: node) { !spelling.isEmpty } else { false }
  }
}
