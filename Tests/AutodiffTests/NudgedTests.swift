import TestSupport
import Testing

@testable import Autodiff

/// Evaluations that round at random: what they may do to a result, and what they must leave alone.
@Suite struct NudgedTests {
  static func nudged(_ operation: Operation, _ operands: Double...) -> Nudged {
    var graph = Graph()
    let leaves = operands.map { graph.leaf(.input, $0) }
    let node = graph.apply(operation, leaves)
    return NudgedValuation { Nudged(same: operands[$0]) }.value(of: node, in: graph)
  }

  static func lanes(_ values: Nudged) -> [Double] { values.indices.map { values[$0] } }

  /// Operation, operands, exact result.
  static let exact: [(Operation, [Double], Double)] = [
    (.add, [1, 2], 3), (.add, [0.5, -0.125], 0.375), (.sub, [0.3, 0.3], 0), (.mul, [0.1, 0], 0),
    (.mul, [0.1, 4], 0.4), (.mul, [1.5, 1.5], 2.25), (.div, [0.3, 2], 0.15), (.div, [6, 3], 2),
    (.sqrt, [2.25], 1.5), (.square, [3], 9), (.exp, [0], 1), (.ln, [1], 0), (.cos, [0], 1),
    (.log10, [1000], 3), (.pow, [1.5, 3], 3.375), (.pow, [9, 0.5], 3), (.pow, [2, -3], 0.125),
    (.sigmoid, [0], 0.5), (.tanh, [0], 0), (.elu, [0.7], 0.7), (.relu, [0.7], 0.7), (.neg, [0.1], -0.1),
  ]

  @Test(arguments: exact)
  func exactResultsStay(_ operation: Operation, _ operands: [Double], _ result: Double) {
    var graph = Graph()
    let node = graph.apply(operation, operands.map { graph.leaf(.input, $0) })
    let value = NudgedValuation { Nudged(same: operands[$0]) }.value(of: node, in: graph)
    #expect(value == Nudged(same: result))
  }

  /// Of the two neighbours of the exact result, each pair of lanes has both: neither rounding goes unnoticed.
  @Test func aRoundedResultIsOneOfTwoNeighbours() {
    var random = Draws(seed: 5)
    for _ in 0..<2_000 {
      let (a, b) = (Double.random(in: -9...9, using: &random), Double.random(in: 0.1...9, using: &random))
      // The sign of the exact result less the rounded one, by another way: a fused multiply-add rounds once.
      let sum = a + b
      let (large, small) = a.magnitude > b.magnitude ? (a, b) : (b, a)
      let product = a * b
      let quotient = a / b
      let root = b.squareRoot()
      let cases: [(Operation, [Double], Double, Double)] = [
        (.add, [a, b], sum, small - (sum - large)),
        (.mul, [a, b], product, (-product).addingProduct(a, b)),
        (.div, [a, b], quotient, a.addingProduct(-quotient, b) / b),
        (.sqrt, [b], root, b.addingProduct(-root, root)),
      ]
      for (operation, operands, result, error) in cases {
        var graph = Graph()
        let node = graph.apply(operation, operands.map { graph.leaf(.input, $0) })
        let value = NudgedValuation { Nudged(same: operands[$0]) }.value(of: node, in: graph)
        let other = error == 0 ? result : error > 0 ? result.nextUp : result.nextDown
        for pair in [[value[0], value[1]], [value[2], value[3]]] {
          #expect(Set(pair) == Set([result, other]), "\(operation) \(operands)")
        }
      }
    }
  }

  @Test func whatIsBoundedStaysSo() {
    #expect(Self.lanes(Self.nudged(.cos, 1e-9)).allSatisfy { $0 == 1 || $0 == 1.0.nextDown })
    #expect(Set(Self.lanes(Self.nudged(.cos, 1e-9))).count == 2)
    #expect(Self.lanes(Self.nudged(.tanh, -30)).allSatisfy { $0 >= -1 })
    #expect(Self.lanes(Self.nudged(.sigmoid, 50)).allSatisfy { $0 <= 1 })
    #expect(Self.nudged(.exp, -1000) == Nudged())
    #expect(Self.nudged(.mul, 1e300, 1e300) == Nudged(same: .infinity))
    #expect(Self.lanes(Self.nudged(.sqrt, -1)).allSatisfy { $0.isNaN })
  }

  /// Equal quantities get equal nudges, however they are written; so do negatives, doubles and halves.
  @Test func twinsStayTwins() {
    let (a, b) = (0.1, 0.7)
    #expect(Self.nudged(.mul, a, b) == Self.nudged(.mul, b, a))
    #expect(Self.nudged(.add, a, b) == Self.nudged(.add, b, a))
    #expect(Self.nudged(.sub, a, b) == -Self.nudged(.sub, b, a))
    #expect(Self.nudged(.mul, -a, b) == -Self.nudged(.mul, a, b))
    #expect(Self.nudged(.mul, 2 * a, b) == 2 * Self.nudged(.mul, a, b))
    #expect(Self.nudged(.square, a) == Self.nudged(.mul, a, a))
    #expect(Self.nudged(.div, a, b) == Self.nudged(.div, a / 4, b / 4))
  }

  /// In waves and node by node the same bits come out, nudged or not.
  @Test(arguments: 1...20)
  func wavesGiveTheSame(_ seed: UInt64) {
    let (graph, _) = EvaluationTests.randomGraph(seed)
    let roots = (0..<UInt32(graph.count)).map(NodeID.init)
    let schedule = Schedule(graph, roots: roots)
    let start = { Nudged(same: graph.leaf(at: $0).start) }
    let valuation = NudgedValuation(leaf: start)
    let evaluator = NudgedEvaluator(schedule, graph, constants: valuation)
    evaluator.run(nudges: true)
    for node in roots {
      guard let value = evaluator.value(of: node) else { continue }
      let expected = valuation.value(of: node, in: graph)
      for lane in expected.indices {
        #expect(EvaluationTests.same(value[lane], expected[lane]), "node \(node.raw)")
      }
    }
  }

  @Test func withoutNudgesLanesAreTheRunItself() {
    let (graph, _) = EvaluationTests.randomGraph(3)
    let roots = (0..<UInt32(graph.count)).map(NodeID.init)
    let schedule = Schedule(graph, roots: roots)
    let plain = Evaluator(schedule)
    plain.run()
    // Constants are nudged all the same; here they come out as they are.
    let constants = NudgedValuation { Nudged(same: graph.leaf(at: $0).start) }
    let evaluator = NudgedEvaluator(schedule, graph, constants: constants)
    evaluator.run(nudges: false)
    let depends = graph.nodes(below: roots.filter { graph.leafKind(of: $0) == nil })
    #expect(!depends.isEmpty)
    var compared = 0
    for node in roots where graph.operation(of: node) != nil {
      guard let value = evaluator.value(of: node), let expected = plain.value(of: node) else { continue }
      // What depends on a nudged constant may differ in its last digits.
      for lane in value.indices where !value[lane].isNaN && value[lane] == value[0] {
        compared += 1
        #expect(agree(value[lane], expected, relative: 1e-6) || !expected.isFinite)
      }
    }
    #expect(compared > 100)
  }

  /// All evaluations of Muller's recurrence agree on 100; the solution goes to 5.
  @Test func digitsThatComeBackAreNotTrusted() {
    var graph = Graph()
    var terms = [graph.leaf(.input, 4), graph.leaf(.input, 4.25)]
    let (a, b, c) = (graph.constant(108), graph.constant(815), graph.constant(1500))
    for k in 2...60 {
      let inner = graph.add(.sub, b, graph.add(.div, c, terms[k - 2]))
      terms.append(graph.add(.sub, a, graph.add(.div, inner, terms[k - 1])))
    }
    let start = { Nudged(same: graph.leaf(at: $0).start) }
    let trusting = NudgedValuation(leaf: start).value(of: terms[60], in: graph)
    #expect(Self.lanes(trusting).allSatisfy { agree($0, 100) })
    let wary = NudgedValuation(distrustsQuotients: true, leaf: start)
    #expect(Self.lanes(wary.value(of: terms[60], in: graph)).allSatisfy { $0.isNaN })
    #expect(Self.lanes(wary.value(of: terms[5], in: graph)).allSatisfy { agree($0, 4.8557, relative: 1e-4) })
  }
}
