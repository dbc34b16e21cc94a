/// Strings and numbers in JSON.
package enum JSON {
  /// A quoted string. Escaped too: `<`, so that a document may be part of a page, and what a terminal would obey.
  package static func string(_ text: String) -> String {
    let inside = text.escaping { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      case "<", "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
        "\\u" + scalar.codePoint.dropFirst(2).lowercased()
      default: nil
      }
    }
    return "\"" + inside + "\""
  }

  /// JSON with escapes for the characters beyond ASCII, which are in its strings only.
  package static func ascii(_ json: String) -> String {
    json.escaping { scalar in
      scalar.isASCII ? nil : String(scalar).utf16.map(escape).joined()
    }
  }

  /// `\u00e9`
  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// The shortest text that reads back as the same number; what JSON has no number for is a string.
  package static func number(_ value: Double) -> String {
    if value.isNaN { return "\"NaN\"" }
    if value.isInfinite { return value < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    return value == 0 && value.sign == .minus ? "-0.0" : NumberFormat.exact(value)
  }
}
