import Language
import LessonMarkdown
import Letters

/// Finds the number that a claim in prose is about (rule 51).
enum ClaimedNumber {
  /// What may stand around a number without belonging to it.
  private static let markup = Set("*_$~`()[]{}|".utf8)

  /// The part of a word after its last `=` or `≈` and without markup at its ends. Empty if there is none.
  static func span(in bytes: [UInt8], word: Span) -> Span {
    var last = word.end
    var first = last
    while first > word.start, !endsWithEquals(bytes, first, word.start),
      !endsWithApproximately(bytes, first, word.start)
    {
      first -= 1
    }
    if let blank = blank(in: bytes, Span(first, last)) { return blank }
    while first < last, markup.contains(bytes[first]) { first += 1 }
    while last > first, markup.contains(bytes[last - 1]) { last -= 1 }
    return Span(first, last)
  }

  /// The underscores among markup of other kinds, where they are a blank of a worksheet.
  private static func blank(in bytes: [UInt8], _ word: Span) -> Span? {
    let other = markup.subtracting([UInt8(ascii: "_")])
    var (first, last) = (word.start, word.end)
    while first < last, other.contains(bytes[first]) { first += 1 }
    while last > first, other.contains(bytes[last - 1]) { last -= 1 }
    return Blank.isOne(String(decoding: bytes[first..<last], as: UTF8.self)) ? Span(first, last) : nil
  }

  /// Whether an `=` stands there that is not half of `!=`, `<=` or `>=`.
  private static func endsWithEquals(_ bytes: [UInt8], _ end: Int, _ floor: Int) -> Bool {
    bytes[end - 1] == UInt8(ascii: "=") && (end - 2 < floor || !"!<>".utf8.contains(bytes[end - 2]))
  }

  private static func endsWithApproximately(_ bytes: [UInt8], _ end: Int, _ floor: Int) -> Bool {
    end - 3 >= floor && bytes[(end - 3)..<end].elementsEqual("≈".utf8)
  }

  /// Whether some text is one number: a sign, digits with a point or not, an exponent; or one of `½ ¼ ¾ ⅓ ⅔`.
  static func isNumber(_ text: some Sequence<UInt8>) -> Bool {
    let text = String(decoding: Array(text), as: UTF8.self).withASCIIMinus
    if Blank.isOne(text) { return true }
    let unsigned = text.unicodeScalars.drop { $0 == "-" || $0 == "+" }
    return WrittenNumber(text) != nil
      || unsigned.count == 1 && text.unicodeScalars.count <= 2
        && Fraction(unsigned[unsigned.startIndex]) != nil
  }
}

// MARK: The number that a reader sees

extension ClaimedNumber {
  /// Reports a number that its surroundings make another one for a reader, who sees no comments: `3<!-- -->5`, `5<!-- … -->7`,
  /// `- 0.5`, `1 234.5`.
  /// - Parameter number: the one that would be checked.
  static func misreading(
    of number: Span, _ comment: Document.Comment, _ source: Source
  ) -> Diagnostic? {
    let bytes = source.bytes
    if let start = misreadStart(of: number, comment.word, bytes) {
      let seen = Span(start, number.end)
      return Diagnostic(
        "the number before this claim is '\(source.text(number))', and readers see '\(visible(source.text(seen)))'",
        at: seen, help: "write it as one number, or put a word in between")
    }
    if let end = misreadEnd(after: comment.whole.end, bytes) {
      return Diagnostic(
        "the number before this claim continues after it", at: Span(number.start, end),
        help: "write all of it before the comment, as in 0.19<!-- claim s -->")
    }
    return nil
  }

  /// What is left of a text without its comments.
  private static func visible(_ text: String) -> String {
    text.replacing(/<!--.*?-->/.dotMatchesNewlines(), with: "")
  }

  /// Where the number that a reader sees begins, if that is before the one that would be checked.
  private static func misreadStart(of number: Span, _ word: Span, _ bytes: [UInt8]) -> Int? {
    let unsigned = !"+-".utf8.contains(bytes[number.start]) && bytes[number.start] < 0x80
    var at = number.start
    while at > word.start, markup.contains(bytes[at - 1]) { at -= 1 }
    guard at == word.start else { return nil }
    // A comment in between is not seen.
    var passed = false
    while at >= 7, bytes[(at - 3)..<at].elementsEqual("-->".utf8), let open = commentStart(before: at, bytes)
    {
      (at, passed) = (open, true)
    }
    if passed {
      while at > 0, markup.contains(bytes[at - 1]) { at -= 1 }
      guard let scalar = UTF8Text.scalar(before: at, in: bytes) else { return nil }
      let isPart =
        scalar.properties.numericType != nil || scalar.isNamePart
        || "+-.,\u{2212}/".unicodeScalars.contains(scalar)
      if isPart { return start(ofWordBefore: at, bytes) }
    }
    guard unsigned, at > 0, bytes[at - 1] == 0x20 else { return nil }
    let end = at - 1
    let first = start(ofWordBefore: end, bytes)
    let before = bytes[first..<end]
    // Thousands: `1 234.5`.
    let whole = bytes[number.start..<number.end].prefix(while: \.isDigit)
    let digits = before.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    if whole.count == 3, (1...3).contains(digits.count), digits.allSatisfy(\.isDigit) { return first }
    return isSignApart(before, first, bytes) ? first : nil
  }

  /// Whether a word is a minus that belongs to the number behind it, and no bullet of a list and no difference.
  private static func isSignApart(_ word: ArraySlice<UInt8>, _ start: Int, _ bytes: [UInt8]) -> Bool {
    guard word.elementsEqual("-".utf8) || word.elementsEqual("\u{2212}".utf8) else { return false }
    guard let last = bytes[..<start].lastIndex(where: { $0 != 0x20 && $0 != 0x09 }), bytes[last] != 0x0A
    else { return false }
    // Behind a word it is no difference either: `the value is - 0.5`.
    let letters = bytes[...last].reversed().prefix {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20)
    }
    return letters.count > 1 || "=:,;(".utf8.contains(bytes[last])
      || bytes[...last].suffix(3).elementsEqual("≈".utf8)
  }

  private static func commentStart(before end: Int, _ bytes: [UInt8]) -> Int? {
    var at = end - 7
    while at >= 0 {
      if bytes[at] == UInt8(ascii: "<"), bytes[at..<(at + 4)].elementsEqual("<!--".utf8) { return at }
      at -= 1
    }
    return nil
  }

  private static func start(ofWordBefore end: Int, _ bytes: [UInt8]) -> Int {
    var start = end
    while start > 0, ![0x20, 0x09, 0x0A, 0x0D].contains(bytes[start - 1]) { start -= 1 }
    return start
  }

  /// Where what belongs to the number for a reader ends, if anything does behind the comments.
  private static func misreadEnd(after end: Int, _ bytes: [UInt8]) -> Int? {
    var at = end
    while bytes[at...].starts(with: "<!--".utf8), let close = commentEnd(from: at, bytes) { at = close }
    while at < bytes.count, "*_`$~".utf8.contains(bytes[at]) { at += 1 }
    guard at < bytes.count, let (first, length) = UTF8Text.scalar(in: bytes, at: at, end: bytes.count) else {
      return nil
    }
    func isDigit(_ place: Int) -> Bool { place < bytes.count && bytes[place].isDigit }
    func isSigned(_ place: Int) -> Bool {
      place < bytes.count && ("+-".utf8.contains(bytes[place]) && isDigit(place + 1) || isDigit(place))
        || bytes[min(place, bytes.count)...].starts(with: "\u{2212}".utf8) && isDigit(place + 3)
    }
    switch first {
    case "%", "‰", "^": return at + length
    case ".", ",", "/": return isDigit(at + 1) ? at + 2 : nil
    case "e", "E": return isSigned(at + 1) ? at + 2 : nil
    case "·", "×":
      return bytes[(at + length)...].starts(with: "10^".utf8)
        || UTF8Text.scalar(at: at + length + 2, in: bytes)?.isRaised == true
          && bytes[(at + length)...].starts(with: "10".utf8)
        ? at + length + 2 : nil
    default: return first.properties.numericType != nil || first.isRaised ? at + length : nil
    }
  }

  private static func commentEnd(from start: Int, _ bytes: [UInt8]) -> Int? {
    var at = start + 4
    while at + 3 <= bytes.count {
      if bytes[at] == UInt8(ascii: "-"), bytes[at..<(at + 3)].elementsEqual("-->".utf8) { return at + 3 }
      at += 1
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// `²`, `⁻`: what makes a power of the number before it.
  fileprivate var isRaised: Bool { superscriptDigit != nil || self == "⁻" || self == "⁺" }
}
