import Language
import Letters
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
    // Of bytes: splitting text into characters took as long as working out the lines.
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let newline = UInt8(ascii: "\n")
    var lines = source.bytes(in: span).split(separator: newline, omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    if commentsOnly { lines = lines.filter { $0.first { !isBlank($0) } == UInt8(ascii: "#") } }
    guard let first = lines.firstIndex(where: { !$0.allSatisfy(isBlank) }),
      let last = lines.lastIndex(where: { !$0.allSatisfy(isBlank) })
    else { return }
    lines = Array(lines[first...last])
    let indents = lines.compactMap { line in line.firstIndex { !isBlank($0) }.map { $0 - line.startIndex } }
    let margin = min(indents.min() ?? 0, self.margin ?? .max)
    let bytes = Array(lines.map { $0.dropFirst(margin) }.joined(separator: [newline]))
    let text = String(decoding: bytes, as: UTF8.self)
    let line = source.line(at: span.end - 1)
    elaborator.recording.events.append(
      self.margin == nil ? .statement(text, line: line) : .member(text, line: line))
  }
}
