/// Works out a schedule: which nodes have slots, and which are evaluated together in waves.
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
    makeWaves(of: collectWork(needed, varying))
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
  /// multiply products. Only what nothing else uses is taken over.
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
    var terms: [UInt32] = []
    // Users before operands, so that a chain is found at its end.
    for id in needed.indices.reversed() where varying[id] && reading.isSum(id) && !reading.isAbsorbed[id] {
      reading.absorbChain(from: id, isFree)
      terms.removeAll(keepingCapacity: true)
      reading.appendTerms(of: id, to: &terms)
      let count = terms.count
      terms.removeAll { !isFree(Int($0)) || !graph.nodes[Int($0)].isOperation(.mul) }
      reading.isProducts[id] = 2 * terms.count >= count && !terms.isEmpty
      if reading.isProducts[id] {
        for product in terms { reading.isAbsorbed[Int(product)] = true }
        productTerms.insert(count)
      } else if count > 2 {
        plain.append((id, count))
      }
    }
    // Where products are added up anyway, plain sums of as many terms join them, and make one wave of two.
    for (sum, terms) in plain where productTerms.contains(terms) { reading.isProducts[sum] = true }
    self.reading = reading
  }

  private func collectWork(_ needed: [Bool], _ varying: [Bool]) -> Work {
    var work = Work()
    for id in needed.indices where varying[id] && !reading.isAbsorbed[id] && !reading.isCopy(id) {
      guard let written = graph.nodes[id].operation else { continue }
      let isProducts = reading.isProducts[id]
      let first = work.inputs.count
      reading.appendInputs(of: id, to: &work.inputs)
      let arity = work.inputs.count - first
      // A chain is a sum, whichever way its last term was added.
      let operation = isProducts || arity > graph.nodes[id].arity ? Operation.sum : written
      work.add(UInt32(id), Work.Kind(operation: operation, isProducts: isProducts, arity: arity))
    }
    return work
  }

  private mutating func makeWaves(of work: Work) {
    var order = WaveOrder(work, nodeCount: slots.count)
    while let (kind, nodes) = order.next() { emit(work.kinds[kind], nodes, of: work) }
  }

  /// Makes one wave of nodes of a kind, given by their places in the work.
  private mutating func emit(_ kind: Work.Kind, _ nodes: [UInt32], of work: Work) {
    let (arity, count) = (kind.arity, nodes.count)
    let first = operands.count
    operands.append(contentsOf: repeatElement(0, count: arity * count))
    // Position by position; for sums of products node by node, see `Wave.sumOfProducts`.
    let step = kind.isProducts ? 1 : count
    for (place, index) in nodes.enumerated() {
      var entry = first + (kind.isProducts ? place * arity : place)
      for input in work.inputs[work.inputRange(of: index)] {
        operands[entry] = input == Work.one ? one : slots[Int(input)]
        entry += step
      }
    }
    let lines = lines(of: kind, first, count)
    entries.append(
      Schedule.Entry(
        operation: kind.operation, isProducts: kind.isProducts, out: start.count, count: count,
        arity: arity, operands: first, lines: lines))
    for index in nodes { place(Int(work.nodes[Int(index)]), 0) }
  }

  /// Which operand columns of a wave move along, by bit, if every one either does so or stays and the wave knows what to
  /// do then; else nil. Of columns that do, only the first slots remain listed.
  private mutating func lines(of kind: Work.Kind, _ first: Int, _ count: Int) -> UInt8? {
    let isProducts = kind.isProducts
    let arity = kind.arity
    let row = kind.operation.row
    guard count >= 4, isProducts ? arity == 4 : row.arity == 1 || row.arity == 2 else { return nil }
    func slot(_ position: Int, _ node: Int) -> UInt32 {
      operands[first + (isProducts ? node * arity + position : position * count + node)]
    }
    var moving: UInt8 = 0
    for position in 0..<arity {
      let start = slot(position, 0)
      if (0..<count).allSatisfy({ slot(position, $0) == start }) { continue }
      for node in 0..<count where slot(position, node) != start + UInt32(node) { return nil }
      moving |= 1 << UInt8(position)
    }
    guard isProducts ? moving == Wave.averages : moving != 0 else { return nil }
    let starts = (0..<arity).map { slot($0, 0) }
    operands.removeSubrange(first...)
    operands.append(contentsOf: starts)
    return moving
  }
}
