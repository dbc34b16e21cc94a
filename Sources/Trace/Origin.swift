import Autodiff

/// Where the value of a constant was read when it was made: `θ@1`, `let before = L`.
package struct Origin: Hashable, Sendable {
  package let node: NodeID
  package let moment: Moment
  /// Whether the value is the one in the step of that moment, rather than after it.
  package let inStep: Bool

  package init(node: NodeID, moment: Moment, inStep: Bool = false) {
    self.node = node
    self.moment = moment
    self.inStep = inStep
  }
}

/// Facts about some of the leaves, in the order in which those were made.
package struct LeafFacts<Fact: Sendable>: Sendable {
  private var leaves: [NodeID] = []
  private var facts: [Fact] = []

  package init() {}

  package var count: Int { leaves.count }

  /// - Parameter leaf: made after all those noted before.
  package mutating func note(_ fact: Fact, of leaf: NodeID) {
    leaves.append(leaf)
    facts.append(fact)
  }

  /// - Complexity: O(log *count*).
  package subscript(leaf: NodeID) -> Fact? {
    var low = 0
    var high = leaves.count
    while low < high {
      let middle = (low + high) / 2
      if leaves[middle] < leaf { low = middle + 1 } else { high = middle }
    }
    return low < leaves.count && leaves[low] == leaf ? facts[low] : nil
  }
}
