import Language
import Trace

/// Markdown's running text: emphasis, code, links, comments.
///
/// One pass from left to right. `output` is what has been read; `delimiters` and `brackets` point at the pieces of it
/// that may still turn out to open an emphasis or a link. Every search is bounded or remembers that it failed, so
/// that the time is linear.
struct InlineParser {
  /// Emphasis and links nested deeper than this are text.
  static let maximumDepth = 50

  /// A finished piece and how deep its tree is.
  private struct Piece {
    var inline: Inline
    var depth = 0
  }

  /// A run of `*` or `_` that may open an emphasis; its text is a piece of its own.
  private struct Delimiter {
    let mark: UInt8
    var count: Int
    let canClose: Bool
    let piece: Int
  }

  private struct Bracket {
    let piece: Int
    let delimiters: Int
    let isImage: Bool
  }

  /// Which closers share the knowledge that nothing below a point opens them.
  private struct FloorKey: Hashable {
    let mark: UInt8
    let canOpen: Bool
    let length: Int
  }

  private let source: Source
  private let text: InlineText
  private let bytes: [UInt8]
  private let firstClaim: Int
  /// Whether the text is a cell of a table, in which `\\|` is a bar even within code.
  private let isCell: Bool

  private var at = 0
  private var pending: [UInt8] = []
  private var output: [Piece] = []
  private var delimiters: [Delimiter] = []
  private var floors: [FloorKey: Int] = [:]
  private var brackets: [Bracket] = []
  /// Brackets below this lie inside no further link.
  private var bracketFloor = 0
  /// Where each length of backtick run occurs, and how many of them lie behind.
  private var backticks: [Int: (starts: [Int], passed: Int)] = [:]
  private var dollars: (starts: [Int], passed: Int) = ([], 0)
  /// No comment closes at or behind this offset.
  private var commentHorizon = Int.max
  /// The comment read last: where it ends, and where the text before it and its neighbours ends.
  private var comment: (end: Int, textEnd: Int) = (0, 0)
  /// Where the comment before that text ends.
  private var commentFloor = 0

  private(set) var marks: [ProseMark] = []
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var warnings: [Diagnostic] = []

  init(_ source: Source, _ text: InlineText, firstClaim: Int, isCell: Bool = false) {
    self.isCell = isCell
    self.source = source
    self.text = text
    self.firstClaim = firstClaim
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
  private mutating func keep(_ count: Int) {
    let end = min(at + count, bytes.count)
    pending += bytes[at..<end]
    at = end
  }

  /// Makes a piece of the text read so far.
  private mutating func flush() {
    guard !pending.isEmpty else { return }
    append(.text(String(decoding: pending, as: UTF8.self)))
    pending = []
  }

  private mutating func append(_ inline: Inline, depth: Int = 0) {
    output.append(Piece(inline: inline, depth: depth))
  }

  private mutating func emit(_ inline: Inline, to end: Int) {
    flush()
    append(inline)
    at = end
  }

  /// The pieces from `index` on, taken out of the output, neighbouring texts joined.
  private mutating func take(from index: Int) -> (inlines: [Inline], depth: Int) {
    // A slice would share the array's storage and make the removal below copy all of it.
    var depth = 0
    var inlines: [Inline] = []
    for at in index..<output.count {
      depth = max(depth, output[at].depth)
      inlines.append(output[at].inline)
    }
    output.removeSubrange(index...)
    inlines = InlineParser.joined(inlines)
    return (inlines, depth)
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

  // MARK: Verbatim

  /// Finds the runs of backticks and the dollars that may close, once.
  private mutating func indexRuns() {
    var at = 0
    while at < bytes.count {
      if bytes[at] == Byte.backtick {
        let start = at
        while at < bytes.count, bytes[at] == Byte.backtick { at += 1 }
        backticks[at - start, default: ([], 0)].starts.append(start)
      } else {
        if bytes[at] == Byte.dollar, closesMath(at) { dollars.starts.append(at) }
        at += 1
      }
    }
  }

  private mutating func escape() {
    let next = at + 1
    if next < bytes.count, bytes[next] == Byte.newline {
      emit(.lineBreak, to: next + 1)
    } else if next < bytes.count, Byte.isPunctuation(bytes[next]) {
      pending.append(bytes[next])
      at += 2
    } else {
      keep(1)
    }
  }

  private mutating func codeSpan() {
    var open = at
    while open < bytes.count, bytes[open] == Byte.backtick { open += 1 }
    let length = open - at
    guard let close = nextRun(of: length, from: open) else { return keep(length) }
    var content = bytes[open..<close].map { $0 == Byte.newline ? Byte.space : $0 }
    if isCell { content = InlineParser.withBars(content) }
    if content.count > 2, content.first == Byte.space, content.last == Byte.space,
      content.contains(where: { $0 != Byte.space })
    {
      content = Array(content[1..<(content.count - 1)])
    }
    emit(.code(String(decoding: content, as: UTF8.self)), to: close + length)
  }

  /// Code of a table's cell, in which bars had to be escaped.
  private static func withBars(_ code: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for byte in code {
      if byte == Byte.pipe, result.last == Byte.backslash { result.removeLast() }
      result.append(byte)
    }
    return result
  }

  private mutating func nextRun(of length: Int, from start: Int) -> Int? {
    guard var runs = backticks.removeValue(forKey: length) else { return nil }
    while runs.passed < runs.starts.count, runs.starts[runs.passed] < start { runs.passed += 1 }
    let next = runs.passed < runs.starts.count ? runs.starts[runs.passed] : nil
    backticks[length] = runs
    return next
  }

  /// `$…$` and `$$…$$`: kept as written. A dollar opens before text and closes behind it, so that prices stay prices.
  private mutating func math() {
    let isDisplay = at + 1 < bytes.count && bytes[at + 1] == Byte.dollar
    let open = at + (isDisplay ? 2 : 1)
    guard open < bytes.count, isDisplay || !Byte.isBlank(bytes[open]) else { return keep(isDisplay ? 2 : 1) }
    while dollars.passed < dollars.starts.count, dollars.starts[dollars.passed] <= open {
      dollars.passed += 1
    }
    guard dollars.passed < dollars.starts.count else { return keep(isDisplay ? 2 : 1) }
    let close = dollars.starts[dollars.passed]
    let hasSecond = close + 1 < bytes.count && bytes[close + 1] == Byte.dollar
    guard isDisplay == hasSecond else { return keep(isDisplay ? 2 : 1) }
    let end = close + (isDisplay ? 2 : 1)
    let content = bytes[at..<end].map { $0 == Byte.newline ? Byte.space : $0 }
    emit(.code(String(decoding: content, as: UTF8.self)), to: end)
  }

  private func closesMath(_ at: Int) -> Bool {
    guard at > 0, bytes[at - 1] != Byte.backslash, bytes[at - 1] != Byte.dollar else { return false }
    if at + 1 < bytes.count, bytes[at + 1] == Byte.dollar { return true }
    guard !Byte.isBlank(bytes[at - 1]) else { return false }
    return at + 1 == bytes.count || !Byte.isDigit(bytes[at + 1])
  }

  private mutating func entity() {
    guard let (text, end) = Entities.read(bytes, at: at) else { return keep(1) }
    pending += Array(text.utf8)
    at = end
  }

  /// A soft line end is a blank; two blanks before it make it hard.
  private mutating func lineEnd() {
    var blanks = 0
    while let last = pending.last, last == Byte.space || last == Byte.tab {
      pending.removeLast()
      blanks += 1
    }
    if blanks >= 2 {
      emit(.lineBreak, to: at + 1)
    } else {
      pending.append(Byte.space)
      at += 1
    }
  }

  // MARK: Angle brackets

  private mutating func angle() {
    if begins(Byte.commentStart, at: at) {
      readComment()
    } else if begins(Array("<br>".utf8), at: at) {
      emit(.lineBreak, to: at + 4)
    } else if begins(Array("<br/>".utf8), at: at) {
      emit(.lineBreak, to: at + 5)
    } else {
      autolink()
    }
  }

  private func begins(_ word: [UInt8], at start: Int) -> Bool {
    start + word.count <= bytes.count && bytes[start..<(start + word.count)].elementsEqual(word)
  }

  /// `<https://…>`, `<name@host>`
  private mutating func autolink() {
    var end = at + 1
    while end < bytes.count, bytes[end] != Byte.greater, bytes[end] != Byte.less, !Byte.isBlank(bytes[end]) {
      end += 1
    }
    guard end < bytes.count, bytes[end] == Byte.greater else { return keep(1) }
    let address = text.string((at + 1)..<end)
    let isMail = address.contains("@") && !address.contains(":")
    guard isMail || InlineParser.schemes.contains(where: address.hasPrefix) else { return keep(1) }
    emit(.link([.text(address)], to: isMail ? "mailto:" + address : address), to: end + 1)
  }

  private static let schemes = ["https://", "http://", "mailto:"]

  /// `https://…` without brackets; a full stop, comma or bracket at its end is not part of it.
  private mutating func bareAddress() {
    let isWordStart = at == 0 || !(Byte.isLetter(bytes[at - 1]) || Byte.isDigit(bytes[at - 1]))
    guard isWordStart, begins(Array("https://".utf8), at: at) || begins(Array("http://".utf8), at: at) else {
      return keep(1)
    }
    var end = at
    while end < bytes.count, !Byte.isBlank(bytes[end]), bytes[end] != Byte.less { end += 1 }
    let trailing = Set(".,;:!?*_~'\")]".utf8)
    while trailing.contains(bytes[end - 1]) {
      if bytes[end - 1] == Byte.closeParenthesis, bytes[at..<end].contains(Byte.openParenthesis) { break }
      end -= 1
    }
    let address = text.string(at..<end)
    guard address.utf8.count > "https://".utf8.count else { return keep(end - at) }
    emit(.link([.text(address)], to: address), to: end)
  }

  // MARK: Comments and claims

  /// `claim` or `refute`, if it is the first word at an offset.
  static func verb(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    var first = start
    while first < bytes.count, Byte.isBlank(bytes[first]) { first += 1 }
    for verb in ["claim", "refute"] {
      let end = first + verb.utf8.count
      guard end < bytes.count, bytes[first..<end].elementsEqual(verb.utf8) else { continue }
      if Byte.isBlank(bytes[end]) || bytes[end] == Byte.minus { return first..<end }
    }
    return nil
  }

  private mutating func readComment() {
    let open = at
    let content = open + Byte.commentStart.count
    guard let close = commentEnd(from: content) else {
      warnings.append(
        Diagnostic(
          "this comment is not closed before its paragraph ends", at: span(open..<content),
          help: "close it with -->"))
      return keep(Byte.commentStart.count)
    }
    let end = close + Byte.commentEnd.count
    // Comments in a row share the number before the first of them.
    if !followsComment(open) { (commentFloor, comment.textEnd) = (comment.end, open) }
    comment.end = end
    if let verb = InlineParser.verb(in: bytes, from: content), verb.upperBound <= close {
      mark(comment: verb.lowerBound..<trimmedEnd(verb.upperBound, close), at: open, end: end)
    }
    at = end
  }

  /// Whether only blanks stand between the comment read last and an offset.
  private func followsComment(_ offset: Int) -> Bool {
    comment.end > 0 && bytes[comment.end..<offset].allSatisfy(Byte.isBlank)
  }

  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var last = end
    while last > start, Byte.isBlank(bytes[last - 1]) { last -= 1 }
    return last
  }

  private mutating func commentEnd(from start: Int) -> Int? {
    guard start < commentHorizon else { return nil }
    var at = start
    while at + Byte.commentEnd.count <= bytes.count {
      if bytes[at] == Byte.minus, begins(Byte.commentEnd, at: at) { return at }
      at += 1
    }
    commentHorizon = start
    return nil
  }

  private mutating func mark(comment range: Range<Int>, at open: Int, end: Int) {
    let run = ClaimedNumber.run(in: bytes, before: comment.textEnd, floor: commentFloor)
    let isNumber = ClaimedNumber.isNumber(bytes[run])
    if !isNumber { reportNumber(run, at: open..<end) }
    flush()
    append(.claim(firstClaim + marks.count))
    marks.append(
      ProseMark(
        comment: span(range), number: isNumber ? span(run) : nil,
        whole: span((isNumber ? run.lowerBound : open)..<end)))
  }

  private mutating func reportNumber(_ run: Range<Int>, at comment: Range<Int>) {
    if run.isEmpty {
      diagnostics.append(
        Diagnostic(
          "expected a number before this claim", at: span(comment),
          help: "as in **0.19**<!-- claim s -->"))
    } else {
      diagnostics.append(
        Diagnostic(
          "expected one number before this claim, found '\(text.string(run))'", at: span(run),
          help: "write it as one number, as in 0.19 or -3.5e-5"))
    }
  }

  private func span(_ range: Range<Int>) -> Span {
    let (start, end) = text.source(range)
    return Span(start, end)
  }

  // MARK: Emphasis

  private mutating func delimiterRun() {
    let mark = bytes[at]
    var end = at
    while end < bytes.count, bytes[end] == mark { end += 1 }
    let before = characterKind(UTF8Text.scalar(before: at, in: bytes))
    let after = characterKind(UTF8Text.scalar(at: end, in: bytes))
    let leftFlanking = after != .space && (after != .punctuation || before != .other)
    let rightFlanking = before != .space && (before != .punctuation || after != .other)
    let isStar = mark == Byte.star
    let canOpen = leftFlanking && (isStar || !rightFlanking || before == .punctuation)
    let canClose = rightFlanking && (isStar || !leftFlanking || after == .punctuation)
    var count = end - at
    flush()
    if canClose { count = close(mark, count, canOpen: canOpen) }
    if count > 0 {
      if canOpen {
        delimiters.append(Delimiter(mark: mark, count: count, canClose: canClose, piece: output.count))
      }
      append(.text(String(decoding: Array(repeating: mark, count: count), as: UTF8.self)))
    }
    at = end
  }

  private enum CharacterKind { case space, punctuation, other }

  private func characterKind(_ scalar: Unicode.Scalar?) -> CharacterKind {
    guard let scalar else { return .space }
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      return Byte.isBlank(byte) ? .space : Byte.isPunctuation(byte) ? .punctuation : .other
    }
    if scalar.properties.isWhitespace { return .space }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return .punctuation
    default: return .other
    }
  }

  /// Closes as many emphases as a run of marks can; returns how many marks are left.
  private mutating func close(_ mark: UInt8, _ length: Int, canOpen: Bool) -> Int {
    var count = length
    let key = FloorKey(mark: mark, canOpen: canOpen, length: length % 3)
    while count > 0 {
      let floor = max(floors[key] ?? 0, brackets.last?.delimiters ?? 0)
      guard let index = opener(mark, length, canOpen: canOpen, floor: floor) else {
        floors[key] = delimiters.count
        break
      }
      let opener = delimiters[index]
      let width = min(count, opener.count, 2)
      let (content, depth) = take(from: opener.piece + 1)
      guard depth < InlineParser.maximumDepth else {
        giveUp(content, depth: depth)
        break
      }
      delimiters.removeSubrange((index + 1)...)
      shorten(index, by: width == 2 ? 2 : 1)
      append(width == 2 ? .strong(content) : .emphasis(content), depth: depth + 1)
      count -= width == 2 ? 2 : 1
    }
    return count
  }

  private func opener(_ mark: UInt8, _ length: Int, canOpen: Bool, floor: Int) -> Int? {
    var index = delimiters.count - 1
    while index >= floor {
      let delimiter = delimiters[index]
      // The rule of three: `**foo*bar**` is one strong, not two emphases.
      let isMixed = canOpen || delimiter.canClose
      let sum = delimiter.count + length
      if delimiter.mark == mark, !isMixed || sum % 3 != 0 || length % 3 == 0 { return index }
      index -= 1
    }
    return nil
  }

  /// Takes marks off an opener, and the opener away when none are left.
  private mutating func shorten(_ index: Int, by width: Int) {
    delimiters[index].count -= width
    let left = delimiters[index].count
    let piece = delimiters[index].piece
    if left == 0 {
      delimiters.remove(at: index)
      output.remove(at: piece)
    } else {
      let mark = delimiters[index].mark
      output[piece].inline = .text(String(decoding: Array(repeating: mark, count: left), as: UTF8.self))
    }
    lowerFloors()
  }

  private mutating func lowerFloors() {
    for (key, floor) in floors where floor > delimiters.count { floors[key] = delimiters.count }
  }

  /// Puts too deep a content back, and leaves everything still open as text, so that it is not tried again.
  private mutating func giveUp(_ content: [Inline], depth: Int) {
    for inline in content { append(inline, depth: depth) }
    delimiters = []
    brackets = []
    bracketFloor = 0
    lowerFloors()
  }

  // MARK: Links

  private mutating func openBracket(isImage: Bool) {
    flush()
    brackets.append(Bracket(piece: output.count, delimiters: delimiters.count, isImage: isImage))
    append(.text(isImage ? "![" : "["))
    at += isImage ? 2 : 1
  }

  private mutating func closeBracket() {
    guard let bracket = brackets.popLast() else { return keep(1) }
    let isActive = bracket.isImage || brackets.count >= bracketFloor
    bracketFloor = min(bracketFloor, brackets.count)
    guard isActive, let (address, end) = destination(from: at + 1) else { return keep(1) }
    flush()
    let (content, depth) = take(from: bracket.piece + 1)
    guard depth < InlineParser.maximumDepth else {
      giveUp(content, depth: depth)
      return keep(1)
    }
    output.removeLast()
    delimiters.removeSubrange(bracket.delimiters...)
    lowerFloors()
    append(.link(content, to: address), depth: depth + 1)
    if !bracket.isImage { bracketFloor = brackets.count }
    at = end
  }

  /// `(address "title")`: the address and the offset behind the bracket. The title is dropped.
  private func destination(from start: Int) -> (address: String, end: Int)? {
    guard start < bytes.count, bytes[start] == Byte.openParenthesis else { return nil }
    var at = skipBlanks(start + 1)
    var address: [UInt8] = []
    if at < bytes.count, bytes[at] == Byte.less {
      at += 1
      while at < bytes.count, bytes[at] != Byte.greater {
        guard bytes[at] != Byte.less, bytes[at] != Byte.newline else { return nil }
        address.append(bytes[at])
        at += 1
      }
      at += 1
    } else {
      var depth = 0
      while at < bytes.count, !Byte.isBlank(bytes[at]) {
        if bytes[at] == Byte.backslash, at + 1 < bytes.count, Byte.isPunctuation(bytes[at + 1]) {
          at += 1
        } else if bytes[at] == Byte.openParenthesis {
          depth += 1
          if depth > 32 { return nil }
        } else if bytes[at] == Byte.closeParenthesis {
          if depth == 0 { break }
          depth -= 1
        }
        address.append(bytes[at])
        at += 1
      }
    }
    at = skipBlanks(at)
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
      guard let close = bytes[(at + 1)...].firstIndex(of: bytes[at]) else { return nil }
      at = skipBlanks(close + 1)
    }
    guard at < bytes.count, bytes[at] == Byte.closeParenthesis else { return nil }
    return (String(decoding: address, as: UTF8.self), at + 1)
  }

  private func skipBlanks(_ start: Int) -> Int {
    var at = start
    while at < bytes.count, Byte.isBlank(bytes[at]) { at += 1 }
    return at
  }
}
