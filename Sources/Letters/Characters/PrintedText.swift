/// The text with every character that a terminal would obey, or that nobody sees, written as `\u{7}`.
package func escaped(_ text: String) -> String {
  // Joiners within an emoji or an Indic word stay: they are part of what is seen.
  func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isInvisible && scalar.value != 0x200D && scalar.value != 0x200C
      && !(0xFE00...0xFE0F).contains(scalar.value)
  }
  guard text.unicodeScalars.contains(where: mustEscape) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if mustEscape(scalar) {
      result += "\\u{" + String(scalar.value, radix: 16) + "}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension String {
  /// The text with `-` for each `−`, as numbers and formulas are printed.
  package var withASCIIMinus: String {
    guard utf8.contains(0xE2) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\u{2212}" ? "-" : $0 }))
  }
}
