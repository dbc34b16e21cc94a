import Language
import LessonMarkdown
import Letters

/// Finds the number that a claim in prose is about (rule 51).
enum ClaimedNumber {
  /// What may stand around a number without belonging to it.
  private static let markup = Set("*_$~`()[]{}|".utf8)

  /// The part of the text before a comment after its last `=` or `≈`, after letters of scripts that have no blanks
  /// between words, and without markup at its ends. Empty if there is none.
  /// - Parameter word: what is before the comment, back to a blank.
  static func span(in bytes: [UInt8], word: Span) -> Span {
    var last = word.end
    var first = last
    let start = start(of: word, bytes)
    while first > start, !endsWithEquals(bytes, first, start), !endsWithApproximately(bytes, first, start) {
      first -= 1
    }
    if let blank = blank(in: bytes, Span(first, last)) { return blank }
    while first < last, markup.contains(bytes[first]) { first += 1 }
    while last > first {
      if markup.contains(bytes[last - 1]), !closesBrace(bytes[first..<last]) {
        last -= 1
      } else if let scalar = UTF8Text.scalar(before: last, in: bytes), scalar.isWidePunctuation {
        last -= scalar.utf8.count
      } else {
        break
      }
    }
    var at = last
    while at > first, let scalar = UTF8Text.scalar(before: at, in: bytes) {
      if endsNumber(scalar, before: at, last, bytes) {
        first = at
        break
      }
      at -= scalar.utf8.count
    }
    while first < last, markup.contains(bytes[first]) { first += 1 }
    return Span(first, last)
  }

  /// Where the text with the number begins: `33 %` and `3.3 · 10⁻¹` are more than a word.
  private static func start(of word: Span, _ bytes: [UInt8]) -> Int {
    let text = text(in: word, bytes)
    let sign = text.filter { $0 != "\\" }
    if ["%", "‰", "％"].contains(sign) {
      return previous(word, bytes) { $0.last?.isNumber == true } ?? word.start
    }
    // A regular expression here would take longer than all else about a claim.
    let times = ["·", "×", "\\cdot", "\\times"]
    let power = times.first(where: text.hasPrefix).map { text.dropFirst($0.count) } ?? text[...]
    guard power.hasPrefix("10"), let raised = power.dropFirst(2).first, "^⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(raised)
    else {
      return word.start
    }
    if !text.hasPrefix("10") { return previous(word, bytes) { $0.last?.isNumber == true } ?? word.start }
    if let start = previous(word, bytes, { text in times.contains(text) }) {
      return previous(Span(start, word.end), bytes) { $0.last?.isNumber == true } ?? start
    }
    return previous(word, bytes) { text in times.contains { text.hasSuffix($0) } } ?? word.start
  }

  /// Where the word before another begins, on the same line or the one before, if it is as expected without markup.
  private static func previous(_ word: Span, _ bytes: [UInt8], _ isExpected: (String) -> Bool) -> Int? {
    var end = word.start
    var lines = 0
    while end > 0, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[end - 1]) {
      end -= 1
      if bytes[end] == 0x0A { lines += 1 }
    }
    guard end < word.start, lines < 2 else { return nil }
    let start = start(ofWordBefore: end, bytes)
    return isExpected(text(in: Span(start, end), bytes)) ? start : nil
  }

  /// A word without markup at its ends; of a long one, its end.
  private static func text(in word: Span, _ bytes: [UInt8]) -> String {
    var word = bytes[max(word.start, word.end - 200)..<word.end]
    while let last = word.last, markup.contains(last) { word.removeLast() }
    return String(decoding: word.drop { markup.contains($0) }, as: UTF8.self)
  }

  /// Whether the last brace belongs to one inside, as in `10^{-1}`.
  private static func closesBrace(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.last == UInt8(ascii: "}"), bytes.count < 1_000 else { return false }
    return bytes.filter { $0 == UInt8(ascii: "{") }.count == bytes.filter { $0 == UInt8(ascii: "}") }.count
  }

  /// Whether what goes before some place is another word although no blank separates it from the number: `是0.19`.
  /// What could make another number of it is no such word: `负`, `三`, a comma before three digits.
  private static func endsNumber(_ scalar: Unicode.Scalar, before at: Int, _ end: Int, _ bytes: [UInt8])
    -> Bool
  {
    if scalar == "＝" { return true }
    if scalar == "，", let before = UTF8Text.scalar(before: at - scalar.utf8.count, in: bytes) {
      let digits = String(decoding: bytes[at..<min(end, at + 60)], as: UTF8.self).prefix { $0.isNumber }
      return before.properties.numericType == nil || digits.count != 3
    }
    return scalar.isWidePunctuation || scalar.isOfUnspacedScript
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

  /// Whether some text is one number as people write it, or a blank of a worksheet.
  static func isNumber(_ text: some Sequence<UInt8>) -> Bool {
    let text = String(decoding: Array(text), as: UTF8.self)
    return Blank.isOne(text) || ProseNumber(text) != nil
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
        at: seen,
        help: (ProseNumber.help(for: visible(source.text(seen))) ?? "write it as one number")
          + ", or put a word in between")
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
    guard let scalar = UTF8Text.scalar(at: number.start, in: bytes) else { return nil }
    let isUnsigned = !"+-\u{2212}＋－".unicodeScalars.contains(scalar)
    let floor = start(of: word, bytes)
    var at = number.start
    while at > floor, markup.contains(bytes[at - 1]) { at -= 1 }
    guard at == floor else { return nil }
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
    guard isUnsigned, at > 0, bytes[at - 1] == 0x20 else { return nil }
    let end = at - 1
    let first = start(ofWordBefore: end, bytes)
    let before = bytes[first..<end]
    // Thousands: `1 234.5`.
    let digits = String(decoding: before.suffix(40), as: UTF8.self).drop { "+-".contains($0) }
    let text = String(decoding: bytes[number.start..<number.end], as: UTF8.self)
    if !digits.isEmpty, digits.allSatisfy(\.isNumber) {
      if digits.count <= 3, text.prefix(while: \.isNumber).count == 3 { return first }
      // A whole and a fraction: `3 1/2`.
      if case .exact? = ProseNumber(text)?.meaning { return first }
    }
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
      || UTF8Text.scalar(before: last + 1, in: bytes)?.isOfUnspacedScript == true
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

  /// `。`, `、`, `）`: the punctuation of East Asian texts.
  fileprivate var isWidePunctuation: Bool {
    switch value {
    case 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301B, 0x2018...0x201D: true
    case 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3B, 0xFF3D, 0xFF5B...0xFF5D,
      0xFF5F...0xFF65:
      true
    default: false
    }
  }

  /// Letters of scripts that have no blanks between words (or particles), except those of numbers: `百`, `负`, `点`.
  fileprivate var isOfUnspacedScript: Bool {
    guard properties.numericType == nil, !"负負点點之分".unicodeScalars.contains(self) else { return false }
    return switch value {
    case 0x0E00...0x0E4E, 0x0E80...0x0ECE, 0x1000...0x103F, 0x1780...0x17D3: true
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF: true
    case 0x20000...0x3FFFF: true
    default: false
    }
  }
}
