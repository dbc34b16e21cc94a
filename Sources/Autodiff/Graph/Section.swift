/// What a contiguous stretch of nodes was made for.
package enum Section: Hashable, Sendable {
  case definitions
  case gradient(of: NodeID)
  /// The steps of the program of this index.
  case program(Int)
}

/// Where a section starts; it ends where the next one starts.
struct SectionStart: Sendable {
  let section: Section
  let first: UInt32
}
