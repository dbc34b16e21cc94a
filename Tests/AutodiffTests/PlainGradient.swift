import Autodiff

/// The slope of the output in every node up to it, all leaves at their start values.
func plainGradient(of output: NodeID, in graph: Graph) -> [Double] {
  let nodes = (0...output.raw).map { NodeID($0) }
  // Forward: operands stand before their users, so their values are there.
  var values: [Double] = []
  for node in nodes {
    let operands = graph.operands(of: node).map { values[Int($0.raw)] }
    values.append(graph.operation(of: node)?.value(operands) ?? graph.startValue(of: node)!)
  }
  // Backward: at a node's turn all its users have contributed, so its slope is complete.
  var slopes = nodes.map { $0 == output ? 1.0 : 0.0 }
  for node in nodes.reversed() {
    guard let operation = graph.operation(of: node) else { continue }
    let operands = graph.operands(of: node)
    for (position, operand) in operands.enumerated() {
      let partial = operation.row.partial(at: position)
      let local = partial.value(operands.map { values[Int($0.raw)] }, result: values[Int(node.raw)])
      slopes[Int(operand.raw)] += slopes[Int(node.raw)] * local
    }
  }
  return slopes
}

extension Formula {
  func value(_ operands: [Double], result: Double) -> Double {
    switch self {
    case .number(let number): number
    case .operand(let position): operands[position]
    case .result: result
    case .apply(let operation, let parts):
      operation.value(parts.map { $0.value(operands, result: result) })
    }
  }
}
