import Autodiff
import Rendering
import Testing
import Trace

struct DOTTests {
  @Test func aSlopeNobodyAskedForIsNotThere() throws {
    let dot = try recording("param x = 3\nL = x·x\nforward L").dot()
    #expect(dot.contains(#"n0 [label="{ x | 3 }", fillcolor=lightgreen]"#))
    #expect(!dot.contains("∂"))
  }

  /// 3 and 3 meet in 6.
  @Test func contributionsStandWhereTheyMeet() throws {
    let fork = try recording("param x = 3\nL = x·x\nbackward L")
    #expect(fork.dot().split(separator: "\n").count { $0.contains(#"[label="∂: 3"]"#) } == 2)
    #expect(fork.dot().contains("{ x | 3 | ∂: 6 }"))
    let chain = try recording("param x = 3\nL = (2·x)²\nbackward L")
    #expect(!chain.dot().contains("[label=\"∂"))
    var all = TextOptions()
    all.marks = .contributions
    #expect(chain.dot(all).contains(#"[label="∂: 24"]"#))
  }

  @Test func hostileNamesAreEscaped() {
    var graph = Graph()
    let x = graph.leaf(.input, 3, label: Label(#"a"|{b}<c>\N &lt; d"#))
    let root = graph.add(.sqrt, x)
    graph.setLabel(Label("L"), of: root)
    var recording = showing(graph, .forward(root, Moment(run: 0, step: 0)))
    recording.header = [("title", #"x" ]; evil [label="\N"#)]
    let dot = recording.dot()
    #expect(dot.contains(#"{ a\"\|\{b\}\<c\>\\N &amp;lt; d | 3 }"#))
    #expect(dot.hasPrefix(#"digraph "x\" ]; evil [label=\"\\N" {"#))
  }

  /// Numbers stand in the label of the operation that uses them.
  @Test func numbersStandInOperations() throws {
    let dot = try recording("param p = 3\nL = max(0, ((1 - p)^3)²)\nforward L").dot()
    for label in ["1 - □", "□^3", "□²", "max(0, □)"] {
      #expect(dot.contains("[label=\"{ \(label)"))
    }
    #expect(!dot.contains("plaintext"))
    #expect(!dot.contains("headlabel"))
  }

  @Test func largeGraphsAreCutAndSayIt() {
    var graph = Graph()
    var node = graph.leaf(.input, 1, label: Label("x"))
    for _ in 0..<5000 { node = graph.add(.tanh, node) }
    let dot = showing(graph, .forward(node, Moment(run: 0, step: 0))).dot()
    #expect(dot.contains("… 4,601 more nodes"))
    #expect(dot.split(separator: "\n").count < 2000)
  }

  @Test func anEmptyRecordingIsADigraphToo() {
    #expect(Recording().dot().contains("nothing to draw"))
  }
}
