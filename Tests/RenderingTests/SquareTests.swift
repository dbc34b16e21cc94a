import Autodiff
import Rendering
import Testing
import Trace

/// `x·x`, the value used twice by one operation, in every view: both edges are kept and both contributions added.
@Suite struct SquareTests {
  let recording: Recording
  let product: NodeID
  let x: NodeID

  init() throws {
    recording = try RenderingTests.recording("param x = 3\ny = x·x\nforward y\nbackward y")
    product = try #require(recording.derived)
    x = recording.graph.leaf(at: 0).node
  }

  @Test func graph() { #expect(Array(recording.graph.operands(of: product)) == [x, x]) }

  @Test func gradient() throws {
    var valuation = recording.valuation(at: Moment(run: 0, step: 0))
    let adjoint = try #require(recording.graph.adjoint(of: product, to: x))
    #expect(valuation.value(of: adjoint, in: recording.graph) == 6)
  }

  @Test func text() {
    let text = recording.text()
    #expect(text.contains("  y = x·x = 3·3 = 9\n"))
    #expect(text.contains("  ∂y/∂x = x + x = 3 + 3 = 6\n"))
  }

  @Test func dot() {
    let dot = recording.dot()
    #expect(dot.split(separator: "\n").count { $0.contains(#"n0 -> n1 [label="∂: 3"]"#) } == 2)
    #expect(dot.contains(#"n0 [label="{ x | 3 | ∂: 6 }""#))
  }

  @Test func json() {
    let json = recording.json()
    #expect(json.contains(#""op": "mul", "operands": [0, 0], "name": "y""#))
    #expect(
      json.contains(#""node": 0, "value": 3, "text": "3", "gradient": {"node": 5, "value": 6, "text": "6"}"#))
  }
}
