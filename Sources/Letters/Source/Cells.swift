/// One line of text as a terminal shows it: characters and how many cells each takes.
struct Cells {
  /// Whether the line has more before and after what is appended.
  let isCutBefore: Bool
  let isCutAfter: Bool
  private var pieces: [(text: String, width: Int)] = []
  private(set) var width = 0

  /// How many cells of a long line are shown.
  static let shownWidth = 100
  private static let tabWidth = 4

  init(isCutBefore: Bool = false, isCutAfter: Bool = false) {
    self.isCutBefore = isCutBefore
    self.isCutAfter = isCutAfter
  }

  mutating func append(_ text: String) {
    for character in text {
      if character == "\t" {
        add(String(repeating: " ", count: Cells.tabWidth - width % Cells.tabWidth))
      } else {
        let visible = Visible.escaped(String(character))
        if visible.unicodeScalars.count > 1, visible.hasPrefix("\\u{") {
          add(visible)
        } else {
          let cells = DisplayWidth.of(character)
          pieces.append((visible, cells))
          width += cells
        }
      }
    }
  }

  private mutating func add(_ ascii: String) {
    pieces.append((ascii, ascii.count))
    width += ascii.count
  }

  /// The part of the line around some cells, with `…` where it was cut, and where those cells are in it.
  func window(around mark: Range<Int>) -> (text: String, mark: Range<Int>) {
    var first = 0
    var last = Swift.max(width, mark.upperBound)
    if last > Cells.shownWidth {
      first = Swift.max(0, mark.lowerBound - Cells.shownWidth / 3)
      last = Swift.min(last, first + Cells.shownWidth)
    }
    let isCut = first > 0 || isCutBefore
    var text = isCut ? "…" : ""
    var offset = isCut ? 1 : 0
    var position = 0
    var start: Int?
    for piece in pieces {
      defer { position += piece.width }
      if position < first { continue }
      if position + piece.width > last { break }
      if start == nil { start = position }
      text += piece.text
    }
    if width > last || isCutAfter { text += "…" }
    offset -= start ?? first
    let lower = Swift.max(0, mark.lowerBound + offset)
    let upper = Swift.max(lower + 1, Swift.min(mark.upperBound, last) + offset)
    return (text, lower..<upper)
  }
}
