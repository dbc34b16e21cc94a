/// A half-open range of UTF-8 offsets in one source text.
///
/// Offsets are bytes, not characters: `θ` is two. Only the diagnostic printer turns them into columns.
package struct Span: Hashable, Sendable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The shortest span that covers both.
  package func joined(_ other: Span) -> Span {
    Span(Swift.min(start, other.start), Swift.max(end, other.end))
  }
}

/// One text with its name: a lesson file, standard input, or an expression given on the command line.
package struct Source: Sendable {
  /// What the reader calls it: a path, `rmsprop-basics`, `(expression)`.
  package let name: String
  package let bytes: [UInt8]
  /// Byte offset of the first byte of each line.
  package let lineStarts: [Int]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a span, exactly as written.
  package func text(_ span: Span) -> String { String(decoding: bytes(in: span), as: UTF8.self) }

  /// The bytes of a span, as far as it lies in the text.
  package func bytes(in span: Span) -> ArraySlice<UInt8> {
    let start = Swift.min(Swift.max(span.start, 0), bytes.count)
    return bytes[start..<Swift.min(Swift.max(span.end, start), bytes.count)]
  }

  /// The first offset, not before this one, at which a Unicode scalar begins, or the end of the text.
  func scalarStart(_ offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// The 1-based number of the line that holds a byte offset.
  /// - Complexity: O(log *lines*).
  package func line(at offset: Int) -> Int {
    Swift.max(1, lineStarts.partitioningIndex { $0 > offset })
  }

  /// The span of a 1-based line, without its line end.
  package func span(ofLine line: Int) -> Span {
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Span(start, Swift.max(start, end))
  }

  package func startOfLine(_ offset: Int) -> Int { span(ofLine: line(at: offset)).start }

  /// The end of the line whose last byte is before an offset.
  package func endOfLine(_ offset: Int) -> Int { span(ofLine: line(at: max(offset - 1, 0))).end }
}

/// A piece of a text and what takes its place.
package struct Edit: Sendable {
  package let bytes: Range<Int>
  package let text: String

  package init(bytes: Range<Int>, text: String) {
    self.bytes = bytes
    self.text = text
  }
}

extension Source {
  /// The text with pieces exchanged; of two that overlap the first is.
  package func replacing(_ edits: [Edit]) -> Source {
    var result: [UInt8] = []
    var position = 0
    for edit in edits.sorted(by: { $0.bytes.lowerBound < $1.bytes.lowerBound })
    where edit.bytes.lowerBound >= position {
      result += bytes[position..<edit.bytes.lowerBound]
      result += edit.text.utf8
      position = edit.bytes.upperBound
    }
    return Source(name: name, bytes: result + bytes[position...])
  }
}
