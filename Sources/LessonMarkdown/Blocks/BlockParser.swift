import Letters
import Trace

/// Markdown's blocks: the lines of a file, or of a list item or quotation in it, into a tree.
///
/// Each container passes its lines without its marks to the same parser: at most `maximumDepth` times the size.
struct BlockParser {
  /// Lists and quotations nested deeper than this are text.
  static let maximumDepth = 50
  /// A table with more columns is text: short rows are filled up, so a wide header could cost far more than its size.
  static let maximumColumns = 200

  let source: Source
  let bytes: [UInt8]
  let starts: BlockStart
  let role: (ArraySlice<UInt8>) -> Document.Comment.Role

  var parts: [Document.Part] = []
  var diagnostics: [Diagnostic] = []
  var warnings: [Diagnostic] = []
  var comments: [Document.Comment] = []
  private var commentCount = 0

  init(_ source: Source, role: @escaping (ArraySlice<UInt8>) -> Document.Comment.Role) {
    self.source = source
    self.role = role
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

  mutating func endProse(_ prose: inout [Block]) {
    if !prose.isEmpty || !comments.isEmpty { parts.append(.prose(prose, comments: comments)) }
    prose = []
    comments = []
  }

  /// Appends the blocks of a container's lines to `result`.
  mutating func blocks(of lines: ArraySlice<TextLine>, depth: Int, into result: inout [Block]) {
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
      } else if let comment = starts.comment(line), !isMark(commentAt: comment, in: line) {
        at = self.comment(lines, at, from: comment, into: &result)
      } else if let alignments = tableAlignments(lines, at) {
        at = table(lines, at, alignments, into: &result)
      } else {
        at = paragraph(lines, at, isNested: isNested, into: &result)
      }
    }
  }

  /// A paragraph, or the heading that it turns out to be when its last line is underlined.
  mutating func paragraph(
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
        if let comment = starts.comment(lines[next]), !continuesText(commentAt: comment, in: lines[next]) {
          break
        }
        if tableAlignments(lines, next) != nil { break }
      }
      next += 1
    }
    let text = inlines(lines[at..<next])
    if !text.isEmpty { result.append(.paragraph(text)) }
    return next
  }

  /// The inline pieces of some lines; their comments go into `comments`.
  mutating func inlines(_ lines: ArraySlice<TextLine>, isCell: Bool = false) -> [Inline] {
    var parser = InlineParser(
      InlineText(lines, bytes), firstComment: commentCount, role: role, isCell: isCell)
    let result = parser.parse()
    comments += parser.comments
    commentCount += parser.comments.count
    warnings += parser.warnings
    return result
  }
}
