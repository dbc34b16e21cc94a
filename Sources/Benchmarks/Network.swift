import Autodiff

/// W1: a multilayer perceptron 2-16-16-1 with tanh, the four samples of XOR and the mean squared error, built
/// node by node: 2,576 operations when every sum of *n* terms counts as *n* − 1.
struct Network {
  static let sizes = [2, 16, 16, 1]
  static let samples: [(x: [Double], y: Double)] = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
  static let operations = 2576.0
  /// 2·16 weights, 16 biases, 16·16 weights, 16 biases, 16 weights, 1 bias.
  static let start: [Double] = (0..<337).map { Double(($0 * 7919) % 201 - 100) / 150 }

  private(set) var graph = Graph()
  /// Layer by layer, weights row by row before biases.
  private(set) var parameters: [NodeID] = []
  let loss: NodeID

  init() {
    var graph = Graph()
    var parameters: [NodeID] = []
    func parameter() -> NodeID {
      let node = graph.leaf(.parameter, Network.start[parameters.count])
      parameters.append(node)
      return node
    }
    var layers: [(weights: [[NodeID]], biases: [NodeID])] = []
    for (inputs, outputs) in zip(Network.sizes, Network.sizes.dropFirst()) {
      let weights = (0..<outputs).map { _ in (0..<inputs).map { _ in parameter() } }
      layers.append((weights, (0..<outputs).map { _ in parameter() }))
    }
    var errors: [NodeID] = []
    for sample in Network.samples {
      var values = sample.x.map { graph.leaf(.input, $0) }
      for layer in layers {
        values = zip(layer.weights, layer.biases).map { weights, bias in
          let terms = zip(weights, values).map { graph.add(.mul, $0, $1) }
          return graph.add(.tanh, graph.add(.add, graph.sum(terms), bias))
        }
      }
      let difference = graph.add(.sub, values[0], graph.leaf(.input, sample.y))
      errors.append(graph.add(.square, difference))
    }
    loss = graph.add(.div, graph.sum(errors), graph.constant(4))
    self.graph = graph
    self.parameters = parameters
  }

  /// Appends the adjoints.
  /// - Returns: those of the parameters.
  mutating func appendGradient() -> [NodeID] {
    graph.gradient(of: loss)
    return graph.adjoints(of: loss, to: parameters).compactMap(\.self)
  }
}
