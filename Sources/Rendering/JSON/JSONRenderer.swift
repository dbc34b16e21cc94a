import Autodiff
import Letters
import Presentation
import Trace

extension Recording {
  /// Everything that happened, as one JSON document; see `renderJSON`.
  public func json(_ options: TextOptions = TextOptions()) -> String {
    var text = ""
    renderJSON(options, to: &text)
    return text
  }

  /// Writes everything that happened as one JSON document of the form `nntrace/2`, which the schema `nntrace-2.json` defines.
  ///
  /// First comes what a lesson is made of, each thing once: graph, rules, runs, claims. Then its page, item by item in
  /// reading order, with as much on it as the options ask for. Numbers are the shortest that read back the same; NaN and
  /// the infinities are the strings "NaN", "Infinity" and "-Infinity". Keys have a fixed order.
  public func renderJSON(_ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream) {
    var renderer = JSONRenderer(self, options, stream)
    renderer.document()
    stream = renderer.json.finish()
  }
}

/// Writes a recording as JSON.
struct JSONRenderer<Target: TextOutputStream> {
  let recording: Recording
  let view: View
  let names: Names
  var json: JSONWriter<Target>
  private let traced: NodeID?
  private let hints: Hints
  private let spelling = Spelling(style: .plain)
  private let prose = MarkdownText(style: .plain) { "<!-- claim \($0) -->" }
  /// The reading of all numbers of the present item that do not say another.
  private var reading: Reading?

  var graph: Graph { recording.graph }

  init(_ recording: Recording, _ options: TextOptions, _ stream: Target) {
    self.recording = recording
    view = View(detail: options.detail, steps: options.steps, digits: options.digits)
    names = Names(recording.graph)
    json = JSONWriter(stream)
    traced = options.traced
    hints = options.hints
  }

  mutating func document() {
    json.openObject()
    json.line()
    json.member("schema", "nntrace/2")
    json.line()
    header()
    if let traced, !recording.runs.isEmpty { trace(traced) }
    list("nodes") { $0.nodes() }
    list("families") { $0.families() }
    list("rules") { $0.rules() }
    list("runs") { $0.runs() }
    list("claims") { $0.claims() }
    json.line()
    object("final") { $0.final() }
    list("page") { renderer in
      renderer.recording.present(renderer.view) { renderer.write($0) }
    }
    json.line()
    json.closeObject()
  }

  /// The front matter.
  private mutating func header() {
    object("header") { renderer in
      var known: Set<String> = []
      for (key, value) in renderer.recording.header where known.insert(key).inserted {
        renderer.json.member(key, value)
      }
    }
  }

  /// `"value"` and `"gradient"` of one expression.
  private mutating func trace(_ output: NodeID) {
    var numbers = Numbers(recording, Reading(after: Moment(run: 0, step: 0)))
    json.line()
    json.member("value", numbers.value(output))
    json.line()
    object("gradient") { renderer in
      for node in renderer.graph.allParameters {
        let slope = renderer.graph.adjoint(of: output, to: node).map { numbers.value($0) } ?? 0
        renderer.json.member(renderer.name(node), slope)
      }
    }
  }

  // MARK: Parts

  mutating func object(_ key: String? = nil, _ body: (inout JSONRenderer) -> Void) {
    json.openObject(key)
    body(&self)
    json.closeObject()
  }

  mutating func array(_ key: String? = nil, _ body: (inout JSONRenderer) -> Void) {
    json.openArray(key)
    body(&self)
    json.closeArray()
  }

  /// A member of the document with a line for each of its elements.
  private mutating func list(_ key: String, _ body: (inout JSONRenderer) -> Void) {
    json.line()
    array(key) { renderer in
      body(&renderer)
      renderer.json.line()
    }
  }

  /// An element on a line of its own.
  mutating func row(_ body: (inout JSONRenderer) -> Void) {
    json.line()
    object(nil, body)
  }

  /// One item of the page.
  /// - Parameter reading: of its numbers, where they do not say another.
  mutating func item(_ kind: String, at reading: Reading? = nil, _ body: (inout JSONRenderer) -> Void) {
    row { renderer in
      renderer.json.member("item", kind)
      renderer.moment(reading)
      renderer.reading = reading
      body(&renderer)
      renderer.reading = nil
    }
  }

  // MARK: Words and numbers

  func name(_ node: NodeID) -> String { spelling.text(names(node)) }
  func text(_ name: Name) -> String { spelling.text(name) }
  func text(_ phrase: Phrase) -> String { spelling.text(phrase) }
  func text(_ omission: Omission) -> String { spelling.text(omission.words(hints)) }
  func text(_ blocks: [Block]) -> String { prose.text(blocks) }

  /// When numbers are read.
  mutating func moment(_ reading: Reading?) {
    guard let reading else { return }
    json.object("at") { json in
      json.member("run", reading.run)
      json.member("step", reading.step)
      if reading.isInStep { json.member("inStep", true) }
    }
  }

  /// The members of an object that is a number: its node, its value, and how it is printed, of which `sureDigits` are sure.
  mutating func number(_ number: Quantity) {
    if let node = number.node { json.member("node", Int(node.raw)) }
    json.member("value", number.value)
    let text = spelling.text(number)
    json.member("text", text)
    if number.typed == nil, text.hasPrefix("~") {
      json.member("sureDigits", UncertainNumber.sureDigits(number.value, doubt: number.doubt))
    }
    if number.reading != reading { moment(number.reading) }
  }

  mutating func numbers(_ key: String? = nil, _ numbers: [Quantity]) {
    array(key) { renderer in for number in numbers { renderer.object { $0.number(number) } } }
  }
}
