/// The cells of a table's row.
enum TableRow {
  /// The byte ranges between unescaped bars outside comments, without the blanks around them.
  static func cells(_ line: TextLine, _ bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    let row = bytes[..<line.end]
    var at = line.indentation(bytes).text
    if at < line.end, bytes[at] == Byte.pipe { at += 1 }
    var start = at
    var comment = false
    while at < line.end {
      if bytes[at] == Byte.backslash {
        at += 1
      } else if comment {
        comment = !row.has(Byte.commentEnd, at: at)
      } else if bytes[at] == Byte.pipe {
        cells.append(bytes.trimmed(start..<at))
        start = at + 1
      } else if bytes[at] == Byte.less {
        comment = row.has(Byte.commentStart, at: at)
      }
      at += 1
    }
    let last = bytes.trimmed(min(start, line.end)..<line.end)
    if !last.isEmpty { cells.append(last) }
    return cells
  }

}
