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

  /// Three significant digits, worked out with a pencil, forward, backward and in a step.
  @Test func significantDigits() {
    let outcome = run(
      lesson(
        """
        carry 3 digits
        param w = 0.333333
        input x = 31.7
        h = w·x
        L = (h - 2)²
        claim h = 10.6
        claim L = 74
        claim ∂L/∂h = 17.2
        claim ∂L/∂w = 545
        optimizer sgd(α = 0.01/√(t + 1))
        minimize L
        claim α = 0.00707
        claim w = -3.52
        step with g = 100/7·w
        claim g = -50.3
        claim α = 0.00577
        claim w = -3.23
        carry 2 decimals
        k = h/3
        claim k = -34
        carry 1 digit
        m = h/3
        claim m = -30
        carry exact
        e = w/3
        claim e = -3.23/3
        """))
    #expect(outcome.diagnostics.isEmpty)
    #expect(outcome.recording.claims.count == 12)
    expectAsStated(outcome.recording.claims)
  }

  /// As on paper, in decimal arithmetic.
  @Test(
    arguments: [
      (0.001_234_56, 3, 0.001_23), (9.9996, 4, 10), (999.96, 4, 1000), (999.94, 4, 999.9), (1.005, 3, 1.01),
      (-0.0125, 2, -0.013), (123_456, 2, 120_000), (-2.5, 1, -3), (0, 3, 0), (1e-300, 3, 1e-300),
      (8.76e300, 2, 8.8e300),
      (1000, 1, 1000), (0.1, 1, 0.1), (.infinity, 3, .infinity),
      (123_456_789_012_345_678, 15, 123_456_789_012_346_000),
    ] as [(Double, Double, Double)])
  func digits(_ number: Double, _ count: Double, _ rounded: Double) {
    #expect(Operation.carryDigits.value([number, count]) == rounded)
  }
}
