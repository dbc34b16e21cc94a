/// A multi-line raw string literal whose value is exactly the given text.
///
/// The number of `#` is chosen so that nothing in the text can end the literal or begin an escape. What Swift does not
/// take as it stands in source code (carriage returns, which it would turn into line ends, and other control
/// characters) is written as an escape with that number of `#`.
func rawLiteral(_ text: String) -> String {
  let marks = String(repeating: "#", count: longestThreat(text) + 1)
  var literal = marks + "\"\"\"\n"
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\n", "\t": literal.unicodeScalars.append(scalar)
    case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0xFEFF:
      literal += "\\" + marks + "u{" + String(scalar.value, radix: 16) + "}"
    default: literal.unicodeScalars.append(scalar)
    }
  }
  return literal + "\n\"\"\"" + marks
}

/// The longest run of `#` after a quotation mark or a backslash.
private func longestThreat(_ text: String) -> Int {
  var longest = 0
  var run: Int?
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): run = 0
    case UInt8(ascii: "#"): run = run.map { $0 + 1 }
    default: run = nil
    }
    longest = max(longest, run ?? 0)
  }
  return longest
}
