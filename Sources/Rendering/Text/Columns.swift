import Letters

/// A small table of aligned columns, wide enough for its widest cells.
struct Columns {
  let heads: [String]
  let sides: [DisplayWidth.Side]
  private(set) var rows: [[String]] = []
  /// Sentences between the rows, by the number of rows above them.
  private var notes: [Int: [String]] = [:]

  /// - Parameter heads: one per column, all empty for none. The first column is aligned left, the others right.
  init(_ heads: [String]) {
    self.heads = heads
    sides = heads.indices.map { $0 == 0 ? .left : .right }
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// Says something in a line of its own below the rows there are.
  mutating func note(_ text: String) {
    notes[rows.count, default: []].append(text)
  }

  /// The table's lines, without trailing blanks. If the columns do not fit in `width`, those at the end go into a
  /// second table below, which repeats the first column.
  func lines(indent: Int, width: Int) -> [String] {
    let hasHeads = heads.contains { !$0.isEmpty }
    let all = hasHeads ? [heads] + rows : rows
    let widths = widths
    var lines: [String] = []
    for group in groups(widths, room: Swift.max(width - indent, 20)) {
      if !lines.isEmpty { lines.append("") }
      for (place, row) in all.enumerated() {
        var line = String(repeating: " ", count: indent)
        for (position, column) in group.enumerated() where column < row.count {
          if position > 0 { line += "  " }
          line += DisplayWidth.padded(row[column], to: widths[column], on: sides[column])
        }
        while line.last == " " { line.removeLast() }
        lines.append(line)
        for note in notes[hasHeads ? place : place + 1] ?? [] {
          lines.append(String(repeating: " ", count: indent) + note)
        }
      }
    }
    return lines
  }

  /// Whether all columns fit in one table.
  func fits(indent: Int, width: Int) -> Bool {
    groups(widths, room: width - indent).count == 1
  }

  private var widths: [Int] {
    heads.indices.map { column in
      (rows + [heads]).map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
  }

  /// The columns of each table: the first and as many others as fit.
  private func groups(_ widths: [Int], room: Int) -> [[Int]] {
    var groups: [[Int]] = []
    var group = [0]
    var used = widths.first ?? 0
    for column in widths.indices.dropFirst() {
      if used + 2 + widths[column] > room, group.count > 1 {
        groups.append(group)
        group = [0]
        used = widths[0]
      }
      group.append(column)
      used += 2 + widths[column]
    }
    return groups + [group]
  }
}
