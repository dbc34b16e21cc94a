import Letters
import Presentation
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
    var writer = TextWriter(claims, options, stream)
    present(options.view) { writer.write($0) }
    stream = writer.page.stream
  }
}

/// Writes a page as text, item by item.
struct TextWriter<Target: TextOutputStream> {
  let options: TextOptions
  let style: Style
  let spelling: Spelling
  var page: Lines<Target>
  private let claims: [Claim]
  /// The sections that are open.
  private var sections: [Heading] = []
  private var isAfterHeading = false
  /// Whether a member of a comparison has just been closed.
  private var isAfterMember = false

  init(_ claims: [Claim], _ options: TextOptions, _ stream: Target) {
    self.claims = claims
    self.options = options
    let style = Style(color: options.color)
    self.style = style
    spelling = Spelling(style: options.style) { style($0, .bold) }
    page = Lines(stream)
  }

  /// Where lines of the innermost section begin.
  private var indent: Int { (sections.last?.indent ?? 0) + 2 }

  mutating func write(_ item: PageItem) {
    if case .drawing = item { return }
    if standsApart(item) { page.space() }
    isAfterHeading = false
    isAfterMember = false
    switch item {
    case .head(let head): if !head.title.isEmpty { prose([.heading(1, [.text(head.title)])]) }
    case .prose(let blocks): prose(blocks)
    case .source(let lines):
      let bar = options.ascii ? "| " : "│ "
      for line in lines { page.line(style("  " + bar + options.style.spelled(line.text), .dim)) }
    case .open(let heading):
      page.line(spelling.text(heading.words), indent: heading.indent)
      sections.append(heading)
      isAfterHeading = true
    case .close: if case .member = sections.removeLast() { isAfterMember = true }
    case .given(let given): self.given(given)
    case .equation(let equation): self.equation(equation)
    case .value(let names, let value, let claims):
      page.line((names.map(spelling.text) + [spelling.text(value)]).joined(separator: " = "), indent: indent)
      self.claims(claims, indent: indent + 2)
    case .shown(let shown): self.shown(shown)
    case .listed(let depth, let name, let kind, let value):
      let text = name.map { spelling.text($0) + ": " + kind } ?? kind
      page.line(text + " = " + spelling.text(value), indent: 2 * Swift.min(depth + 1, Limits.listedDepth))
    case .table(let table): page.lines(columns(table).lines(indent: 2, width: options.width))
    case .comparison(let table): page.lines(fitting(table).lines(indent: 2, width: options.width))
    case .parting(let sides): parting(sides)
    case .chart(let chart): self.chart(chart)
    case .notFinite(let words, let equation):
      let lines = EquationLines(equation, spelling)
      let formula = (equation.subject.isName ? [lines.name] : []) + lines.parts
      let phrases = [
        TonedPhrase(text: spelling.text(words), tone: .unsure),
        TonedPhrase(text: formula.joined(separator: " = "), gap: 1),
      ]
      page.lines(style.lines(phrases, width: options.width, hanging: 4))
    case .doubtful(let words, let equation):
      let lines = equation.map { EquationLines($0, spelling) }
      let formula = lines.map { ($0.name.isEmpty ? "" : $0.name + " \($0.sign) ") + ($0.parts.first ?? "") }
      let phrases = [
        TonedPhrase(text: spelling.text(words), tone: .unsure), TonedPhrase(text: formula ?? "", gap: 1),
      ]
      page.lines(style.lines(phrases, width: options.width - 2, hanging: 4), indent: 2)
    case .claims(let claims, let place):
      self.claims(claims, indent: sections.isEmpty ? 2 : place == .ofMember ? indent : indent + 2)
    case .question(let ask):
      page.lines(wrapped("? \(ask.words)   \(options.style.spelled(ask.subject))", indent: 2), indent: 2)
    case .answer(let ask):
      page.lines(
        wrapped("! \(ask.words)   \(options.style.spelled(ask.subject))\(ask.sign)\(ask.answer)", indent: 2),
        indent: 2)
    case .note(let words): page.line(spelling.text(words), indent: indent)
    case .remark(let words): page.lines(wrapped(words))
    case .omitted(let omission): omitted(omission)
    case .drawing: break
    }
  }

  private func standsApart(_ item: PageItem) -> Bool {
    switch item {
    case .head(let head): !head.title.isEmpty
    case .open(.parameter): false
    case .open(.member): !isAfterMember
    case .open(.parting): !isAfterHeading
    case .prose, .source, .open, .shown, .chart, .notFinite, .remark, .question, .answer: true
    case .table(let table): !table.standsAlone
    case .comparison: sections.isEmpty
    case .claims(_, let place): place == .apart
    case .close, .given, .equation, .value, .listed, .parting, .note, .omitted, .doubtful, .drawing: false
    }
  }

  /// Values below one another; a family as the language writes an array, where it fits.
  private mutating func shown(_ values: [ShownValue]) {
    var entries = values.flatMap { lines(of: $0) }
    let widest = entries.flatMap(\.lines).map { DisplayWidth.of($0) }.max() ?? 0
    let names = entries.map { DisplayWidth.of($0.name) }.max() ?? 0
    if 2 + names + 3 + widest > options.width { entries = values.flatMap { lines(of: $0, inFull: true) } }
    let width = entries.map { DisplayWidth.of($0.name) }.max() ?? 0
    for (name, lines) in entries {
      for (place, line) in lines.enumerated() {
        page.line(
          "  \(DisplayWidth.padded(place == 0 ? name : "", to: width)) \(place == 0 ? "=" : " ") \(line)")
      }
    }
  }

  /// - Parameter inFull: whether the members of a family have a line each.
  private func lines(of shown: ShownValue, inFull: Bool = false) -> [(name: String, lines: [String])] {
    switch shown {
    case .value(let text, let value): return [(options.style.spelled(text), [spelling.text(value)])]
    case .family(_, _, _, let members) where inFull:
      return members.map { (options.style.spelled($0.text), [spelling.text($0.value)]) }
    case .family(let text, let rank, let rows, _):
      let cells = rows.map { $0.map(spelling.text) }
      let widths = cells[0].indices.map { column in cells.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
      let lines = cells.map { row in
        "[" + zip(row, widths).map { DisplayWidth.padded($0, to: $1, on: .right) }.joined(separator: ", ")
          + "]"
      }
      guard rank > 1 else { return [(options.style.spelled(text), lines)] }
      let last = lines.count - 1
      let grid = lines.enumerated().map { ($0 == 0 ? "[" : " ") + $1 + ($0 == last ? "]" : ",") }
      return [(options.style.spelled(text), grid)]
    }
  }

  private mutating func claims(_ claims: [ClaimView], indent: Int) {
    let text = ClaimText(style: style, spelling: spelling, width: options.width - indent)
    for claim in claims { page.lines(text.lines(claim), indent: indent) }
  }

  /// The lesson's text, with a mark after each number it claims that is wrong; the blank before it does not break.
  private mutating func prose(_ blocks: [Block]) {
    let wrong = options.ascii ? "\u{A0}WRONG" : "\u{A0}✗"
    let renderer = ProseRenderer(width: options.width, color: options.color, ascii: options.ascii) {
      [claims] index in
      guard claims.indices.contains(index) else { return nil }
      if claims[index].verdict.isFragile { return "\u{A0}~" }
      return claims[index].statement.verb == .claim && claims[index].asStated ? "" : wrong
    }
    var text = ""
    renderer.write(blocks, to: &text)
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
      page.line(String(Substring(line)))
    }
  }

  private mutating func equation(_ equation: Equation) {
    let lines = EquationLines(equation, spelling)
    page.lines(
      lines.lines(isUpdate: equation.relation == .becomes, width: options.width - indent), indent: indent)
    let below = indent + 2
    for remark in equation.remarks {
      page.line(style(String(repeating: " ", count: below) + spelling.text(remark), .dim))
    }
    for contribution in equation.contributions {
      let lines = EquationLines(contribution, spelling)
      page.lines(lines.lines(isUpdate: false, width: options.width - below), indent: below)
    }
    claims(equation.claims, indent: below)
  }

  /// The leaves and their values, joined by commas.
  private mutating func given(_ given: [PageItem.Given]) {
    let head = spelling.text(Words.given) + " "
    let pieces = given.enumerated().map { spelling.text($1.words) + ($0 < given.count - 1 ? ", " : "") }
    let room = Swift.max(options.width - 2, 30) - DisplayWidth.of(head)
    for line in pieces.filled(after: head, width: room, joinedBy: "") {
      page.line(line.last == " " ? String(line.dropLast()) : line, indent: indent)
    }
  }

  private func wrapped(_ words: Phrase, indent: Int = 0) -> [String] {
    style.lines([TonedPhrase(text: spelling.text(words))], width: options.width - indent, hanging: 2)
  }

  private mutating func omitted(_ omission: Omission) {
    let words = spelling.text(omission.words(options.hints))
    guard !words.isEmpty else { return }
    switch omission {
    case .steps:
      page.space()
      page.line(words)
      page.space()
    case .partings:
      page.space()
      page.lines(wrapped(omission.words(options.hints)))
      page.space()
    case .chart:
      page.space()
      page.line(words, indent: 2)
    case .drawing:
      if case .updates? = sections.last {
        page.space()
        page.line(style(words, .dim))
      } else {
        page.line(style("  " + words, .dim))
      }
    default: page.line(words, indent: indent)
    }
  }
}

extension Heading {
  /// Where the heading begins.
  fileprivate var indent: Int {
    switch self {
    case .parameter, .parting, .member: 2
    default: 0
    }
  }
}

extension Equation.Subject {
  fileprivate var isName: Bool { if case .name = self { true } else { false } }
}
