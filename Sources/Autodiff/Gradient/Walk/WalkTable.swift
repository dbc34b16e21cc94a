/// What a walk knows of each node, by place: before its visit what has been contributed, afterwards its adjoint.
///
/// Most nodes have one user, so that a lone contribution stands in the table itself. Of several, the newest is at the
/// place in `lists` that stands there with the bit `isList`; node numbers never have it.
struct WalkTable {
  private let entries: UnsafeMutableBufferPointer<UInt32>
  /// Contributions to nodes not yet visited: lists in one buffer, with places used again.
  private var lists: UnsafeMutableBufferPointer<(product: UInt32, next: UInt32)>
  private var listCount = 0
  private var free = Adjoints.absent
  private static let isList: UInt32 = 1 << 31

  private init(_ entries: UnsafeMutableBufferPointer<UInt32>) {
    entries.initialize(repeating: Adjoints.absent)
    self.entries = entries
    // As a rule enough; memory that is not touched costs nothing.
    lists = .allocate(capacity: entries.count)
  }

  /// The adjoints that a walk enters, by place; `Adjoints.absent` where it does not come by.
  ///
  /// The table is the memory of this very list, and nothing of it is checked for other owners at each step.
  static func filled(count: Int, by walk: (inout WalkTable) -> Void) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: count) { entries, filled in
      var table = WalkTable(UnsafeMutableBufferPointer(rebasing: entries[..<count]))
      walk(&table)
      table.lists.deallocate()
      filled = count
    }
  }

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

  /// The contribution at the head of a list and what follows it, a list or the oldest contribution.
  private mutating func take(_ list: UInt32) -> (product: UInt32, next: UInt32) {
    let place = list & ~WalkTable.isList
    let entry = lists[Int(place)]
    lists[Int(place)].next = free
    free = place
    return entry
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutableBufferPointer<(product: UInt32, next: UInt32)>.allocate(
      capacity: 2 * lists.count)
    _ = larger.moveInitialize(fromContentsOf: lists)
    lists.deallocate()
    lists = larger
  }

  @inline(__always)
  private mutating func list(_ product: UInt32, before next: UInt32) -> UInt32 {
    var place = free
    if place == Adjoints.absent {
      if listCount == lists.count { grow() }
      place = UInt32(listCount)
      listCount += 1
    } else {
      free = lists[Int(place)].next
    }
    lists[Int(place)] = (product, next)
    return place | WalkTable.isList
  }
}
