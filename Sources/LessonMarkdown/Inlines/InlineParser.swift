import Letters
import Trace

/// Markdown's running text: emphasis, code, links, comments.
///
/// One pass from left to right. `delimiters` and `brackets` point at pieces of `output` that may still turn out to open
/// an emphasis or a link. Every search is bounded or remembers that it failed, so that the time is linear.
struct InlineParser {
  /// Emphasis and links nested deeper than this are text.
  static let maximumDepth = 50

  /// A finished piece and how deep its tree is.
  struct Piece {
    var inline: Inline
    var depth = 0
  }

  /// A run of `*` or `_` that may open an emphasis; its text is a piece of its own.
  struct Delimiter {
    let mark: UInt8
    var count: Int
    let canClose: Bool
    let piece: Int
  }

  struct Bracket {
    let piece: Int
    let delimiters: Int
    let isImage: Bool
  }

  /// Which closers share the knowledge that nothing below a point opens them.
  struct FloorKey: Hashable {
    let mark: UInt8
    let canOpen: Bool
    let length: Int
  }

  let text: InlineText
  let bytes: [UInt8]
  /// The number of comments before this text.
  let firstComment: Int
  let role: (ArraySlice<UInt8>) -> Document.Comment.Role
  /// Whether the text is a cell of a table, in which `\\|` is a bar even within code.
  let isCell: Bool

  var at = 0
  var pending: [UInt8] = []
  var output: [Piece] = []
  var delimiters: [Delimiter] = []
  var floors: [FloorKey: Int] = [:]
  var brackets: [Bracket] = []
  /// Brackets below this lie inside no further link.
  var bracketFloor = 0
  /// Where each length of backtick run occurs, and how many of them are passed.
  var backticks: [Int: (starts: [Int], passed: Int)] = [:]
  var dollars: (starts: [Int], passed: Int) = ([], 0)
  /// No comment closes at or after this offset.
  var commentHorizon = Int.max
  /// The comment read last: where it ends, and where the text before it and its neighbours ends.
  var comment: (end: Int, textEnd: Int) = (0, 0)
  /// Where the comment before that text ends.
  var commentFloor = 0

  var comments: [Document.Comment] = []
  var warnings: [Diagnostic] = []

  init(
    _ text: InlineText, firstComment: Int, role: @escaping (ArraySlice<UInt8>) -> Document.Comment.Role,
    isCell: Bool = false
  ) {
    self.isCell = isCell
    self.text = text
    self.firstComment = firstComment
    self.role = role
    bytes = text.bytes
    indexRuns()
  }

  mutating func parse() -> [Inline] {
    while at < bytes.count { step() }
    flush()
    return InlineParser.joined(output.map(\.inline))
  }

  private mutating func step() {
    switch bytes[at] {
    case Byte.backslash: escape()
    case Byte.backtick: codeSpan()
    case Byte.dollar: math()
    case Byte.less: angle()
    case Byte.ampersand: entity()
    case Byte.star, Byte.underscore: delimiterRun()
    case Byte.bang where at + 1 < bytes.count && bytes[at + 1] == Byte.openBracket: openBracket(isImage: true)
    case Byte.openBracket: openBracket(isImage: false)
    case Byte.closeBracket: closeBracket()
    case Byte.newline: lineEnd()
    case UInt8(ascii: "h"): bareAddress()
    default: keep(1)
    }
  }

  // MARK: Output

  /// Takes the next bytes as text.
  mutating func keep(_ count: Int) {
    let end = min(at + count, bytes.count)
    pending += bytes[at..<end]
    at = end
  }

  /// Makes a piece of the text read so far.
  mutating func flush() {
    guard !pending.isEmpty else { return }
    append(.text(String(decoding: pending, as: UTF8.self)))
    pending = []
  }

  mutating func append(_ inline: Inline, depth: Int = 0) {
    output.append(Piece(inline: inline, depth: depth))
  }

  mutating func emit(_ inline: Inline, to end: Int) {
    flush()
    append(inline)
    at = end
  }

  /// The pieces from `index` on, taken out of the output, neighbouring texts joined.
  mutating func take(from index: Int) -> (inlines: [Inline], depth: Int) {
    let inlines = output[index...].map(\.inline)
    let depth = output[index...].map(\.depth).max() ?? 0
    output.removeSubrange(index...)
    return (InlineParser.joined(inlines), depth)
  }

  static func joined(_ inlines: [Inline]) -> [Inline] {
    var result: [Inline] = []
    var run = ""
    for inline in inlines {
      if case .text(let text) = inline {
        run += text
        continue
      }
      if !run.isEmpty { result.append(.text(run)) }
      run = ""
      result.append(inline)
    }
    if !run.isEmpty { result.append(.text(run)) }
    return result
  }

  /// Where a range of this text stands in the source.
  func span(_ range: Range<Int>) -> Span {
    let (start, end) = text.source(range)
    return Span(start, end)
  }
}
