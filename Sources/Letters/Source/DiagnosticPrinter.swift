/// Writes a diagnostic as text: the message, the place, the line with a caret, and the help.
///
///     error: unknown name `thta`
///       --> rmsprop-basics.md:12:7
///        |
///     12 | claim thta = 0.1
///        |       ^^^^
///        = help: did you mean θ?
///
/// Only here byte offsets become columns, which count characters; the carets are below the cells of a terminal.
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
    var result =
      paint(severity.rawValue, .error) + paint(": " + Visible.escaped(diagnostic.message), .bold) + "\n"
    let places = [diagnostic.span] + diagnostic.notes.map(\.span)
    let widest = places.map { String(source.line(at: clamped($0, in: source).start)).count }.max() ?? 1
    result += snippet(diagnostic.span, in: source, gutter: widest, mark: .error)
    if let help = diagnostic.help {
      result += gutter("", widest, "=") + " " + paint("help", .bold) + ": " + Visible.escaped(help) + "\n"
    }
    for note in diagnostic.notes {
      result += paint("note", .note) + paint(": " + Visible.escaped(note.text), .bold) + "\n"
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

  /// The bytes that are looked at before, within and after the marked ones: enough to fill the shown part of a line.
  private static let reach = 1_000

  private func snippet(_ span: Span, in source: Source, gutter width: Int, mark: ANSI) -> String {
    let span = clamped(span, in: source)
    let (line, column) = DiagnosticPrinter.place(of: span.start, in: source)
    let place = "\(Visible.escaped(source.name)):\(line):\(column)"
    var result = String(repeating: " ", count: width) + paint("--> ", .blue) + place + "\n"
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
    paint(DisplayWidth.padded(number, to: width, on: .right) + " " + sign, .blue)
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

  private func paint(_ text: String, _ style: ANSI) -> String { color ? style(text) : text }
}

extension ANSI {
  fileprivate static let error: ANSI = [.bold, .red]
  fileprivate static let note: ANSI = [.bold, .cyan]
}
