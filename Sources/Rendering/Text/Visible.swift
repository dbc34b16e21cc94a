import Letters

/// Text from a lesson as it may be printed: nothing in it that a terminal would obey.
package enum Visible {
  /// - Parameter ascii: whether letters and signs beyond ASCII get their ASCII spellings.
  package static func text(_ text: String, ascii: Bool = false) -> String {
    var visible = text
    if text.unicodeScalars.contains(where: isObeyed) {
      var scalars = String.UnicodeScalarView()
      for scalar in text.unicodeScalars { scalars.append(isObeyed(scalar) ? "\u{FFFD}" : scalar) }
      visible = String(scalars)
    }
    return ascii ? ASCII.text(visible) : visible
  }

  /// Control characters, and those that turn the direction of writing.
  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
