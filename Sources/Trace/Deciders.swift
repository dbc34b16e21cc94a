import Autodiff

/// What decided structure: the `if` lines of rules, a `where` with a static condition, ranges and counts.
package struct Deciders: Sendable {
  /// Constants that were read: `let`s and hyperparameters.
  package var leaves = Set<NodeID>()
  /// Bytes of the numbers that were read, in the lesson's file.
  package var bytes = Set<Range<Int>>()

  package init() {}
}
