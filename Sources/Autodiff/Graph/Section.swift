/// A contiguous stretch of nodes that were made for one purpose.
package struct Section: Sendable {
  package enum Kind: Hashable, Sendable {
    case definitions
    case gradient(of: NodeID)
    case program(Int)
  }

  package let kind: Kind
  package let nodes: Range<UInt32>
}

/// Where a section starts; it ends where the next one starts.
struct SectionStart: Sendable {
  let kind: Section.Kind
  let first: UInt32
}
