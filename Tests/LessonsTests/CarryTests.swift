import Autodiff
import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// `carry 2 decimals`: worked out with a pencil, forward and backward.
@Suite struct CarryTests {
  static let text = """
    carry 2 decimals
    param w = 0.333
    input x = 3
    h = w·x
    k = h² + 0.126·h
    L = (k - 2)²
    claim h = 1
    claim k = 1.13
    claim ∂L/∂k = -1.74
    claim ∂L/∂h = -3.7
    claim ∂L/∂w = -11.1
    optimizer sgd(α = 0.1)
    minimize L
    claim w = 1.44
    """

  @Test func resultsAndTheirAdjointsAreRoundedBeforeTheyAreUsed() {
    let outcome = run(lesson(CarryTests.text))
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.recording.claims.count == 6)
    expectAsStated(outcome.recording.claims)
  }

  /// The contributions to a carried result are those before its adjoint is rounded: -0.21924 and -3.48, not -3.7.
  @Test func contributionsAreNotRounded() throws {
    let outcome = run(lesson(CarryTests.text))
    let graph = outcome.recording.graph
    let nodes = (0..<UInt32(graph.count)).map { NodeID($0) }
    let h = try #require(nodes.first { graph.label(of: $0) == Label("h") })
    let loss = try #require(nodes.first { graph.label(of: $0) == Label("L") })
    var valuation = Valuation()
    let users = (0..<UInt32(graph.count)).reversed().map(NodeID.init).filter {
      graph.operands(of: $0).contains(h)
    }
    let products = graph.contributions(of: loss, to: h, from: users).map {
      valuation.value(of: $0.product, in: graph)
    }
    #expect(products.count == 2)
    #expect(abs(products.reduce(0, +) + 3.69924) < 1e-12)
  }
}
