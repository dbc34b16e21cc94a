/// The lines of a paragraph as one text: its bytes, joined by line ends, and the source offset of each.
struct InlineText {
  private(set) var bytes: [UInt8] = []
  private var offsets: [Int] = []

  /// Each line without the blanks at its beginning; blanks before a line end stay, for they may mean a hard break.
  init(_ lines: ArraySlice<TextLine>, _ source: [UInt8]) {
    for (index, line) in lines.enumerated() {
      if index > 0 {
        bytes.append(Byte.newline)
        offsets.append(lines[lines.startIndex + index - 1].end)
      }
      for at in line.indentation(source).text..<line.end {
        bytes.append(source[at])
        offsets.append(at)
      }
    }
    while let last = bytes.last, Byte.isBlank(last) {
      bytes.removeLast()
      offsets.removeLast()
    }
  }

  /// The offset in the source of the first byte of a range, and the offset after its last.
  func source(_ range: Range<Int>) -> (start: Int, end: Int) {
    guard !bytes.isEmpty else { return (0, 0) }
    let start = range.lowerBound < offsets.count ? offsets[range.lowerBound] : offsets[offsets.count - 1] + 1
    return (start, range.isEmpty ? start : offsets[range.upperBound - 1] + 1)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
