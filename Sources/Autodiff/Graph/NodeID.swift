/// The place of a node in its graph: creation order, so every operand's id is smaller than its user's.
public struct NodeID: Hashable, Comparable, Sendable {
  package let raw: UInt32

  package init(_ raw: UInt32) { self.raw = raw }

  public static func < (a: NodeID, b: NodeID) -> Bool { a.raw < b.raw }
}
