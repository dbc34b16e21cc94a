import Autodiff
import Testing

/// The gradient of the branch not chosen is 0, never 0·∞.
@Suite struct GuardTests {
  @Test(arguments: [(0.0, 0.0), (-1, 0), (2, 0.5)])
  func logarithm(_ at: Double, _ slope: Double) {
    var bench = Workbench()
    let x = bench.parameter("x", at)
    let zero = bench.graph.constant(0)
    let ln = bench.graph.add(.ln, x)
    let y = bench.graph.add(.select, bench.graph.add(.greater, x, zero), ln, zero)
    #expect(bench.gradient(y, x) == slope)
    let contributions = bench.graph.contributions(of: y, to: ln)
    #expect(contributions.count == 1)
    guard case .node(let partial) = contributions[0].partial else {
      Issue.record("the partial of a branch is a node")
      return
    }
    #expect(bench.value(partial) == (at > 0 ? 1 : 0))
  }

  @Test(arguments: [(0.0, 0.0), (2.0, -0.4353977749799915)])
  func sinc(_ at: Double, _ slope: Double) {
    var bench = Workbench()
    let x = bench.parameter("x", at)
    let quotient = bench.graph.add(.div, bench.graph.add(.sin, x), x)
    let isZero = bench.graph.add(.equal, x, bench.graph.constant(0))
    let y = bench.graph.add(.select, isZero, bench.graph.constant(1), quotient)
    #expect(bench.value(y) == (at == 0 ? 1 : bench.value(quotient)))
    #expect(agree(bench.gradient(y, x), slope))
  }

  /// where(x > 0, where(x > 1, √(x - 1), ln(x)), x²)
  @Test(arguments: [(-2.0, -4.0), (0, 0), (0.5, 2), (1, 1), (5, 0.25)])
  func nested(_ at: Double, _ slope: Double) {
    var bench = Workbench()
    let x = bench.parameter("x", at)
    let one = bench.graph.constant(1)
    let root = bench.graph.add(.sqrt, bench.graph.add(.sub, x, one))
    let inner = bench.graph.add(.select, bench.graph.add(.greater, x, one), root, bench.graph.add(.ln, x))
    let outside = bench.graph.add(.greater, x, bench.graph.constant(0))
    let y = bench.graph.add(.select, outside, inner, bench.graph.add(.square, x))
    #expect(bench.gradient(y, x) == slope)
    for node in 0..<y.raw {
      for contribution in bench.graph.contributions(of: y, to: NodeID(node)) {
        #expect(!bench.value(contribution.product).isNaN)
      }
    }
  }

  /// An inner branch that looks chosen while the outer one is not.
  @Test func innerConditionHoldsOuterDoesNot() {
    var bench = Workbench()
    let x = bench.parameter("x", 0)
    let zero = bench.graph.constant(0)
    let inner = bench.graph.add(
      .select, bench.graph.add(.lessEqual, x, zero), bench.graph.add(.ln, x), bench.graph.add(.sqrt, x))
    let y = bench.graph.add(.select, bench.graph.add(.greater, x, zero), inner, bench.graph.add(.mul, x, x))
    #expect(bench.gradient(y, x) == 0)
  }

  @Test(arguments: [(0.0, Double.infinity), (4.0, 0.5)])
  func usedInsideAndOutside(_ at: Double, _ slope: Double) {
    var bench = Workbench()
    let x = bench.parameter("x", at)
    let zero = bench.graph.constant(0)
    let root = bench.graph.add(.sqrt, x)
    let chosen = bench.graph.add(.select, bench.graph.add(.greater, x, zero), root, zero)
    let y = bench.graph.add(.add, chosen, root)
    #expect(bench.gradient(y, x) == slope)
  }

  /// Guards on a long chain: every branch leads into the next.
  @Test func deeplyNested() {
    var bench = Workbench()
    let x = bench.parameter("x", 0.5)
    let zero = bench.graph.constant(0)
    var y = x
    for _ in 0..<20_000 {
      let condition = bench.graph.add(.greater, x, zero)
      y = bench.graph.add(.select, condition, bench.graph.add(.sin, bench.graph.add(.add, y, x)), zero)
    }
    #expect(bench.gradient(y, x).isFinite)
    #expect(bench.graph.count < 600_000)
  }

  @Test func bothBranchesUseOneNode() {
    var bench = Workbench()
    let x = bench.parameter("x", 2)
    let square = bench.graph.add(.square, x)
    let test = bench.graph.add(.greater, x, bench.graph.constant(0))
    let y = bench.graph.add(.select, test, square, bench.graph.add(.neg, square))
    #expect(bench.gradient(y, x) == 4)
  }
}
