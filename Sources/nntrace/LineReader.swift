/// Reads standard input line by line, as the lines come.
struct LineReader {
  enum Line: Equatable {
    case bytes([UInt8])
    /// More bytes than a line may have: as many as it may; the others are passed over.
    case tooLong([UInt8])
  }

  private let limit: Int
  private var buffer: [UInt8] = []
  private var place = 0
  private var isAtEnd = false

  init(limit: Int) { self.limit = limit }

  /// The next line without its end; nil after the last.
  mutating func next() -> Line? {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if place == buffer.count {
        guard !isAtEnd, let more = Platform.readSome(Platform.standardInput), !more.isEmpty else {
          isAtEnd = true
          return isTooLong ? .tooLong(line) : line.isEmpty ? nil : .bytes(line)
        }
        (buffer, place) = (more, 0)
      }
      let rest = buffer[place...]
      let end = rest.firstIndex(of: UInt8(ascii: "\n"))
      let piece = rest[..<(end ?? rest.endIndex)]
      place = end.map { $0 + 1 } ?? buffer.count
      if line.count + piece.count > limit { isTooLong = true }
      line += piece.prefix(limit - line.count)
      if end != nil { return isTooLong ? .tooLong(line) : .bytes(line) }
    }
  }
}
