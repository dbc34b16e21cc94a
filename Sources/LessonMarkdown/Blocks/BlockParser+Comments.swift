import Letters
import Trace

/// Comments that begin a line.
extension BlockParser {
  /// Whether the comment at an offset belongs to running text wherever it stands.
  func isMark(commentAt start: Int, in line: TextLine) -> Bool {
    role(bytes[contentRange(start, in: line).range]) == .mark
  }

  /// Whether the comment at an offset belongs to the text above it.
  func continuesText(commentAt start: Int, in line: TextLine) -> Bool {
    let (content, isClosed) = contentRange(start, in: line)
    return switch role(bytes[content]) {
    case .mark: true
    case .note: isClosed
    case .aside: false
    }
  }

  /// What is in a comment that begins at an offset: to its end on this line, or all that follows.
  private func contentRange(_ start: Int, in line: TextLine) -> (range: Range<Int>, isClosed: Bool) {
    let content = start + Byte.commentStart.count
    let end = bytes.offset(of: Byte.commentEnd, from: content, before: line.end)
    return (content..<(end ?? bytes.count), end != nil)
  }

  /// A comment that begins a line vanishes, however many lines it has; what follows it on its last line is text.
  mutating func comment(
    _ lines: ArraySlice<TextLine>, _ at: Int, from start: Int, into result: inout [Block]
  ) -> Int {
    var from = start + Byte.commentStart.count
    for next in at..<lines.endIndex {
      let line = lines[next]
      if next > at { from = line.start }
      if let end = bytes.offset(of: Byte.commentEnd, from: from, before: line.end) {
        let rest = line.from(end + Byte.commentEnd.count, bytes)
        if !rest.isBlank(bytes) {
          let text = inlines([rest])
          if !text.isEmpty { result.append(.paragraph(text)) }
        }
        return next + 1
      }
    }
    warnings.append(
      Diagnostic(
        "this comment is not closed, so it hides the rest of the file",
        at: Span(start, start + Byte.commentStart.count), help: "close it with -->"))
    return lines.endIndex
  }
}
