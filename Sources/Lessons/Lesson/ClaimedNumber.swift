import Letters

/// Finds the number that a claim in prose is about (rule 51).
enum ClaimedNumber {
  /// What may stand around a number without belonging to it.
  private static let markup = Set("*_$~`()[]{}|".utf8)

  /// The part of a word after its last `=` or `≈` and without markup at its ends. Empty if there is none.
  static func span(in bytes: [UInt8], word: Span) -> Span {
    var last = word.end
    var first = last
    while first > word.start, bytes[first - 1] != UInt8(ascii: "="),
      !endsWithApproximately(bytes, first, word.start)
    {
      first -= 1
    }
    while first < last, markup.contains(bytes[first]) { first += 1 }
    while last > first, markup.contains(bytes[last - 1]) { last -= 1 }
    return Span(first, last)
  }

  private static func endsWithApproximately(_ bytes: [UInt8], _ end: Int, _ floor: Int) -> Bool {
    end - 3 >= floor && bytes[(end - 3)..<end].elementsEqual("≈".utf8)
  }

  /// Whether some text is one number: a sign, digits with a point or not, an exponent; or one of `½ ¼ ¾ ⅓ ⅔`.
  static func isNumber(_ text: some Sequence<UInt8>) -> Bool {
    let text = String(decoding: Array(text), as: UTF8.self).withASCIIMinus
    let unsigned = text.unicodeScalars.drop { $0 == "-" || $0 == "+" }
    return WrittenNumber(text) != nil
      || unsigned.count == 1 && text.unicodeScalars.count <= 2
        && Fraction(unsigned[unsigned.startIndex]) != nil
  }
}
