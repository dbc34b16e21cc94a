import Autodiff
import Rendering
import Testing
import Trace

struct DOTTests {
  @Test func drawings() {
    expectGolden(Sample.rmsprop().dot(), "rmsprop.dot")
    expectGolden(Sample.neuron().dot(), "neuron.dot")
  }

  @Test func aSquareKeepsBothEdges() {
    var graph = Graph()
    let x = graph.leaf(.parameter, 3, label: Label("x"))
    let product = graph.add(.mul, x, x)
    graph.setLabel(Label("L"), of: product)
    let dot = Sample.showing(graph, .forward(product, Moment(run: 0, step: 0))).dot()
    #expect(dot.split(separator: "\n").count { $0 == "  n0 -> n1_op" } == 2)
    // No backward pass was asked for: the gradient is blank, not 0.
    #expect(dot.contains(#"n0 [label="{ x | 3 | \  }", fillcolor=lightgreen]"#))
  }

  @Test func hostileNamesAreEscaped() {
    var graph = Graph()
    let x = graph.leaf(.input, 3, label: Label(#"a"|{b}<c>\N &lt; d"#))
    let root = graph.add(.sqrt, x)
    graph.setLabel(Label("L"), of: root)
    var recording = Sample.showing(graph, .forward(root, Moment(run: 0, step: 0)))
    recording.header = [("title", #"x" ]; evil [label="\N"#)]
    let dot = recording.dot()
    #expect(dot.contains(#"{ a\"\|\{b\}\<c\>\\N &amp;lt; d | 3 | \  }"#))
    #expect(dot.hasPrefix(#"digraph "x\" ]; evil [label=\"\\N" {"#))
  }

  /// Numbers stand in the label of the operation that uses them.
  @Test func numbersStandInOperations() {
    var graph = Graph()
    let p = graph.leaf(.parameter, 3, label: Label("p"))
    let one = graph.constant(1)
    let difference = graph.add(.sub, one, p)
    let power = graph.add(.pow, difference, graph.constant(3))
    let square = graph.add(.square, power)
    let top = graph.add(.max, graph.constant(0), square)
    graph.setLabel(Label("L"), of: top)
    let dot = Sample.showing(graph, .forward(top, Moment(run: 0, step: 0))).dot()
    for label in ["1 - □", "□^3", "□²", "max(0, □)"] {
      #expect(dot.contains("[label=\"\(label)\", shape=ellipse"))
    }
    #expect(!dot.contains("plaintext"))
    #expect(!dot.contains("headlabel"))
  }

  @Test func largeGraphsAreCutAndSayIt() {
    var graph = Graph()
    var node = graph.leaf(.input, 1, label: Label("x"))
    for _ in 0..<5000 { node = graph.add(.tanh, node) }
    let dot = Sample.showing(graph, .forward(node, Moment(run: 0, step: 0))).dot()
    #expect(dot.contains("… 4,601 more nodes"))
    #expect(dot.split(separator: "\n").count < 2000)
  }

  @Test func anEmptyRecordingIsADigraphToo() {
    #expect(Recording().dot().contains("nothing to draw"))
  }
}
