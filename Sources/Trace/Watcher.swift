import Autodiff

/// Works out some nodes again and again while carried leaves change.
struct Watcher {
  private let graph: Graph
  /// Where there may be many steps.
  private let evaluator: Evaluator?
  private var valuation = Valuation()
  /// The carried leaves, by leaf index.
  private let places: [Int]

  /// - Parameters:
  ///   - leaves: the values of all leaves, by leaf index.
  ///   - isInWaves: whether it is worth it to sort the nodes first.
  init(_ nodes: [NodeID], _ graph: Graph, _ carried: [NodeID], _ leaves: [Double], isInWaves: Bool) {
    self.graph = graph
    places = carried.map { graph.leafIndex(of: $0) ?? 0 }
    guard isInWaves else {
      evaluator = nil
      valuation.setLeaves(leaves)
      return
    }
    let evaluator = Evaluator(graph, roots: nodes, carried: carried.map { (leaf: $0, next: $0) })
    evaluator.setLeaves(leaves)
    self.evaluator = evaluator
  }

  mutating func setCarried(_ values: [Double]) {
    if let evaluator {
      evaluator.carriedValues = values
      evaluator.run()
    } else {
      valuation.setLeaves(places, to: values, in: graph)
    }
  }

  /// Takes the carried leaves from the last step made.
  mutating func setCarried(after stepper: Stepper) {
    if let evaluator {
      stepper.giveCarried(to: evaluator)
      evaluator.run()
    } else {
      setCarried(stepper.carriedValues)
    }
  }

  mutating func value(of node: NodeID) -> Double {
    if let evaluator { evaluator.value(of: node) ?? .nan } else { valuation.value(of: node, in: graph) }
  }
}
