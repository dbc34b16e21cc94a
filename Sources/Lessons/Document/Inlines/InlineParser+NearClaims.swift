import Language
import Letters

/// Comments that were meant to be claims: left alone, the numbers before them would not be checked.
extension InlineParser {
  /// The first word of a comment and the verb it was meant to be: `Claim`, `claims`, `refutes`, `claim:`.
  static func misspeltVerb(
    in bytes: [UInt8], from start: Int, to end: Int
  ) -> (word: Range<Int>, verb: String)? {
    var first = start
    while first < end, Byte.isBlank(bytes[first]) { first += 1 }
    var last = first
    while last < end, last - first < 12, bytes[last].isASCIILetter { last += 1 }
    let word = String(decoding: bytes[first..<last], as: UTF8.self)
    let verbs = ["claim", "refute"]
    if verbs.contains(word) { return (first..<min(last + 1, end), word) }
    return Spelling.suggestion(for: word, among: verbs).map { (first..<last, $0) }
  }

  /// Reports a comment of one line behind a number that begins with nearly a verb and goes on with an expression. Any
  /// other is an ordinary comment.
  mutating func reportNearClaim(_ content: Range<Int>) {
    guard
      let (word, verb) = InlineParser.misspeltVerb(
        in: bytes, from: content.lowerBound, to: content.upperBound),
      !bytes[content].contains(Byte.newline),
      ClaimedNumber.isNumber(
        bytes[ClaimedNumber.run(in: bytes, before: comment.textEnd, floor: commentFloor)])
    else { return }
    let rest = bytes[word.upperBound..<content.upperBound].drop { $0 == Byte.colon || Byte.isBlank($0) }
    guard case .success = Parser.parseExpression(source, in: span(expression(rest).indices)) else { return }
    let claimed = text.string(rest.indices)
    diagnostics.append(
      Diagnostic(
        "this comment begins with '\(text.string(word))', so the number before it would not be checked",
        at: span(word), help: "write <!-- \(verb) \(claimed.trimmed) -->"))
  }

  /// What is claimed, without the `from "…"` behind it.
  private func expression(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let from = Array("from".utf8)
    var expression = text.prefix { $0 != UInt8(ascii: "\"") }
    guard expression.count < text.count else { return text }
    while let last = expression.last, Byte.isBlank(last) { expression.removeLast() }
    return expression.suffix(from.count).elementsEqual(from) ? expression.dropLast(from.count) : text
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
