import Letters
import Trace

/// Emphasis: runs of `*` and `_` (CommonMark, "Emphasis and strong emphasis").
extension InlineParser {
  /// A run of `*` or `_`: closes what it can, and what is left of it may open.
  mutating func delimiterRun() {
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
  mutating func close(_ mark: UInt8, _ length: Int, canOpen: Bool) -> Int {
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
      shorten(index, by: width)
      append(width == 2 ? .strong(content) : .emphasis(content), depth: depth + 1)
      count -= width
    }
    return count
  }

  private func opener(_ mark: UInt8, _ length: Int, canOpen: Bool, floor: Int) -> Int? {
    delimiters[min(floor, delimiters.count)...].lastIndex { delimiter in
      // The rule of three: `**foo*bar**` is one strong, not two emphases.
      let isMixed = canOpen || delimiter.canClose
      let sum = delimiter.count + length
      return delimiter.mark == mark && (!isMixed || sum % 3 != 0 || length % 3 == 0)
    }
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

  /// Keeps the floors within the delimiters that are left.
  mutating func lowerFloors() {
    for (key, floor) in floors where floor > delimiters.count { floors[key] = delimiters.count }
  }

  /// Puts too deep a content back, and leaves everything still open as text, so that it is not tried again.
  mutating func giveUp(_ content: [Inline], depth: Int) {
    for inline in content { append(inline, depth: depth) }
    delimiters = []
    brackets = []
    bracketFloor = 0
    lowerFloors()
  }
}
