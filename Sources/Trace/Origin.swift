import Autodiff
import Letters

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
    let place = leaves.partitioningIndex { $0 >= leaf }
    return place < leaves.count && leaves[place] == leaf ? facts[place] : nil
  }
}
