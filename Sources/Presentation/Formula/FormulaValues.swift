import Autodiff
import Letters
import Trace

/// The numbers that are put into one formula.
package struct FormulaValues: Sendable {
  private let values: [NodeID: Double]
  /// Significant digits of what was computed.
  package let digits: Int

  package init(_ values: [NodeID: Double], digits: Int) {
    self.values = values
    self.digits = digits
  }

  package subscript(node: NodeID) -> Double { values[node] ?? .nan }

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
      // A whole number is printed in full, and 15999999.999999985 as 1.6e7: the same number to this many digits.
      if text == printed || Double(text) == Double(printed) { return FormulaValues(values, digits: more) }
    }
    return FormulaValues(values, digits: digits)
  }
}

extension Graph {
  /// Whether a leaf is a number that someone typed and a formula shows in that spelling.
  package func isPrintedAsTyped(_ node: NodeID) -> Bool {
    !spelling(of: node).isEmpty
  }

  /// A constant as typed; empty for all else.
  func spelling(of node: NodeID) -> String {
    if case .constant(let spelling)? = leafKind(of: node) { spelling } else { "" }
  }
}
