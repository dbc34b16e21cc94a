import Language
import LessonMarkdown
import Letters

/// Claims in prose: comments after numbers, as in `**0.19**<!-- claim s -->`.
enum ProseClaim {
  /// A claim has a place in the text; what was meant to be one says so to the text that it belongs to.
  static func role(_ content: ArraySlice<UInt8>) -> Document.Comment.Role {
    if isClaim(content) { return .mark }
    return misspeltVerb(in: content) != nil ? .note : .aside
  }

  /// A comment as a claim about the number before it; nil if it is none.
  static func parse(_ comment: Document.Comment, _ source: Source) -> Result<ClaimSyntax, Diagnostic>? {
    guard isClaim(source.bytes(in: comment.content)) else { return nil }
    let number = ClaimedNumber.span(in: source.bytes, word: comment.word)
    return Parser.parseProseClaim(source, comment: comment.content, number: number)
  }

  /// What is wrong with a comment before it is read as a claim: no number before it, or another first word.
  static func mistake(in comment: Document.Comment, _ source: Source) -> Diagnostic? {
    let number = ClaimedNumber.span(in: source.bytes, word: comment.word)
    let isNumber = ClaimedNumber.isNumber(source.bytes(in: number))
    if !isClaim(source.bytes(in: comment.content)) { return isNumber ? nearClaim(comment, source) : nil }
    if isNumber { return ClaimedNumber.misreading(of: number, comment, source) }
    if number.start == number.end {
      return Diagnostic(
        "expected a number before this claim", at: comment.whole, help: "as in **0.19**<!-- claim s -->")
    }
    return Diagnostic(
      "expected one number before this claim, found '\(shortened(number, source))'", at: number,
      help: ProseNumber.help(for: source.text(number))
        ?? "write it as one number, as in 0.19, -3.5e-5, 33 % or 1/3")
  }

  /// The end of a run of bytes: what is next to the claim.
  private static func shortened(_ run: Span, _ source: Source) -> String {
    let whole = source.text(Span(max(run.start, run.end - 120), run.end))
    return run.end - run.start > 120 || whole.count > 30 ? "…" + whole.suffix(30) : whole
  }

  /// Whether the first word is `claim` or `refute`.
  private static func isClaim(_ content: ArraySlice<UInt8>) -> Bool {
    let words = content.drop(while: isBlank)
    return verbs.contains { verb in
      words.starts(with: verb.utf8) && words.dropFirst(verb.utf8.count).first.map(isBlank) ?? true
    }
  }

  private static let verbs = ["claim", "refute"]

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  // MARK: Comments that were meant to be claims

  /// The first word of a comment and the verb it was meant to be: `Claim`, `claims`, `refutes`, `claim:`.
  private static func misspeltVerb(in content: ArraySlice<UInt8>) -> (word: Range<Int>, verb: String)? {
    let words = content.drop { isBlank($0) || $0 == UInt8(ascii: "-") }
    let letters = words.prefix(12).prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    let word = String(decoding: letters, as: UTF8.self)
    if verbs.contains(word) {
      // What keeps it from being one is told with it: the hyphen before it, or the sign behind it.
      if letters.startIndex > content.startIndex, content.first == UInt8(ascii: "-") {
        return (content.startIndex..<letters.endIndex, word)
      }
      let end = letters.endIndex < content.endIndex && content[letters.endIndex] == UInt8(ascii: ":") ? 1 : 0
      return (letters.startIndex..<(letters.endIndex + end), word)
    }
    return Spelling.suggestion(for: word, among: verbs).map { (letters.indices, $0) }
  }

  /// Reports a comment of one line after a number that begins with nearly a verb and goes on with an expression: left
  /// alone, the number would not be checked. Any other is an ordinary comment.
  private static func nearClaim(_ comment: Document.Comment, _ source: Source) -> Diagnostic? {
    let content = source.bytes(in: comment.content)
    guard let (word, verb) = misspeltVerb(in: content),
      !source.bytes(in: comment.whole).contains(UInt8(ascii: "\n"))
    else { return nil }
    var rest = content[word.upperBound...]
    while !rest.isEmpty,
      let (first, length) = UTF8Text.scalar(in: source.bytes, at: rest.startIndex, end: rest.endIndex),
      first == ":" || first.isSpace || first.isInvisible
    {
      rest = rest.dropFirst(length)
    }
    while let last = rest.last, last == UInt8(ascii: "-") || isBlank(last) { rest.removeLast() }
    // After the verb there may be a sign that is no part of the expression, as in `claim; s` or `claim.s`.
    if !isExpression(rest, source) {
      guard let first = rest.first, first < 0x80, !first.isDigit, !first.isNameStart else { return nil }
      rest = rest.dropFirst()
      guard isExpression(rest, source) else { return nil }
    }
    return Diagnostic(
      "this comment begins with '\(source.text(Span(word.lowerBound, word.upperBound)))', "
        + "so the number before it would not be checked", at: Span(word.lowerBound, word.upperBound),
      help: "write <!-- \(verb) \(source.text(Span(rest.startIndex, rest.endIndex))) -->")
  }

  private static func isExpression(_ text: ArraySlice<UInt8>, _ source: Source) -> Bool {
    let expression = expression(text)
    if case .success = Parser.parseExpression(source, in: Span(expression.startIndex, expression.endIndex)) {
      return true
    }
    return false
  }

  /// What is claimed, without the `from "…"` after it.
  private static func expression(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let from = Array("from".utf8)
    var expression = text.prefix { $0 != UInt8(ascii: "\"") }
    guard expression.count < text.count else { return text }
    while let last = expression.last, isBlank(last) { expression.removeLast() }
    return expression.suffix(from.count).elementsEqual(from) ? expression.dropLast(from.count) : text
  }
}
