/// The conditions under which nodes below a `where` take part in its result, as a tree.
///
/// Guard 0 is "always"; every other guard adds one condition to its parent.
struct Guards {
  private struct Entry {
    let parent: Int
    /// An ancestor some way up, for logarithmic search (Myers, "An applicative random-access stack", 1983).
    let jump: Int
    let depth: Int
    /// The node that decides: non-zero where `holds`.
    let condition: NodeID
    let holds: Bool
  }

  private struct Key: Hashable {
    let parent: Int
    let condition: NodeID
    let holds: Bool
  }

  static let always = 0
  private var entries = [Entry(parent: 0, jump: 0, depth: 0, condition: NodeID(0), holds: true)]
  private var known: [Key: Int] = [:]

  /// The node that decides a guard other than `always`, and whether it must be non-zero or zero.
  func test(_ guardian: Int) -> (condition: NodeID, holds: Bool) {
    (entries[guardian].condition, entries[guardian].holds)
  }

  /// The guard "`parent`, and `condition` holds" (or does not).
  ///
  /// Two conditions become one node, `where(c₁, c₂, 0)`: a product needs one guard however deep branches nest.
  mutating func below(_ parent: Int, _ condition: NodeID, _ holds: Bool, in graph: inout Graph) -> Int {
    let key = Key(parent: parent, condition: condition, holds: holds)
    if let guardian = known[key] { return guardian }
    var test = (condition: condition, holds: holds)
    if parent != Guards.always {
      let outer = self.test(parent)
      let zero = graph.constant(0)
      let own = holds ? condition : graph.add(.equal, condition, zero)
      let both = outer.holds ? (own, zero) : (zero, own)
      test = (graph.add(.select, outer.condition, both.0, both.1), true)
    }
    let up = entries[parent]
    let isJumpDue =
      up.depth - entries[up.jump].depth == entries[up.jump].depth - entries[entries[up.jump].jump].depth
    entries.append(
      Entry(
        parent: parent, jump: isJumpDue ? entries[up.jump].jump : parent, depth: up.depth + 1,
        condition: test.condition, holds: test.holds))
    known[key] = entries.count - 1
    return entries.count - 1
  }

  /// The strongest guard that both imply.
  /// - Complexity: logarithmic in the depth of nesting.
  func common(_ one: Int, _ other: Int) -> Int {
    var one = one
    var other = other
    if entries[one].depth < entries[other].depth { swap(&one, &other) }
    while entries[one].depth > entries[other].depth {
      let jump = entries[one].jump
      one = entries[jump].depth >= entries[other].depth ? jump : entries[one].parent
    }
    while one != other {
      let jumpsDiffer = entries[one].jump != entries[other].jump
      (one, other) =
        jumpsDiffer ? (entries[one].jump, entries[other].jump) : (entries[one].parent, entries[other].parent)
    }
    return one
  }
}
