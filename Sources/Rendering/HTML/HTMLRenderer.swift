import Autodiff
import Letters
import Presentation
import Trace

extension Recording {
  /// Everything that happened, as one page: a file that needs no other and no network.
  public func html(_ options: HTMLOptions = HTMLOptions()) -> String {
    var text = ""
    renderHTML(options, to: &text)
    return text
  }

  /// Writes everything that happened as one page.
  public func renderHTML(_ options: HTMLOptions = HTMLOptions(), to stream: inout some TextOutputStream) {
    var renderer = HTMLRenderer(self, options)
    renderer.page()
    renderer.html.text.write(to: &stream)
  }
}

/// How a recording is written as a page.
public struct HTMLOptions: Sendable {
  public var detail: Detail
  /// The steps to show; nil: those the lesson asks for.
  public var steps: Set<Int>?
  /// Significant digits of computed numbers.
  public var digits: Int
  /// Where in a site the page stands; nil: it stands alone and needs no other file.
  package var place: Site.Place?

  public init(detail: Detail = .normal, steps: Set<Int>? = nil, digits: Int = 6) {
    self.detail = detail
    self.steps = steps
    self.digits = digits
  }
}

/// Writes a page, item by item; each kind of item has a file.
struct HTMLRenderer {
  let recording: Recording
  let view: View
  let place: Site.Place?
  var html = HTMLWriter()
  /// The sections that are open, and the readings that they speak of.
  var sections: [Heading] = []
  private var readings: [Reading?] = []
  /// The segments in which a reader can go from step to step already, by the step before the first.
  var scrubbed: Set<Moment> = []
  /// The lines at which a reader may stop.
  var stops = 0
  private var figures = 0
  /// The charts on the page, in order.
  var charts: [Chart] = []

  init(_ recording: Recording, _ options: HTMLOptions) {
    self.recording = recording
    view = View(detail: options.detail, steps: options.steps, digits: options.digits)
    place = options.place
  }

  mutating func page() {
    document { page in
      page.recording.present(page.view) { page.write($0) }
    }
  }

  private mutating func write(_ item: PageItem) {
    switch item {
    case .head(let head): header(head)
    case .drawing(let subject): drawing(subject)
    case .prose(let blocks): prose(blocks)
    case .source(let lines): source(lines)
    case .open(let heading): open(heading)
    case .close: close()
    case .given(let given): self.given(given)
    case .equation(let equation): self.equation(equation)
    case .value(let names, let value, let claims): self.value(names, value, claims)
    case .shown(let values): shown(values)
    case .listed(let depth, let name, let kind, let value): listed(depth, name, kind, value)
    case .table(let table): self.table(table)
    case .comparison(let table): comparison(table)
    case .parting(let sides): parting(sides)
    case .chart(let chart): self.chart(chart)
    case .notFinite(let words, let equation): remark("alarm", words, equation)
    case .doubtful(let words, let equation): remark("doubt", words, equation)
    case .claims(let claims, _): self.claims(claims)
    case .question(let ask): self.ask(ask)
    // It is folded away below its question.
    case .answer: return
    case .note(let words), .remark(let words): remark("note", words, nil)
    case .omitted(let omission):
      let words = omission.words(Hints())
      if !words.isEmpty { remark("omitted", words, nil) }
    }
    html.newLine()
  }

  // MARK: When numbers are read

  /// A stretch of the page whose numbers belong to a reading.
  mutating func begin(
    _ name: StaticString, _ attributes: [HTMLWriter.Attribute], at reading: Reading?
  ) {
    html.begin(name, attributes + moment(reading))
    readings.append(reading ?? readings.last ?? nil)
  }

  mutating func end() {
    html.end()
    readings.removeLast()
  }

  /// An element whose numbers belong to a reading.
  mutating func element(
    _ name: StaticString, _ attributes: [HTMLWriter.Attribute] = [], at reading: Reading?,
    _ body: (inout HTMLRenderer) -> Void
  ) {
    begin(name, attributes, at: reading)
    body(&self)
    end()
  }

  /// What an element says of a reading, unless one around it says the same.
  private func moment(_ reading: Reading?) -> [HTMLWriter.Attribute] {
    guard let reading, reading != readings.last ?? nil else { return [] }
    return [.init("data-moment", "\(reading.run) \(reading.step)" + (reading.isInStep ? " in" : ""))]
  }

  // MARK: Words

  mutating func write(_ phrase: Phrase) {
    for piece in phrase.pieces {
      switch piece {
      case .words(let words): html.write(words)
      case .name(let name): html.math(name)
      case .number(let number): write(number)
      case .strong(let phrase): element("b", at: nil) { $0.write(phrase) }
      }
    }
  }

  /// A number in a line of text.
  mutating func write(_ number: Quantity) {
    html.element(
      "span",
      [.class("number")] + (number.node.map { [.node($0)] } ?? []) + moment(number.reading)
        + precision(number),
      printed(number))
  }

  /// A number in a formula.
  mutating func formula(_ number: Quantity) {
    html.math { $0.number(Spelling(style: .plain).text(number), node: number.node) }
  }

  /// The digits of numbers where they are not those of the page.
  func precision(_ number: Quantity) -> [HTMLWriter.Attribute] { precision(number.digits) }

  func precision(_ digits: Int) -> [HTMLWriter.Attribute] {
    digits == view.digits ? [] : [.init("data-digits", String(digits))]
  }

  /// A name for an element that no other has.
  mutating func newName() -> String {
    figures += 1
    return "d\(figures)"
  }

  private func printed(_ number: Quantity) -> String {
    HTMLWriter.printed(Spelling(style: .plain).text(number))
  }
}
