import Letters
import Presentation
import Trace

extension Recording {
  /// The lesson as it ran, in Markdown; see `renderMarkdown`.
  public func markdown(_ options: TextOptions = TextOptions()) -> String {
    var text = ""
    renderMarkdown(options, to: &text)
    return text
  }

  /// Writes the lesson as it ran in Markdown, with formulas in LaTeX between dollar signs, as GitHub, pandoc and Quarto
  /// read it. Pictures are files of their own, `NAME-1.svg`, …, where the options have a name for them; else there is
  /// only the title of each.
  public func renderMarkdown(_ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream) {
    var renderer = MarkdownRenderer(self, options)
    stream.write(renderer.page())
  }

  /// The pictures that a page in Markdown shows, in order, each one a file.
  package func pictures(_ options: TextOptions) -> [String] {
    var pictures: [String] = []
    present(options.view) { item in
      switch item {
      case .drawing(let subject):
        let picture = DrawingSVG(drawing(of: subject, options.view), options)
        pictures.append(picture.element(id: "d", isAlone: true) + "\n")
      case .chart(let chart): pictures.append(ChartSVG(chart, options).element(id: "d", isAlone: true) + "\n")
      default: break
      }
    }
    return pictures
  }
}

/// Writes a page in Markdown, item by item.
private struct MarkdownRenderer {
  private let recording: Recording
  private let options: TextOptions
  private let text: MarkdownText
  private let latex = LaTeX()
  /// Blocks, with a blank line between two.
  private var blocks: [String] = []
  private var pictures = 0
  private var head: Head?

  init(_ recording: Recording, _ options: TextOptions) {
    self.recording = recording
    self.options = options
    text = MarkdownText(claims: recording.claims, style: options.style)
  }

  mutating func page() -> String {
    recording.present(options.view) { write($0) }
    if let head { end(head) }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private mutating func add(_ block: String) { blocks.append(block) }

  private mutating func write(_ item: PageItem) {
    switch item {
    case .head(let head): self.head(head)
    case .prose(let blocks): add(text.text(blocks))
    case .source(let lines):
      if !lines.isEmpty {
        add(MarkdownText.code(lines.map(\.text).joined(separator: "\n"), language: "nntrace"))
      }
    case .open(let heading):
      add(text.text(heading.words).replacing("   ", with: ", "))
    case .close: break
    case .given(let given):
      add(text.text(Words.given) + " " + given.map { self.given($0) }.joined(separator: ", "))
    case .equation(let equation): self.equation(equation)
    case .value(let names, let value, let claims):
      add(math((names.map { latex.text($0) } + [latex(value)]).joined(separator: " = ")))
      self.claims(claims)
    case .shown(let values): add(values.map { shown($0) }.joined(separator: "\n"))
    case .listed(let depth, let name, let kind, let value):
      let margin = String(repeating: "  ", count: min(depth, 12))
      let line = margin + "- " + (name.map { text.math($0) + ": " } ?? "") + kind + " = " + text.number(value)
      if blocks.last?.hasSuffix(" ") == true {
        blocks[blocks.count - 1] += "\n" + line + " "
      } else {
        add(line + " ")
      }
    case .table(let table): self.table(table)
    case .comparison(let table): comparison(table)
    case .parting(let sides): parting(sides)
    case .chart(let chart): picture(chart.title)
    case .drawing(let subject): picture(recording.drawing(of: subject, options.view).title)
    case .notFinite(let words, let equation):
      add(text.text(words))
      self.equation(equation)
    case .doubtful(let words, let equation):
      add(text.text(words))
      if let equation { self.equation(equation) }
    case .claims(let claims, _): self.claims(claims)
    case .question(let ask): add("> **\(MarkdownText.escaped(ask.words))** " + MarkdownText.span(ask.subject))
    case .answer(let ask):
      let answer = MarkdownText.span(ask.subject) + ask.sign + "**\(text.text(ask.answer))**"
      add("> " + MarkdownText.escaped(ask.words) + " " + answer)
    case .note(let words), .remark(let words): add(text.text(words))
    case .omitted(let omission):
      if case .drawing = omission { return }
      let words = text.text(omission.words(Hints()))
      if !words.isEmpty { add("*" + words + "*") }
    }
  }

  private mutating func head(_ head: Head) {
    self.head = head
    if !head.title.isEmpty { add("# " + MarkdownText.escaped(head.title)) }
    if !head.summary.isEmpty { add("*" + MarkdownText.escaped(head.summary) + "*") }
    if !head.source.isEmpty { add(MarkdownText.escaped(head.source)) }
  }

  /// What to read before the lesson and after it, each the page of its name beside this one.
  private mutating func end(_ head: Head) {
    let rows = [(Words.readBefore, head.before), (Words.readNext, head.after)].filter { !$0.1.isEmpty }
    let lines = rows.map { words, names in
      words + " "
        + names.map { "[\(MarkdownText.escaped($0))](\(MarkdownText.address($0 + ".md")))" }.joined(
          separator: ", ")
    }
    if !lines.isEmpty { add("---\n\n" + lines.joined(separator: "\n\n")) }
  }

  private mutating func picture(_ title: Phrase) {
    pictures += 1
    let words = Spelling(style: options.style).text(title).replacing("   ", with: ", ")
    guard let name = options.pictureName else {
      return add("*" + MarkdownText.escaped(words) + "* (a picture)")
    }
    add("![\(MarkdownText.escaped(words))](\(MarkdownText.address("\(name)-\(pictures).svg")))")
  }

  // MARK: Formulas

  private func latex(_ number: Quantity) -> String { LaTeX.number(Spelling(style: .plain).text(number)) }

  private func math(_ formula: String) -> String { "$$\n" + formula + "\n$$" }

  private func given(_ given: PageItem.Given) -> String {
    switch given {
    case .value(let name, let value): "$\(latex.text(name)) = \(latex(value))$"
    case .more: text.text(given.words)
    }
  }

  private static let longLine = 110

  /// In one line where it is short, else a line for each of symbols, numbers and result.
  private func formula(_ equation: Equation) -> String {
    let parts = EquationParts(equation)
    var sides: [String] = []
    if parts.showsSymbols { sides.append(latex.text(equation.symbols)) }
    if parts.showsNumbers { sides.append(latex.text(equation.numbers, values: equation.values)) }
    sides.append(latex(equation.result))
    var (name, sign) = ("", "=")
    switch equation.subject {
    case .name(let left):
      (name, sign) = (latex.text(left), equation.relation == .equals ? "=" : "\\leftarrow")
    case .from(let user): (name, sign) = ("\\text{from } " + latex.text(user), ":\\quad")
    case .none: (name, sign) = ("", "")
    }
    let remark =
      equation.rounding.map {
        " \\quad \\text{\(Spelling(style: .plain).text(.rounded(to: $0)))}"
      } ?? ""
    let line = [name, sign, sides.joined(separator: " = ") + remark].filter { !$0.isEmpty }.joined(
      separator: " ")
    guard line.count > MarkdownRenderer.longLine, sides.count > 1 else { return line }
    let rest = sides.dropFirst().map { " \\\\\n&= " + $0 }.joined()
    return
      "\\begin{aligned}\n\(name) &\(sign.isEmpty ? "" : sign + " ")\(sides[0])\(rest)\(remark)\n\\end{aligned}"
  }

  private mutating func equation(_ equation: Equation) {
    add(math(formula(equation)))
    for remark in equation.remarks { add(text.text(remark)) }
    for contribution in equation.contributions { add(math(formula(contribution))) }
    claims(equation.claims)
  }

  private func shown(_ value: ShownValue) -> String {
    switch value {
    case .value(let words, let value): return "- " + MarkdownText.span(words) + " = " + text.number(value)
    case .family(let words, _, let rows, _):
      let cells = rows.map { "[" + $0.map { Spelling(style: .plain).text($0) }.joined(separator: ", ") + "]" }
      return "- " + MarkdownText.span(words) + " = "
        + MarkdownText.span(cells.count == 1 ? cells[0] : "[" + cells.joined(separator: ", ") + "]")
    }
  }

  // MARK: Claims

  private mutating func claims(_ claims: [ClaimView]) {
    let lines = claims.flatMap { claim -> [String] in
      let mark =
        switch claim.mark {
        case .right: options.ascii ? "ok" : "✓"
        case .refuted, .alarm: options.ascii ? "WRONG" : "✗"
        case .fragile: "~"
        }
      let statement = MarkdownText.span(Spelling(style: options.style).text(claim.statement))
      let words =
        [claim.alarm].map(text.text) + [statement] + [claim.instances, claim.finding].map(text.text)
        + [claim.source].map(text.text).map { $0.isEmpty ? "" : "*" + $0 + "*" } + [claim.line].map(text.text)
      let line = ([mark] + words).filter { !$0.isEmpty }.joined(separator: " ")
      return ["- " + line]
        + claim.remarks.map {
          (String(repeating: " ", count: $0.isPart ? 4 : 2)) + "- " + text.text($0.words)
        }
    }
    add(lines.joined(separator: "\n"))
  }

  // MARK: Tables

  private mutating func table(_ table: Table) {
    var rows: [[String]] = []
    var omitted: [String] = []
    for row in table.rows {
      switch row {
      case .cells(let cells): rows.append(cells.map { text.text($0) })
      case .omitted(let omission): omitted.append("*" + text.text(omission.words(Hints())) + "*")
      }
    }
    grid(table.heads.map { text.text($0) }, rows)
    for line in omitted { add(line) }
  }

  private mutating func comparison(_ table: ComparisonTable) {
    let heads = [text.text(Words.step), ""] + table.steps.map(String.init)
    grid(
      heads,
      table.rows.map { row in
        [row.name.map { text.math($0) } ?? "", MarkdownText.escaped(row.member.title)]
          + row.cells.map { $0.map { text.number($0) } ?? "" }
      }, words: 2)
  }

  private mutating func parting(_ sides: [PartingSide]) {
    for side in sides {
      add(
        "**" + MarkdownText.escaped(side.member) + "**"
          + (side.distance.map { ", " + text.text(.apart(by: $0)) } ?? ""))
      for line in side.lines { add(math(formula(line))) }
    }
  }

  /// - Parameter words: the columns on the left that hold no numbers.
  private mutating func grid(_ heads: [String], _ rows: [[String]], words: Int = 1) {
    let cells = ([heads] + rows).map { $0.map { $0.replacing("|", with: "\\|") } }
    let rules = heads.indices.map { $0 < words ? "---" : "---:" }
    add(([cells[0], rules] + cells.dropFirst()).map(MarkdownText.row).joined(separator: "\n"))
  }
}
