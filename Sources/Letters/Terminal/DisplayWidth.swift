/// The columns of a terminal that a text takes.
///
/// Combining marks and invisible characters take none, Chinese, Japanese and Korean characters and most emoji two.
package enum DisplayWidth {
  /// - Complexity: O(*n*)
  package static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  package static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if scalar.value == 0xFE0F { return 2 }
      width = max(width, of(scalar))
    }
    return width
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x7F { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if scalar.value < 0x1100 { return 1 }
    return isWide(scalar.value) || scalar.properties.isEmojiPresentation ? 2 : 1
  }

  /// The blocks of Unicode's EastAsianWidth.txt whose characters are wide or full-width.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
      return true
    default: return false
    }
  }

  /// The side of a column on which texts are aligned.
  package enum Side: Sendable { case left, right }

  /// The text with blanks after it, or before it, up to a width.
  package static func padded(_ text: String, to width: Int, on side: Side = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return side == .left ? text + blanks : blanks + text
  }
}
