import Autodiff
import Letters
import Trace

/// One result with how it came about: name, formula, numbers put in, value.
struct WorkedLine {
  let name: String
  /// `=` or `←`.
  let sign: String
  let symbols: String
  let numbers: String
  let result: String
  /// What is said behind the result: `(rounded to 4 decimals)`.
  var remark = ""

  /// A formula longer than this gets three lines.
  private static let shortFormula = 24
  private static let shortLine = 72
  /// A formula gets no fewer columns than this, on the narrowest page.
  private static let leastRoom = 16

  /// Symbols, numbers put in and result, without what would say the same twice.
  private var parts: [String] {
    let end = remark.isEmpty ? result : result + "   " + remark
    var parts = [symbols]
    if numbers != symbols, numbers != result { parts.append(numbers) }
    if parts.last == result { parts.removeLast() }
    return parts + [end]
  }

  /// `θ ← θ - α·g = 1 - 0.1·2 = 0.8`
  var oneLine: String { name + " " + sign + " " + parts.joined(separator: " = ") }

  /// - Parameters:
  ///   - isUpdate: updates always have three lines, so that old and new value can be compared.
  ///   - width: the columns of a line; longer ones are broken.
  func lines(isUpdate: Bool, width: Int) -> [String] {
    let line = oneLine
    let isShort =
      DisplayWidth.of(symbols) <= WorkedLine.shortFormula
      && DisplayWidth.of(line) <= Swift.min(WorkedLine.shortLine, width)
    return isShort && (!isUpdate || parts.count == 1) ? [line] : brokenLines(width: width)
  }

  /// One line if that fits: where formulas stand below each other to be compared.
  func closeLines(width: Int) -> [String] {
    DisplayWidth.of(oneLine) <= width ? [oneLine] : brokenLines(width: width)
  }

  private func brokenLines(width: Int) -> [String] {
    let margin = String(repeating: " ", count: DisplayWidth.of(name) + 1)
    var lines: [String] = []
    for (position, part) in parts.enumerated() {
      let head = position == 0 ? name + " " + sign + " " : margin + "= "
      let room = Swift.max(width - DisplayWidth.of(head), WorkedLine.leastRoom)
      for (index, piece) in BrokenFormula.lines(of: part, width: room).enumerated() {
        lines.append(index == 0 ? head + piece : margin + "  " + piece)
      }
    }
    return lines
  }
}

extension TextRenderer {
  /// A formula worked out at one valuation.
  /// - Parameters:
  ///   - numbers: the formula into which numbers are put; nil: the same.
  ///   - digits: significant digits, where the options' are too few.
  func worked(
    _ name: String, _ sign: String, _ tree: FormulaTree, numbers: FormulaTree? = nil, node: NodeID,
    _ valuation: inout Valuation, digits: Int? = nil
  ) -> WorkedLine {
    let substituted = numbers ?? tree
    let digits = digits ?? options.digits
    let result = valuation.value(of: node, in: graph)
    let decimals = decimals(of: node)
    let values = FormulaValues.put(
      into: substituted, graph: graph, digits: digits, result: result,
      value: { valuation.value(of: $0, in: graph) },
      rounding: { sum in decimals.map { Operation.carry.value([sum, $0]) } ?? sum })
    var line = WorkedLine(
      name: name, sign: sign,
      symbols: FormulaText(graph, names: names, ascii: options.ascii).text(tree),
      numbers: FormulaText(graph, names: names, ascii: options.ascii, values: values).text(substituted),
      result: number(node, &valuation, digits: digits))
    if let decimals { line.remark = "(rounded to \(Int(decimals)) decimals)" }
    return line
  }

  /// A node's value; a constant as typed.
  func number(_ node: NodeID, _ valuation: inout Valuation, digits: Int? = nil) -> String {
    if graph.isPrintedAsTyped(node) { return names.spelled(graph.spelling(of: node)) }
    return NumberFormat(digits: digits ?? options.digits).text(valuation.value(of: node, in: graph))
  }

  /// The decimals a result is rounded to before it is used, as by pencil.
  private func decimals(of node: NodeID) -> Double? {
    guard graph.operation(of: node) == .carry else { return nil }
    let operands = graph.operands(of: node)
    guard operands.count == 2, let decimals = graph.startValue(of: operands[1]), decimals.magnitude < 400
    else {
      return nil
    }
    return decimals
  }

  func builder(
    alsoNamed: Set<NodeID> = [], adjoint turn: (output: NodeID, node: NodeID)? = nil
  ) -> FormulaBuilder {
    FormulaBuilder(
      graph, everyTerm: options.detail == .full, alsoNamed: alsoNamed, adjoint: turn)
  }

  func arrow() -> String { options.ascii ? "<-" : "←" }
}
