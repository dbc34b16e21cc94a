import Letters

/// Parts of a line that stay whole where there is room for them.
struct TonedPhrase {
  let text: String
  var tone: ANSI?
  /// Blanks before it. A phrase that stands apart by more than one goes to a line of its own before it is broken.
  var gap = 3
}

extension Style {
  /// Phrases in lines of at most `width` columns (or one longer word), those after the first indented by `hanging`.
  func lines(_ phrases: [TonedPhrase], width: Int, hanging: Int) -> [String] {
    let margin = String(repeating: " ", count: hanging)
    var lines = [""]
    var used = 0
    /// Ends the line and begins another.
    func turn() {
      lines.append(margin)
      used = hanging
    }
    for (position, phrase) in phrases.enumerated() where !phrase.text.isEmpty {
      let columns = DisplayWidth.of(phrase.text)
      var gap = position == 0 ? 0 : phrase.gap
      if gap > 1, used + gap + columns > width, used > hanging {
        turn()
        gap = 0
      }
      var piece = ""
      for word in phrase.text.split(separator: " ", omittingEmptySubsequences: false) {
        let columns = DisplayWidth.of(word)
        if used + gap + columns > width, used + gap > hanging {
          lines[lines.count - 1] += self(piece, phrase.tone)
          piece = ""
          turn()
          gap = 0
        }
        piece += String(repeating: " ", count: gap) + word
        used += gap + columns
        gap = 1
      }
      lines[lines.count - 1] += self(piece, phrase.tone)
    }
    return lines
  }

  /// Text in a tone, blanks before it left as they are.
  private func callAsFunction(_ text: String, _ tone: ANSI?) -> String {
    guard let tone else { return text }
    let start = text.firstIndex { $0 != " " } ?? text.endIndex
    return text[..<start] + self(String(text[start...]), tone)
  }
}
