import Letters

/// Breaks styled text into lines.
///
/// Lines break at blanks and beside wide characters, which need no blanks; a word longer than a line is cut.
struct ProseWrapper {
  private struct Piece {
    var text: String
    let style: ANSI
  }

  private struct Word {
    var pieces: [Piece] = []
    var width = 0
    /// Whether a blank stands before it where the line is not broken.
    var spaced = false
  }

  let color: Bool
  let width: Int
  private var words: [Word] = []
  private var word = Word()
  private var lines: [ProseLine] = []

  init(width: Int, color: Bool) {
    self.width = max(width, 1)
    self.color = color
  }

  mutating func add(_ text: String, _ style: ANSI) {
    for character in text {
      if character == " " || character == "\t" || character == "\n" {
        endWord()
        word.spaced = true
        continue
      }
      let columns = DisplayWidth.of(character)
      if columns == 2 || word.width + columns > width { endWord() }
      if let last = word.pieces.indices.last, word.pieces[last].style == style {
        word.pieces[last].text.append(character == "\u{A0}" ? " " : character)
      } else {
        word.pieces.append(Piece(text: String(character == "\u{A0}" ? " " : character), style: style))
      }
      word.width += columns
      if columns == 2 { endWord() }
    }
  }

  /// Makes the word bold that has just been added.
  mutating func embolden() {
    let isEnded = word.pieces.isEmpty
    guard var last = isEnded ? words.last : word else { return }
    last.pieces = last.pieces.map { Piece(text: $0.text, style: $0.style.union(.bold)) }
    if isEnded { words[words.count - 1] = last } else { word = last }
  }

  /// Ends the line whether it is full or not.
  mutating func breakLine() {
    endWord()
    fill()
  }

  /// The lines of everything added.
  mutating func finish() -> [ProseLine] {
    breakLine()
    return lines
  }

  private mutating func endWord() {
    guard !word.pieces.isEmpty else { return }
    words.append(word)
    word = Word()
  }

  /// Lays the words out as lines.
  private mutating func fill() {
    guard !words.isEmpty else { return }
    var row: [Piece] = []
    var used = 0
    for word in words {
      let gap = word.spaced && used > 0 ? 1 : 0
      if used > 0 && used + gap + word.width > width {
        lines.append(styled(row))
        row = []
        used = 0
      } else if gap == 1 {
        // A blank has a style only between two words of the same style.
        let style = row.last.flatMap { $0.style == word.pieces.first?.style ? $0.style : nil } ?? []
        row.append(Piece(text: " ", style: style))
        used += 1
      }
      row += word.pieces
      used += word.width
    }
    lines.append(styled(row))
    words = []
    word.spaced = false
  }

  private func styled(_ row: [Piece]) -> ProseLine {
    var line = ProseLine()
    var current: ANSI = []
    for piece in row {
      if color && piece.style != current {
        if !current.isEmpty { line.text += ANSI.end }
        line.text += piece.style.begin
        current = piece.style
      }
      line.text += piece.text
      line.width += DisplayWidth.of(piece.text)
    }
    if color && !current.isEmpty { line.text += ANSI.end }
    return line
  }
}
