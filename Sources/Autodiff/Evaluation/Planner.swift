/// Works out a schedule.
///
/// List scheduling: of the kinds of operations that have nodes ready, the one whose ready nodes have the
/// longest way to go on average is next. That makes about half as many waves as sorting by level.
struct Planner {
  private let graph: Graph
  private var reading: Reading
  private let roots: [NodeID]
  private let carried: [(leaf: NodeID, next: NodeID)]

  private(set) var entries: [Schedule.Entry] = []
  private(set) var operands: [UInt32] = []
  private(set) var slots: [UInt32] = []
  private(set) var start: [Double] = []
  private(set) var leafCount = 0
  /// The slot of the number 1.
  private var one: UInt32 = 0

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
  /// The kinds that have nodes ready.
  private var active: [Int] = []

  /// The nodes of one operation and arity that can be evaluated now.
  private struct Ready {
    let operation: Operation
    let isProducts: Bool
    let arity: Int
    var nodes: [UInt32] = []
    var height = 0

    var meanHeight: Double { Double(height) / Double(nodes.count) }
  }

  init(_ graph: Graph, _ roots: [NodeID], _ carried: [(leaf: NodeID, next: NodeID)]) {
    self.graph = graph
    reading = Reading(graph, 0)
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
    findCopies(needed, varying)
    findSums(needed, varying)
    collectWork(needed, varying)
    linkUsers()
    makeWaves()
    for id in needed.indices where reading.isCopy(id) { slots[id] = slots[reading.source(of: id)] }
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
      graph.forEachOperand(of: graph.nodes[id]) { needed[Int($0)] = true }
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
        graph.forEachOperand(of: node) { if varying[Int($0)] { varies = true } }
        varying[id] = varies
      }
    }
    for pair in carried { precondition(varying[Int(pair.leaf.raw)], "a constant cannot be carried") }
    return varying
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
    one = UInt32(start.count)
    start.append(1)
    var valuation = Valuation()
    for id in needed.indices where needed[id] && !varying[id] {
      place(id, valuation.value(of: NodeID(UInt32(id)), in: graph))
    }
  }

  // MARK: Waves

  /// Finds the copies of results, which need no work: they share the slot of what they copy.
  private mutating func findCopies(_ needed: [Bool], _ varying: [Bool]) {
    reading = Reading(graph, needed.count)
    for id in needed.indices where varying[id] && graph.nodes[id].isOperation(.copy) {
      // A leaf keeps its slot to itself: setting a leaf must not look like setting a copy.
      if !graph.nodes[reading.source(of: Int(graph.nodes[id].first))].isLeaf { reading.setCopy(id) }
    }
  }

  /// Finds the sums that can do the work of their terms: add up a first operand that is itself a sum, and
  /// multiply products. Only what nobody else uses is taken over.
  private mutating func findSums(_ needed: [Bool], _ varying: [Bool]) {
    let graph = graph
    var reading = reading
    var uses = [UInt32](repeating: 0, count: needed.count)
    for root in roots { uses[reading.source(of: Int(root.raw))] += 2 }
    for pair in carried { uses[reading.source(of: Int(pair.next.raw))] += 2 }
    for id in needed.indices where varying[id] && !reading.isCopy(id) {
      graph.forEachOperand(of: graph.nodes[id]) { uses[reading.source(of: Int($0))] += 1 }
    }
    func isFree(_ id: Int) -> Bool { varying[id] && uses[id] == 1 }
    var plain: [(sum: Int, terms: Int)] = []
    var productTerms = Set<Int>()
    // Users before operands, so that a chain is found at its end.
    for id in needed.indices.reversed() where varying[id] && reading.isSum(id) && !reading.isAbsorbed[id] {
      reading.absorbChain(from: id, isFree)
      var terms = 0
      var products: [Int] = []
      reading.forEachTerm(of: id) { term in
        terms += 1
        if isFree(term) && graph.nodes[term].isOperation(.mul) { products.append(term) }
      }
      reading.isProducts[id] = 2 * products.count >= terms && !products.isEmpty
      if reading.isProducts[id] {
        for term in products { reading.isAbsorbed[term] = true }
        productTerms.insert(terms)
      } else if terms > 2 {
        plain.append((id, terms))
      }
    }
    // Where products are added up anyway, plain sums of as many terms join them, and make one wave of two.
    for (sum, terms) in plain where productTerms.contains(terms) { reading.isProducts[sum] = true }
    self.reading = reading
  }

  private mutating func collectWork(_ needed: [Bool], _ varying: [Bool]) {
    var kindOf: [Int: UInt32] = [:]
    for id in needed.indices where varying[id] && !reading.isAbsorbed[id] && !reading.isCopy(id) {
      guard let written = graph.nodes[id].operation else { continue }
      let isProducts = reading.isProducts[id]
      var arity = 0
      reading.forEachInput(of: id) { _ in arity += 1 }
      // A chain is a sum, whichever way its last term was added.
      let operation = isProducts || arity > graph.nodes[id].arity ? Operation.sum : written
      let key = arity << 8 | Int(operation.rawValue) << 1 | (isProducts ? 1 : 0)
      let kind = kindOf[key] ?? UInt32(ready.count)
      if Int(kind) == ready.count {
        kindOf[key] = kind
        ready.append(Ready(operation: operation, isProducts: isProducts, arity: arity))
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
    let (reading, slots) = (reading, slots)
    for id in work {
      reading.forEachInput(of: Int(id)) { if let input = $0, isWork[input] { inputs.append(slots[input]) } }
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
      var best = 0
      for place in active.indices where ready[active[place]].meanHeight > ready[active[best]].meanHeight {
        best = place
      }
      let kind = active.remove(at: best)
      left -= ready[kind].nodes.count
      emit(kind)
    }
  }

  private mutating func release(_ index: Int) {
    let kind = Int(kinds[index])
    if ready[kind].nodes.isEmpty { active.append(kind) }
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
    let count = nodes.count
    let first = operands.count
    operands.append(contentsOf: repeatElement(0, count: arity * count))
    let (reading, slots, one) = (reading, slots, one)
    // Position by position; for sums of products node by node, see `Wave.sumOfProducts`.
    let isProducts = ready[kind].isProducts
    for (place, index) in nodes.enumerated() {
      var entry = first + (isProducts ? place * arity : place)
      reading.forEachInput(of: Int(work[Int(index)])) { input in
        operands[entry] = input.map { slots[$0] } ?? one
        entry += isProducts ? 1 : count
      }
    }
    let operation = ready[kind].operation
    // Operations of three operands and sums know no lines.
    let knowsLines = operation.row.arity == 1 || operation.row.arity == 2
    let lines = knowsLines ? lines(first, count, arity) : nil
    entries.append(
      Schedule.Entry(
        operation: operation, isProducts: isProducts, out: start.count, count: count,
        arity: arity, operands: first, lines: lines))
    for index in nodes { place(Int(work[Int(index)]), 0) }
    for index in nodes {
      for place in userStarts[Int(index)]..<userStarts[Int(index) + 1] {
        let user = Int(users[Int(place)])
        missing[user] -= 1
        if missing[user] == 0 { release(user) }
      }
    }
  }

  /// Which operand columns of a wave move along, by bit, if every one either does so or stays; else nil.
  /// Of columns that do, only the first slots remain listed.
  private mutating func lines(_ first: Int, _ count: Int, _ arity: Int) -> UInt8? {
    guard count >= 4 else { return nil }
    var moving: UInt8 = 0
    for position in 0..<arity {
      let column = operands[(first + position * count)..<(first + (position + 1) * count)]
      let start = operands[first + position * count]
      if column.allSatisfy({ $0 == start }) { continue }
      for (index, slot) in column.enumerated() where slot != start + UInt32(index) { return nil }
      moving |= 1 << UInt8(position)
    }
    guard moving != 0 else { return nil }
    let starts = (0..<arity).map { operands[first + $0 * count] }
    operands.removeSubrange(first...)
    operands.append(contentsOf: starts)
    return moving
  }
}

/// What the nodes of a schedule read.
///
/// A value of its own, so that the planner can change itself while it goes through a node's inputs.
private struct Reading {
  private let graph: Graph
  /// By node, whether another node does its work: a product in a sum of products, a sum at the head of a sum.
  var isAbsorbed: [Bool]
  /// By node, whether it is a sum of products.
  var isProducts: [Bool]
  /// By node, the node that has its value: for a copy what it copies, else the node itself.
  private var sources: [UInt32]

  /// - Parameter count: how many nodes of the graph there are to read.
  init(_ graph: Graph, _ count: Int) {
    self.graph = graph
    isAbsorbed = [Bool](repeating: false, count: count)
    isProducts = isAbsorbed
    sources = Array(0..<UInt32(count))
  }

  mutating func setCopy(_ id: Int) { sources[id] = sources[Int(graph.nodes[id].first)] }

  @inline(__always)
  func isCopy(_ id: Int) -> Bool { sources[id] != UInt32(id) }

  /// The node that has the value of this one.
  @inline(__always)
  func source(of id: Int) -> Int { Int(sources[id]) }

  func isSum(_ id: Int) -> Bool {
    graph.nodes[id].isOperation(.add) || graph.nodes[id].isOperation(.sum) && graph.nodes[id].arity > 0
  }

  /// The sum at the head of a sum that has taken it over.
  private func head(of id: Int) -> Int? {
    let first = source(of: Int(graph.more.operand(0, of: graph.nodes[id])))
    return isSum(first) && isAbsorbed[first] ? first : nil
  }

  /// Lets a sum take over the sum at its head, and the one at the head of that, as far as they are free.
  ///
  ///     (a + b) + c = a + b + c
  ///
  /// Both sides add in the same order, so no bit changes.
  mutating func absorbChain(from id: Int, _ isFree: (Int) -> Bool) {
    var id = id
    while true {
      let first = source(of: Int(graph.more.operand(0, of: graph.nodes[id])))
      guard isSum(first), isFree(first) else { return }
      isAbsorbed[first] = true
      id = first
    }
  }

  /// The terms of a sum, those of the sum at its head included.
  func forEachTerm(of id: Int, _ body: (Int) -> Void) {
    guard head(of: id) != nil else {
      return graph.forEachOperand(of: graph.nodes[id]) { body(source(of: Int($0))) }
    }
    var chain = [id]
    while let head = head(of: chain[chain.count - 1]) { chain.append(head) }
    for (depth, sum) in chain.enumerated().reversed() {
      // The first term of all but the innermost is the sum before.
      var isHead = depth < chain.count - 1
      graph.forEachOperand(of: graph.nodes[sum]) { term in
        if !isHead { body(source(of: Int(term))) }
        isHead = false
      }
    }
  }

  /// The operands of a node, or for a sum of products two per term. A term that is no such product is itself
  /// times 1; the 1 is given as nil.
  @inline(__always)
  func forEachInput(of id: Int, _ body: (Int?) -> Void) {
    guard isSum(id) else {
      graph.forEachOperand(of: graph.nodes[id]) { body(source(of: Int($0))) }
      return
    }
    forEachTerm(of: id) { term in
      if !isProducts[id] {
        body(term)
      } else if isAbsorbed[term] {
        graph.forEachOperand(of: graph.nodes[term]) { body(source(of: Int($0))) }
      } else {
        body(term)
        body(nil)
      }
    }
  }
}
