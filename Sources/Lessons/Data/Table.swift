import Language

/// A CSV file: rows of numbers, and the names of its columns if its first row is not all numbers (rule 30).
///
/// Fields may be quoted, with `""` for a quote; lines end in LF or CRLF; a byte-order mark is skipped.
struct Table: Sendable {
  private(set) var header: [String]?
  private(set) var rows: [[Double]] = []
  private let path: String

  /// - Throws: `Failure` at the statement that names the file, with line and column of the cell.
  init(_ file: DataFile, path: String, at span: Span) throws {
    self.path = path
    let bytes: [UInt8]
    switch file {
    case .unusable(let why): throw Failure("\(path): \(why)", at: span)
    case .bytes(let content): bytes = content
    }
    guard bytes.count <= LessonLimits.dataFile else {
      throw Failure("\(path) has more than \(LessonLimits.dataFile) bytes", at: span)
    }
    var cells = try Table.cells(bytes, path, at: span)
    cells.removeAll { $0.fields.count == 1 && $0.fields[0].text.isEmpty }
    guard let first = cells.first else { throw Failure("\(path) is empty", at: span) }
    if first.fields.contains(where: { Table.number($0.text) == nil && !$0.text.isEmpty }) {
      header = first.fields.map(\.text)
      cells.removeFirst()
    }
    let width = first.fields.count
    if cells.isEmpty { throw Failure("\(path) has a header but no rows", at: span) }
    for line in cells {
      if line.fields.count != width {
        throw Failure(
          "\(path), line \(line.number): \(line.fields.count) cell\(line.fields.count == 1 ? "" : "s") where the first line has \(width)",
          at: span)
      }
      rows.append(
        try line.fields.enumerated().map { column, field in
          guard let number = Table.number(field.text) else {
            let found = field.text.isEmpty ? "an empty cell" : "`\(field.text)`"
            throw Failure(
              "\(path), line \(line.number), column \(column + 1): expected a number, found \(found)",
              at: span)
          }
          return number
        })
    }
  }

  private struct Line {
    let number: Int
    var fields: [(text: String, quoted: Bool)]
  }

  /// The cells of the text, line by line.
  private static func cells(_ bytes: [UInt8], _ path: String, at span: Span) throws -> [Line] {
    var lines: [Line] = []
    var fields: [(text: String, quoted: Bool)] = []
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var number = 1
    var started = 1
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func trimmed(_ bytes: [UInt8], _ quoted: Bool) -> String {
      let text = String(decoding: bytes, as: UTF8.self)
      if quoted { return text }
      return String(
        text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if position < bytes.count, bytes[position] == byte {
            field.append(byte)
            position += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == 0x0A { number += 1 }
          field.append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where field.allSatisfy { $0 == 0x20 }:
        isQuoted = true
        wasQuoted = true
        field = []
      case UInt8(ascii: ","):
        fields.append((trimmed(field, wasQuoted), wasQuoted))
        (field, wasQuoted) = ([], false)
      case 0x0D where position < bytes.count && bytes[position] == 0x0A: break
      case 0x0A:
        fields.append((trimmed(field, wasQuoted), wasQuoted))
        lines.append(Line(number: started, fields: fields))
        (fields, field, wasQuoted) = ([], [], false)
        number += 1
        started = number
      default: field.append(byte)
      }
      if lines.count > LessonLimits().members { throw Failure("\(path) has too many lines", at: span) }
    }
    if isQuoted { throw Failure("\(path), line \(started): a quoted cell is not closed", at: span) }
    if !field.isEmpty || !fields.isEmpty {
      fields.append((trimmed(field, wasQuoted), wasQuoted))
      lines.append(Line(number: started, fields: fields))
    }
    return lines
  }

  /// A decimal number, sign and exponent allowed; no `inf`, `nan` or hexadecimal.
  private static func number(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.count < 400,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) })
    else { return nil }
    return Double(text)
  }

  /// The table as the members of a leaf: `x[row, column]`; one named column as `y[row]`.
  func members(columns: [Name], at span: Span) throws -> (members: [Elaborator.LeafMember], rank: Int) {
    if columns.isEmpty {
      let isColumn = rows[0].count == 1
      var members: [Elaborator.LeafMember] = []
      for (row, cells) in rows.enumerated() {
        for (column, cell) in cells.enumerated() {
          members.append((isColumn ? [row + 1] : [row + 1, column + 1], cell, ""))
        }
      }
      return (members, isColumn ? 1 : 2)
    }
    let places = try columns.map { try place(of: $0) }
    var members: [Elaborator.LeafMember] = []
    for (row, cells) in rows.enumerated() {
      for (number, place) in places.enumerated() {
        members.append((places.count == 1 ? [row + 1] : [row + 1, number + 1], cells[place], ""))
      }
    }
    return (members, places.count == 1 ? 1 : 2)
  }

  private func place(of column: Name) throws -> Int {
    guard let header else {
      throw Failure(
        "\(path) has no header, so there is no column \(column.text)", at: column.span,
        help: "leave the columns out, or give the file a first line of names")
    }
    if let place = header.firstIndex(where: { $0 == column.text || Name.key(of: $0) == column.key }) {
      return place
    }
    throw Failure(
      "\(path) has no column \(column.text)", at: column.span,
      help: Spelling.suggestion(for: column.text, among: header).map { "did you mean \($0)?" }
        ?? "its columns are \(header.prefix(12).joined(separator: ", "))")
  }
}
