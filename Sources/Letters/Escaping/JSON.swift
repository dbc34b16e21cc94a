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

  /// Appends a quoted string, quickly where nothing in it need be escaped.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    let isDone = text.withUTF8 { utf8 in
      guard isPlain(utf8) else { return false }
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: utf8)
      bytes.append(UInt8(ascii: "\""))
      return true
    }
    if !isDone { bytes += string(text).utf8 }
  }

  /// Whether nothing in a text need be escaped. Beyond ASCII, that begins with C2 80…9F, or with E2 80 or 81.
  private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    for (place, byte) in utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), ..<0x20, 0x7F: return false
      case 0xC2: if utf8[place + 1] < 0xA0 { return false }
      case 0xE2: if utf8[place + 1] < 0x82 { return false }
      default: break
      }
    }
    return true
  }

  /// Appends a number.
  package static func append(_ value: Double, to bytes: inout [UInt8]) {
    if value == value.rounded(), value.magnitude < 1e15 {
      bytes += (value == 0 && value.sign == .minus ? "-0.0" : String(Int(value))).utf8
      return
    }
    let start = bytes.count
    bytes += value.description.utf8
    // With an exponent, or no number at all, it is spelled otherwise.
    if !value.isFinite || bytes[start...].contains(UInt8(ascii: "e")) {
      bytes.replaceSubrange(start..., with: number(value).utf8)
    }
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
