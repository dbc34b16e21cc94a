import Autodiff
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
  fileprivate(set) var writer: JSONWriter<Target>
  /// What the last steps minimised.
  private var lastLoss: NodeID?

  private var graph: Graph { recording.graph }

  init(_ recording: Recording, _ stream: Target) {
    self.recording = recording
    names = Names(recording.graph)
    writer = JSONWriter(stream)
  }

  mutating func document(traceOf output: NodeID? = nil) {
    writer.begin("{")
    writer.line()
    writer.key("schema")
    writer.string("nntrace/1")
    for key in ["title", "source"] {
      writer.line()
      writer.key(key)
      writer.string(recording.header(key))
    }
    if let output { trace(output) }
    writer.line()
    writer.key("events")
    writer.begin("[")
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
    writer.key("value")
    writer.number(valuation.value(of: output, in: graph))
    writer.line()
    writer.key("gradient")
    writer.begin("{")
    for node in graph.nodes(below: output) where isDifferentiated(node) {
      writer.key(names.text(of: node))
      writer.number(graph.adjoint(of: output, to: node).map { valuation.value(of: $0, in: graph) } ?? 0)
    }
    writer.end("}")
  }

  private func isDifferentiated(_ node: NodeID) -> Bool {
    graph.leafKind(of: node) == .parameter
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
    case .prose, .statement, .plot, .profile, .graph: break
    }
  }

  private mutating func begin(_ name: String) {
    writer.line()
    writer.begin("{")
    writer.key("event")
    writer.string(name)
  }

  private mutating func pass(_ name: String, _ output: NodeID, _ moment: Moment) {
    var valuation = recording.valuation(at: moment)
    let hasGradient = name == "backward"
    begin(name)
    writer.key("output")
    writer.string(names.text(of: output))
    writer.key("step")
    writer.integer(moment.step)
    writer.key("nodes")
    writer.begin("[")
    for node in graph.nodes(below: output) {
      writer.line()
      writer.begin("{")
      writer.key("id")
      writer.integer(Int(node.raw))
      writer.key("op")
      writer.string(graph.operation(of: node)?.row.name)
      writer.key("operands")
      writer.begin("[")
      for operand in graph.operands(of: node) { writer.integer(Int(operand.raw)) }
      writer.end("]")
      writer.key("name")
      writer.string(graph.label(of: node).map { names.text(of: $0) })
      writer.key("kind")
      writer.string(kind(node))
      writer.key("value")
      writer.number(valuation.value(of: node, in: graph))
      writer.key("gradient")
      let adjoint = hasGradient ? graph.adjoint(of: output, to: node) : nil
      writer.number(adjoint.map { valuation.value(of: $0, in: graph) })
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
    writer.key("event")
    writer.string("step")
    if let member {
      writer.key("member")
      writer.string(member)
    }
    writer.key("step")
    writer.integer(step)
    writer.key("loss")
    writer.number(program.loss.map { valuation.value(of: $0, in: graph) })
    writer.key("parameters")
    writer.begin("[")
    for update in program.updates {
      writer.line()
      writer.begin("{")
      writer.key("name")
      writer.string(names.text(of: update.parameter))
      for (key, node) in [
        ("before", update.parameter), ("gradient", update.gradient), ("after", update.next),
      ] {
        writer.key(key)
        writer.number(valuation.value(of: node, in: graph))
      }
      writer.key("state")
      writer.begin("{")
      for (name, carried) in update.state {
        writer.key(name)
        writer.begin("{")
        writer.key("before")
        writer.number(valuation.value(of: carried.leaf, in: graph))
        writer.key("after")
        writer.number(valuation.value(of: carried.next, in: graph))
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
    writer.key("step")
    writer.integer(moment.step)
    writer.key("values")
    writer.begin("[")
    for item in shown {
      writer.begin("{")
      writer.key("text")
      writer.string(item.text)
      writer.key("value")
      writer.number(valuation.value(of: item.node, in: graph))
      writer.end("}")
    }
    writer.end("]")
    writer.end("}")
  }

  private mutating func claim(_ claim: Claim) {
    begin("claim")
    writer.key("verb")
    writer.string(claim.verb.rawValue)
    writer.key("text")
    writer.string(claim.text)
    writer.key("source")
    writer.string(claim.source)
    writer.key("line")
    writer.integer(claim.line)
    writer.key("expected")
    writer.number(claim.expected)
    writer.key("actual")
    writer.number(claim.actual)
    writer.key("holds")
    writer.bool(claim.holds)
    writer.key("tie")
    writer.bool(claim.outcome == .tie)
    writer.key("asStated")
    writer.bool(claim.asStated)
    writer.key("slips")
    writer.begin("[")
    for slip in claim.slips { writer.string(slip.text) }
    writer.end("]")
    writer.end("}")
  }

  private mutating func notFinite(_ node: NodeID, _ moment: Moment, _ inStep: Bool) {
    var valuation =
      inStep
      ? recording.valuation(inStep: moment.step, ofRun: moment.run) : recording.valuation(at: moment)
    begin("notFinite")
    writer.key("step")
    writer.integer(moment.step)
    writer.key("node")
    writer.integer(Int(node.raw))
    writer.key("name")
    writer.string(graph.label(of: node).map { names.text(of: $0) })
    writer.key("value")
    writer.number(valuation.value(of: node, in: graph))
    writer.end("}")
  }

  /// The loss and the parameters when all is done.
  private mutating func final() {
    writer.begin("{")
    writer.key("loss")
    // The runs of comparisons have titles; the lesson's own last run is where it ended.
    if let run = recording.runs.lastIndex(where: { $0.title == nil }) {
      var valuation = recording.valuation(at: Moment(run: run, step: recording.runs[run].steps))
      writer.number(lastLoss.map { valuation.value(of: $0, in: graph) })
      writer.key("parameters")
      writer.begin("{")
      for index in 0..<graph.leafCount {
        let leaf = graph.leaf(at: index)
        guard leaf.kind == .parameter else { continue }
        writer.key(names.text(of: leaf.node))
        writer.number(valuation.value(of: leaf.node, in: graph))
      }
    } else {
      writer.number(nil)
      writer.key("parameters")
      writer.begin("{")
    }
    writer.end("}")
    writer.end("}")
  }
}

extension Recording {
  /// The loss that a program minimises, over the whole data where the program has only a batch of it.
  func wholeLoss(of program: Program) -> NodeID? {
    guard let loss = program.loss, !program.batch.isEmpty, let label = graph.label(of: loss) else {
      return program.loss
    }
    // Batches are made after the definition they take their members from.
    for raw in 0..<loss.raw where graph.label(of: NodeID(raw)) == label { return NodeID(raw) }
    return loss
  }
}
