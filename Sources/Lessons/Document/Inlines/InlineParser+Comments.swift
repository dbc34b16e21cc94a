import Language
import Letters
import Trace

/// Comments, and the claims in them.
extension InlineParser {
  /// `claim` or `refute`, if it is the first word at an offset.
  static func verb(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    var first = start
    while first < bytes.count, Byte.isBlank(bytes[first]) { first += 1 }
    for verb in ["claim", "refute"] {
      let end = first + verb.utf8.count
      guard end < bytes.count, bytes[first..<end].elementsEqual(verb.utf8) else { continue }
      if Byte.isBlank(bytes[end]) || bytes[end] == Byte.minus { return first..<end }
    }
    return nil
  }

  mutating func readComment() {
    let open = at
    let content = open + Byte.commentStart.count
    guard let close = commentEnd(from: content) else { return keep(Byte.commentStart.count) }
    let end = close + Byte.commentEnd.count
    // Comments in a row share the number before the first of them.
    if !followsComment(open) { (commentFloor, comment.textEnd) = (comment.end, open) }
    comment.end = end
    if let verb = InlineParser.verb(in: bytes, from: content), verb.upperBound <= close {
      mark(comment: verb.lowerBound..<trimmedEnd(verb.upperBound, close), at: open, end: end)
    } else {
      reportNearClaim(content..<close)
    }
    at = end
  }

  /// Whether only blanks stand between the comment read last and an offset.
  private func followsComment(_ offset: Int) -> Bool {
    comment.end > 0 && bytes[comment.end..<offset].allSatisfy(Byte.isBlank)
  }

  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var last = end
    while last > start, Byte.isBlank(bytes[last - 1]) { last -= 1 }
    return last
  }

  /// Where the comment with this content ends; of those that do not, the first of a paragraph is reported.
  private mutating func commentEnd(from start: Int) -> Int? {
    guard start < commentHorizon else { return nil }
    var at = start
    while at + Byte.commentEnd.count <= bytes.count {
      if bytes[at] == Byte.minus, begins(Byte.commentEnd, at: at) { return at }
      at += 1
    }
    commentHorizon = start
    warnings.append(
      Diagnostic(
        "this comment is not closed before its paragraph ends",
        at: span((start - Byte.commentStart.count)..<start), help: "close it with -->"))
    return nil
  }

  mutating func mark(comment range: Range<Int>, at open: Int, end: Int) {
    let run = ClaimedNumber.run(in: bytes, before: comment.textEnd, floor: commentFloor)
    let isNumber = ClaimedNumber.isNumber(bytes[run])
    if !isNumber { reportNumber(run, at: open..<end) }
    flush()
    append(.claim(firstClaim + marks.count))
    marks.append(
      ProseMark(
        comment: span(range), number: isNumber ? span(run) : nil,
        whole: span((isNumber ? run.lowerBound : open)..<end)))
  }

  /// The end of a run of bytes, which is what stands next to the claim.
  private func shortened(_ run: Range<Int>) -> String {
    let whole = text.string(max(run.lowerBound, run.upperBound - 120)..<run.upperBound)
    return run.count > 120 || whole.count > 30 ? "…" + whole.suffix(30) : whole
  }

  private mutating func reportNumber(_ run: Range<Int>, at comment: Range<Int>) {
    if run.isEmpty {
      diagnostics.append(
        Diagnostic(
          "expected a number before this claim", at: span(comment),
          help: "as in **0.19**<!-- claim s -->"))
    } else {
      diagnostics.append(
        Diagnostic(
          "expected one number before this claim, found '\(shortened(run))'", at: span(run),
          help: "write it as one number, as in 0.19 or -3.5e-5"))
    }
  }
}
