/// Links and images in brackets.
extension InlineParser {
  /// `[` or `![`, which may turn out to open a link.
  mutating func openBracket(isImage: Bool) {
    flush()
    brackets.append(Bracket(piece: output.count, delimiters: delimiters.count, isImage: isImage))
    append(.text(isImage ? "![" : "["))
    at += isImage ? 2 : 1
  }

  /// `]`: a link if an address follows and a bracket is open.
  mutating func closeBracket() {
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

  /// `(address "title")`: the address and the offset after the bracket. The title is dropped.
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
