import Letters

/// What the beginning of a line says about the block it belongs to.
struct BlockStart {
  let bytes: [UInt8]

  struct Fence {
    let mark: UInt8
    let length: Int
    let indent: Int
    /// The first word after the marks, as byte offsets.
    let language: Range<Int>
  }

  struct ListMarker {
    let mark: UInt8
    let ordered: Bool
    let number: Int
    /// Columns from the line's beginning to the item's text.
    let width: Int
    /// Where the item's text begins.
    let text: Int
    let isEmpty: Bool
  }

  /// Three or more backticks or tildes; no backtick may follow backticks.
  func fence(_ line: TextLine) -> Fence? {
    let (indent, start) = line.indentation(bytes)
    guard indent < 4, start < line.end else { return nil }
    let mark = bytes[start]
    guard mark == Byte.backtick || mark == Byte.tilde else { return nil }
    var at = start
    while at < line.end, bytes[at] == mark { at += 1 }
    let length = at - start
    guard length >= 3 else { return nil }
    if mark == Byte.backtick && bytes[at..<line.end].contains(Byte.backtick) { return nil }
    while at < line.end, Byte.isBlank(bytes[at]) { at += 1 }
    var end = at
    while end < line.end, !Byte.isBlank(bytes[end]) { end += 1 }
    return Fence(mark: mark, length: length, indent: indent, language: at..<end)
  }

  /// At least as many of the same marks, and nothing else.
  func closes(_ fence: Fence, _ line: TextLine) -> Bool {
    let (indent, start) = line.indentation(bytes)
    guard indent < 4 else { return false }
    var at = start
    while at < line.end, bytes[at] == fence.mark { at += 1 }
    guard at - start >= fence.length else { return false }
    return bytes[at..<line.end].allSatisfy(Byte.isBlank)
  }

  /// `# …`: the level and the heading's text without closing marks.
  func heading(_ line: TextLine) -> (level: Int, text: TextLine)? {
    let (indent, start) = line.indentation(bytes)
    guard indent < 4 else { return nil }
    var at = start
    while at < line.end, bytes[at] == Byte.hash { at += 1 }
    let level = at - start
    guard (1...6).contains(level), at == line.end || Byte.isBlank(bytes[at]) else { return nil }
    var end = line.end
    while end > at, Byte.isBlank(bytes[end - 1]) { end -= 1 }
    var close = end
    while close > at, bytes[close - 1] == Byte.hash { close -= 1 }
    if close == at || Byte.isBlank(bytes[close - 1]) { end = close }
    return (level, TextLine(start: at, end: max(at, end)))
  }

  /// Three or more of `-`, `*` or `_`, with any blanks between.
  func isThematicBreak(_ line: TextLine) -> Bool {
    let (indent, start) = line.indentation(bytes)
    guard indent < 4, start < line.end else { return false }
    let mark = bytes[start]
    guard mark == Byte.minus || mark == Byte.star || mark == Byte.underscore else { return false }
    var count = 0
    for byte in bytes[start..<line.end] {
      if byte == mark {
        count += 1
      } else if !Byte.isBlank(byte) {
        return false
      }
    }
    return count >= 3
  }

  /// The line under a heading's text: only `=` (level 1) or only `-` (level 2).
  func underline(_ line: TextLine) -> Int? {
    let (indent, start) = line.indentation(bytes)
    guard indent < 4, start < line.end else { return nil }
    let mark = bytes[start]
    guard mark == Byte.equals || mark == Byte.minus else { return nil }
    var at = start
    while at < line.end, bytes[at] == mark { at += 1 }
    guard bytes[at..<line.end].allSatisfy(Byte.isBlank) else { return nil }
    return mark == Byte.equals ? 1 : 2
  }

  /// `>`: the rest of the line, without one blank.
  func quote(_ line: TextLine) -> TextLine? {
    let (indent, start) = line.indentation(bytes)
    guard indent < 4, start < line.end, bytes[start] == Byte.greater else { return nil }
    return line.from(start + 1, bytes).dropping(columns: 1, bytes)
  }

  /// `-`, `*`, `+`, `1.` or `1)` and a blank.
  func listMarker(_ line: TextLine) -> ListMarker? {
    let (indent, start) = line.indentation(bytes)
    guard indent < 4, start < line.end else { return nil }
    var at = start
    var number = 0
    while at < line.end, at - start < 9, Byte.isDigit(bytes[at]) {
      number = number * 10 + Int(bytes[at] - 0x30)
      at += 1
    }
    guard at < line.end else { return nil }
    let mark = bytes[at]
    let ordered = at > start
    let isMark =
      ordered
      ? mark == Byte.dot || mark == Byte.closeParenthesis
      : mark == Byte.minus || mark == Byte.star || mark == Byte.plus
    at += 1
    guard isMark, at == line.end || Byte.isBlank(bytes[at]) else { return nil }
    let markerWidth = indent + (at - start)
    let rest = line.from(at, bytes)
    let (space, text) = rest.indentation(bytes)
    let isEmpty = text == line.end
    // Five blanks and more: the item begins with an indented code block.
    let after = isEmpty || space > 4 ? 1 : space
    return ListMarker(
      mark: mark, ordered: ordered, number: number, width: markerWidth + after, text: at, isEmpty: isEmpty)
  }

  /// `<!--` at the beginning of a line.
  func comment(_ line: TextLine) -> Int? {
    let (indent, start) = line.indentation(bytes)
    return indent < 4 && begins(Byte.commentStart, at: start, before: line.end) ? start : nil
  }

  func begins(_ word: [UInt8], at start: Int, before end: Int) -> Bool {
    start + word.count <= end && bytes[start..<(start + word.count)].elementsEqual(word)
  }

  /// Whether a line ends the paragraph before it.
  func interruptsParagraph(_ line: TextLine) -> Bool {
    if fence(line) != nil || heading(line) != nil || isThematicBreak(line) || quote(line) != nil {
      return true
    }
    guard let marker = listMarker(line) else { return false }
    return !marker.isEmpty && (!marker.ordered || marker.number == 1)
  }
}

extension Byte {
  static let commentStart = Array("<!--".utf8)
  static let commentEnd = Array("-->".utf8)
}
