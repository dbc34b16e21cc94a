import Autodiff
import TestSupport
import Testing

@Suite struct GradientTests {
  @Test func bothOperandsOfXTimesXCount() {
    var bench = Workbench()
    let x = bench.parameter("x", 3)
    let y = bench.graph.add(.mul, x, x)
    #expect(bench.value(y) == 9)
    #expect(bench.gradient(y, x) == 6)
    let contributions = bench.graph.contributions(of: y, to: x)
    #expect(contributions.map(\.position) == [0, 1])
    #expect(contributions.map(\.partial) == [.node(x), .node(x)])
    #expect(contributions.map { bench.value($0.product) } == [3, 3])
  }

  @Test func fanInIsOneSumNewestUserFirst() throws {
    var bench = Workbench()
    let x = bench.parameter("x", 2)
    let s = bench.graph.add(.sin, x)
    let e = bench.graph.add(.exp, x)
    let y = bench.graph.add(.sub, bench.graph.add(.mul, s, e), x)
    bench.graph.gradient(of: y)
    let adjoint = try #require(bench.graph.adjoint(of: y, to: x))
    #expect(bench.graph.operation(of: adjoint) == .sum)
    let contributions = bench.graph.contributions(of: y, to: x)
    #expect(contributions.map(\.user) == [y, e, s])
    #expect(contributions.map(\.product) == Array(bench.graph.operands(of: adjoint)))
    #expect(contributions[0].partial == .minusOne)
    #expect(agree(bench.value(adjoint), exactSinExp(2)))
  }

  private func exactSinExp(_ x: Double) -> Double {
    var bench = Workbench()
    let x = bench.parameter("x", x)
    let y = bench.graph.add(
      .sub, bench.graph.add(.mul, bench.graph.add(.sin, x), bench.graph.add(.exp, x)), x)
    return bench.graph.numericDerivative(of: y, to: x).value
  }

  /// An output with little of a large graph below it is walked in another way, to the same adjoints.
  @Test(arguments: 1...20)
  func smallPartsOfLargeGraphs(_ seed: UInt64) {
    var random = Draws(seed: seed)
    var graph = Graph()
    var nodes = (0..<3).map {
      graph.leaf(.parameter, Double.random(in: -2...2, using: &random), label: Label("w", [$0]))
    }
    nodes += [graph.constant(0.5), graph.leaf(.input, 2)]
    var far = nodes[0]
    for _ in 0..<4000 { far = graph.add(.sin, far) }
    for _ in 0..<100 {
      let operation = Operation.allCases[random.below(Operation.allCases.count)]
      nodes.append(graph.apply(operation, (0..<(operation.row.arity ?? 4)).map { _ in random.pick(nodes) }))
      if random.below(10) == 0 { graph.setLabel(Label("n", [nodes.count]), of: nodes[nodes.count - 1]) }
    }
    let output = nodes[nodes.count - 1]
    var whole = graph
    whole.gradient(of: output)
    graph.gradient(of: far)
    graph.gradient(of: output)
    var (expected, found) = (Valuation(), Valuation())
    for raw in 0...output.raw {
      let (one, other) = (
        whole.adjoint(of: output, to: NodeID(raw)), graph.adjoint(of: output, to: NodeID(raw))
      )
      #expect((one == nil) == (other == nil))
      guard let one, let other else { continue }
      #expect(EvaluationTests.same(expected.value(of: one, in: whole), found.value(of: other, in: graph)))
      #expect(whole.label(of: one) == graph.label(of: other))
    }
  }

  /// Each of many outputs costs what is below it; a walk through the whole graph for each would take minutes.
  @Test func manySmallOutputs() {
    var graph = Graph()
    let w = graph.leaf(.parameter, 0.5, label: Label("w"))
    for _ in 0..<200_000 { _ = graph.leaf(.input, 1) }
    var slopes: [NodeID] = []
    for _ in 0..<5_000 {
      let output = graph.add(.square, graph.add(.mul, w, graph.leaf(.input, 2)))
      graph.gradient(of: output)
      slopes += [graph.adjoint(of: output, to: w)].compactMap { $0 }
    }
    var valuation = Valuation()
    #expect(slopes.count == 5_000)
    #expect(slopes.allSatisfy { valuation.value(of: $0, in: graph) == 4 })
  }

  @Test(arguments: 1...10)
  func contributionsAddUpToTheAdjoint(_ seed: UInt64) throws {
    var (graph, _) = EvaluationTests.randomGraph(seed)
    let output = NodeID(300)
    graph.gradient(of: output)
    let users = Users(graph, upTo: output)
    var valuation = Valuation()
    for raw in 0..<output.raw {
      let node = NodeID(raw)
      let contributions = graph.contributions(of: output, to: node)
      #expect(contributions == graph.contributions(of: output, to: node, from: users[node]))
      guard let adjoint = graph.adjoint(of: output, to: node) else {
        #expect(contributions.isEmpty)
        continue
      }
      var total = valuation.value(of: contributions[0].product, in: graph)
      for other in contributions.dropFirst() { total += valuation.value(of: other.product, in: graph) }
      if let rounding = graph.operation(of: node), [.carry, .carryDigits].contains(rounding) {
        total = rounding.value([total, valuation.value(of: graph.operands(of: node)[1], in: graph)])
      }
      #expect(EvaluationTests.same(total, valuation.value(of: adjoint, in: graph)))
      for contribution in contributions {
        let users = valuation.value(of: contribution.adjoint, in: graph)
        let product = valuation.value(of: contribution.product, in: graph)
        switch contribution.partial {
        case .one: #expect(contribution.product == contribution.adjoint)
        case .minusOne: #expect(EvaluationTests.same(product, -users))
        case .node(let partial):
          let partial = valuation.value(of: partial, in: graph)
          #expect(EvaluationTests.same(product, users * partial) || product == 0)
        }
      }
    }
  }

  @Test func aPartialOfOneIsTheAdjointItself() throws {
    var bench = Workbench()
    let x = bench.parameter("x", 2)
    let y = bench.graph.add(.add, bench.graph.add(.square, x), bench.graph.constant(1))
    let square = bench.graph.operands(of: y)[0]
    bench.graph.gradient(of: y)
    #expect(bench.graph.adjoint(of: y, to: square) == bench.graph.adjoint(of: y, to: y))
    #expect(bench.graph.contributions(of: y, to: square).map(\.partial) == [.one])
    #expect(bench.value(try #require(bench.graph.adjoint(of: y, to: x))) == 4)
  }

  @Test func noPathIsNoAdjoint() {
    var bench = Workbench()
    let x = bench.parameter("x", 2)
    let z = bench.parameter("z", 2)
    let y = bench.graph.add(.mul, x, bench.graph.add(.floor, z))
    bench.graph.gradient(of: y)
    #expect(bench.graph.adjoint(of: y, to: z) == nil)
    #expect(bench.graph.contributions(of: y, to: z).isEmpty)
  }

  @Test func literalsGetNoAdjointsAndNamedConstantsDo() {
    var bench = Workbench()
    let x = bench.parameter("x", 2)
    let named = bench.graph.leaf(.constant(spelling: "0.5"), 0.5, label: Label("c"))
    let literal = bench.graph.constant(3)
    let y = bench.graph.add(.mul, bench.graph.add(.mul, literal, named), x)
    #expect(bench.gradient(y, named) == 6)
    #expect(bench.graph.adjoint(of: y, to: literal) == nil)
  }

  @Test func aSecondCallAppendsNothing() {
    var bench = Workbench()
    let x = bench.parameter("x", 2)
    let y = bench.graph.add(.tanh, x)
    bench.graph.gradient(of: y)
    let count = bench.graph.count
    bench.graph.gradient(of: y)
    #expect(bench.graph.count == count)
  }

  @Test func literalExponentsAreCalculated() throws {
    var bench = Workbench()
    let x = bench.parameter("x", 3)
    let y = bench.graph.add(.pow, x, bench.graph.constant(3))
    #expect(bench.gradient(y, x) == 27)
    let partial = bench.graph.contributions(of: y, to: x)[0].partial
    guard case .node(let node) = partial else { throw Failure.unexpected }
    #expect(bench.graph.operation(of: node) == .mul)
    #expect(bench.graph.operation(of: bench.graph.operands(of: node)[1]) == .square)
  }

  @Test func adjointsAreLabelled() throws {
    var bench = Workbench()
    let x = bench.parameter("x", 3)
    let y = bench.graph.add(.square, x)
    bench.graph.setLabel(Label("y"), of: y)
    bench.graph.gradient(of: y)
    let adjoint = try #require(bench.graph.adjoint(of: y, to: x))
    #expect(bench.graph.label(of: adjoint)?.kind == .adjoint(of: y, to: x))
    #expect(bench.graph.section(of: adjoint) == .gradient(of: y))
    #expect(bench.graph.section(of: y) == .definitions)
  }

  @Test func secondDerivatives() throws {
    var bench = Workbench()
    let x = bench.parameter("x", 0.7)
    let w = bench.parameter("w", 1.3)
    // f = sin(w·x)·x³
    let f = bench.graph.add(
      .mul, bench.graph.add(.sin, bench.graph.add(.mul, w, x)),
      bench.graph.add(.pow, x, bench.graph.constant(3)))
    bench.graph.gradient(of: f)
    let first = try #require(bench.graph.adjoint(of: f, to: x))
    for leaf in [x, w] {
      let expected = bench.graph.numericDerivative(of: first, to: leaf)
      #expect(agree(bench.gradient(first, leaf), expected.value, relative: 1e-8))
    }
    let mixed = bench.gradient(first, w)
    let other = try #require(bench.graph.adjoint(of: f, to: w))
    #expect(agree(bench.gradient(other, x), mixed))
  }

  @Test func secondAndThirdDerivativeOfACubic() throws {
    var bench = Workbench()
    let x = bench.parameter("x", 2)
    let y = bench.graph.add(.pow, x, bench.graph.constant(3))
    bench.graph.gradient(of: y)
    let first = try #require(bench.graph.adjoint(of: y, to: x))
    #expect(bench.value(first) == 12)
    bench.graph.gradient(of: first)
    let second = try #require(bench.graph.adjoint(of: first, to: x))
    #expect(bench.value(second) == 12)
    #expect(bench.gradient(second, x) == 6)
  }

  @Test func aMillionNodesDeep() {
    var bench = Workbench()
    let x = bench.parameter("x", 0.5)
    var y = x
    for _ in 0..<1_000_000 { y = bench.graph.add(.sin, y) }
    #expect(bench.value(y) > 0)
    #expect(bench.gradient(y, x) > 0)
  }
}

enum Failure: Error { case unexpected }
