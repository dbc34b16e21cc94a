/// Questions about bytes that are meant to be UTF-8.
package enum UTF8Text {
  /// The Unicode scalar that begins at an offset, and its length in bytes; nil where the bytes are not valid UTF-8.
  package static func scalar(
    in bytes: [UInt8], at position: Int, end: Int
  ) -> (scalar: Unicode.Scalar, length: Int)? {
    let first = bytes[position]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let length: Int
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard position + length <= end else { return nil }
    for offset in 1..<length {
      let byte = bytes[position + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }

  /// The scalar whose last byte is just before `end`, in well-formed text.
  package static func scalar(before end: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    var start = end - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? nil : scalar(at: start, in: bytes)
  }

  /// The scalar that begins at `start`, in well-formed text; nil at its end.
  package static func scalar(at start: Int, in bytes: [UInt8]) -> Unicode.Scalar? {
    start < bytes.count ? scalar(in: bytes, at: start, end: bytes.count)?.scalar : nil
  }

  /// The offset of the first byte that is not part of a well-formed UTF-8 sequence.
  /// - Complexity: O(*n*)
  package static func firstError(in bytes: [UInt8]) -> Int? {
    var at = 0
    while at < bytes.count {
      guard let (_, length) = scalar(in: bytes, at: at, end: bytes.count) else { return at }
      at += length
    }
    return nil
  }
}
