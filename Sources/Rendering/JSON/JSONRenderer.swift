import Autodiff
import Presentation
import Trace

extension Recording {
  /// Everything that happened, as one JSON document; see `renderJSON`.
  public func json() -> String {
    var text = ""
    renderJSON(to: &text)
    return text
  }

  /// Writes everything that happened as one JSON document of the schema `nntrace/1`.
  ///
  /// Numbers are the shortest that read back the same; NaN and the infinities are the strings "NaN", "Infinity" and
  /// "-Infinity". Keys have a fixed order. Every step of a run is there, each written as soon as it is known.
  public func renderJSON(to stream: inout some TextOutputStream) {
    var renderer = JSONRenderer(self, stream)
    renderer.document()
    stream = renderer.writer.finish()
  }

  /// The trace of one expression: its value and gradient stand on top of the document.
  public func renderJSON(traceOf output: NodeID, to stream: inout some TextOutputStream) {
    var renderer = JSONRenderer(self, stream)
    renderer.document(traceOf: output)
    stream = renderer.writer.finish()
  }
}

/// Writes a recording as JSON, event by event.
struct JSONRenderer<Target: TextOutputStream> {
  private let recording: Recording
  private let names: Names
  private let formulas = FormulaText()
  fileprivate(set) var writer: JSONWriter<Target>
  /// What the last steps minimised.
  private var lastLoss: NodeID?

  private var graph: Graph { recording.graph }

  private func name(of node: NodeID) -> String { formulas.text(names(node)) }

  init(_ recording: Recording, _ stream: Target) {
    self.recording = recording
    names = Names(recording.graph)
    writer = JSONWriter(stream)
  }

  mutating func document(traceOf output: NodeID? = nil) {
    writer.begin("{")
    writer.line()
    writer.member("schema", "nntrace/1")
    for key in ["title", "source"] {
      writer.line()
      writer.member(key, recording.header(key))
    }
    if let output { trace(output) }
    writer.line()
    writer.begin("events", "[")
    for event in recording.events { self.event(event) }
    writer.line()
    writer.end("]")
    writer.line()
    writer.key("final")
    final()
    writer.line()
    writer.end("}")
  }

  /// `"value"` and `"gradient"` of one expression.
  private mutating func trace(_ output: NodeID) {
    guard !recording.runs.isEmpty else { return }
    var valuation = recording.valuation(at: Moment(run: 0, step: 0))
    writer.line()
    writer.member("value", valuation.value(of: output, in: graph))
    writer.line()
    writer.begin("gradient", "{")
    for node in parameters {
      let adjoint = graph.adjoint(of: output, to: node)
      writer.member(name(of: node), adjoint.map { valuation.value(of: $0, in: graph) } ?? 0)
    }
    writer.end("}")
  }

  private var parameters: [NodeID] {
    (0..<graph.leafCount).map { graph.leaf(at: $0) }.filter { $0.kind == .parameter }.map(\.node)
  }

  // MARK: Events

  private mutating func event(_ event: Event) {
    switch event {
    case .forward(let node, let moment): pass("forward", node, moment)
    case .backward(let node, let moment): pass("backward", node, moment)
    case .steps(let run, let steps, _): self.steps(steps, run)
    case .comparison(let runs, let loss):
      for run in runs { comparison(run, loss) }
    case .show(let shown, let moment): show(shown, moment)
    case .claim(let index): claim(recording.claims[index])
    case .notFinite(let node, let moment, let inStep): notFinite(node, moment, inStep)
    case .prose, .statement, .member, .plot, .profile, .graph: break
    }
  }

  private mutating func begin(_ name: String) {
    writer.line()
    writer.begin("{")
    writer.member("event", name)
  }

  private mutating func pass(_ event: String, _ output: NodeID, _ moment: Moment) {
    var valuation = recording.valuation(at: moment)
    let hasGradient = event == "backward"
    begin(event)
    writer.member("output", name(of: output))
    writer.member("step", moment.step)
    writer.begin("nodes", "[")
    for node in graph.nodes(below: output) {
      writer.line()
      writer.begin("{")
      writer.member("id", Int(node.raw))
      writer.member("op", graph.operation(of: node)?.row.name)
      writer.begin("operands", "[")
      for operand in graph.operands(of: node) { writer.element(Int(operand.raw)) }
      writer.end("]")
      writer.member("name", graph.label(of: node).map { formulas.text(names($0)) })
      writer.member("kind", kind(node))
      writer.member("value", valuation.value(of: node, in: graph))
      let adjoint = hasGradient ? graph.adjoint(of: output, to: node) : nil
      writer.member("gradient", adjoint.map { valuation.value(of: $0, in: graph) })
      writer.end("}")
    }
    writer.line()
    writer.end("]")
    writer.end("}")
  }

  private func kind(_ node: NodeID) -> String {
    switch graph.leafKind(of: node) {
    case .parameter: "parameter"
    case .input, .gradient: "input"
    case .constant, .step: "constant"
    case .state: "state"
    case nil: "node"
    }
  }

  private mutating func steps(_ steps: ClosedRange<Int>, _ run: Int) {
    var writer = writer
    recording.forEachStep(steps, ofRun: run) { step, program, valuation in
      self.step(step, program, &valuation, member: nil, &writer)
    }
    self.writer = writer
    if let index = recording.runs[run].program(ofStep: steps.upperBound) {
      lastLoss = recording.wholeLoss(of: recording.programs[index])
    }
  }

  /// One member of a comparison: its optimizer, and every step of its run.
  private mutating func comparison(_ run: Int, _ loss: NodeID?) {
    let count = recording.runs[run].steps
    guard count > 0 else { return }
    var writer = writer
    recording.forEachStep(1...count, ofRun: run) { step, program, valuation in
      self.step(step, program, &valuation, member: recording.runs[run].title, &writer)
    }
    self.writer = writer
  }

  /// - Parameter member: the optimizer call of a comparison's member.
  private func step(
    _ step: Int, _ program: Program, _ valuation: inout Valuation, member: String?,
    _ writer: inout JSONWriter<Target>
  ) {
    writer.line()
    writer.begin("{")
    writer.member("event", "step")
    if let member {
      writer.member("member", member)
    }
    writer.member("step", step)
    writer.member("loss", program.loss.map { valuation.value(of: $0, in: graph) })
    writer.begin("parameters", "[")
    for update in program.updates {
      writer.line()
      writer.begin("{")
      writer.member("name", name(of: update.parameter))
      for (key, node) in [
        ("before", update.parameter), ("gradient", update.gradient), ("after", update.next),
      ] {
        writer.member(key, valuation.value(of: node, in: graph))
      }
      writer.begin("state", "{")
      for (name, carried) in update.state {
        writer.begin(name, "{")
        writer.member("before", valuation.value(of: carried.leaf, in: graph))
        writer.member("after", valuation.value(of: carried.next, in: graph))
        writer.end("}")
      }
      writer.end("}")
      writer.end("}")
    }
    writer.end("]")
    writer.end("}")
  }

  private mutating func show(_ shown: [Shown], _ moment: Moment) {
    var valuation = recording.valuation(at: moment)
    begin("show")
    writer.member("step", moment.step)
    writer.begin("values", "[")
    for item in shown {
      writer.begin("{")
      writer.member("text", item.text)
      writer.member("value", valuation.value(of: item.node, in: graph))
      writer.end("}")
    }
    writer.end("]")
    writer.end("}")
  }

  private mutating func claim(_ claim: Claim) {
    begin("claim")
    writer.members(of: claim)
    writer.member("holds", claim.holds)
    writer.member("tie", claim.verdict.outcome == .tie)
    writer.member("asStated", claim.asStated)
    writer.begin("slips", "[")
    for slip in claim.explanation.slips { writer.element(slip.text) }
    writer.end("]")
    writer.end("}")
  }

  private mutating func notFinite(_ node: NodeID, _ moment: Moment, _ inStep: Bool) {
    var valuation =
      inStep
      ? recording.valuation(inStep: moment.step, ofRun: moment.run) : recording.valuation(at: moment)
    begin("notFinite")
    if let member = recording.member(ofRun: moment.run) {
      writer.member("member", member)
    }
    writer.member("step", moment.step)
    writer.member("node", Int(node.raw))
    writer.member("name", graph.label(of: node).map { formulas.text(names($0)) })
    writer.member("value", valuation.value(of: node, in: graph))
    writer.end("}")
  }

  /// The loss and the parameters when all is done.
  private mutating func final() {
    writer.begin("{")
    // The runs of comparisons have titles; the lesson's own last run is where it ended.
    if let run = recording.runs.lastIndex(where: { $0.title == nil }) {
      var valuation = recording.valuation(at: Moment(run: run, step: recording.runs[run].steps))
      writer.member("loss", lastLoss.map { valuation.value(of: $0, in: graph) })
      writer.begin("parameters", "{")
      for node in parameters { writer.member(name(of: node), valuation.value(of: node, in: graph)) }
    } else {
      writer.member("loss", nil as Double?)
      writer.begin("parameters", "{")
    }
    writer.end("}")
    writer.end("}")
  }
}
