import Language
import Trace

/// Markdown's blocks: the lines of a file, or of a list item or quotation in it, into a tree.
///
/// Each container takes its marks off its lines and gives the rest to the same parser, so a file costs at most its
/// size times `maximumDepth`.
struct BlockParser {
  /// Lists and quotations nested deeper than this are text.
  static let maximumDepth = 50
  /// A table with more columns is text: short rows are filled up, so a wide header could cost far more than its size.
  static let maximumColumns = 200

  let source: Source
  let bytes: [UInt8]
  let starts: BlockStart

  private(set) var parts: [Document.Part] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var warnings: [Diagnostic] = []
  private var marks: [ProseMark] = []
  private var markCount = 0

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
    starts = BlockStart(bytes: source.bytes)
  }

  /// The lines of the file, without a byte order mark.
  func fileLines() -> [TextLine] {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    var lines: [TextLine] = []
    lines.reserveCapacity(source.lineStarts.count)
    for (index, start) in source.lineStarts.enumerated() {
      let next = index + 1 < source.lineStarts.count ? source.lineStarts[index + 1] - 1 : bytes.count
      let first = index == 0 && hasMark ? 3 : start
      let end = next > first && bytes[next - 1] == UInt8(ascii: "\r") ? next - 1 : next
      lines.append(TextLine(start: first, end: end))
    }
    return lines
  }

  /// Parses the body of the file into `parts`.
  mutating func parse(_ lines: ArraySlice<TextLine>) {
    var prose: [Block] = []
    blocks(of: lines, depth: 0, into: &prose)
    endProse(&prose)
  }

  private mutating func endProse(_ prose: inout [Block]) {
    if !prose.isEmpty || !marks.isEmpty { parts.append(.prose(prose, marks: marks)) }
    prose = []
    marks = []
  }

  /// Appends the blocks of a container's lines to `result`.
  private mutating func blocks(of lines: ArraySlice<TextLine>, depth: Int, into result: inout [Block]) {
    var at = lines.startIndex
    let isNested = depth < BlockParser.maximumDepth
    while at < lines.endIndex {
      let line = lines[at]
      if line.isBlank(bytes) {
        at += 1
      } else if let fence = starts.fence(line) {
        at = code(lines, at, fence, depth: depth, into: &result)
      } else if line.indentation(bytes).width >= 4 {
        at = indentedCode(lines, at, into: &result)
      } else if let heading = starts.heading(line) {
        result.append(.heading(heading.level, inlines([heading.text])))
        at += 1
      } else if starts.isThematicBreak(line) {
        result.append(.line)
        at += 1
      } else if isNested, starts.quote(line) != nil {
        at = quote(lines, at, depth: depth, into: &result)
      } else if isNested, starts.listMarker(line) != nil {
        at = list(lines, at, depth: depth, into: &result)
      } else if let comment = starts.comment(line), !isClaim(commentAt: comment) {
        at = self.comment(lines, at, from: comment, into: &result)
      } else if let alignments = tableAlignments(lines, at) {
        at = table(lines, at, alignments, into: &result)
      } else {
        at = paragraph(lines, at, isNested: isNested, into: &result)
      }
    }
  }

  // MARK: Code

  private mutating func code(
    _ lines: ArraySlice<TextLine>, _ at: Int, _ fence: BlockStart.Fence, depth: Int,
    into result: inout [Block]
  ) -> Int {
    var end = at + 1
    while end < lines.endIndex, !starts.closes(fence, lines[end]) { end += 1 }
    let language = String(decoding: bytes[fence.language], as: UTF8.self)
    let languageSpan = Span(fence.language.lowerBound, fence.language.upperBound)
    if end == lines.endIndex && depth == 0 {
      warnings.append(
        Diagnostic(
          "this block is not closed, so it reaches to the end of the file",
          at: Span(lines[at].start, lines[at].end),
          help: "close it with a line "
            + String(decoding: Array(repeating: fence.mark, count: fence.length), as: UTF8.self)))
    }
    let next = min(end + 1, lines.endIndex)
    if language == "nntrace" {
      if depth == 0 {
        endProse(&result)
        parts.append(.code(codeSpan(lines, at, end), line: source.line(at: lines[at].start) + 1))
        return next
      }
      diagnostics.append(
        Diagnostic(
          "an nntrace block inside a list or a quotation is not run", at: languageSpan,
          help: "begin its lines at the left margin"))
    } else if BlockParser.isNearMiss(language) {
      diagnostics.append(
        Diagnostic(
          "this block is marked '\(language)', so its statements would not be run", at: languageSpan,
          help: "did you mean nntrace?"))
    }
    let text = lines[(at + 1)..<end].map { $0.dropping(columns: fence.indent, bytes).text(bytes) }
    result.append(.code(text.joined(separator: "\n"), language: language))
    return next
  }

  /// The bytes between two fences at the top level, the last line end included.
  private func codeSpan(_ lines: ArraySlice<TextLine>, _ open: Int, _ close: Int) -> Span {
    let end = close < lines.endIndex ? lines[close].start : bytes.count
    let start = open + 1 < lines.endIndex ? lines[open + 1].start : end
    return Span(start, max(start, end))
  }

  /// Whether a fence's word was meant to be `nntrace`.
  static func isNearMiss(_ language: String) -> Bool {
    let letters = language.lowercased().filter { $0.isLetter }
    if language == "nntrace" || !letters.hasPrefix("n") || letters.count < 5 { return false }
    return letters == "nntrace" || Spelling.suggestion(for: letters, among: ["nntrace"]) != nil
  }

  private func indentedCode(_ lines: ArraySlice<TextLine>, _ at: Int, into result: inout [Block]) -> Int {
    var end = at
    var next = at
    while next < lines.endIndex {
      let isBlank = lines[next].isBlank(bytes)
      if !isBlank && lines[next].indentation(bytes).width < 4 { break }
      next += 1
      if !isBlank { end = next }
    }
    let text = lines[at..<end].map { $0.dropping(columns: 4, bytes).text(bytes) }
    result.append(.code(text.joined(separator: "\n"), language: ""))
    return end
  }

  // MARK: Containers

  private mutating func quote(
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

  private mutating func list(
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

  /// The rest of the line behind a list marker.
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

  // MARK: Comments

  /// Whether the comment at an offset is a claim: then it belongs to running text.
  private func isClaim(commentAt start: Int) -> Bool {
    InlineParser.verb(in: bytes, from: start + Byte.commentStart.count) != nil
  }

  /// A comment that begins a line vanishes, however many lines it has; what follows it on its last line is text.
  private mutating func comment(
    _ lines: ArraySlice<TextLine>, _ at: Int, from start: Int, into result: inout [Block]
  ) -> Int {
    var from = start + Byte.commentStart.count
    for next in at..<lines.endIndex {
      let line = lines[next]
      if next > at { from = line.start }
      if let end = find(Byte.commentEnd, from: from, before: line.end) {
        let rest = line.from(end + Byte.commentEnd.count, bytes)
        if !rest.isBlank(bytes) {
          let text = inlines([rest])
          if !text.isEmpty { result.append(.paragraph(text)) }
        }
        return next + 1
      }
    }
    warnings.append(
      Diagnostic(
        "this comment is not closed, so it hides the rest of the file",
        at: Span(start, start + Byte.commentStart.count), help: "close it with -->"))
    return lines.endIndex
  }

  private func find(_ word: [UInt8], from: Int, before end: Int) -> Int? {
    var at = from
    while at + word.count <= end {
      if bytes[at] == word[0], starts.begins(word, at: at, before: end) { return at }
      at += 1
    }
    return nil
  }

  // MARK: Running text

  private mutating func paragraph(
    _ lines: ArraySlice<TextLine>, _ at: Int, isNested: Bool, into result: inout [Block]
  ) -> Int {
    var next = at + 1
    while next < lines.endIndex, !lines[next].isBlank(bytes) {
      if let level = starts.underline(lines[next]) {
        result.append(.heading(level, inlines(lines[at..<next])))
        return next + 1
      }
      if isNested || starts.fence(lines[next]) != nil {
        if starts.interruptsParagraph(lines[next]) { break }
        if let comment = starts.comment(lines[next]), !isClaim(commentAt: comment) { break }
        if tableAlignments(lines, next) != nil { break }
      }
      next += 1
    }
    let text = inlines(lines[at..<next])
    if !text.isEmpty { result.append(.paragraph(text)) }
    return next
  }

  /// The inline pieces of some lines; their claims go into `marks`.
  private mutating func inlines(_ lines: ArraySlice<TextLine>, isCell: Bool = false) -> [Inline] {
    var parser = InlineParser(source, InlineText(lines, bytes), firstClaim: markCount, isCell: isCell)
    let result = parser.parse()
    marks += parser.marks
    markCount += parser.marks.count
    diagnostics += parser.diagnostics
    warnings += parser.warnings
    return result
  }

  // MARK: Tables

  /// The alignments of the table whose header is this line: the next line is `| --- | :-: |` with as many cells.
  private func tableAlignments(_ lines: ArraySlice<TextLine>, _ at: Int) -> [Block.Alignment]? {
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

  private mutating func table(
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

  private mutating func row(_ line: TextLine, count: Int) -> [[Inline]] {
    var cells = TableRow.cells(line, bytes).prefix(count).map { cell in
      inlines([TextLine(start: cell.lowerBound, end: cell.upperBound)], isCell: true)
    }
    while cells.count < count { cells.append([]) }
    return cells
  }
}

/// The cells of a table's row.
enum TableRow {
  /// The byte ranges between unescaped bars outside comments, without the blanks around them.
  static func cells(_ line: TextLine, _ bytes: [UInt8]) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    let starts = BlockStart(bytes: bytes)
    var at = line.indentation(bytes).text
    if at < line.end, bytes[at] == Byte.pipe { at += 1 }
    var start = at
    var comment = false
    while at < line.end {
      if bytes[at] == Byte.backslash {
        at += 1
      } else if comment {
        comment = !starts.begins(Byte.commentEnd, at: at, before: line.end)
      } else if bytes[at] == Byte.pipe {
        cells.append(trimmed(start..<at, bytes))
        start = at + 1
      } else if bytes[at] == Byte.less {
        comment = starts.begins(Byte.commentStart, at: at, before: line.end)
      }
      at += 1
    }
    let last = trimmed(min(start, line.end)..<line.end, bytes)
    if !last.isEmpty { cells.append(last) }
    return cells
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Byte.isBlank(bytes[start]) { start += 1 }
    while end > start, Byte.isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
