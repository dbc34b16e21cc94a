extension Sequence where Element: StringProtocol {
  /// The pieces joined into as few lines as possible; only a piece wider than a line exceeds `width`.
  package func filled(width: Int, joinedBy separator: String = " ") -> [String] {
    var lines: [String] = []
    var used = 0
    for piece in self {
      let added = DisplayWidth.of(separator) + DisplayWidth.of(piece)
      if !lines.isEmpty, used + added <= width {
        lines[lines.count - 1] += separator + piece
        used += added
      } else {
        lines.append(String(piece))
        used = DisplayWidth.of(piece)
      }
    }
    return lines
  }

  /// The same after a head, which the lines below leave blank; the width is what remains beside it.
  package func filled(after head: String, width: Int, joinedBy separator: String = " ") -> [String] {
    let lines = filled(width: width, joinedBy: separator)
    let margin = String(repeating: " ", count: DisplayWidth.of(head))
    return lines.isEmpty ? [head] : lines.enumerated().map { ($0 == 0 ? head : margin) + $1 }
  }
}
