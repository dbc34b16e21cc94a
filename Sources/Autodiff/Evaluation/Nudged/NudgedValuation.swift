/// The values of a graph's nodes in four nudged evaluations, each computed when it is first asked for.
///
/// A class, because to know a leaf may take another question to the same valuation.
package final class NudgedValuation {
  /// The value of a leaf, by leaf index.
  private let leaf: (Int) -> Nudged
  private var values: [Nudged] = []
  private var known: [UInt64] = []

  /// Whether a quotient whose divisor has no sure digit is no number at all.
  ///
  /// A recurrence can fall from its solution, pass through numbers without a sure digit and end where all evaluations
  /// agree again, on what is wrong: `108 - (815 - 1500/x)/y` goes to 100 instead of 5. Such digits are not sure, however
  /// well they agree.
  private let distrustsQuotients: Bool

  package init(distrustsQuotients: Bool = false, leaf: @escaping (Int) -> Nudged) {
    self.distrustsQuotients = distrustsQuotients
    self.leaf = leaf
  }

  /// The values of a node.
  /// - Complexity: linear in the number of nodes below it whose values are not known yet.
  package func value(of node: NodeID, in graph: Graph) -> Nudged {
    if values.count < graph.count {
      values.append(contentsOf: repeatElement(Nudged(), count: graph.count - values.count))
      known.append(contentsOf: repeatElement(0, count: (graph.count + 63) / 64 - known.count))
    }
    if isKnown(node.raw) { return values[Int(node.raw)] }
    var stack = [node.raw]
    while let top = stack.last {
      let height = stack.count
      if !isKnown(top) {
        graph.forEachOperand(of: graph.nodes[Int(top)]) { if !isKnown($0) { stack.append($0) } }
      }
      if stack.count == height {
        stack.removeLast()
        if !isKnown(top) { compute(top, graph) }
      }
    }
    return values[Int(node.raw)]
  }

  @inline(__always)
  private func isKnown(_ node: UInt32) -> Bool { known[Int(node >> 6)] & (1 << UInt64(node & 63)) != 0 }

  /// Computes one node whose operands are known.
  private func compute(_ id: UInt32, _ graph: Graph) {
    let node = graph.nodes[Int(id)]
    if let operation = node.operation {
      var operands: [UInt32] = []
      graph.forEachOperand(of: node) { operands.append($0) }
      let arity = operands.count
      // One more than needed: a sum of nothing still needs an address.
      operands.append(0)
      values.withUnsafeMutableBufferPointer { values in
        operands.withUnsafeBufferPointer { operands in
          // Neither is empty.
          operation.evaluate(
            NudgedWave(
              v: values.baseAddress!, o: operands.baseAddress!, out: Int(id), count: 1, arity: arity),
            RandomRounding.self)
        }
      }
      if distrustsQuotients, operation == .div, !values[Int(operands[1])].hasSureDigit {
        values[Int(id)] = Nudged(same: .nan)
      }
    } else {
      let value = leaf(Int(node.first))
      values[Int(id)] = value
    }
    known[Int(id >> 6)] |= 1 << UInt64(id & 63)
  }
}

extension Nudged {
  /// Whether the lanes agree on the first digit, about.
  fileprivate var hasSureDigit: Bool {
    let (least, most) = (self.min(), self.max())
    return least == most || least > 0 && most < 2 * least || most < 0 && least > 2 * most
  }
}
