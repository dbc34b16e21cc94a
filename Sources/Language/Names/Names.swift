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
    var key = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2080...0x2089: key.append(Unicode.Scalar(UInt8(scalar.value - 0x2080 + 0x30)))
      case 0x27, 0x2019: key.append("\u{2032}")
      case 0x2033: key.append(contentsOf: "\u{2032}\u{2032}".unicodeScalars)
      case 0x2034: key.append(contentsOf: "\u{2032}\u{2032}\u{2032}".unicodeScalars)
      default: key.append(lookAlikes[scalar] ?? scalar)
      }
    }
    return String(key)
  }

  /// Letters that look like the one a lesson means.
  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{B5}": "\u{3BC}",  // micro sign, mu
    "\u{3F5}": "\u{3B5}",  // lunate epsilon
    "\u{3D1}": "\u{3B8}",  // script theta
    "\u{3F4}": "\u{398}",  // capital theta symbol
    "\u{3D5}": "\u{3C6}",  // phi symbol
    "\u{3D6}": "\u{3C0}",  // pi symbol
    "\u{3F0}": "\u{3BA}",  // kappa symbol
    "\u{3F1}": "\u{3C1}",  // rho symbol
    "\u{3C2}": "\u{3C3}",  // final sigma
    "\u{2206}": "\u{394}",  // increment, Delta
    "\u{2211}": "\u{3A3}",  // n-ary sum, Sigma
    "\u{220F}": "\u{3A0}",  // n-ary product, Pi
    "\u{305}": "\u{304}",  // overline, macron
  ]

  private static func withLetterForGreekWord(_ name: String) -> String {
    let word = name.utf8.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
    guard word.count >= 2, let letter = greekLetters[String(Substring(word))] else { return name }
    let rest = name.unicodeScalars[word.endIndex...]
    guard let next = rest.first else { return letter }
    guard next == "_" || next == "\u{2032}" || ("0"..."9").contains(next) else { return name }
    return letter + String(rest)
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

  private static let greekWords = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi",
    "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]

  /// `theta` → θ, `Theta` → Θ.
  private static let greekLetters: [String: String] = {
    var letters: [String: String] = [:]
    for (offset, word) in greekWords.enumerated() where !word.isEmpty {
      // α…ω and Α…Ω are two runs of assigned code points.
      guard let small = Unicode.Scalar(UInt32(0x3B1 + offset)) else { continue }
      guard let capital = Unicode.Scalar(UInt32(0x391 + offset)) else { continue }
      letters[word] = String(small)
      letters[word.prefix(1).uppercased() + word.dropFirst()] = String(capital)
    }
    return letters
  }()

  /// A name with its Greek letters written out, to compare spellings: `θ` → `theta`, `β1` → `beta1`.
  static func spelledOut(_ text: String) -> String {
    var result = ""
    for scalar in key(of: text).text.unicodeScalars {
      switch scalar.value {
      case 0x3B1...0x3C9: result += greekWords[Int(scalar.value) - 0x3B1]
      case 0x391...0x3A9:
        let word = greekWords[Int(scalar.value) - 0x391]
        result += word.prefix(1).uppercased() + word.dropFirst()
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
