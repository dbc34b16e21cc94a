import Letters

extension Name {
  package init(_ text: String, at span: Span) {
    self.init(text: text, key: Name.key(of: text), span: span)
  }

  /// Whether a text is a spelling of this name.
  package func isSpelled(_ text: String) -> Bool { text == self.text || Name.key(of: text) == key }

  /// The form under which all spellings of one name meet (`language.md`, rules 3 and 4).
  ///
  ///     θ₁ theta1 ϑ1 → θ1      m_hat m̂ → m̂      y' y′ → y′      beta_1 → β_1
  ///
  /// Swift compares and hashes strings by canonical equivalence, so the key needs no normal form of its own.
  /// - Complexity: O(*n*) in the length of the name.
  package static func key(of text: String) -> Key {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "'") }
    return Key(withMarkForEnding(withLetterForGreekWord(isPlain ? text : withOneOfLookAlikes(text))))
  }

  private static func withOneOfLookAlikes(_ text: String) -> String {
    text.escaping { scalar in
      switch scalar {
      case "'", "’": "\u{2032}"
      case "\u{2033}": "\u{2032}\u{2032}"
      case "\u{2034}": "\u{2032}\u{2032}\u{2032}"
      case "\u{305}": "\u{304}"  // overline, macron
      default: scalar.subscriptDigit.map { String($0) } ?? String(Greek.usual(scalar))
      }
    }
  }

  private static func withLetterForGreekWord(_ name: String) -> String {
    let word = name.utf8.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    guard word.count >= 2, let letter = Greek.letter(named: String(Substring(word))) else { return name }
    let rest = name.unicodeScalars[word.endIndex...]
    guard let next = rest.first else { return String(letter) }
    guard next == "_" || next == "\u{2032}" || ("0"..."9").contains(next) else { return name }
    return String(letter) + String(rest)
  }

  private static func withMarkForEnding(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "_")) else { return name }
    var stem = Array(name.unicodeScalars)
    var primes = 0
    while stem.last == "\u{2032}" {
      stem.removeLast()
      primes += 1
    }
    for (ending, mark) in marks
    where stem.count > ending.count && stem.suffix(ending.count).elementsEqual(ending) {
      stem.removeLast(ending.count)
      stem.append(mark)
      break
    }
    var result = String.UnicodeScalarView(stem)
    for _ in 0..<primes { result.append("\u{2032}") }
    return String(result)
  }

  private static let marks: [([Unicode.Scalar], Unicode.Scalar)] = [
    (Array("_hat".unicodeScalars), "\u{302}"), (Array("_bar".unicodeScalars), "\u{304}"),
    (Array("_tilde".unicodeScalars), "\u{303}"),
  ]

  /// A name with its Greek letters written out, to compare spellings: `θ` → `theta`, `β1` → `beta1`.
  static func spelledOut(_ text: String) -> String { key(of: text).text.escaping(Greek.name) }
}
