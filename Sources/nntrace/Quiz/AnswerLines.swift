/// The lines of standard input, one after the other, without the blanks around them.
struct AnswerLines {
  let isTerminal = Platform.isTerminal(Platform.standardInput)
  /// Of a longer line the rest is not read as an answer.
  private var lines = LineReader(limit: 4096)

  /// The next line; nil at the end of the input, or where it cannot be read.
  mutating func next() -> String? {
    switch lines.next() {
    case nil: nil
    case .bytes(let bytes), .tooLong(let bytes):
      String(decoding: bytes.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed(), as: UTF8.self)
    }
  }
}
