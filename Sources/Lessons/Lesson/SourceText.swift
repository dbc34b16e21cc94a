import Language
import Letters

/// Statements as written, for the reader of a run: comments included, the common indentation taken off.
struct SourceText {
  let text: String
  /// The number of the last line.
  let line: Int

  /// A statement with the comments above it; of a claim the comments alone, and of a `compare` whose members have
  /// lines of their own only the head.
  /// - Parameter start: where the lines begin that have not been shown.
  init?(_ source: Source, _ statement: Statement, from start: Int) {
    switch statement.kind {
    case .claim, .ask: self.init(source, Span(start, statement.span.start), commentsOnly: true)
    case .compare(_, _, let members) where members.contains { !$0.body.isEmpty }:
      self.init(source, Span(start, source.endOfLine(source.startOfLine(members[0].call.span.start))))
    case .definition, .leaf, .macro, .rule, .optimizer, .forward, .backward, .minimize, .step, .compare,
      .reset, .show, .plot, .graph, .carry, .broken:
      self.init(source, Span(start, source.endOfLine(statement.span.end)))
    }
  }

  /// - Parameters:
  ///   - commentsOnly: whether only comments that fill lines of their own are taken.
  ///   - margin: the indentation that is taken off at most.
  init?(_ source: Source, _ span: Span, commentsOnly: Bool = false, margin: Int = .max) {
    guard span.start < span.end else { return nil }
    // Of bytes: splitting text into characters took as long as working out the lines.
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let newline = UInt8(ascii: "\n")
    var lines = source.bytes(in: span).split(separator: newline, omittingEmptySubsequences: false)
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
    if commentsOnly { lines = lines.filter { $0.first { !isBlank($0) } == UInt8(ascii: "#") } }
    guard let first = lines.firstIndex(where: { !$0.allSatisfy(isBlank) }),
      let last = lines.lastIndex(where: { !$0.allSatisfy(isBlank) })
    else { return nil }
    lines = Array(lines[first...last])
    let indents = lines.compactMap { line in line.firstIndex { !isBlank($0) }.map { $0 - line.startIndex } }
    let common = min(indents.min() ?? 0, margin)
    let bytes = Array(lines.map { $0.dropFirst(common) }.joined(separator: [newline]))
    text = String(decoding: bytes, as: UTF8.self)
    line = source.line(at: span.end - 1)
  }
}

/// The lines of a `compare`'s members, one after the other.
struct MemberText {
  private let source: Source
  /// Where the lines begin that have not been shown.
  private var start: Int
  /// The indentation of the `compare`, which is taken off.
  private let margin: Int

  /// - Parameter compare: where the statement begins.
  init(_ source: Source, _ members: [Member], below compare: Int) {
    self.source = source
    start = source.endOfLine(source.startOfLine(members.first?.call.span.start ?? 0))
    margin = compare - source.startOfLine(compare)
  }

  /// The lines up to an offset.
  mutating func next(to end: Int) -> SourceText? {
    let span = Span(start, source.endOfLine(end))
    start = max(start, span.end)
    return SourceText(source, span, margin: margin)
  }

  /// A statement of a member; of a claim the comments above it.
  mutating func next(_ statement: Statement) -> SourceText? {
    guard case .claim = statement.kind else { return next(to: statement.span.end) }
    let comments = Span(start, statement.span.start)
    start = max(start, source.endOfLine(statement.span.end))
    return SourceText(source, comments, commentsOnly: true, margin: margin)
  }
}
