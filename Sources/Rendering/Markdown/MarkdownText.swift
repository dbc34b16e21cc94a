import Letters
import Presentation
import Trace

/// Prose and words in Markdown.
struct MarkdownText {
  let style: FormulaStyle
  /// What follows a number that is claimed; its claim is known by its place in the recording.
  let mark: (Int) -> String
  private let latex = LaTeX()

  init(style: FormulaStyle, mark: @escaping (Int) -> String) {
    self.style = style
    self.mark = mark
  }

  /// Marks that tell whether claims are right.
  init(claims: [Claim], style: FormulaStyle) {
    self.init(style: style) { index in
      guard claims.indices.contains(index) else { return "" }
      let claim = claims[index]
      if claim.verdict.isFragile { return " ~" }
      let isRight = claim.statement.verb == .claim && claim.asStated
      return style.isASCII ? (isRight ? " ok" : " WRONG") : isRight ? " ✓" : " ✗"
    }
  }

  // MARK: Blocks

  func text(_ blocks: [Block]) -> String { blocks.map { text($0) }.joined(separator: "\n\n") }

  private func text(_ block: Block) -> String {
    switch block {
    case .heading(let level, let text): return String(repeating: "#", count: level) + " " + line(text)
    case .paragraph(let text): return paragraph(text)
    case .list(let items, let ordered, let start):
      return items.enumerated().map { place, item in
        let mark = ordered ? "\(start + place). " : "- "
        return mark + indented(text(item), by: mark.count, first: false)
      }.joined(separator: "\n")
    case .table(let header, let alignments, let rows):
      let rules = alignments.map { alignment in
        switch alignment {
        case .unset: "---"
        case .left: ":---"
        case .center: ":---:"
        case .right: "---:"
        }
      }
      return ([header.map(cell), rules] + rows.map { $0.map(cell) }).map(MarkdownText.row).joined(
        separator: "\n")
    case .code(let text, let language): return MarkdownText.code(text, language: language)
    case .quote(let blocks):
      return text(blocks).split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? ">" : "> " + $0 }.joined(separator: "\n")
    case .line: return "---"
    }
  }

  private func indented(_ text: String, by columns: Int, first: Bool) -> String {
    let margin = String(repeating: " ", count: columns)
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { place, line in
      (place == 0 && !first) || line.isEmpty ? String(line) : margin + line
    }.joined(separator: "\n")
  }

  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private func cell(_ text: [Inline]) -> String { line(text).replacing("|", with: "\\|") }

  /// A fence longer than any in the text.
  static func code(_ text: String, language: String = "") -> String {
    var run = 0
    var longest = 2
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let language = language.filter { $0.isLetter || $0.isNumber || "+-_".contains($0) }
    return fence + language + "\n" + Visible.text(text) + "\n" + fence
  }

  // MARK: Running text

  private func paragraph(_ text: [Inline]) -> String {
    let text = self.text(text)
    // A line must not begin what it is not.
    guard let first = text.first else { return text }
    if "#>+-=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, digits.endIndex < text.endIndex, ".)".contains(text[digits.endIndex]) {
      return digits + "\\" + text[digits.endIndex...]
    }
    return text
  }

  private func line(_ text: [Inline]) -> String {
    self.text(text).replacing("\\\n", with: " ").replacing("\n", with: " ")
  }

  private func text(_ inlines: [Inline]) -> String { inlines.map { text($0) }.joined() }

  private func text(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): return MarkdownText.escaped(style.spelled(text))
    case .code(let text): return MarkdownText.span(text)
    case .emphasis(let text): return "*" + self.text(text) + "*"
    case .strong(let text): return "**" + self.text(text) + "**"
    case .link(let text, let address):
      return "[\(self.text(text))](\(MarkdownText.address(address)))"
    case .lineBreak: return "\\\n"
    case .mark(let index): return mark(index)
    }
  }

  /// An address with nothing in it that would end it.
  static func address(_ address: String) -> String {
    Visible.text(address).escaping { scalar in
      switch scalar {
      case " ", "<", ">", "(", ")", "\\", "\n", "\t":
        String(scalar).utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      default: nil
      }
    }
  }

  /// Code in a line, between more backticks than it holds; mathematics stays what it is.
  static func span(_ text: String) -> String {
    let text = Visible.text(text)
    if text.hasPrefix("$"), text.hasSuffix("$"), text.count > 2 { return text }
    let ticks = text.contains("``") ? "```" : text.contains("`") ? "``" : "`"
    let isTight = !text.hasPrefix("`") && !text.hasSuffix("`")
    return ticks + (isTight ? text : " " + text + " ") + ticks
  }

  /// Words that mean nothing but themselves.
  static func escaped(_ text: String) -> String {
    Visible.text(text).escaping { scalar in
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "$", "~": "\\" + String(scalar)
      case "<": "&lt;"
      case "&": "&amp;"
      default: nil
      }
    }
  }

  // MARK: Words of the page

  func text(_ phrase: Phrase) -> String {
    phrase.pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += MarkdownText.escaped(style.spelled(words))
      case .name(let name): text += math(name)
      case .number(let number): text += self.number(number)
      case .strong(let phrase): text += "**" + self.text(phrase) + "**"
      }
    }
  }

  func math(_ name: Name) -> String { "$" + latex.text(name).withoutBlanksAtEnd + "$" }

  func number(_ number: Quantity) -> String {
    let text = Spelling(style: .plain).text(number)
    return MarkdownText.escaped(style.isASCII ? text : text.replacing("-", with: "−"))
  }
}
