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

  /// Where a line begins that is neither blank nor indented code.
  private func start(_ line: TextLine) -> Int? {
    let (indent, start) = line.indentation(bytes)
    return indent < 4 && start < line.end ? start : nil
  }

  /// The end of a run of one mark that begins at an offset, perhaps without any.
  private func end(ofRun mark: UInt8, from start: Int, in line: TextLine) -> Int {
    bytes[start..<line.end].firstIndex { $0 != mark } ?? line.end
  }

  /// Three or more backticks or tildes; no backtick may follow backticks.
  func fence(_ line: TextLine) -> Fence? {
    guard let start = start(line), [Byte.backtick, Byte.tilde].contains(bytes[start]) else { return nil }
    let mark = bytes[start]
    let rest = bytes[end(ofRun: mark, from: start, in: line)..<line.end]
    let length = rest.startIndex - start
    guard length >= 3, mark == Byte.tilde || !rest.contains(Byte.backtick) else { return nil }
    let word = rest.drop(while: Byte.isBlank).prefix { !Byte.isBlank($0) }
    return Fence(
      mark: mark, length: length, indent: line.indentation(bytes).width, language: word.indices)
  }

  /// At least as many of the same marks, and nothing else.
  func closes(_ fence: Fence, _ line: TextLine) -> Bool {
    guard let start = start(line) else { return false }
    let end = end(ofRun: fence.mark, from: start, in: line)
    return end - start >= fence.length && bytes[end..<line.end].allSatisfy(Byte.isBlank)
  }

  /// `# …`: the level and the heading's text without closing marks.
  func heading(_ line: TextLine) -> (level: Int, text: TextLine)? {
    guard let start = start(line) else { return nil }
    let at = end(ofRun: Byte.hash, from: start, in: line)
    guard (1...6).contains(at - start), at == line.end || Byte.isBlank(bytes[at]) else { return nil }
    var end = line.end
    while end > at, Byte.isBlank(bytes[end - 1]) { end -= 1 }
    var close = end
    while close > at, bytes[close - 1] == Byte.hash { close -= 1 }
    if close == at || Byte.isBlank(bytes[close - 1]) { end = close }
    return (at - start, TextLine(start: at, end: end))
  }

  /// Three or more of `-`, `*` or `_`, with any blanks between.
  func isThematicBreak(_ line: TextLine) -> Bool {
    guard let start = start(line), [Byte.minus, Byte.star, Byte.underscore].contains(bytes[start]) else {
      return false
    }
    let marks = bytes[start..<line.end].filter { !Byte.isBlank($0) }
    return marks.count >= 3 && marks.allSatisfy { $0 == bytes[start] }
  }

  /// The line under a heading's text: only `=` (level 1) or only `-` (level 2).
  func underline(_ line: TextLine) -> Int? {
    guard let start = start(line), [Byte.equals, Byte.minus].contains(bytes[start]) else { return nil }
    let end = end(ofRun: bytes[start], from: start, in: line)
    guard bytes[end..<line.end].allSatisfy(Byte.isBlank) else { return nil }
    return bytes[start] == Byte.equals ? 1 : 2
  }

  /// `>`: the rest of the line, without one blank.
  func quote(_ line: TextLine) -> TextLine? {
    guard let start = start(line), bytes[start] == Byte.greater else { return nil }
    return line.from(start + 1, bytes).dropping(columns: 1, bytes)
  }

  /// `-`, `*`, `+`, `1.` or `1)` and a blank.
  func listMarker(_ line: TextLine) -> ListMarker? {
    guard let start = start(line) else { return nil }
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
    let (space, text) = line.from(at, bytes).indentation(bytes)
    let isEmpty = text == line.end
    // Five blanks and more: the item begins with an indented code block.
    let width = line.indentation(bytes).width + (at - start) + (isEmpty || space > 4 ? 1 : space)
    return ListMarker(
      mark: mark, ordered: ordered, number: number, width: width, text: at, isEmpty: isEmpty)
  }

  /// `<!--` at the beginning of a line.
  func comment(_ line: TextLine) -> Int? {
    start(line).flatMap { bytes[..<line.end].has(Byte.commentStart, at: $0) ? $0 : nil }
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
