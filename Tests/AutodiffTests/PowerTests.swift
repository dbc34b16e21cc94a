import Autodiff
import Testing

/// Slopes of a^b where a or b is 0, as PyTorch has them: torch.pow's gradient in the base is 0 at exponent 0.
@Suite struct PowerTests {
  @Test(arguments: [
    (0.0, 0.0, 0.0, 0.0), (0, 1, 1, 0), (0, 2, 0, 0), (0, 3, 0, 0), (2, 0, 0, 0.6931471805599453),
    (-2, 0, 0, .nan),
    (2, 3, 12, 5.545177444479562),
  ])
  func slopes(_ a: Double, _ b: Double, _ inBase: Double, _ inExponent: Double) {
    let tape = Tape()
    let (x, y) = (tape.parameter("a", a), tape.parameter("b", b))
    let slopes = tape.gradient(of: x.power(y), withRespectTo: [x, y]).map(\.value)
    #expect(slopes[0] == inBase)
    #expect(inExponent.isNaN ? slopes[1].isNaN : abs(slopes[1] - inExponent) < 1e-15)
  }

  /// A literal exponent leaves no choice in the graph.
  @Test func aLiteralExponentIsDecidedAtOnce() {
    var graph = Graph()
    let x = graph.leaf(.parameter, 2, label: Label("x"))
    let y = graph.add(.pow, x, graph.constant(3))
    graph.gradient(of: y)
    let operations = (0..<UInt32(graph.count)).compactMap { graph.operation(of: NodeID($0)) }
    #expect(!operations.contains(.select) && !operations.contains(.equal))
  }
}
