/// Questions about bytes that are meant to be UTF-8.
enum UTF8Text {
  /// The offset of the first byte that is not part of a well-formed UTF-8 sequence.
  /// - Complexity: O(*n*)
  static func firstError(in bytes: [UInt8]) -> Int? {
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      if lead < 0x80 {
        at += 1
        continue
      }
      // The ranges of Unicode's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF1...0xF3: length = 4
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      default: return at
      }
      guard at + length <= bytes.count, second.contains(bytes[at + 1]) else { return at }
      for offset in 2..<max(length, 2) where !(0x80...0xBF).contains(bytes[at + offset]) { return at }
      at += length
    }
    return nil
  }

  /// The scalar whose last byte stands just before `end`, in well-formed text.
  static func scalar(before end: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : scalar(at: start, in: bytes)
  }

  /// The scalar that begins at `start`, in well-formed text.
  static func scalar(at start: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    guard start < bytes.count else { return nil }
    var decoder = UTF8()
    var rest = bytes[start..<Swift.min(start + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return scalar
  }
}
