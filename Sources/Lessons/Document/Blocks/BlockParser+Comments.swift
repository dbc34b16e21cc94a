import Language
import Letters
import Trace

/// Comments that begin a line.
extension BlockParser {
  /// Whether the comment at an offset is a claim: then it belongs to running text.
  func isClaim(commentAt start: Int) -> Bool {
    InlineParser.verb(in: bytes, from: start + Byte.commentStart.count) != nil
  }

  /// Whether the comment at an offset could be a claim in other words, on one line: then it says so to the text it
  /// belongs to.
  func isNearClaim(commentAt start: Int, in line: TextLine) -> Bool {
    let content = start + Byte.commentStart.count
    guard let end = find(Byte.commentEnd, from: content, before: line.end) else { return false }
    return InlineParser.misspeltVerb(in: bytes, from: content, to: end) != nil
  }

  /// A comment that begins a line vanishes, however many lines it has; what follows it on its last line is text.
  mutating func comment(
    _ lines: ArraySlice<TextLine>, _ at: Int, from start: Int, into result: inout [Block]
  ) -> Int {
    var from = start + Byte.commentStart.count
    for next in at..<lines.endIndex {
      let line = lines[next]
      if next > at { from = line.start }
      if let end = find(Byte.commentEnd, from: from, before: line.end) {
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

  private func find(_ word: [UInt8], from: Int, before end: Int) -> Int? {
    var at = from
    while at + word.count <= end {
      if bytes[at] == word[0], starts.begins(word, at: at, before: end) { return at }
      at += 1
    }
    return nil
  }

}
