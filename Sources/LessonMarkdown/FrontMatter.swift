import Letters

/// The lines `key: value` between two lines `---` at the top of a lesson.
enum FrontMatter {
  /// Reads the front matter into `document` and returns the lines after it.
  static func parse(
    _ source: Source, lines: [TextLine], into document: inout Document
  ) -> ArraySlice<TextLine> {
    guard let first = lines.first, isFence(first, source) else { return lines[...] }
    guard let last = lines.dropFirst().firstIndex(where: { isFence($0, source) }) else {
      document.diagnostics.append(
        Diagnostic(
          "the front matter that begins here is not closed", at: Span(first.start, first.end),
          help: "end it with a line ---"))
      return lines.dropFirst()
    }
    for line in lines[1..<last] {
      let text = source.text(Span(line.start, line.end)).trimmed
      if text.isEmpty || text.hasPrefix("#") { continue }
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), isKey(text[..<colon]) else {
        document.warnings.append(
          Diagnostic(
            "expected key: value in the front matter", at: Span(line.start, line.end),
            help: "as in title: RMSprop, step by step"))
        continue
      }
      let value = text[text.utf8.index(after: colon)...].trimmed
      let key = text[..<colon].trimmed.lowercased()
      // Other programs have keys of their own: date, tags, layout.
      if !keys.contains(key), let near = NearestWord.suggestion(for: key, among: keys) {
        let start = line.start + line.text(source.bytes).prefix { $0 == " " || $0 == "\t" }.utf8.count
        document.warnings.append(
          Diagnostic(
            "unknown key \(key) in the front matter",
            at: Span(start, start + text[..<colon].trimmed.utf8.count), help: "did you mean \(near)?"))
      }
      document.header.append((key, unquoted(value)))
    }
    return lines[(last + 1)...]
  }

  /// The keys that mean something to nntrace.
  private static let keys = [
    "title", "summary", "level", "source", "language", "before", "after", "claims",
  ]

  private static func isFence(_ line: TextLine, _ source: Source) -> Bool {
    source.text(Span(line.start, line.end)).withoutTrailingSpace == "---"
  }

  private static func isKey(_ text: Substring) -> Bool {
    let key = text.trimmed
    return !key.isEmpty && key.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }

  /// The value without one pair of quotation marks around it.
  private static func unquoted(_ value: String) -> String {
    guard value.utf8.count >= 2, let mark = value.first, mark == "\"" || mark == "'", value.last == mark
    else { return value }
    return String(value.dropFirst().dropLast())
  }
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    let start = unicodeScalars.firstIndex { !$0.properties.isWhitespace } ?? endIndex
    return self[start...].withoutTrailingSpace
  }

  /// The text without white space at its end.
  var withoutTrailingSpace: String {
    let last = unicodeScalars.lastIndex { !$0.properties.isWhitespace }
    guard let last else { return "" }
    return String(self[...last])
  }
}
