/// What a walk knows of each node, by place: before its visit what has been contributed, afterwards its adjoint.
///
/// Most nodes have one user, so that a lone contribution stands in the table itself. Of several, the newest is at the
/// place in `lists` that stands there with the bit `isList`; node numbers never have it.
struct WalkTable {
  private(set) var entries: [UInt32]
  /// Contributions to nodes not yet visited: lists in one array, with places used again.
  private var lists: [(product: UInt32, next: UInt32)] = []
  private var free = Adjoints.absent
  private static let isList: UInt32 = 1 << 31

  init(count: Int) {
    entries = [UInt32](repeating: Adjoints.absent, count: count)
    lists.reserveCapacity(count)
  }

  var count: Int { entries.count }

  /// Adds a contribution to a node.
  /// - Returns: whether it is the first.
  @inline(__always)
  mutating func add(_ product: NodeID, to place: Int) -> Bool {
    let previous = entries[place]
    let isFirst = previous == Adjoints.absent
    entries[place] = isFirst ? product.raw : list(product.raw, before: previous)
    return isFirst
  }

  /// Enters the adjoint of a node.
  @inline(__always)
  mutating func set(_ adjoint: NodeID, at place: Int) { entries[place] = adjoint.raw }

  /// What has been contributed to a node, added up in the order it happened; nil if nothing was.
  @inline(__always)
  mutating func total(at place: Int, in graph: inout Graph) -> NodeID? {
    let entry = entries[place]
    if entry == Adjoints.absent { return nil }
    return entry & WalkTable.isList == 0 ? NodeID(entry) : sum(of: entry, in: &graph)
  }

  private mutating func sum(of list: UInt32, in graph: inout Graph) -> NodeID {
    let (newest, next) = take(list)
    if next & WalkTable.isList == 0 { return graph.sum(NodeID(next), NodeID(newest)) }
    let start = graph.more.count
    graph.more.append(newest)
    var entry = next
    while entry & WalkTable.isList != 0 {
      let (product, next) = take(entry)
      graph.more.append(product)
      entry = next
    }
    graph.more.append(entry)
    return graph.sum(listedFrom: start, reversed: true)
  }

  /// The contribution at the head of a list and what stands behind it, a list or the oldest contribution.
  private mutating func take(_ list: UInt32) -> (product: UInt32, next: UInt32) {
    let place = list & ~WalkTable.isList
    let entry = lists[Int(place)]
    lists[Int(place)].next = free
    free = place
    return entry
  }

  private mutating func list(_ product: UInt32, before next: UInt32) -> UInt32 {
    guard free != Adjoints.absent else {
      lists.append((product, next))
      return UInt32(lists.count - 1) | WalkTable.isList
    }
    let place = free
    free = lists[Int(place)].next
    lists[Int(place)] = (product, next)
    return place | WalkTable.isList
  }
}
