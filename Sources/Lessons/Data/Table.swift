import Language

/// A CSV file as rows of numbers, with the names of its columns if its first row is not all numbers (rule 30).
struct Table: Sendable {
  private let header: [String]?
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
      throw Failure("\(path) has more than \(LessonLimits.dataFile) bytes", at: span)
    }
    let lines = try CSVText(bytes, path: path, at: span).lines
    guard let first = lines.first else { throw Failure("\(path) is empty", at: span) }
    let hasHeader = first.cells.contains { Table.number($0) == nil && !$0.isEmpty }
    header = hasHeader ? first.cells : nil
    rows = hasHeader ? lines.dropFirst() : lines[...]
    if rows.isEmpty { throw Failure("\(path) has a header but no rows", at: span) }
    let width = first.cells.count
    if let line = rows.first(where: { $0.cells.count != width }) {
      let found = "\(line.cells.count) cell\(line.cells.count == 1 ? "" : "s")"
      throw Failure("\(path), line \(line.number): \(found) where the first line has \(width)", at: span)
    }
  }

  /// A decimal number, sign and exponent allowed; no `inf`, `nan` or hexadecimal.
  private static func number(_ text: String) -> Double? {
    guard !text.isEmpty, text.utf8.count < 400,
      text.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) })
    else { return nil }
    return Double(text)
  }

  /// The table as the members of a leaf: `x[row, column]`; a single column as `y[row]`.
  ///
  /// Only the columns asked for need to be numbers.
  func members(columns: [Name]) throws -> (members: [Elaborator.LeafMember], rank: Int) {
    let places = columns.isEmpty ? Array(rows[rows.startIndex].cells.indices) : try columns.map(place)
    var members: [Elaborator.LeafMember] = []
    members.reserveCapacity(rows.count * places.count)
    for (row, line) in rows.enumerated() {
      for (column, place) in places.enumerated() {
        let indices = places.count == 1 ? [row + 1] : [row + 1, column + 1]
        members.append((indices, try number(in: line, at: place), ""))
      }
    }
    return (members, places.count == 1 ? 1 : 2)
  }

  private func number(in line: CSVText.Line, at column: Int) throws -> Double {
    let cell = line.cells[column]
    if let number = Table.number(cell) { return number }
    let found = cell.isEmpty ? "an empty cell" : "`\(cell)`"
    throw Failure(
      "\(path), line \(line.number), column \(column + 1): expected a number, found \(found)", at: span)
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
