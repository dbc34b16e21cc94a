import Autodiff
import Letters
import Testing
import Trace

@testable import Lessons

/// What a recording keeps beyond what is printed: where numbers come from, and what hangs on them.
@Suite struct RecordingFactsTests {
  private func record(_ statements: String) -> (recording: Recording, source: Source) {
    let source = lesson(statements)
    let outcome = run(source)
    expectNothingWrong(outcome.diagnostics, in: source)
    return (outcome.recording, source)
  }

  private func leaves(_ recording: Recording) -> [NodeID] {
    (0..<recording.graph.leafCount).map { recording.graph.leaf(at: $0).node }
  }

  private func node(_ name: String, in recording: Recording) throws -> NodeID {
    try #require(leaves(recording).last { recording.graph.label(of: $0)?.name == name })
  }

  @Test func constantsKnowWhereTheyWereRead() throws {
    let (recording, _) = record(
      """
      param θ = 3
      L = θ²
      let before = L
      let lr = 0.5
      optimizer sgd(α = lr/2)
      minimize L for 2 steps
      let start = θ@0
      let slope = g
      claim θ@1 = 1.5
      """)
    let loss = try #require(recording.programs.first?.loss)
    let parameter = try node("θ", in: recording)
    func origin(_ name: String) throws -> Origin? { recording.origins[try node(name, in: recording)] }
    #expect(try origin("before") == Origin(node: loss, moment: Moment(run: 0, step: 0)))
    #expect(try origin("start") == Origin(node: parameter, moment: Moment(run: 0, step: 0)))
    let update = try #require(recording.programs.first?.updates.first)
    let second = Moment(run: 0, step: 2)
    #expect(try origin("slope") == Origin(node: update.gradient, moment: second, inStep: true))
    let rate = try #require(try origin("α"))
    #expect(recording.graph.operation(of: rate.node) == .div)
    #expect(recording.graph.operands(of: rate.node).first == (try node("lr", in: recording)))
    let past = try #require(recording.claims.first?.verdict.sides.first).left
    #expect(recording.origins[past] == Origin(node: parameter, moment: Moment(run: 0, step: 1)))
    // As typed: not computed.
    #expect(try origin("lr") == nil)
    #expect(recording.origins[parameter] == nil)
  }

  @Test func runsKnowWhereTheyBegin() throws {
    let (recording, source) = record(
      """
      param θ = 3
      input x = 1
      L = (x·θ)²
      optimizer sgd(α = 0.25)
      minimize L for 3 steps
      compare L for 2 steps
        sgd(α = 0.1)
        momentum(α = 0.1)
      reset with θ = -2, x = θ
      """)
    try #require(recording.runs.count == 4)
    guard case .top = recording.runs[0].beginning,
      case .branch(let first) = recording.runs[1].beginning,
      case .branch(let second) = recording.runs[2].beginning,
      case .reset(let overrides) = recording.runs[3].beginning
    else {
      Issue.record("\(recording.runs.map(\.beginning))")
      return
    }
    #expect(first == Moment(run: 0, step: 3) && second == first)
    let parameter = try node("θ", in: recording)
    #expect(overrides.map(\.leaf) == [parameter, try node("x", in: recording)])
    var reached = recording.valuation(at: first)
    #expect(overrides.map(\.value) == [-2, reached.value(of: parameter, in: recording.graph)])
    #expect(overrides[0].bytes.map { source.text(Span($0.lowerBound, $0.upperBound)) } == "-2")
    #expect(overrides[1].origin == Origin(node: parameter, moment: first))
  }

  @Test func claimsKnowTheirSides() throws {
    let (recording, _) = record(
      """
      input x = [1, 2, 3]
      y[i] = 2·x[i]
      claim y[i] = x[i] + x[i]
      refute y[2] ≈ 4.10
      """)
    let sides = recording.claims[0].verdict.sides
    #expect(sides.map(\.indices) == [[1], [2], [3]])
    var valuation = recording.valuation(at: Moment(run: 0, step: 0))
    #expect(sides.map { valuation.value(of: $0.left, in: recording.graph) } == [2, 4, 6])
    #expect(sides.map { recording.graph.label(of: $0.left)?.name } == ["y", "y", "y"])
    #expect(sides.map { recording.graph.operation(of: $0.right) } == [.add, .add, .add])
    #expect(recording.claims[1].verdict.sides.map(\.tolerance) == [0.005])
    #expect(recording.claims[1].statement.relation == .approximately)
  }

  @Test func ofManyInstancesTheFirstAreKept() {
    let (recording, _) = record("input x[i=1..1000] = i\nclaim x[i] > 0")
    #expect(recording.claims[0].verdict.sides.count == 64)
    #expect(recording.claims[0].verdict.instances == 1_000)
  }

  @Test func leavesKnowTheirNumbers() {
    let (recording, source) = record(
      """
      param w = -0.5
      input x = [[1.25, 2.5]]
      let k = ½
      L = (w·x[1,1] - k)²
      optimizer momentum(α = 0.25)
      minimize L
      optimizer sgd(α = 0.0625)
      step with g = 7
      step with g[w] = -8
      compare L for 2 steps
        sgd(α = 0.125)
      """)
    let numbers = leaves(recording).compactMap { recording.leafBytes[$0] }
    let texts = numbers.map { source.text(Span($0.lowerBound, $0.upperBound)) }
    #expect(texts == ["-0.5", "1.25", "2.5", "½", "0.25", "0.0625", "7", "8", "0.125"])
  }

  /// Were it shared, changing the gradient would change every 1 of the rule.
  @Test func fedGradientsHaveLeavesOfTheirOwn() throws {
    let (recording, _) = record(
      """
      param θ = 0
      optimizer rmsprop(α = 0.1)
      step with g = 1
      """)
    let update = try #require(recording.programs.first?.updates.first)
    let fed = recording.graph.operands(of: update.gradient)[0]
    var graph = recording.graph
    #expect(recording.graph.startValue(of: fed) == 1)
    #expect(graph.constant(1, spelling: "1") != fed)
    let users = (0..<UInt32(graph.count)).filter { graph.operands(of: NodeID($0)).contains(fed) }
    #expect(users == [update.gradient.raw])
  }

  @Test func structureKnowsWhatDecidedIt() throws {
    let (recording, source) = record(
      """
      rule r(α = 0.1, k = 3, β = 0.9)
        θ ← θ - α·g if k > 2
        θ ← θ - β·g if k < 1
      let n = 4
      let m = 5
      let unread = 6
      param w = 1
      y[i=1..n] = where(i < m, w·i, 7)
      L = Σ[i] y[i]
      optimizer r(k = 8)
      minimize L
      """)
    let names = recording.deciders.leaves.compactMap { recording.graph.label(of: $0)?.name }
    #expect(names.sorted() == ["k", "m", "n"])
    let texts = recording.deciders.bytes.sorted { $0.lowerBound < $1.lowerBound }.map {
      source.text(Span($0.lowerBound, $0.upperBound))
    }
    #expect(texts == ["2", "1", "1"])
  }

  @Test func contributionsComeInReadingOrder() throws {
    let (recording, _) = record(
      """
      param x = 3
      y = x² + x
      backward y
      """)
    let x = try node("x", in: recording)
    guard case .backward(let y, _) = try #require(recording.events.last) else {
      Issue.record("no backward pass")
      return
    }
    // The sum was made last, and its adjoint comes first.
    let graph = recording.graph
    let below = graph.nodes(below: y)
    let order = ReadingOrder(graph, below, usesOf: [x]) { graph.label(of: $0) != nil }
    let newestFirst = below.reversed().filter { graph.operands(of: $0).contains(x) }
    let users = order.sorted(graph.contributions(of: y, to: x, from: newestFirst)).map(\.user)
    #expect(users.map { recording.graph.operation(of: $0) } == [.square, .add])
    #expect(users.last == y)
  }
}
