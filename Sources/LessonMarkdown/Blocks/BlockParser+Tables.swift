import Trace

/// Tables.
extension BlockParser {
  /// The alignments of the table whose header is this line: the next line is `| --- | :-: |` with as many cells.
  func tableAlignments(_ lines: ArraySlice<TextLine>, _ at: Int) -> [Block.Alignment]? {
    guard at + 1 < lines.endIndex, bytes[lines[at].start..<lines[at].end].contains(Byte.pipe) else {
      return nil
    }
    let rule = lines[at + 1]
    let marks: Set<UInt8> = [Byte.pipe, Byte.minus, Byte.colon, Byte.space, Byte.tab]
    guard bytes[rule.start..<rule.end].allSatisfy(marks.contains),
      bytes[rule.start..<rule.end].contains(Byte.minus)
    else { return nil }
    var alignments: [Block.Alignment] = []
    for cell in TableRow.cells(rule, bytes) {
      guard let first = bytes[cell].first, let last = bytes[cell].last else { return nil }
      let dashes = bytes[cell].drop { $0 == Byte.colon }.prefix { $0 == Byte.minus }
      let colons = (first == Byte.colon ? 1 : 0) + (last == Byte.colon ? 1 : 0)
      guard !dashes.isEmpty, dashes.count + colons == cell.count else { return nil }
      switch (first == Byte.colon, last == Byte.colon) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.unset)
      }
    }
    guard alignments.count <= BlockParser.maximumColumns else { return nil }
    return TableRow.cells(lines[at], bytes).count == alignments.count ? alignments : nil
  }

  /// A table's header and rows; returns the line after it.
  mutating func table(
    _ lines: ArraySlice<TextLine>, _ at: Int, _ alignments: [Block.Alignment], into result: inout [Block]
  ) -> Int {
    let header = row(lines[at], count: alignments.count)
    var rows: [[[Inline]]] = []
    var next = at + 2
    while next < lines.endIndex, !lines[next].isBlank(bytes), !starts.interruptsParagraph(lines[next]) {
      rows.append(row(lines[next], count: alignments.count))
      next += 1
    }
    result.append(.table(header: header, alignments: alignments, rows: rows))
    return next
  }

  mutating func row(_ line: TextLine, count: Int) -> [[Inline]] {
    var cells = TableRow.cells(line, bytes).prefix(count).map { cell in
      inlines([TextLine(start: cell.lowerBound, end: cell.upperBound)], isCell: true)
    }
    while cells.count < count { cells.append([]) }
    return cells
  }
}
