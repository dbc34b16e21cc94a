/// The cells of a CSV file, line by line.
///
/// Fields may be quoted, with `""` for a quote; lines end in LF, CRLF or CR; a byte-order mark and blank lines are skipped.
package struct CSVText: Sendable {
  package struct Line: Sendable {
    /// Counted from 1 in the file.
    package let number: Int
    package let cells: [String]
  }

  package let lines: [Line]

  /// - Parameters:
  ///   - path: the file's name, for messages.
  ///   - mostLines: how many lines it may have, and `mostCells` how many cells.
  /// - Throws: `Diagnostic` at `span`, if a quoted field is not closed or goes on after its quotes, or there are too many
  ///   lines.
  /// - Complexity: O(*n*) in the length of the text.
  package init(_ bytes: [UInt8], path: String, mostLines: Int, mostCells: Int, at span: Span)
    throws(Diagnostic)
  {
    var lines: [Line] = []
    var cells: [String] = []
    var count = 0
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var number = 1
    var started = 1
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endField() {
      let text = String(decoding: field, as: UTF8.self)
      cells.append(wasQuoted ? text : CSVText.trimmed(text))
      (field, wasQuoted) = ([], false)
    }
    func endLine() {
      endField()
      count += cells.count
      if cells != [""] { lines.append(Line(number: started, cells: cells)) }
      cells = []
    }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      let next = position < bytes.count ? bytes[position] : nil
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && next == byte:
        field.append(byte)
        position += 1
      case UInt8(ascii: "\"") where isQuoted: isQuoted = false
      case _ where isQuoted:
        if byte == 0x0A { number += 1 }
        field.append(byte)
      case UInt8(ascii: "\"") where !wasQuoted && field.allSatisfy { $0 == 0x20 }:
        (isQuoted, wasQuoted, field) = (true, true, [])
      case UInt8(ascii: ","): endField()
      case 0x0D where next == 0x0A: break
      case 0x0A, 0x0D:
        endLine()
        number += 1
        started = number
      case 0x20 where wasQuoted, 0x09 where wasQuoted: break
      case _ where wasQuoted:
        throw Diagnostic(
          "\(path), line \(number): text behind the closing quote of a cell", at: span,
          help: "a quote within a quoted cell is written twice: \"\"")
      default: field.append(byte)
      }
      if lines.count > mostLines { throw Diagnostic("\(path) has more than \(mostLines) lines", at: span) }
      if count + cells.count > mostCells {
        throw Diagnostic("\(path) has more than \(mostCells) cells", at: span)
      }
    }
    if isQuoted { throw Diagnostic("\(path), line \(started): a quoted cell is not closed", at: span) }
    if !field.isEmpty || !cells.isEmpty { endLine() }
    self.lines = lines
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
