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
  /// Each pass or `graph` is drawn once, with the values of its moment; gradients are blank until a backward pass was
  /// shown. Updates are clusters whose outputs feed the next step. Names of nodes are the same in every run.
  public func renderDOT(
    _ options: TextOptions = TextOptions(), to stream: inout some TextOutputStream
  ) {
    var writer = DOTWriter(options, stream)
    writer.begin(header("title") ?? "nntrace")
    let drawings = drawings(options.view)
    // From left to right Graphviz stacks upwards: what comes first in the lesson is to stand on top.
    for (index, drawing) in drawings.prefix(Limits.drawings).enumerated().reversed() {
      let name = "d\(index + 1)"
      let title = drawings.count == 1 ? nil : title(of: drawing)
      if let title { writer.open(name, title) }
      writer.prefix = drawings.count == 1 ? "" : name + "_"
      draw(drawing, options.view) { writer.write($0) }
      if title != nil { writer.close() }
    }
    if drawings.isEmpty { writer.note("empty", Words.nothingToDraw) }
    let rest = drawings.count - Limits.drawings
    if rest > 0 { writer.note("rest", Omission.drawings(rest).words(options.hints)) }
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

  mutating func write(_ part: DrawingPart) {
    switch part {
    case .card(let card, let fields, let role):
      line("\(id(card)) [label=\(DOT.record(fields.map(text)))\(color(role))]")
    case .operation(let card, let operation, let operands):
      let label = DOT.quoted(label(operation, operands))
      line("\(id(card)) [label=\(label), shape=ellipse, fillcolor=gray95]")
    case .note(let card, let omission): note(id(card), omission.words(options.hints))
    case .edge(let from, let to, let edge): line("\(id(from)) -> \(id(to))\(attributes(edge))")
    case .open(let step, let title): open("\(prefix)step\(step)", title)
    case .close: close()
    }
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
    case .operation(let node): "\(prefix)n\(node.raw)_op"
    case .version(let node, let step): "\(prefix)s\(step)_n\(node.raw)"
    case .rest(let step): prefix + (step.map { "step\($0)_" } ?? "") + "more"
    }
  }

  private func text(_ field: DrawingPart.Field) -> String {
    switch field {
    case .blank: ""
    case .name(let name): spelling.text(name)
    case .formula(let tree): FormulaText(spelling.style).text(tree)
    case .number(let number): spelling.text(number)
    }
  }

  private func color(_ role: DrawingPart.Role) -> String {
    switch role {
    case .output: ", fillcolor=lightcoral"
    case .parameter: ", fillcolor=lightgreen"
    case .given: ", fillcolor=lightblue"
    case .other: ""
    }
  }

  private func attributes(_ edge: DrawingPart.Edge) -> String {
    switch edge {
    case .plain: ""
    case .operand(let position): " [headlabel=\"\(position)\", labeldistance=1.6, labelfontsize=8]"
    case .rest: " [style=dashed]"
    case .across(let steps):
      " [style=dashed, label=\(DOT.quoted(spelling.text(Words.notDrawn(steps))))]"
    }
  }

  /// The sign of an operation; with numbers among its operands a formula with boxes for the others: `max(0, □)`.
  private func label(_ operation: Operation, _ operands: [DrawingPart.Operand]) -> String {
    let sign = symbol(operation)
    let texts = operands.map { operand in
      if case .number(let name) = operand { spelling.text(name) } else { spelling.style.box }
    }
    let numbers = operands.compactMap { operand in
      if case .number(let name) = operand { spelling.text(name) } else { nil }
    }
    if operation.row.notation == .rest { return "1 - " + spelling.style.box }
    guard !numbers.isEmpty || operation == .square else { return sign }
    switch operation.row.notation {
    case .infix(.product), .fraction, .power: return texts.joined(separator: sign)
    case .infix, .terms:
      // Of a long sum only the numbers are of interest.
      guard texts.count > 4 else { return texts.joined(separator: " \(sign) ") }
      return ([sign] + numbers).joined(separator: " ")
    case .prefix: return sign + texts.joined()
    case .square: return texts.joined() + spelling.style.exponent("2")
    case .transparent:
      return operation == .carry || operation == .carryDigits
        ? spelling.text(Words.roundTo(texts.last ?? "", operation)) : sign + " " + texts.joined()
    default: return sign + "(" + texts.joined(separator: ", ") + ")"
    }
  }

  private func symbol(_ operation: Operation) -> String {
    let row = operation.row
    switch row.notation {
    case .transparent: return operation == .copy ? "=" : spelling.text(Words.round)
    case .terms: return "+"
    case .bars: return spelling.style.hasBarsAndRoots ? "|·|" : row.name
    case .cases: return row.name
    default: return spelling.style.symbol(operation)
    }
  }
}
