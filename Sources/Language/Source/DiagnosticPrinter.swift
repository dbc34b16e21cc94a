/// Writes a diagnostic as text: the message, the place, the line with a caret, and the help.
///
///     error: unknown name `thta`
///       --> rmsprop-basics.md:12:7
///        |
///     12 | claim thta = 0.1
///        |       ^^^^
///        = help: did you mean θ?
///
/// This is the only place that turns byte offsets into columns. A column counts characters; the carets stand under
/// the cells that a terminal gives them.
package struct DiagnosticPrinter: Sendable {
  /// Whether to mark the parts with ANSI colours.
  package var color: Bool

  package init(color: Bool = false) {
    self.color = color
  }

  /// What a diagnostic means for the lesson, and the word it begins with.
  package enum Severity: String, Sendable { case error, warning }

  /// - Returns: several lines, the last with its line end.
  /// - Complexity: O(*n*) in the length of the marked lines.
  package func text(_ diagnostic: Diagnostic, in source: Source, as severity: Severity = .error) -> String {
    var result = paint(severity.rawValue, .error) + paint(": " + escaped(diagnostic.message), .strong) + "\n"
    let places = [diagnostic.span] + diagnostic.notes.map(\.span)
    let widest = places.map { String(source.line(at: clamped($0, in: source).start)).count }.max() ?? 1
    result += snippet(diagnostic.span, in: source, gutter: widest, mark: .error)
    if let help = diagnostic.help {
      result += gutter("", widest, "=") + " " + paint("help", .strong) + ": " + escaped(help) + "\n"
    }
    for note in diagnostic.notes {
      result += paint("note", .note) + paint(": " + escaped(note.text), .strong) + "\n"
      result += snippet(note.span, in: source, gutter: widest, mark: .note)
    }
    return result
  }

  /// The 1-based line and column of a byte offset; columns count characters, a tab as one.
  package static func place(of offset: Int, in source: Source) -> (line: Int, column: Int) {
    let offset = Swift.min(Swift.max(offset, 0), source.bytes.count)
    let line = source.line(at: offset)
    let before = Span(source.lineStarts[line - 1], offset)
    return (line, withoutMark(source.text(before)).count + 1)
  }

  // MARK: Parts

  /// The bytes that are looked at before, within and behind what is marked: enough to fill the shown part of a line.
  private static let reach = 1_000

  private func snippet(_ span: Span, in source: Source, gutter width: Int, mark: Style) -> String {
    let span = clamped(span, in: source)
    let (line, column) = DiagnosticPrinter.place(of: span.start, in: source)
    let place = "\(escaped(source.name)):\(line):\(column)"
    var result = String(repeating: " ", count: width) + paint("--> ", .gutter) + place + "\n"
    let whole = source.span(ofLine: line)
    let reach = DiagnosticPrinter.reach
    let first = source.scalarStart(Swift.max(whole.start, span.start - reach))
    let end = Swift.max(span.start, source.scalarStart(Swift.min(span.end, whole.end, span.start + reach)))
    let last = Swift.max(end, source.scalarStart(Swift.min(whole.end, end + reach)))
    var cells = Cells(isCutBefore: first > whole.start, isCutAfter: last < whole.end)
    cells.append(DiagnosticPrinter.withoutMark(source.text(Span(first, span.start))))
    let markStart = cells.width
    cells.append(source.text(Span(span.start, end)))
    let markEnd = Swift.max(cells.width, markStart + 1)
    cells.append(source.text(Span(end, last)))
    let shown = cells.window(around: markStart..<markEnd)
    result += gutter("", width, "|") + "\n"
    result += gutter(String(line), width, "|") + (shown.text.isEmpty ? "" : " ") + shown.text + "\n"
    let carets = String(repeating: "^", count: shown.mark.count)
    result += gutter("", width, "|") + String(repeating: " ", count: shown.mark.lowerBound + 1)
    result += paint(carets, mark) + "\n"
    return result
  }

  private func gutter(_ number: String, _ width: Int, _ sign: String) -> String {
    let left = String(repeating: " ", count: width - number.count) + number + " " + sign
    return paint(left, .gutter)
  }

  private func clamped(_ span: Span, in source: Source) -> Span {
    let start = Swift.min(Swift.max(span.start, 0), source.bytes.count)
    return Span(start, Swift.min(Swift.max(span.end, start), source.bytes.count))
  }

  /// A byte order mark takes no column.
  private static func withoutMark(_ text: String) -> String {
    text.unicodeScalars.first == "\u{FEFF}"
      ? String(String.UnicodeScalarView(text.unicodeScalars.dropFirst())) : text
  }

  private enum Style: String {
    case error = "1;31"
    case note = "1;36"
    case strong = "1"
    case gutter = "34"
  }

  private func paint(_ text: String, _ style: Style) -> String {
    color && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// One line of text as a terminal shows it: characters and how many cells each takes.
struct Cells {
  /// Whether the line has more before and behind what is appended.
  let isCutBefore: Bool
  let isCutAfter: Bool
  private var pieces: [(text: String, width: Int)] = []
  private(set) var width = 0

  /// How many cells of a long line are shown.
  static let shownWidth = 100
  private static let tabWidth = 4

  init(isCutBefore: Bool = false, isCutAfter: Bool = false) {
    self.isCutBefore = isCutBefore
    self.isCutAfter = isCutAfter
  }

  mutating func append(_ text: String) {
    for character in text {
      if character == "\t" {
        add(String(repeating: " ", count: Cells.tabWidth - width % Cells.tabWidth))
      } else {
        let visible = escaped(String(character))
        if visible.unicodeScalars.count > 1, visible.hasPrefix("\\u{") {
          add(visible)
        } else {
          let cells = Cells.width(of: character)
          pieces.append((visible, cells))
          width += cells
        }
      }
    }
  }

  private mutating func add(_ ascii: String) {
    pieces.append((ascii, ascii.count))
    width += ascii.count
  }

  /// The part of the line around some cells, with `…` where it was cut, and where those cells are in it.
  func window(around mark: Range<Int>) -> (text: String, mark: Range<Int>) {
    var first = 0
    var last = Swift.max(width, mark.upperBound)
    if last > Cells.shownWidth {
      first = Swift.max(0, mark.lowerBound - Cells.shownWidth / 3)
      last = Swift.min(last, first + Cells.shownWidth)
    }
    let isCut = first > 0 || isCutBefore
    var text = isCut ? "…" : ""
    var offset = isCut ? 1 : 0
    var position = 0
    var start: Int?
    for piece in pieces {
      defer { position += piece.width }
      if position < first { continue }
      if position + piece.width > last { break }
      if start == nil { start = position }
      text += piece.text
    }
    if width > last || isCutAfter { text += "…" }
    offset -= start ?? first
    let lower = Swift.max(0, mark.lowerBound + offset)
    let upper = Swift.max(lower + 1, Swift.min(mark.upperBound, last) + offset)
    return (text, lower..<upper)
  }

  /// 0 for a lone combining mark, 2 for wide East Asian characters and emoji, else 1.
  static func width(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return 1 }
    if character.unicodeScalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation { return 2 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default: break
    }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return 1
    }
  }
}
