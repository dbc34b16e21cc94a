import Autodiff
import Letters
import Trace

extension Recording {
  /// Everything that happened, as text for a terminal.
  public func text(_ options: TextOptions = TextOptions()) -> String {
    var text = ""
    renderText(options, to: &text)
    return text
  }

  /// Writes everything that happened, as text for a terminal.
  public func renderText(_ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream) {
    var renderer = TextRenderer(self, options, stream)
    renderer.renderEvents()
    stream = renderer.page.stream
  }
}

/// Lines on their way out: separates blocks by one blank line.
struct Page<Target: TextOutputStream> {
  var stream: Target
  private var isBlank = true
  private var wantsBlank = false

  init(_ stream: Target) { self.stream = stream }

  mutating func line(_ text: String) {
    if wantsBlank, !isBlank { stream.write("\n") }
    wantsBlank = false
    stream.write(text)
    stream.write("\n")
    isBlank = text.isEmpty
  }

  mutating func lines(_ lines: [String], indent: Int = 0) {
    let space = String(repeating: " ", count: indent)
    for text in lines { line(text.isEmpty ? "" : space + text) }
  }

  /// What follows stands apart.
  mutating func space() { wantsBlank = true }
}

/// Writes a recording as text, event by event.
package struct TextRenderer<Target: TextOutputStream> {
  let recording: Recording
  let options: TextOptions
  let style: Style
  let format: NumberFormat
  var names: Names
  var page: Page<Target>
  /// The family that a member belongs to.
  let familyOfNode: [NodeID: Int]

  var graph: Graph { recording.graph }

  package init(_ recording: Recording, _ options: TextOptions, _ stream: Target) {
    self.recording = recording
    self.options = options
    style = Style(color: options.color)
    format = NumberFormat(digits: options.digits)
    names = Names(recording.graph, ascii: options.ascii)
    page = Page(stream)
    var families: [NodeID: Int] = [:]
    for (index, family) in recording.families.enumerated() {
      for member in family.members { families[member.node] = index }
    }
    familyOfNode = families
  }

  mutating func renderEvents() {
    var position = 0
    let events = recording.events
    var isAfterClaim = false
    var isAfterMember = false
    // The line after the statement just printed.
    var nextLine: Int?
    title()
    while position < events.count {
      let event = events[position]
      position += 1
      // Statements in a row stand together, as in the lesson's source.
      let lines = statementLines(event)
      let continues = lines != nil && lines?.lowerBound == nextLine
      nextLine = lines?.upperBound
      if case .claim(let index) = event {
        let isOfMember = recording.member(ofRun: recording.claims[index].verdict.moment.run) != nil
        if !isOfMember, !isAfterClaim || isAfterMember { page.space() }
        isAfterMember = isOfMember
        // Below the member that it speaks of.
        claim(index, indent: isOfMember ? 6 : 2)
        isAfterClaim = true
        continue
      }
      if case .member(let text, _) = event {
        if !continues, !isAfterClaim { page.space() }
        member(text)
        isAfterClaim = false
        continue
      }
      isAfterClaim = false
      if !continues { page.space() }
      if case .prose(let blocks) = event {
        var claims: [Int] = []
        while position < events.count, case .claim(let index) = events[position],
          recording.claims[index].statement.place == .prose
        {
          claims.append(index)
          position += 1
        }
        prose(blocks, claims: claims)
      } else if case .steps(let run, let steps, let shown) = event {
        // Claims that follow at once may stand below the lines they speak of.
        var claims: [Int] = []
        while position < events.count, case .claim(let index) = events[position] {
          claims.append(index)
          position += 1
        }
        self.steps(run: run, steps, shown: shown, claims: claims)
        isAfterClaim = !claims.isEmpty
      } else {
        render(event)
      }
    }
  }

  private mutating func render(_ event: Event) {
    switch event {
    case .prose(let blocks): prose(blocks)
    case .statement(let source, _): statement(source)
    case .member(let source, _): member(source)
    case .forward(let node, let moment): forward(node, at: moment)
    case .backward(let node, let moment): backward(node, at: moment)
    case .steps(let run, let steps, let shown): self.steps(run: run, steps, shown: shown, claims: [])
    case .comparison(let runs, let loss): comparison(runs, loss: loss)
    case .show(let shown, let moment): show(shown, at: moment)
    case .plot(let shown, let last): plot(shown, until: last)
    case .profile(let shown, let moment): profile(shown, at: moment)
    case .graph(let node, let moment): graphListing(node, at: moment)
    case .claim(let index): claim(index, indent: 2)
    case .notFinite(let node, let moment, let inStep): notFinite(node, at: moment, inStep: inStep)
    }
  }

  /// `! the first value that is not finite, in step 3: exp(z) = exp(1000) = inf`
  private mutating func notFinite(_ node: NodeID, at moment: Moment, inStep: Bool) {
    var valuation =
      inStep
      ? recording.valuation(inStep: moment.step, ofRun: moment.run) : recording.valuation(at: moment)
    if inStep, let program = recording.runs[moment.run].program(ofStep: moment.step) {
      let updates = recording.programs[program].updates
      if updates.count == 1 { names.owner = updates[0].parameter }
    }
    defer { names.owner = nil }
    var builder = builder()
    let tree = builder.formula(of: node)
    let isNamed = graph.label(of: node) != nil
    let worked = worked(isNamed ? names.text(of: node) : "", "=", tree, node: node, &valuation)
    var parts = isNamed ? [worked.name] : []
    for part in [worked.symbols, worked.numbers, worked.result] where part != parts.last {
      parts.append(part)
    }
    let member = recording.member(ofRun: moment.run).map { " of " + spelled($0.text) } ?? ""
    let place = (inStep ? ", in step \(moment.step)" : after(moment)) + member
    let head = Phrase(text: "! the first value that is not finite" + place + ":", tone: .unsure)
    let formula = Phrase(text: parts.joined(separator: " = "), gap: 1)
    page.lines(style.lines([head, formula], width: options.width, hanging: 4))
  }

  mutating func claim(_ index: Int, indent: Int) {
    let text = ClaimText(
      style: style, ascii: options.ascii, digits: options.digits, width: options.width - indent)
    page.lines(text.lines(recording.claims[index]), indent: indent)
  }

  /// The lines of the source that a statement stands on; nil for other events.
  private func statementLines(_ event: Event) -> Range<Int>? {
    switch event {
    case .statement(let text, let last), .member(let text, let last):
      return (last - text.utf8.count { $0 == UInt8(ascii: "\n") })..<last + 1
    default: return nil
    }
  }

  /// The front matter's title, as the page's first heading.
  private mutating func title() {
    guard let title = recording.header("title"), !title.isEmpty else { return }
    prose([.heading(1, [.text(title)])])
  }

  /// The lesson's prose, with verdicts behind the numbers it claims. In brief only headings are left.
  private mutating func prose(_ blocks: [Block]) {
    var kept = blocks
    if options.detail == .brief {
      kept = blocks.filter { if case .heading = $0 { true } else { false } }
    }
    let claims = recording.claims
    let (right, wrong) = options.ascii ? (" ok", " WRONG") : (" ✓", " ✗")
    let renderer = ProseRenderer(width: options.width, color: options.color, ascii: options.ascii)
    var text = ""
    renderer.write(
      kept,
      verdict: {
        claims.indices.contains($0)
          ? claims[$0].statement.verb == .claim && claims[$0].asStated ? right : wrong : nil
      }, to: &text)
    let newline = UInt8(ascii: "\n")
    for line in text.utf8.split(separator: newline, omittingEmptySubsequences: false).dropLast() {
      page.line(String(Substring(line)))
    }
  }

  /// Prose, and below each paragraph what there is to say about its claims, which are numbered as they stand.
  private mutating func prose(_ blocks: [Block], claims: [Int]) {
    var rest = blocks[...]
    // The last claim of what is printed.
    var last = -1
    for index in claims {
      let claim = recording.claims[index]
      // What holds has its mark in the text already.
      if claim.statement.verb == .claim, claim.verdict.outcome == .holds { continue }
      if index > last, let place = rest.firstIndex(where: { ($0.claims.last ?? -1) >= index }) {
        last = rest[place].claims.last ?? last
        prose(Array(rest[...place]))
        rest = rest[(place + 1)...]
        page.space()
      }
      self.claim(index, indent: 2)
    }
    guard !rest.isEmpty else { return }
    page.space()
    prose(Array(rest))
  }

  private mutating func statement(_ source: String) {
    if options.detail != .brief { quoted(source) }
  }

  /// A line of a comparison's member. The optimizer call is said in brief too: it is what the claims below are about.
  private mutating func member(_ source: String) {
    if options.detail != .brief || source.first != " " { quoted(source) }
  }

  private mutating func quoted(_ source: String) {
    let bar = options.ascii ? "| " : "│ "
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      page.line(style("  " + bar + spelled(String(line)), .dim))
    }
  }

  func spelled(_ text: String) -> String {
    Visible.text(text, ascii: options.ascii)
  }

  var dots: String { options.ascii ? "..." : "…" }

  /// `after step 3`, where it is not the start.
  func after(_ moment: Moment) -> String {
    moment.step == 0 ? "" : " after step \(moment.step)"
  }
}
