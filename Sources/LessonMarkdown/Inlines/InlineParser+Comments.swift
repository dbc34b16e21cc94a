import Letters

/// Comments are handed on; those that are marks keep their place in the text.
extension InlineParser {
  mutating func readComment() {
    let open = at
    let content = open + Byte.commentStart.count
    guard let close = commentEnd(from: content) else { return keep(Byte.commentStart.count) }
    let end = close + Byte.commentEnd.count
    // Comments in a row share the word before the first of them.
    if !followsComment(open) { (commentFloor, comment.textEnd) = (comment.end, open) }
    comment.end = end
    let inside = bytes.trimmed(content..<close)
    if role(bytes[inside]) == .mark {
      flush()
      append(.mark(firstComment + comments.count))
    }
    comments.append(
      Document.Comment(
        content: span(inside), whole: span(open..<end), word: span(word(before: comment.textEnd))))
    at = end
  }

  /// Whether only blanks stand between the comment read last and an offset.
  private func followsComment(_ offset: Int) -> Bool {
    comment.end > 0 && bytes[comment.end..<offset].allSatisfy(Byte.isBlank)
  }

  /// The bytes without blanks before an offset, back to the comment before.
  private func word(before end: Int) -> Range<Int> {
    var last = end
    while last > commentFloor, Byte.isBlank(bytes[last - 1]) { last -= 1 }
    var first = last
    while first > commentFloor, !Byte.isBlank(bytes[first - 1]) { first -= 1 }
    return first..<last
  }

  /// Where the comment with this content ends; of those that do not, the first of a paragraph is reported.
  private mutating func commentEnd(from start: Int) -> Int? {
    guard start < commentHorizon else { return nil }
    if let end = bytes.offset(of: Byte.commentEnd, from: start, before: bytes.count) { return end }
    commentHorizon = start
    warnings.append(
      Diagnostic(
        "this comment is not closed before its paragraph ends",
        at: span((start - Byte.commentStart.count)..<start), help: "close it with -->"))
    return nil
  }
}
