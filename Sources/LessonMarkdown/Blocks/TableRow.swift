/// The cells of a table's row.
enum TableRow {
  /// The byte ranges between unescaped bars outside comments, without the blanks around them.
  static func cells(_ line: TextLine, _ bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    let starts = BlockStart(bytes: bytes)
    var at = line.indentation(bytes).text
    if at < line.end, bytes[at] == Byte.pipe { at += 1 }
    var start = at
    var comment = false
    while at < line.end {
      if bytes[at] == Byte.backslash {
        at += 1
      } else if comment {
        comment = !starts.begins(Byte.commentEnd, at: at, before: line.end)
      } else if bytes[at] == Byte.pipe {
        cells.append(trimmed(start..<at, bytes))
        start = at + 1
      } else if bytes[at] == Byte.less {
        comment = starts.begins(Byte.commentStart, at: at, before: line.end)
      }
      at += 1
    }
    let last = trimmed(min(start, line.end)..<line.end, bytes)
    if !last.isEmpty { cells.append(last) }
    return cells
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Byte.isBlank(bytes[start]) { start += 1 }
    while end > start, Byte.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
