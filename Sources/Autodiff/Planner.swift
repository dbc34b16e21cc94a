/// Works out a schedule.
///
/// List scheduling: of the kinds of operations that have nodes ready, the one whose ready nodes have the
/// longest way to go on average is next. That makes about half as many waves as sorting by level.
struct Planner {
  private let graph: Graph
  private let roots: [NodeID]
  private let carried: [(leaf: NodeID, next: NodeID)]

  private(set) var entries: [Schedule.Entry] = []
  private(set) var operands: [UInt32] = []
  private(set) var slots: [UInt32] = []
  private(set) var start: [Double] = []
  private(set) var leafCount = 0

  /// The nodes to be evaluated in each run, ascending; below they are known by their place in this list.
  private var work: [UInt32] = []
  /// For each, the longest way from it to the end.
  private var heights: [UInt32] = []
  /// For each, how many of its operands are still to be evaluated.
  private var missing: [UInt32] = []
  /// For each, its kind.
  private var kinds: [UInt32] = []
  /// The users of *i* are `users[userStarts[i]..<userStarts[i + 1]]`.
  private var users: [UInt32] = []
  private var userStarts: [UInt32] = []
  private var ready: [Ready] = []

  /// The nodes of one operation and arity that can be evaluated now.
  private struct Ready {
    let operation: Operation
    let arity: Int
    var nodes: [UInt32] = []
    var height = 0

    var meanHeight: Double { Double(height) / Double(nodes.count) }
  }

  init(_ graph: Graph, _ roots: [NodeID], _ carried: [(leaf: NodeID, next: NodeID)]) {
    self.graph = graph
    self.roots = roots
    self.carried = carried
  }

  mutating func plan() {
    var top = 0
    for root in roots { top = Swift.max(top, Int(root.raw) + 1) }
    for pair in carried { top = Swift.max(top, Int(Swift.max(pair.leaf, pair.next).raw) + 1) }
    precondition(top <= graph.count, "a root is not in this graph")
    slots = [UInt32](repeating: Schedule.absent, count: top)

    let needed = neededNodes(top)
    let varying = varyingNodes(needed)
    placeLeaves(needed, varying)
    placeConstants(needed, varying)
    collectWork(needed, varying)
    linkUsers()
    makeWaves()
  }

  // MARK: What is needed

  private func neededNodes(_ top: Int) -> [Bool] {
    var needed = [Bool](repeating: false, count: top)
    for root in roots { needed[Int(root.raw)] = true }
    for pair in carried {
      needed[Int(pair.leaf.raw)] = true
      needed[Int(pair.next.raw)] = true
    }
    for id in stride(from: top - 1, through: 0, by: -1) where needed[id] {
      forEachOperand(of: graph.nodes[id]) { needed[Int($0)] = true }
    }
    return needed
  }

  /// The needed nodes that depend on more than constants.
  private func varyingNodes(_ needed: [Bool]) -> [Bool] {
    var varying = [Bool](repeating: false, count: needed.count)
    for id in needed.indices where needed[id] {
      let node = graph.nodes[id]
      if node.isLeaf {
        if case .constant = graph.leaves[Int(node.first)].kind { continue }
        varying[id] = true
      } else {
        var varies = false
        forEachOperand(of: node) { if varying[Int($0)] { varies = true } }
        varying[id] = varies
      }
    }
    for pair in carried { precondition(varying[Int(pair.leaf.raw)], "a constant cannot be carried") }
    return varying
  }

  @inline(__always)
  private func forEachOperand(of node: Node, _ body: (UInt32) -> Void) {
    switch node.place {
    case .none: break
    case .one: body(node.first)
    case .two:
      body(node.first)
      body(node.second)
    case .list:
      let first = Int(node.first)
      for place in first..<(first + Int(node.second)) { body(graph.more[place]) }
    }
  }

  // MARK: Slots

  private mutating func place(_ id: Int, _ value: Double) {
    slots[id] = UInt32(start.count)
    start.append(value)
  }

  private mutating func placeLeaves(_ needed: [Bool], _ varying: [Bool]) {
    for pair in carried {
      guard let value = graph.startValue(of: pair.leaf) else {
        preconditionFailure("only a leaf can be carried")
      }
      precondition(slots[Int(pair.leaf.raw)] == Schedule.absent, "a leaf is carried twice")
      place(Int(pair.leaf.raw), value)
    }
    for leaf in graph.leaves where Int(leaf.node.raw) < needed.count {
      let id = Int(leaf.node.raw)
      if needed[id] && varying[id] && slots[id] == Schedule.absent { place(id, leaf.start) }
    }
    leafCount = start.count
  }

  private mutating func placeConstants(_ needed: [Bool], _ varying: [Bool]) {
    var valuation = Valuation()
    for id in needed.indices where needed[id] && !varying[id] {
      place(id, valuation.value(of: NodeID(UInt32(id)), in: graph))
    }
  }

  // MARK: Waves

  private mutating func collectWork(_ needed: [Bool], _ varying: [Bool]) {
    var kindOf: [Int: UInt32] = [:]
    for id in needed.indices where varying[id] {
      let node = graph.nodes[id]
      guard let operation = node.operation else { continue }
      let arity = node.arity
      let key = arity << 8 | Int(node.code)
      let kind = kindOf[key] ?? UInt32(ready.count)
      if Int(kind) == ready.count {
        kindOf[key] = kind
        ready.append(Ready(operation: operation, arity: arity))
      }
      // Until it gets its slot, a node's entry is its place in the work list.
      slots[id] = UInt32(work.count)
      work.append(UInt32(id))
      kinds.append(kind)
    }
  }

  /// Finds who uses whom, and how far each node is from the end.
  private mutating func linkUsers() {
    let count = work.count
    // Lists of operands among the work, laid end to end: `inputs[inputStarts[i]..<inputStarts[i + 1]]`.
    var inputs: [UInt32] = []
    var inputStarts: [UInt32] = [0]
    inputs.reserveCapacity(2 * count)
    inputStarts.reserveCapacity(count + 1)
    let isWork = isWorkTable()
    for id in work {
      forEachOperand(of: graph.nodes[Int(id)]) { if isWork[Int($0)] { inputs.append(slots[Int($0)]) } }
      inputStarts.append(UInt32(inputs.count))
    }
    var heights = [UInt32](repeating: 0, count: count)
    var missing = [UInt32](repeating: 0, count: count)
    var starts = [UInt32](repeating: 0, count: count + 1)
    for index in stride(from: count - 1, through: 0, by: -1) {
      let range = Int(inputStarts[index])..<Int(inputStarts[index + 1])
      missing[index] = UInt32(range.count)
      for place in range {
        let input = Int(inputs[place])
        heights[input] = Swift.max(heights[input], heights[index] + 1)
        starts[input + 1] += 1
      }
    }
    for index in 0..<count { starts[index + 1] += starts[index] }
    var ends = starts
    var users = [UInt32](repeating: 0, count: inputs.count)
    for index in 0..<count {
      for place in Int(inputStarts[index])..<Int(inputStarts[index + 1]) {
        let input = Int(inputs[place])
        users[Int(ends[input])] = UInt32(index)
        ends[input] += 1
      }
    }
    self.heights = heights
    self.missing = missing
    self.users = users
    userStarts = starts
  }

  /// By node, whether it is in the work list.
  private func isWorkTable() -> [Bool] {
    var table = [Bool](repeating: false, count: slots.count)
    for id in work { table[Int(id)] = true }
    return table
  }

  private mutating func makeWaves() {
    for index in work.indices where missing[index] == 0 { release(index) }
    var left = work.count
    while left > 0 {
      var best = -1
      var height = -1.0
      for kind in ready.indices where !ready[kind].nodes.isEmpty && ready[kind].meanHeight > height {
        best = kind
        height = ready[kind].meanHeight
      }
      left -= ready[best].nodes.count
      emit(best)
    }
  }

  private mutating func release(_ index: Int) {
    let kind = Int(kinds[index])
    ready[kind].nodes.append(UInt32(index))
    ready[kind].height += Int(heights[index])
  }

  /// Makes one wave of all ready nodes of a kind; their users may become ready.
  private mutating func emit(_ kind: Int) {
    var nodes = ready[kind].nodes
    ready[kind].nodes = []
    ready[kind].height = 0
    nodes.sort()
    let arity = ready[kind].arity
    let first = operands.count
    operands.append(contentsOf: repeatElement(0, count: arity * nodes.count))
    entries.append(
      Schedule.Entry(
        operation: ready[kind].operation, out: start.count, count: nodes.count, arity: arity,
        operands: first))
    for (place, index) in nodes.enumerated() {
      let id = Int(work[Int(index)])
      var column = first + place
      let node = graph.nodes[id]
      for position in 0..<arity {
        operands[column] = slots[Int(graph.more.operand(position, of: node))]
        column += nodes.count
      }
    }
    for index in nodes { place(Int(work[Int(index)]), 0) }
    for index in nodes {
      for place in userStarts[Int(index)]..<userStarts[Int(index) + 1] {
        let user = Int(users[Int(place)])
        missing[user] -= 1
        if missing[user] == 0 { release(user) }
      }
    }
  }
}
