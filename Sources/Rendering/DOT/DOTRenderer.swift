import Autodiff
import Letters
import Presentation
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
  /// Each pass or `graph` is drawn once, with the values of its moment; gradients are there after a backward pass was
  /// shown. Updates are clusters whose outputs feed the next step. Names of nodes are the same in every run.
  public func renderDOT(
    _ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream
  ) {
    var writer = DOTWriter(options, stream)
    writer.begin(header("title") ?? "nntrace")
    let all = figures(options.view)
    let chosen = options.chosen(of: all, most: Limits.drawings).compactMap { index, figure in
      if case .drawing(let subject) = figure { (index, subject) } else { nil }
    }
    // From left to right Graphviz stacks upwards: what comes first in the lesson is to stand on top.
    for (index, subject) in chosen.reversed() {
      let name = "d\(index + 1)"
      let drawing = drawing(of: subject, options.view)
      if chosen.count > 1 { writer.open(name, drawing.title) }
      writer.prefix = chosen.count == 1 ? "" : name + "_"
      writer.write(drawing)
      if chosen.count > 1 { writer.close() }
    }
    if chosen.isEmpty { writer.note("empty", all.isEmpty ? Words.nothingToDraw : Words.onlyCharts) }
    let rest = all.count - Limits.drawings
    if rest > 0, options.picture == nil { writer.note("rest", Omission.drawings(rest).words(options.hints)) }
    writer.end()
    stream = writer.stream
  }
}

/// Writes drawings as one digraph.
private struct DOTWriter<Target: TextOutputStream> {
  private let options: TextOptions
  private let spelling: Spelling
  fileprivate var stream: Target
  /// What tells the cards of one drawing from those of another.
  var prefix = ""
  private var indent = 1

  init(_ options: TextOptions, _ stream: Target) {
    self.options = options
    self.stream = stream
    spelling = Spelling(style: options.style)
  }

  mutating func begin(_ title: String) {
    stream.write("digraph \(DOT.quoted(title)) {\n")
    line("rankdir=LR")
    line("ordering=in")
    line("fontname=\"Helvetica\"")
    line("labeljust=l")
    line("node [shape=record, style=filled, fillcolor=white, fontname=\"Helvetica\", fontsize=11]")
    line("edge [arrowsize=0.7, fontname=\"Helvetica\", fontsize=10]")
  }

  mutating func end() { stream.write("}\n") }

  mutating func write(_ drawing: Drawing) {
    let meetings = drawing.meetings(options.marks)
    var grouped: Set<Int> = []
    for (place, group) in drawing.groups.enumerated() {
      open(cluster(group, place), group.title)
      for index in group.cards where grouped.insert(index).inserted { write(drawing.cards[index]) }
      close()
    }
    for (index, card) in drawing.cards.enumerated() where !grouped.contains(index) { write(card) }
    for (index, (edge, width)) in zip(drawing.edges, drawing.widths(options.marks)).enumerated() {
      let (from, to) = (drawing.cards[edge.from].id, drawing.cards[edge.to].id)
      let attributes = attributes(edge, contribution: meetings.contains(index), width)
      line(
        "\(id(from)) -> \(id(to))" + (attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"))
    }
  }

  private func cluster(_ group: Drawing.Group, _ place: Int) -> String {
    switch group.kind {
    case .step(let step): "\(prefix)step\(step)"
    case .layer: "\(prefix)layer\(place + 1)"
    }
  }

  private mutating func write(_ card: Drawing.Card) {
    if let omission = card.omission { return note(id(card.id), omission.words(options.hints)) }
    let order = options.marks.contains(.order) ? card.order.map { ", xlabel=\"\($0)\"" } ?? "" : ""
    line("\(id(card.id)) [label=\(DOT.record(fields(card)))\(color(card.role))\(order)]")
  }

  /// What a card says: operation and name, formula, value, gradient.
  private func fields(_ card: Drawing.Card) -> [String] {
    let sign = card.operation.map { OperationText(spelling).label($0.operation, $0.operands) }
    let shape = card.family.map { $0.shape.map(String.init).joined(separator: options.ascii ? "x" : "×") }
    let head = [sign, card.name.map(spelling.text), shape].compactMap(\.self).joined(separator: "  ")
    var fields = head.isEmpty ? [] : [head]
    if let alias = card.alias { fields.append(spelling.text(alias)) }
    if let formula = card.formula { fields.append(FormulaText(spelling.style).text(formula)) }
    if let value = card.value { fields.append(spelling.text(value)) }
    if let gradient = card.gradient { fields.append(slope(spelling.text(gradient))) }
    if let family = card.family { fields += self.fields(family) }
    return fields
  }

  private func slope(_ number: String) -> String { spelling.style.partial + ": " + number }

  /// The members of a family row by row.
  private func fields(_ family: Drawing.Family) -> [String] {
    guard let rows = family.rows, rows.joined().count <= Limits.membersInRecord else { return [] }
    func texts(_ rows: [[Quantity]]) -> [String] {
      rows.map { $0.map { spelling.text($0.rounded(to: Limits.labelDigits)) }.joined(separator: ", ") }
    }
    return texts(rows) + texts(family.gradients ?? []).map(slope)
  }

  private mutating func line(_ text: String) {
    stream.write(String(repeating: "  ", count: indent) + text + "\n")
  }

  mutating func open(_ name: String, _ label: Phrase) {
    line("subgraph cluster_\(name) {")
    indent += 1
    line("label=\(DOT.quoted(spelling.text(label)))")
  }

  mutating func close() {
    indent -= 1
    line("}")
  }

  mutating func note(_ id: String, _ words: Phrase) {
    line("\(id) [shape=note, label=\(DOT.quoted(spelling.text(words)))]")
  }

  private func id(_ card: CardID) -> String {
    switch card {
    case .value(let node): "\(prefix)n\(node.raw)"
    case .version(let node, let step): "\(prefix)s\(step)_n\(node.raw)"
    case .family(let family): "\(prefix)f\(family)"
    case .rest(let step): prefix + (step.map { "step\($0)_" } ?? "") + "more"
    }
  }

  private func color(_ role: Drawing.Role) -> String {
    switch role {
    case .output: ", fillcolor=lightcoral"
    case .parameter: ", fillcolor=lightgreen"
    case .given: ", fillcolor=lightblue"
    case .constant: ", fillcolor=gray95"
    case .other: ""
    }
  }

  private func attributes(_ edge: Drawing.Edge, contribution isShown: Bool, _ width: String?) -> [String] {
    var attributes: [String] = []
    switch edge.kind {
    case .plain: break
    case .operand(let position):
      attributes.append("headlabel=\"\(position)\", labeldistance=1.6, labelfontsize=8")
    case .rest: attributes.append("style=dashed")
    case .across(let steps):
      attributes.append("style=dashed, label=\(DOT.quoted(spelling.text(Words.notDrawn(steps))))")
    }
    if isShown, let contribution = edge.contribution {
      attributes.append("label=\(DOT.quoted(slope(spelling.text(contribution))))")
    }
    if let width { attributes.append("penwidth=\(width)") }
    return attributes
  }
}
