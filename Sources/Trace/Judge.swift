import Autodiff

/// Decides after each step whether an act has come to its end: works out a condition at the new leaves.
struct Judge {
  private let condition: NodeID
  private var watcher: Watcher

  init(_ condition: NodeID, _ graph: Graph, _ carried: [NodeID], _ leaves: [Double], isInWaves: Bool) {
    self.condition = condition
    watcher = Watcher([condition], graph, carried, leaves, isInWaves: isInWaves)
  }

  mutating func holds(after stepper: Stepper) -> Bool {
    watcher.setCarried(after: stepper)
    let value = watcher.value(of: condition)
    return value != 0 && !value.isNaN
  }
}
