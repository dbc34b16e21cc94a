/// How results are rounded before they are used again, as with pencil and paper.
package enum PencilRounding: Hashable, Sendable {
  case decimals(Int)
  /// Significant digits.
  case digits(Int)

  package var operation: Operation {
    switch self {
    case .decimals: .carry
    case .digits: .carryDigits
    }
  }

  package var count: Int {
    switch self {
    case .decimals(let count), .digits(let count): count
    }
  }

  package func value(_ number: Double) -> Double { operation.value([number, Double(count)]) }
}

extension Graph {
  /// Appends a node rounded.
  package mutating func add(_ rounding: PencilRounding, _ node: NodeID) -> NodeID {
    add(rounding.operation, node, constant(Double(rounding.count), spelling: String(rounding.count)))
  }

  /// How a node rounds its operand; nil for any other node.
  package func rounding(of node: NodeID) -> PencilRounding? {
    guard let operation = operation(of: node), operation == .carry || operation == .carryDigits,
      let count = startValue(of: operands(of: node)[1]), count.magnitude < 400
    else { return nil }
    return operation == .carry ? .decimals(Int(count)) : .digits(Int(count))
  }
}
