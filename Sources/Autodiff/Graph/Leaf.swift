/// What a node without operands stands for.
package enum Leaf: Hashable, Sendable {
  /// Trained.
  case parameter
  /// Data.
  case input
  /// Fixed, and printed as typed.
  case constant(spelling: String)
  /// Kept by the optimizer for a parameter.
  case state(of: NodeID)
  /// A gradient fed to a step instead of computed.
  case gradient(of: NodeID)
  /// The number of the step, from 1.
  case step
}
