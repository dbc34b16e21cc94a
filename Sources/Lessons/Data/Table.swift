import Language
import Letters

/// A CSV file as rows of numbers, with the names of its columns if its first row is not all numbers (rule 30).
struct Table: Sendable {
  private let header: [String]?
  private let csv: CSVText
  private let rows: ArraySlice<CSVText.Line>
  private let path: String
  /// Where the lesson names the file.
  private let span: Span

  /// - Throws: `Failure` at the statement that names the file, with the line in question.
  init(_ file: DataFile, path: String, at span: Span) throws {
    self.path = path
    self.span = span
    let bytes: [UInt8]
    switch file {
    case .unusable(let why): throw Failure("\(path): \(why)", at: span)
    case .bytes(let content): bytes = content
    }
    guard bytes.count <= LessonLimits.dataFile else {
      throw Failure("\(path) is larger than \(LessonLimits.dataFile >> 20) MiB", at: span)
    }
    if let wrong = UTF8Text.firstError(in: bytes) {
      let line = bytes[..<wrong].count { $0 == 0x0A } + 1
      throw Failure(
        "\(path), line \(line): this is not UTF-8 text", at: span, help: "save it with the encoding UTF-8")
    }
    let csv: CSVText
    do {
      csv = try CSVText(
        bytes, path: path, mostLines: LessonLimits().members, mostCells: LessonLimits.dataCells, at: span)
    } catch { throw Failure.diagnostic(error) }
    guard let first = csv.lines.first else { throw Failure("\(path) is empty", at: span) }
    let cells = first.cells.map(csv.text)
    let word = zip(first.cells, cells).first { Table.number(csv.bytes(ofCell: $0)) == nil && !$1.isEmpty }?.1
    let hasHeader = word != nil
    // A row of names that holds a number may be a row of numbers that holds a mistake: no row is lost silently.
    if let word, let number = cells.first(where: Table.isLikeNumber) {
      throw Failure(
        Table.isLikeNumber(word)
          ? "\(path), line \(first.number): expected a number or a name, found \(Table.quoted(word))"
          : "\(path), line \(first.number): \(Table.quoted(word)) is a name and \(Table.quoted(number)) is not",
        at: span, help: Table.help(for: word) ?? "the first line names every column, or none")
    }
    header = hasHeader ? cells : nil
    self.csv = csv
    rows = hasHeader ? csv.lines.dropFirst() : csv.lines[...]
    if rows.isEmpty { throw Failure("\(path) has a header but no rows", at: span) }
    let width = first.cells.count
    if let line = rows.first(where: { $0.cells.count != width }) {
      throw Failure(
        "\(path), line \(line.number): \(line.cells.count.counted("cell")) where the first line has \(width)",
        at: span,
        help: (cells + line.cells.map(csv.text)).lazy.compactMap(Table.help(for:)).first)
    }
  }

  /// A decimal number with sign and exponent, infinite if too large; no `inf`, `nan` or hexadecimal.
  private static func number(_ cell: ArraySlice<UInt8>) -> Double? {
    let isNegative = cell.starts(with: "−".utf8)
    let digits = isNegative ? cell.dropFirst("−".utf8.count) : cell
    guard digits.count < 400, digits.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) })
    else { return nil }
    return Double((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self))
  }

  /// Whether a cell is a number or was meant to be one: `nan`, `1 000`, `0x10`.
  private static func isLikeNumber(_ cell: String) -> Bool {
    let marks: Set<Unicode.Scalar> = ["_", "'", "\u{2019}"]
    let text = cell.escaping {
      $0.isSpace || marks.contains($0) ? "" : $0 == "\u{2212}" ? "-" : $0 == "," ? "." : nil
    }
    return Double(text) != nil
  }

  private static func quoted(_ cell: String) -> String {
    cell.count > 30 ? "`\(cell.prefix(30))…`" : "`\(cell)`"
  }

  /// How to fix a cell that holds what some programs put into such files.
  private static func help(for cell: String) -> String? {
    let separators = cell.utf8.contains { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\t") }
    if separators { return "cells are separated by commas, and a decimal point is written . as in 0.5" }
    return cell.contains(",") ? "a decimal point is written . as in 0.5" : nil
  }

  /// The table as the members of a leaf: `x[row, column]`; a single column as `y[row]`.
  ///
  /// Only the columns asked for need to be numbers.
  /// - Throws: `Failure`, if a cell is none, or there are more than `most`.
  func members(columns: [Name], most: Int) throws -> (members: [LeafMember], rank: Int) {
    let places = columns.isEmpty ? Array(0..<rows[rows.startIndex].cells.count) : try columns.map(place)
    guard rows.count * places.count <= most else {
      throw Failure(
        "\(path) has more than \(most) numbers", at: span, help: "name the columns that are needed")
    }
    var members: [LeafMember] = []
    members.reserveCapacity(rows.count * places.count)
    for (row, line) in rows.enumerated() {
      for (column, place) in places.enumerated() {
        let indices = places.count == 1 ? [row + 1] : [row + 1, column + 1]
        members.append(
          LeafMember(
            indices: indices, value: try number(in: line, at: place), spelling: "", provenance: .elsewhere))
      }
    }
    return (members, places.count == 1 ? 1 : 2)
  }

  private func number(in line: CSVText.Line, at column: Int) throws -> Double {
    let place = line.cells.lowerBound + column
    let cell = csv.bytes(ofCell: place)
    func failure(_ what: (_ cell: String) -> String) -> Failure {
      let text = csv.text(ofCell: place)
      return Failure(
        "\(path), line \(line.number), column \(column + 1): " + what(Table.quoted(text)), at: span,
        help: Table.help(for: text))
    }
    guard let number = Table.number(cell) else {
      throw failure { "expected a number, found \(cell.isEmpty ? "an empty cell" : $0)" }
    }
    // As for numbers in the lesson itself: what is lost in reading is reported.
    let hasDigit = cell.prefix { $0 | 0x20 != UInt8(ascii: "e") }.contains { (0x31...0x39).contains($0) }
    guard number.isFinite, number != 0 || !hasDigit else {
      throw failure { "\($0) is too \(number.isFinite ? "small" : "large") for double precision" }
    }
    return number
  }

  private func place(of column: Name) throws -> Int {
    guard let header else {
      throw Failure(
        "\(path) has no header, so there is no column \(column.text)", at: column.span,
        help: "leave the columns out, or give the file a first line of names")
    }
    let exact = header.indices.filter { header[$0] == column.text }
    let places = exact.isEmpty ? header.indices.filter { Name.key(of: header[$0]) == column.key } : exact
    if places.count > 1 {
      throw Failure("\(path) has \(places.count) columns \(column.text)", at: column.span)
    }
    if let place = places.first { return place }
    throw Failure(
      "\(path) has no column \(column.text)", at: column.span,
      help: Spelling.suggestion(for: column.text, among: header).map { "did you mean \($0)?" }
        ?? "its columns are \(header.prefix(12).joined(separator: ", "))")
  }
}
