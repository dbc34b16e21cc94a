/// The nodes to be evaluated in each run of a schedule, ascending; they are known by their places in this list.
struct Work {
  /// What nodes must have in common to be evaluated together.
  struct Kind {
    let operation: Operation
    let isProducts: Bool
    /// The number of inputs.
    let arity: Int
  }

  private(set) var nodes: [UInt32] = []
  private(set) var kinds: [Kind] = []
  /// For each node, the place of its kind.
  private(set) var kindOf: [UInt32] = []
  /// The nodes that each reads, end to end; `one` for the number 1.
  var inputs: [UInt32] = []
  private var inputStarts: [UInt32] = [0]
  private var kindPlaces: [Int: UInt32] = [:]
  private var last: (key: Int, place: UInt32) = (-1, 0)

  static let one = UInt32.max

  /// Adds a node, whose inputs have been appended.
  mutating func add(_ node: UInt32, _ kind: Kind) {
    let key = kind.arity << 8 | Int(kind.operation.rawValue) << 1 | (kind.isProducts ? 1 : 0)
    // Nodes of one kind often follow one another.
    if key != last.key {
      last = (key, kindPlaces[key] ?? UInt32(kinds.count))
      if Int(last.place) == kinds.count {
        kindPlaces[key] = last.place
        kinds.append(kind)
      }
    }
    nodes.append(node)
    kindOf.append(last.place)
    inputStarts.append(UInt32(inputs.count))
  }

  /// Where the inputs of a node stand, given its place.
  func inputRange(of index: UInt32) -> Range<Int> {
    Int(inputStarts[Int(index)])..<Int(inputStarts[Int(index) + 1])
  }
}

/// The order in which work is done.
///
/// List scheduling: of the kinds that have nodes ready, the one whose ready nodes have the longest way to go on average
/// is next. That makes about half as many waves as sorting by level.
struct WaveOrder {
  /// For each node, the longest way from it to the end.
  private var heights: [UInt32]
  /// For each, how many of its inputs are still to be evaluated.
  private var missing: [UInt32]
  /// The users of *i* are `users[userStarts[i]..<userStarts[i + 1]]`.
  private var users: [UInt32]
  private var userStarts: [UInt32]
  private let kindOf: [UInt32]
  /// By kind, the nodes that can be evaluated now.
  private var ready: [Ready]
  /// The kinds that have nodes ready.
  private var active: [Int] = []

  private struct Ready {
    var nodes: [UInt32] = []
    var height = 0

    var meanHeight: Double { Double(height) / Double(nodes.count) }
  }

  /// - Parameter nodeCount: more than the number of any node of the work.
  init(_ work: Work, nodeCount: Int) {
    let count = work.nodes.count
    var places = [UInt32](repeating: Schedule.absent, count: nodeCount)
    for (place, node) in work.nodes.enumerated() { places[Int(node)] = UInt32(place) }
    // The place of each input in the work; `absent` for leaves and constants.
    let inputs = work.inputs.map { $0 == Work.one ? Schedule.absent : places[Int($0)] }
    var heights = [UInt32](repeating: 0, count: count)
    var missing = [UInt32](repeating: 0, count: count)
    var starts = [UInt32](repeating: 0, count: count + 1)
    for index in stride(from: count - 1, through: 0, by: -1) {
      for place in work.inputRange(of: UInt32(index)) where inputs[place] != Schedule.absent {
        let input = Int(inputs[place])
        missing[index] += 1
        heights[input] = Swift.max(heights[input], heights[index] + 1)
        starts[input + 1] += 1
      }
    }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var ends = starts
    var users = [UInt32](repeating: 0, count: Int(starts[count]))
    for index in 0..<count {
      for place in work.inputRange(of: UInt32(index)) where inputs[place] != Schedule.absent {
        let input = Int(inputs[place])
        users[Int(ends[input])] = UInt32(index)
        ends[input] += 1
      }
    }
    self.heights = heights
    self.missing = missing
    self.users = users
    userStarts = starts
    kindOf = work.kindOf
    ready = [Ready](repeating: Ready(), count: work.kinds.count)
    for index in 0..<count where missing[index] == 0 { release(index) }
  }

  /// The nodes of the next wave, ascending, and their kind; nil if there are none left.
  mutating func next() -> (kind: Int, nodes: [UInt32])? {
    if active.isEmpty { return nil }
    var best = 0
    for place in active.indices where ready[active[place]].meanHeight > ready[active[best]].meanHeight {
      best = place
    }
    let kind = active.remove(at: best)
    var nodes = ready[kind].nodes
    ready[kind] = Ready()
    nodes.sort()
    // Adjoints are made newest first. In the order of their users, operands stand in lines more often.
    if let first = nodes.first.flatMap(firstUser), let last = nodes.last.flatMap(firstUser), first > last {
      nodes.reverse()
    }
    for index in nodes {
      for place in userStarts[Int(index)]..<userStarts[Int(index) + 1] {
        let user = Int(users[Int(place)])
        missing[user] -= 1
        if missing[user] == 0 { release(user) }
      }
    }
    return (kind, nodes)
  }

  private func firstUser(of index: UInt32) -> UInt32? {
    let place = userStarts[Int(index)]
    return place < userStarts[Int(index) + 1] ? users[Int(place)] : nil
  }

  private mutating func release(_ index: Int) {
    let kind = Int(kindOf[index])
    if ready[kind].nodes.isEmpty { active.append(kind) }
    ready[kind].nodes.append(UInt32(index))
    ready[kind].height += Int(heights[index])
  }
}
