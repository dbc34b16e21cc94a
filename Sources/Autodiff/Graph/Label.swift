/// The name of a node as the lesson or the Swift code knows it; structured, never parsed from a string.
package struct Label: Hashable, Sendable {
  /// What kind of thing bears the name.
  package enum Kind: Hashable, Sendable {
    case plain
    /// Optimizer state kept for a parameter: `s[w]`.
    case state(of: NodeID)
    /// ∂output/∂node.
    case adjoint(of: NodeID, to: NodeID)
  }

  package var kind: Kind
  /// Empty for an adjoint, which is named after its two nodes.
  package var name: String
  package var indices: [Int]

  package init(_ name: String, _ indices: [Int] = [], kind: Kind = .plain) {
    self.kind = kind
    self.name = name
    self.indices = indices
  }

  /// `W[1,2]`, as a message names it.
  package var description: String {
    indices.isEmpty ? name : "\(name)[\(indices.map(String.init).joined(separator: ","))]"
  }
}
