/// Text of an author as a terminal may print it: nothing in it that the terminal would obey.
package enum Visible {
  /// The text with `�` for control characters and those that turn the direction of writing.
  /// - Parameter ascii: whether letters and signs beyond ASCII get their ASCII spellings.
  package static func text(_ text: String, ascii: Bool = false) -> String {
    let isHarmless = !text.unicodeScalars.contains(where: isObeyed)
    let visible = isHarmless ? text : text.escaping { isObeyed($0) ? "\u{FFFD}" : nil }
    return ascii ? ASCII.text(visible) : visible
  }

  /// The text with `\u{7}` for each character that a terminal would obey or that cannot be seen, for messages about it.
  package static func escaped(_ text: String) -> String {
    // Joiners within an emoji or an Indic word stay: they are part of what is seen.
    func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isInvisible && scalar.value != 0x200D && scalar.value != 0x200C
        && !(0xFE00...0xFE0F).contains(scalar.value)
    }
    guard text.unicodeScalars.contains(where: mustEscape) else { return text }
    return text.escaping { mustEscape($0) ? "\\u{" + String($0.value, radix: 16) + "}" : nil }
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
