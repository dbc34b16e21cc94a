import Autodiff

/// Decides after each step whether an act has come to its end: works out a condition at the new leaves.
struct Judge {
  private let condition: NodeID
  private let graph: Graph
  /// Where there may be many steps.
  private let evaluator: Evaluator?
  private var valuation = Valuation()
  /// The carried leaves, by leaf index.
  private let places: [Int]

  init(_ condition: NodeID, _ graph: Graph, _ carried: [NodeID], _ leaves: [Double], isInWaves: Bool) {
    self.condition = condition
    self.graph = graph
    places = carried.map { graph.leafIndex(of: $0) ?? 0 }
    guard isInWaves else {
      evaluator = nil
      valuation.setLeaves(leaves)
      return
    }
    let evaluator = Evaluator(graph, roots: [condition], carried: carried.map { (leaf: $0, next: $0) })
    evaluator.setLeaves(leaves)
    self.evaluator = evaluator
  }

  mutating func holds(after stepper: Stepper) -> Bool {
    let value: Double
    if let evaluator {
      stepper.giveCarried(to: evaluator)
      evaluator.run()
      value = evaluator.value(of: condition) ?? 0
    } else {
      valuation.setLeaves(places, to: stepper.carriedValues, in: graph)
      value = valuation.value(of: condition, in: graph)
    }
    return value != 0 && !value.isNaN
  }
}
