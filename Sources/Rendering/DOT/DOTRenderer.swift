import Autodiff
import Letters
import Trace

extension Recording {
  /// The lesson's graphs and steps in Graphviz's language; see `renderDOT`.
  public func dot(_ options: TextOptions = TextOptions()) -> String {
    var text = ""
    renderDOT(options, to: &text)
    return text
  }

  /// Writes the lesson's graphs and steps in Graphviz's language, as lecture notes draw them.
  ///
  /// Each pass or `graph` is drawn once, with the values of its moment; gradients are blank until a backward pass was
  /// shown. Updates are clusters whose outputs feed the next step. Names of nodes are the same in every run.
  public func renderDOT(
    _ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream
  ) {
    var renderer = DOTRenderer(self, options, stream)
    renderer.document()
    stream = renderer.stream
  }
}

/// Writes a recording's drawings as one digraph.
struct DOTRenderer<Target: TextOutputStream> {
  let recording: Recording
  let options: TextOptions
  let format: NumberFormat
  var names: Names
  var stream: Target
  private var indent = 1

  /// No more drawings than this are written, nor more nodes in one.
  private static var mostDrawings: Int { 24 }
  var mostNodes: Int { options.detail == .full ? 4000 : 400 }

  var graph: Graph { recording.graph }

  init(_ recording: Recording, _ options: TextOptions, _ stream: Target) {
    self.recording = recording
    self.options = options
    self.stream = stream
    format = NumberFormat(digits: options.digits)
    names = Names(recording.graph, ascii: options.ascii)
  }

  mutating func document() {
    stream.write("digraph \(DOT.quoted(recording.header("title") ?? "nntrace")) {\n")
    line("rankdir=LR")
    line("ordering=in")
    line("fontname=\"Helvetica\"")
    line("labeljust=l")
    line("node [shape=record, style=filled, fillcolor=white, fontname=\"Helvetica\", fontsize=11]")
    line("edge [arrowsize=0.7, fontname=\"Helvetica\", fontsize=10]")
    let drawings = Drawing.all(of: recording, steps: options.steps)
    // From left to right Graphviz stacks upwards: what comes first in the lesson is to stand on top.
    for (index, drawing) in drawings.prefix(Self.mostDrawings).enumerated().reversed() {
      let isOnly = drawings.count == 1
      let name = "d\(index + 1)"
      switch drawing.kind {
      case .graph(let output, let moment, let withGradient):
        if !isOnly {
          let step = moment.step == 0 ? "" : " after step \(moment.step)"
          open(name, names.text(of: output) + step)
        }
        draw(output, at: moment, withGradient: withGradient, isOnly ? "" : name + "_")
        if !isOnly { close() }
      case .steps(let run, let steps): draw(steps, ofRun: run, isOnly ? "" : name + "_")
      case .updates(let parameter, let run, let steps):
        draw(steps, ofRun: run, only: parameter, isOnly ? "" : name + "_")
      }
    }
    if drawings.isEmpty { note("empty", "nothing to draw: this lesson shows no pass, no step and no graph") }
    let rest = drawings.count - Self.mostDrawings
    if rest > 0 { note("rest", "… and \(rest) more drawings") }
    stream.write("}\n")
  }

  mutating func line(_ text: String) {
    stream.write(String(repeating: "  ", count: indent) + text + "\n")
  }

  mutating func open(_ name: String, _ label: String) {
    line("subgraph cluster_\(name) {")
    indent += 1
    line("label=\(DOT.quoted(label))")
  }

  mutating func close() {
    indent -= 1
    line("}")
  }

  mutating func note(_ id: String, _ text: String) {
    line("\(id) [shape=note, label=\(DOT.quoted(Visible.text(text, ascii: options.ascii)))]")
  }
}
