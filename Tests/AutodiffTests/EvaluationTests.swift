import Autodiff
import TestSupport
import Testing

/// Schedule, valuation and a slow, obvious evaluator agree in every bit.
@Suite struct EvaluationTests {
  static func randomGraph(
    _ seed: UInt64, of operations: [Operation] = Operation.allCases
  ) -> (graph: Graph, leaves: [NodeID]) {
    var random = Draws(seed: seed)
    var graph = Graph()
    var nodes: [NodeID] = []
    for kind in [Leaf.parameter, .input, .step] {
      for _ in 0..<3 { nodes.append(graph.leaf(kind, Double.random(in: -2...2, using: &random))) }
    }
    let leaves = nodes
    nodes.append(graph.constant(0.5))
    nodes.append(graph.leaf(.constant(spelling: "3"), 3, label: Label("c")))
    for _ in 0..<300 {
      // Not always present: the force unwraps below hold because neither list is empty.
      let operation = operations.randomElement(using: &random)!
      let arity = operation.row.arity ?? Int.random(in: 0...9, using: &random)
      nodes.append(graph.apply(operation, (0..<arity).map { _ in nodes.randomElement(using: &random)! }))
    }
    graph.gradient(of: nodes[nodes.count - 1])
    graph.gradient(of: nodes[nodes.count - 2])
    return (graph, leaves)
  }

  /// Every node in creation order, one kernel call each.
  static func slowly(_ graph: Graph, _ leaves: [NodeID: Double]) -> [Double] {
    var values: [Double] = []
    for raw in 0..<UInt32(graph.count) {
      let node = NodeID(raw)
      if let operation = graph.operation(of: node) {
        values.append(operation.value(graph.operands(of: node).map { values[Int($0.raw)] }))
      } else {
        values.append(leaves[node] ?? graph.startValue(of: node) ?? .nan)
      }
    }
    return values
  }

  static func same(_ a: Double, _ b: Double) -> Bool { a.bitPattern == b.bitPattern || a.isNaN && b.isNaN }

  @Test(arguments: 1...20)
  func allAgreeOnRandomGraphs(_ seed: UInt64) {
    let (graph, leaves) = EvaluationTests.randomGraph(seed)
    let roots = (0..<UInt32(graph.count)).map(NodeID.init)
    let evaluator = Evaluator(graph, roots: roots)
    var valuation = Valuation()
    var sweep = Valuation()
    var chosen: [NodeID: Double] = [:]
    for round in 0..<3 {
      for (place, leaf) in leaves.enumerated() where round > 0 {
        chosen[leaf] = Double(place - 4) / Double(round + 2)
        evaluator.set(leaf, to: chosen[leaf] ?? 0)
        valuation.setLeaf(leaf, to: chosen[leaf] ?? 0, in: graph)
        sweep.setLeaf(leaf, to: chosen[leaf] ?? 0, in: graph)
      }
      let expected = EvaluationTests.slowly(graph, chosen)
      evaluator.run()
      sweep.evaluateAll(in: graph)
      for (node, expected) in zip(roots, expected).reversed() {
        #expect(EvaluationTests.same(evaluator.value(of: node) ?? 0, expected))
        #expect(EvaluationTests.same(valuation.value(of: node, in: graph), expected))
        #expect(EvaluationTests.same(sweep.value(of: node, in: graph), expected))
      }
    }
  }

  /// With few roots, sums take over products and the sums at their heads, and copies share slots.
  @Test(arguments: 1...40)
  func agreeWhereSumsTakeOver(_ seed: UInt64) {
    var random = Draws(seed: seed)
    var graph = Graph()
    let leaves = (0..<6).map { _ in graph.leaf(.parameter, Double.random(in: -2...2, using: &random)) }
    var nodes = leaves + [graph.constant(0.5)]
    // Few of them have two users, so that many can be taken over.
    var unused: [NodeID] = []
    func operand() -> NodeID {
      if unused.count > 4 { return unused.remove(at: Int.random(in: 0..<unused.count, using: &random)) }
      return nodes.randomElement(using: &random) ?? nodes[0]
    }
    for _ in 0..<200 {
      let operation =
        [Operation.add, .add, .mul, .mul, .mul, .sum, .sum, .copy, .square, .sub]
        .randomElement(using: &random) ?? .add
      let arity = operation.row.arity ?? Int.random(in: 0...6, using: &random)
      let node = graph.apply(operation, (0..<arity).map { _ in operand() })
      nodes.append(node)
      unused.append(node)
    }
    let roots = Array(nodes.suffix(3))
    let carried = zip(leaves, unused.suffix(4)).map { (leaf: $0, next: $1) }
    let evaluator = Evaluator(graph, roots: roots, carried: carried)
    evaluator.run()
    let expected = EvaluationTests.slowly(graph, [:])
    for root in roots {
      #expect(EvaluationTests.same(evaluator.value(of: root) ?? .nan, expected[Int(root.raw)]))
    }
    let isFinite = evaluator.advance()
    let next = carried.map { expected[Int($0.next.raw)] }
    #expect(zip(evaluator.carriedValues, next).allSatisfy { EvaluationTests.same($0, $1) })
    #expect(isFinite == next.allSatisfy(\.isFinite))
  }

  @Test func aCopyOfALeafIsNotTheLeaf() {
    var graph = Graph()
    let x = graph.leaf(.parameter, 2)
    let copy = graph.add(.copy, x)
    let evaluator = Evaluator(graph, roots: [copy])
    evaluator.run()
    #expect(evaluator.value(of: copy) == 2)
    #expect(evaluator.leafSlot(of: copy) == nil)
  }

  @Test func aScheduleTakesOnlyWhatItsRootsNeed() {
    var graph = Graph()
    let x = graph.leaf(.parameter, 2)
    let z = graph.leaf(.parameter, 3)
    let y = graph.add(.square, x)
    let other = graph.add(.exp, z)
    let evaluator = Evaluator(graph, roots: [y])
    evaluator.run()
    #expect(evaluator.value(of: y) == 4)
    #expect(evaluator.value(of: other) == nil)
    #expect(evaluator.leafSlot(of: z) == nil)
    evaluator.set(z, to: 1)
    #expect(evaluator.schedule.waveCount == 1)
  }

  @Test func constantsAreComputedOnce() {
    var graph = Graph()
    let x = graph.leaf(.parameter, 2)
    let beta = graph.leaf(.constant(spelling: "0.9"), 0.9, label: Label("beta"))
    let y = graph.add(.mul, graph.add(.sub, graph.constant(1), beta), x)
    let evaluator = Evaluator(graph, roots: [y, beta])
    evaluator.run()
    #expect(evaluator.value(of: y) == (1 - 0.9) * 2)
    #expect(evaluator.value(of: beta) == 0.9)
    #expect(evaluator.schedule.waveCount == 1)
  }

  @Test func carriedLeavesChangeAllAtOnce() {
    var graph = Graph()
    let a = graph.leaf(.parameter, 1)
    let b = graph.leaf(.state(of: a), 2)
    let sum = graph.add(.add, a, b)
    let evaluator = Evaluator(graph, roots: [], carried: [(leaf: b, next: sum), (leaf: a, next: b)])
    var seen: [[Double]] = []
    for _ in 0..<4 {
      evaluator.run()
      evaluator.advance()
      seen.append(evaluator.carriedValues)
    }
    #expect(seen == [[3, 2], [5, 3], [8, 5], [13, 8]])
    evaluator.carriedValues = [1, 0]
    evaluator.run()
    #expect(evaluator.value(of: sum) == 1)
  }

  /// Of a large graph with little below the roots, only that little is scheduled.
  @Test(arguments: 1...10)
  func littleOfALargeGraph(_ seed: UInt64) {
    var random = Draws(seed: seed)
    var graph = Graph()
    var far = graph.leaf(.parameter, 0.3)
    for _ in 0..<5000 { far = graph.add(.sin, far) }
    let leaves = (0..<4).map { _ in graph.leaf(.parameter, Double.random(in: -2...2, using: &random)) }
    var nodes = leaves + [graph.constant(0.5), far]
    for _ in 0..<60 {
      let operation = random.pick(Operation.allCases)
      nodes.append(graph.apply(operation, (0..<(operation.row.arity ?? 4)).map { _ in random.pick(nodes) }))
    }
    nodes.removeAll { graph.nodes(below: $0).count > 100 }
    let pair = (leaf: leaves[1], next: nodes[nodes.count - 1])
    let evaluator = Evaluator(graph, roots: nodes, carried: [pair])
    var given = (0..<5).map { _ in Double.random(in: -2...2, using: &random) }
    evaluator.setLeaves(given)
    evaluator.run()
    var valuation = Valuation(leaves: given)
    for node in nodes {
      #expect(EvaluationTests.same(evaluator.value(of: node) ?? 0, valuation.value(of: node, in: graph)))
    }
    #expect(evaluator.value(of: far) == nil)
    evaluator.advance()
    given[2] = valuation.value(of: pair.next, in: graph)
    evaluator.run()
    valuation.setLeaves(given)
    for node in nodes {
      #expect(EvaluationTests.same(evaluator.value(of: node) ?? 0, valuation.value(of: node, in: graph)))
    }
  }

  @Test func aValuationFollowsAGrowingGraph() {
    var bench = Workbench()
    var node = bench.parameter("x", 1)
    for round in 1...200 {
      node = bench.graph.add(.add, node, bench.graph.constant(1))
      #expect(bench.value(node) == Double(round + 1))
    }
    bench.valuation.setLeaf(NodeID(0), to: 5, in: bench.graph)
    #expect(bench.value(node) == 205)
  }

  @Test func emptySumsAndRootsThatAreLeaves() {
    var graph = Graph()
    let x = graph.leaf(.parameter, 2)
    let nothing = graph.sum([])
    let evaluator = Evaluator(graph, roots: [x, nothing])
    evaluator.run()
    #expect(evaluator.value(of: x) == 2)
    #expect(evaluator.value(of: nothing) == 0)
    var valuation = Valuation()
    #expect(valuation.value(of: nothing, in: graph) == 0)
  }

  /// Waves whose operands stand in lines, and sums of products of every make.
  @Test(arguments: 1...4)
  func agreeOnOrderlyGraphs(_ terms: Int) {
    var graph = Graph()
    let leaves = (0..<40).map { graph.leaf(.input, Double($0 * $0 % 17) / 7 - 1) }
    var roots: [NodeID] = []
    for place in 0..<8 {
      var products = (0..<terms).map { graph.add(.mul, leaves[place + 8 * $0], leaves[place + 8 * $0 + 8]) }
      roots.append(graph.sum(products))
      products[0] = leaves[place]
      products.append(graph.add(.mul, leaves[3], leaves[place]))
      roots.append(graph.sum(products))
      roots.append(graph.add(.sub, leaves[place], leaves[place + 8]))
      roots.append(graph.add(.div, leaves[place + 8], leaves[3]))
      roots.append(graph.add(.div, leaves[3], leaves[place + 8]))
      roots.append(graph.add(.sqrt, graph.add(.square, leaves[place])))
      roots.append(graph.sum([leaves[place]]))
      roots.append(graph.sum([leaves[place], leaves[place + 1]]))
      // A product that is also a root is not taken over.
      roots.append(graph.add(.mul, leaves[place], leaves[place + 5]))
      roots.append(graph.sum([roots[roots.count - 1], graph.add(.mul, leaves[0], leaves[place])]))
    }
    let evaluator = Evaluator(graph, roots: roots)
    evaluator.run()
    let expected = EvaluationTests.slowly(graph, [:])
    for root in roots {
      #expect(EvaluationTests.same(evaluator.value(of: root) ?? 0, expected[Int(root.raw)]))
    }
  }
}
