import Trace

/// Quotations and lists.
extension BlockParser {
  /// A quotation; returns the line after it.
  mutating func quote(
    _ lines: ArraySlice<TextLine>, _ at: Int, depth: Int, into result: inout [Block]
  ) -> Int {
    var inside: [TextLine] = []
    var laziness = Laziness(starts: starts)
    var next = at
    while next < lines.endIndex {
      if let line = starts.quote(lines[next]) {
        laziness.see(line)
        inside.append(line)
      } else if laziness.allows(lines[next]) {
        inside.append(lines[next])
      } else {
        break
      }
      next += 1
    }
    var blocks: [Block] = []
    self.blocks(of: inside[...], depth: depth + 1, into: &blocks)
    result.append(.quote(blocks))
    return next
  }

  /// A list of one kind of mark; returns the line after it.
  mutating func list(
    _ lines: ArraySlice<TextLine>, _ at: Int, depth: Int, into result: inout [Block]
  ) -> Int {
    guard let first = starts.listMarker(lines[at]) else { return at }
    var items: [[Block]] = []
    var next = at
    while next < lines.endIndex, !starts.isThematicBreak(lines[next]),
      let marker = starts.listMarker(lines[next]), marker.mark == first.mark, marker.ordered == first.ordered
    {
      var inside = [itemText(lines[next], marker)]
      var laziness = Laziness(starts: starts)
      laziness.see(inside[0])
      next += 1
      var blanks = 0
      while next < lines.endIndex {
        let line = lines[next]
        if line.isBlank(bytes) {
          if marker.isEmpty && inside.count == 1 { break }
          blanks += 1
          inside.append(line)
          laziness.see(line)
        } else if line.indentation(bytes).width >= marker.width {
          blanks = 0
          inside.append(line.dropping(columns: marker.width, bytes))
          laziness.see(inside[inside.count - 1])
        } else if laziness.allows(line) {
          inside.append(line)
        } else {
          break
        }
        next += 1
      }
      inside.removeLast(blanks)
      var blocks: [Block] = []
      self.blocks(of: inside[...], depth: depth + 1, into: &blocks)
      items.append(blocks)
      while next < lines.endIndex, lines[next].isBlank(bytes) { next += 1 }
    }
    result.append(.list(items, ordered: first.ordered, start: first.number))
    return next
  }

  /// The rest of the line after a list marker.
  private func itemText(_ line: TextLine, _ marker: BlockStart.ListMarker) -> TextLine {
    let rest = line.from(marker.text, bytes)
    let (space, _) = rest.indentation(bytes)
    return rest.dropping(columns: space > 4 ? 1 : space, bytes)
  }

  /// Whether a line without its container's marks may go on with the paragraph before it.
  private struct Laziness {
    let starts: BlockStart
    private var fence: BlockStart.Fence?
    private var inParagraph = false

    init(starts: BlockStart) { self.starts = starts }

    /// Takes note of a line that has the container's marks.
    mutating func see(_ line: TextLine) {
      if let open = fence {
        if starts.closes(open, line) { fence = nil }
        inParagraph = false
      } else if let open = starts.fence(line) {
        fence = open
        inParagraph = false
      } else {
        inParagraph =
          !line.isBlank(starts.bytes) && starts.heading(line) == nil && !starts.isThematicBreak(line)
      }
    }

    func allows(_ line: TextLine) -> Bool {
      inParagraph && !line.isBlank(starts.bytes) && starts.listMarker(line) == nil
        && !starts.interruptsParagraph(line)
    }
  }
}
