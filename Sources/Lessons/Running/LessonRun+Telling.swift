import Language
import Trace

/// Puts the text of statements into the recording, as written.
extension LessonRun {
  /// Puts a statement, with the comments above it, into the events as written; of a `compare` whose members have
  /// lines of their own, only the head.
  mutating func tell(_ statement: Statement) {
    var end = statement.span.end
    if case .compare(_, _, let members) = statement.kind, let first = members.first {
      if members.contains(where: { !$0.body.isEmpty }) {
        end = startOfLine(first.call.span.start)
      }
    }
    tell(to: endOfLine(end))
  }

  mutating func tell(to end: Int) {
    guard told < end else { return }
    emit(Span(told, end))
    told = end
  }

  /// Puts comments that stand before a claim, or at the end of a fence, into the events.
  mutating func tellComments(to end: Int) {
    guard told < end else { return }
    emit(Span(told, end), commentsOnly: true)
    told = end
  }

  func startOfLine(_ offset: Int) -> Int {
    source.span(ofLine: source.line(at: offset)).start
  }

  func endOfLine(_ offset: Int) -> Int {
    source.span(ofLine: source.line(at: max(offset - 1, 0))).end
  }

  mutating func emit(_ span: Span, commentsOnly: Bool = false) {
    guard span.start < span.end, !isReplay else { return }
    var lines = source.text(span).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.last == "\r" ? line.dropLast() : line
    }
    func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
    if commentsOnly { lines = lines.filter { $0.drop { $0 == " " || $0 == "\t" }.first == "#" } }
    guard let first = lines.firstIndex(where: { !isBlank($0) }),
      let last = lines.lastIndex(where: { !isBlank($0) })
    else { return }
    lines = Array(lines[first...last])
    let indents = lines.filter { !isBlank($0) }.map { $0.prefix { $0 == " " || $0 == "\t" }.count }
    let margin = min(indents.min() ?? 0, self.margin ?? .max)
    let text = lines.map { String($0.dropFirst(margin)) }.joined(separator: "\n")
    let line = source.line(at: span.end - 1)
    elaborator.recording.events.append(
      self.margin == nil ? .statement(text, line: line) : .member(text, line: line))
  }
}
