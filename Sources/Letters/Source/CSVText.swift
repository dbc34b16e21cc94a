/// The cells of a CSV file, line by line.
///
/// Fields may be quoted, with `""` for a quote; lines end in LF, CRLF or CR; a byte-order mark and blank lines are skipped.
package struct CSVText: Sendable {
  package struct Line: Sendable {
    /// Counted from 1 in the file.
    package let number: Int
    /// The positions of its cells among those of the file.
    package let cells: Range<Int>
  }

  package private(set) var lines: [Line] = []
  /// The file, and after it the text of the quoted cells whose quotes were written twice.
  private var bytes: [UInt8]
  /// Where in `bytes` each cell is.
  private var cells: [Range<UInt32>] = []

  package func bytes(ofCell cell: Int) -> ArraySlice<UInt8> {
    bytes[Int(cells[cell].lowerBound)..<Int(cells[cell].upperBound)]
  }

  package func text(ofCell cell: Int) -> String { String(decoding: bytes(ofCell: cell), as: UTF8.self) }

  /// - Parameters:
  ///   - bytes: the file, at most 2 GiB.
  ///   - path: its name, for messages.
  ///   - mostLines: how many lines it may have, and `mostCells` how many cells.
  /// - Throws: `Diagnostic` at `span`, if a quoted field is not closed or goes on after its quotes, or there are too many
  ///   lines or cells.
  /// - Complexity: O(*n*) in the length of the text; 8 bytes a cell.
  package init(_ bytes: [UInt8], path: String, mostLines: Int, mostCells: Int, at span: Span)
    throws(Diagnostic)
  {
    self.bytes = bytes
    let comma = UInt8(ascii: ",")
    var number = 1
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var (firstCell, firstNumber) = (0, 1)
    var goesOn = position < bytes.count
    while goesOn {
      let start = bytes[position...].firstIndex { $0 != 0x20 } ?? bytes.count
      if start < bytes.count, bytes[start] == UInt8(ascii: "\"") {
        guard let end = appendQuoted(after: start, of: bytes.count, number: &number) else {
          throw Diagnostic("\(path), line \(firstNumber): a quoted cell is not closed", at: span)
        }
        position = bytes[end...].firstIndex { !CSVText.isBlank($0) } ?? bytes.count
        guard position == bytes.count || bytes[position] == comma || CSVText.endsLine(bytes[position]) else {
          throw Diagnostic(
            "\(path), line \(number): text behind the closing quote of a cell", at: span,
            help: "a quote within a quoted cell is written twice: \"\"")
        }
      } else {
        position = start
        while position < bytes.count, bytes[position] != comma, !CSVText.endsLine(bytes[position]) {
          position += 1
        }
        append(start..<position)
      }
      if cells.count > mostCells { throw Diagnostic("\(path) has more than \(mostCells) cells", at: span) }
      if position < bytes.count, bytes[position] == comma {
        position += 1
        continue
      }
      // A line of one empty cell is a blank line.
      if cells.count > firstCell + 1 || !cells[firstCell].isEmpty {
        lines.append(Line(number: firstNumber, cells: firstCell..<cells.count))
        if lines.count > mostLines { throw Diagnostic("\(path) has more than \(mostLines) lines", at: span) }
      }
      let isPair = position + 1 < bytes.count && bytes[position] == 0x0D && bytes[position + 1] == 0x0A
      position += isPair ? 2 : 1
      number += 1
      (firstCell, firstNumber) = (cells.count, number)
      goesOn = position < bytes.count
    }
  }

  /// Appends a cell without the blanks around it.
  private mutating func append(_ range: Range<Int>) {
    let isText: (UInt8) -> Bool = { !CSVText.isBlank($0) }
    let start = bytes[range].firstIndex(where: isText) ?? range.upperBound
    let end = bytes[range].lastIndex(where: isText).map { $0 + 1 } ?? start
    cells.append(UInt32(start)..<UInt32(end))
  }

  /// Appends the cell that begins with a quote.
  /// - Parameters:
  ///   - count: the length of the file.
  ///   - number: the line, which goes up with each that the cell begins anew.
  /// - Returns: the offset after its closing quote; nil if there is none.
  private mutating func appendQuoted(after quote: Int, of count: Int, number: inout Int) -> Int? {
    let start = bytes.count
    var position = quote + 1
    while position < count {
      let byte = bytes[position]
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard position < count, bytes[position] == byte else {
          cells.append(UInt32(start)..<UInt32(bytes.count))
          return position
        }
        position += 1
      }
      if byte == 0x0A { number += 1 }
      bytes.append(byte)
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
