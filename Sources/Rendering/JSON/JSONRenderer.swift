import Autodiff
import Presentation
import Trace

extension Recording {
  /// Everything that happened, as one JSON document; see `renderJSON`.
  public func json(_ options: TextOptions = TextOptions()) -> String {
    var text = ""
    renderJSON(options, to: &text)
    return text
  }

  /// Writes everything that happened as one JSON document of the schema `nntrace/1`.
  ///
  /// Numbers are the shortest that read back the same; NaN and the infinities are the strings "NaN", "Infinity" and
  /// "-Infinity". Keys have a fixed order. Every step of a run is there, each written as soon as it is known.
  public func renderJSON(_ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream) {
    var json = JSONWriter(stream)
    JSONRenderer(self).document(traceOf: options.traced, &json)
    stream = json.finish()
  }
}

/// Writes a recording as JSON, event by event.
private struct JSONRenderer<Target: TextOutputStream> {
  typealias Writer = JSONWriter<Target>

  private let recording: Recording
  private let names: Names

  private var graph: Graph { recording.graph }

  init(_ recording: Recording) {
    self.recording = recording
    names = Names(recording.graph)
  }

  func document(traceOf output: NodeID? = nil, _ json: inout Writer) {
    json.object { json in
      json.line()
      json.member("schema", "nntrace/1")
      for key in ["title", "source"] {
        json.line()
        json.member(key, recording.header(key))
      }
      if let output, !recording.runs.isEmpty { trace(output, &json) }
      json.line()
      json.array("events") { json in
        for event in recording.events { self.event(event, &json) }
        json.line()
      }
      json.line()
      json.object("final") { final(&$0) }
      json.line()
    }
  }

  /// `"value"` and `"gradient"` of one expression.
  private func trace(_ output: NodeID, _ json: inout Writer) {
    var numbers = Numbers(recording, Reading(after: Moment(run: 0, step: 0)))
    json.line()
    json.member("value", numbers.value(output))
    json.line()
    json.object("gradient") { json in
      for node in graph.allParameters {
        json.member(name(node), graph.adjoint(of: output, to: node).map { numbers.value($0) } ?? 0)
      }
    }
  }

  private func name(_ node: NodeID) -> String { FormulaText().text(names(node)) }

  // MARK: Events

  private func event(_ event: Event, _ json: inout Writer) {
    switch event {
    case .forward(let node, let moment): pass("forward", node, moment, &json)
    case .backward(let node, let moment): pass("backward", node, moment, &json)
    case .steps(let run, let steps, _): self.steps(steps, run, member: nil, &json)
    case .comparison(let runs, _):
      for run in runs where recording.runs[run].steps > 0 {
        self.steps(1...recording.runs[run].steps, run, member: recording.runs[run].member?.text, &json)
      }
    case .show(let shown, let moment): show(shown, moment, &json)
    case .claim(let index): claim(recording.claims[index], &json)
    case .notFinite(let node, let moment, let inStep):
      let reading = inStep ? Reading(inStep: moment.step, ofRun: moment.run) : Reading(after: moment)
      notFinite(node, reading, &json)
    case .plot(let plotted):
      object("plot", &json) { Charts(recording).chart(plotted).chart.write(to: &$0) }
    case .question(let index):
      object("question", &json) { json in
        json.member("words", recording.asks[index].words)
        json.member("asked", recording.asks[index].subject)
      }
    case .answer(let index): answer(recording.asks[index], &json)
    case .prose, .statement, .member, .graph: break
    }
  }

  private func object(_ event: String, _ json: inout Writer, _ body: (inout Writer) -> Void) {
    json.line()
    json.object { json in
      json.member("event", event)
      body(&json)
    }
  }

  private func pass(_ event: String, _ output: NodeID, _ moment: Moment, _ json: inout Writer) {
    var numbers = Numbers(recording, Reading(after: moment))
    object(event, &json) { json in
      json.member("output", name(output))
      json.member("step", moment.step)
      json.array("nodes") { json in
        for node in graph.nodes(below: output) {
          json.line()
          json.object { json in
            json.member("id", Int(node.raw))
            json.member("op", graph.operation(of: node)?.row.name)
            json.array("operands") { json in
              for operand in graph.operands(of: node) { json.element(Int(operand.raw)) }
            }
            json.member("name", graph.label(of: node).map { _ in name(node) })
            json.member("kind", kind(node))
            json.member("value", numbers.value(node))
            let adjoint = event == "backward" ? graph.adjoint(of: output, to: node) : nil
            json.member("gradient", adjoint.map { numbers.value($0) })
          }
        }
        json.line()
      }
    }
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

  /// Every step of an act.
  /// - Parameter member: the optimizer call of a comparison's member.
  private func steps(_ steps: ClosedRange<Int>, _ run: Int, member: String?, _ json: inout Writer) {
    recording.forEachStep(steps, ofRun: run) { step, program, valuation in
      func value(_ node: NodeID) -> Double { valuation.value(of: node, in: graph) }
      object("step", &json) { json in
        if let member { json.member("member", member) }
        json.member("step", step)
        json.member("loss", program.loss.map(value))
        json.array("parameters") { json in
          for update in program.updates {
            json.line()
            json.object { json in
              json.member("name", name(update.parameter))
              json.member("before", value(update.parameter))
              json.member("gradient", value(update.gradient))
              json.member("after", value(update.next))
              json.object("state") { json in
                for (name, carried) in update.state {
                  json.object(name) { json in
                    json.member("before", value(carried.leaf))
                    json.member("after", value(carried.next))
                  }
                }
              }
            }
          }
        }
      }
    }
    if let ending = recording.runs[run].segment(ofStep: steps.upperBound)?.ending {
      self.ending(ending, after: steps.upperBound, member: member, &json)
    }
  }

  /// What an act waited for, and whether it has come about.
  private func ending(_ ending: Ending, after step: Int, member: String?, _ json: inout Writer) {
    object("ending", &json) { json in
      if let member { json.member("member", member) }
      json.member("step", step)
      json.member("until", ending.text)
      json.member("holds", ending.holds)
      json.member("atMost", ending.bound)
    }
  }

  private func show(_ shown: [Shown], _ moment: Moment, _ json: inout Writer) {
    var numbers = Numbers(recording, Reading(after: moment))
    object("show", &json) { json in
      json.member("step", moment.step)
      json.array("values") { json in
        for item in shown {
          json.object { json in
            json.member("text", item.text)
            json.member("value", numbers.value(item.node))
          }
        }
      }
    }
  }

  private func claim(_ claim: Claim, _ json: inout Writer) {
    object("claim", &json) { json in
      json.members(of: claim)
      json.member("holds", claim.holds)
      json.member("tie", claim.verdict.outcome == .tie)
      json.member("asStated", claim.asStated)
      json.array("slips") { json in
        for slip in claim.explanation.slips { json.element(SlipWords.text(slip)) }
      }
      if !claim.explanation.slips.isEmpty { json.slips("slipDetails", of: claim) }
      json.searchMembers(of: claim)
    }
  }

  private func answer(_ ask: Ask, _ json: inout Writer) {
    guard let origin = ask.answer else { return }
    var numbers = Numbers(recording, Reading(after: origin.moment))
    object("answer", &json) { json in
      json.member("words", ask.words)
      json.member("asked", ask.subject)
      json.member("step", origin.moment.step)
      let value = numbers.value(origin.node)
      ask.isCondition ? json.member("holds", value != 0) : json.member("value", value)
    }
  }

  private func notFinite(_ node: NodeID, _ reading: Reading, _ json: inout Writer) {
    var numbers = Numbers(recording, reading)
    object("notFinite", &json) { json in
      if let member = recording.member(ofRun: reading.run) { json.member("member", member.text) }
      json.member("step", reading.step)
      json.member("node", Int(node.raw))
      json.member("name", graph.label(of: node).map { _ in name(node) })
      json.member("value", numbers.value(node))
    }
  }

  /// The loss and the parameters when all is done.
  private func final(_ json: inout Writer) {
    // The runs of comparisons have members; the lesson's own last run is where it ended.
    let run = recording.runs.lastIndex { $0.member == nil }
    let end = run.map { Reading(after: Moment(run: $0, step: recording.runs[$0].steps)) }
    var numbers = end.map { Numbers(recording, $0) }
    json.member("loss", lastLoss.flatMap { numbers?.value($0) })
    json.object("parameters") { json in
      for node in numbers == nil ? [] : graph.allParameters { json.member(name(node), numbers?.value(node)) }
    }
  }

  /// What the last steps minimised.
  private var lastLoss: NodeID? {
    for case .steps(let run, let steps, _) in recording.events.reversed() {
      let program = recording.runs[run].program(ofStep: steps.upperBound).map { recording.programs[$0] }
      if let program { return recording.wholeLoss(of: program) }
    }
    return nil
  }
}
