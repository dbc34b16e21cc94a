/// The lines of standard input, one after the other, without the blanks around them.
struct AnswerLines {
  let isTerminal = Platform.isTerminal(Platform.standardInput)
  private var waiting: [UInt8] = []
  private var isAtEnd = false

  /// Of a longer line the rest is not read as an answer.
  private static let longest = 4096

  /// The next line; nil at the end of the input, or where it cannot be read.
  mutating func next() -> String? {
    while true {
      if let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
        let line = waiting[..<end]
        waiting.removeSubrange(...end)
        return AnswerLines.text(line)
      }
      if isAtEnd {
        defer { waiting = [] }
        return waiting.isEmpty ? nil : AnswerLines.text(waiting[...])
      }
      guard let piece = Platform.readPiece(Platform.standardInput), !piece.isEmpty else {
        isAtEnd = true
        continue
      }
      waiting += piece
      if waiting.count > AnswerLines.longest, !waiting.contains(UInt8(ascii: "\n")) {
        waiting = Array(waiting.prefix(AnswerLines.longest))
      }
    }
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    let isBlank = { (byte: UInt8) in byte <= 0x20 }
    let start = line.firstIndex { !isBlank($0) } ?? line.endIndex
    let end = line.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: line[start..<max(start, end)].prefix(longest), as: UTF8.self)
  }
}
