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

/// What decided structure: the `if` lines of rules, a `where` with a static condition, ranges and counts.
package struct Deciders: Sendable {
  /// Constants that were read: `let`s and hyperparameters.
  package var leaves = Set<NodeID>()
  /// Bytes of the numbers that were read, in the lesson's file.
  package var bytes = Set<Range<Int>>()
}

/// Facts about some of the leaves, in the order in which those were made.
package struct LeafFacts<Fact: Sendable>: Sendable {
  private var leaves: [NodeID] = []
  private var facts: [Fact] = []

  /// - Parameter leaf: made after all those noted before.
  package mutating func note(_ fact: Fact, of leaf: NodeID) {
    leaves.append(leaf)
    facts.append(fact)
  }

  /// - Complexity: O(log *count*).
  package subscript(leaf: NodeID) -> Fact? {
    let index = leaves.partitioningIndex { $0 >= leaf }
    return index < leaves.count && leaves[index] == leaf ? facts[index] : nil
  }
}
