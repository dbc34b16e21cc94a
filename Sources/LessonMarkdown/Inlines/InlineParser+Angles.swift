/// What begins with `<`, and addresses without it.
extension InlineParser {
  mutating func angle() {
    if bytes.has(Byte.commentStart, at: at) {
      readComment()
    } else if bytes.has(Array("<br>".utf8), at: at) {
      emit(.lineBreak, to: at + 4)
    } else if bytes.has(Array("<br/>".utf8), at: at) {
      emit(.lineBreak, to: at + 5)
    } else {
      autolink()
    }
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
  mutating func bareAddress() {
    let isWordStart = at == 0 || !(Byte.isLetter(bytes[at - 1]) || Byte.isDigit(bytes[at - 1]))
    guard isWordStart, ["https://", "http://"].contains(where: { bytes.has(Array($0.utf8), at: at) }) else {
      return keep(1)
    }
    var end = at
    while end < bytes.count, !Byte.isBlank(bytes[end]), bytes[end] != Byte.less { end += 1 }
    let hasOpenParenthesis = bytes[at..<end].contains(Byte.openParenthesis)
    let trailing = Set(".,;:!?*_~'\")]".utf8)
    while trailing.contains(bytes[end - 1]) {
      if bytes[end - 1] == Byte.closeParenthesis, hasOpenParenthesis { break }
      end -= 1
    }
    let address = text.string(at..<end)
    guard address.utf8.count > "https://".utf8.count else { return keep(end - at) }
    emit(.link([.text(address)], to: address), to: end)
  }
}
