import Autodiff

/// A derivative found by evaluating alone, to check the derivatives found by formula.
enum NumericDerivative {
  /// The derivative of `f` at `x`, with an estimate of its error.
  ///
  /// Central differences at shrinking distances, extrapolated to distance 0 (Richardson's method in the form
  /// of Ridders, "Accurate computation of F′(x)", 1982): the tableau entry that agrees best with its
  /// neighbours wins.
  static func at(_ x: Double, of f: (Double) -> Double) -> (value: Double, error: Double) {
    let shrink = 1.4
    var distance = 0.05 * Swift.max(x.magnitude, 0.2)
    var best = (value: Double.nan, error: Double.infinity)
    var previous: [Double] = []
    for _ in 0..<12 {
      var row = [(f(x + distance) - f(x - distance)) / ((x + distance) - (x - distance))]
      var factor = shrink * shrink
      for (order, older) in previous.enumerated() {
        let value = (row[order] * factor - older) / (factor - 1)
        let error = Swift.max((value - row[order]).magnitude, (value - older).magnitude)
        if error < best.error { best = (value, error) }
        row.append(value)
        factor *= shrink * shrink
      }
      previous = row
      distance /= shrink
    }
    return best
  }
}

extension Graph {
  /// ∂output/∂leaf found numerically, the other leaves at their start values.
  func numericDerivative(of output: NodeID, to leaf: NodeID) -> (value: Double, error: Double) {
    guard let start = startValue(of: leaf) else { preconditionFailure("only a leaf can be varied") }
    var valuation = Valuation()
    return NumericDerivative.at(start) { x in
      valuation.setLeaf(leaf, to: x, in: self)
      return valuation.value(of: output, in: self)
    }
  }
}
