import Letters
import Presentation

/// An equation in lines of text.
struct EquationLines {
  let name: String
  /// `=` or `←`.
  let sign: String
  /// Symbols, numbers put in and result, without what would say the same twice.
  let parts: [String]
  private let symbolsWidth: Int

  /// A formula longer than this gets three lines.
  private static let shortFormula = 24
  private static let shortLine = 72
  /// A formula gets no fewer columns than this, on the narrowest page.
  private static let leastRoom = 16

  init(_ equation: Equation, _ spelling: Spelling) {
    let names = FormulaText(spelling.style)
    switch equation.subject {
    case .name(let node):
      name = names.text(node)
      sign = equation.relation == .equals ? "=" : spelling.style.arrow
    case .from(let node):
      name = spelling.text("from \(node):")
      sign = ""
    case .none: (name, sign) = ("", "")
    }
    let parts = EquationParts(equation, spelling)
    symbolsWidth = DisplayWidth.of(parts.symbols)
    let remark = equation.rounding.map { "   " + spelling.text(.rounded(to: $0)) } ?? ""
    self.parts = parts.shown.dropLast() + [parts.result + remark]
  }

  /// `θ ← θ - α·g = 1 - 0.1·2 = 0.8`
  var oneLine: String { name + " " + sign + " " + parts.joined(separator: " = ") }

  /// - Parameters:
  ///   - isUpdate: updates always have three lines, so that old and new value can be compared.
  ///   - width: the columns of a line; longer ones are broken.
  func lines(isUpdate: Bool, width: Int) -> [String] {
    let line = oneLine
    let isShort =
      symbolsWidth <= EquationLines.shortFormula
      && DisplayWidth.of(line) <= Swift.min(EquationLines.shortLine, width)
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
      let room = Swift.max(width - DisplayWidth.of(head), EquationLines.leastRoom)
      for (index, piece) in BrokenFormula.lines(of: part, width: room).enumerated() {
        lines.append(index == 0 ? head + piece : margin + "  " + piece)
      }
    }
    return lines
  }
}
