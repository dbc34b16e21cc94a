import Autodiff

extension Label {
  /// `W[1,2]`, as a message names it.
  var description: String {
    indices.isEmpty ? name : "\(name)[\(indices.map(String.init).joined(separator: ","))]"
  }
}

extension Operation {
  /// The value of the operation for some operands: its row's kernel, run on one node.
  func value(_ operands: [Double]) -> Double {
    var graph = Graph()
    let leaves = operands.map { graph.leaf(.input, $0) }
    let node =
      switch leaves.count {
      case 1: graph.add(self, leaves[0])
      case 2: graph.add(self, leaves[0], leaves[1])
      default: graph.add(self, leaves[0], leaves[1], leaves[2])
      }
    var valuation = Valuation()
    return valuation.value(of: node, in: graph)
  }
}
