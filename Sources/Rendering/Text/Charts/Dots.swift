/// A picture of dots, two by four in each character of a terminal.
struct Dots {
  let columns: Int
  let rows: Int
  /// By character, its dots as bits: the left column from the top, then the right one.
  private var cells: [UInt8]

  var width: Int { 2 * columns }
  var height: Int { 4 * rows }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = [UInt8](repeating: 0, count: columns * rows)
  }

  /// Sets a dot; those beside the picture are left out.
  mutating func set(_ x: Int, _ y: Int) {
    guard (0..<width).contains(x), (0..<height).contains(y) else { return }
    cells[y / 4 * columns + x / 2] |= 1 << UInt8(x % 2 * 4 + y % 4)
  }

  /// A line from a dot to another, both ends included.
  mutating func line(from: (x: Int, y: Int), to: (x: Int, y: Int)) {
    let steps = max(abs(to.x - from.x), abs(to.y - from.y))
    guard steps > 0 else { return set(from.x, from.y) }
    for step in 0...steps {
      let part = Double(step) / Double(steps)
      set(
        from.x + Int((Double(to.x - from.x) * part).rounded()),
        from.y + Int((Double(to.y - from.y) * part).rounded()))
    }
  }

  /// The character for the dots of a cell; nil if there are none.
  func character(column: Int, row: Int, ascii: Bool) -> Character? {
    let cell = cells[row * columns + column]
    if cell == 0 { return nil }
    return ascii ? Dots.plain(cell) : Dots.braille(cell)
  }

  /// Braille numbers the dots of its first six places column by column, and those of the lowest row last.
  private static func braille(_ cell: UInt8) -> Character {
    let bits: [UInt32] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]
    let code = bits.indices.reduce(0x2800 as UInt32) { cell >> $1 & 1 == 1 ? $0 + bits[$1] : $0 }
    return Unicode.Scalar(code).map { Character($0) } ?? " "
  }

  /// One of `'-._`, which stand at four heights, where the dots are level; else a stroke the way they go.
  private static func plain(_ cell: UInt8) -> Character {
    let (left, right) = (cell & 0x0F, cell >> 4)
    let both = left | right
    if cell.nonzeroBitCount >= 6 { return "#" }
    if both.nonzeroBitCount == 1 { return ["'", "-", "-", "_"][both.trailingZeroBitCount] }
    if left != 0, right != 0 {
      // The mean height of each column, doubled, from the top.
      func mean(_ bits: UInt8) -> Int { bits.trailingZeroBitCount + 7 - bits.leadingZeroBitCount }
      let rise = mean(left) - mean(right)
      if both.nonzeroBitCount == 2, abs(rise) <= 2 {
        return both & 0b0011 == both ? "'" : both & 0b1100 == both ? "_" : "-"
      }
      if rise != 0 { return rise > 0 ? "/" : "\\" }
    }
    return "|"
  }
}
