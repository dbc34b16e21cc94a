import Letters

/// What is left of a source line inside the lists and quotations around it, without its line end.
struct TextLine: Sendable {
  /// Byte offsets in the source.
  var start: Int
  var end: Int
  /// The column at `start`, from 0; tabs reach to the next multiple of 4.
  var column = 0
  /// Blanks that stand before `start`: what is left of a tab that was taken off in part.
  var padding = 0

  /// The number of columns before the first byte that is not blank, and that byte's offset.
  func indentation(_ bytes: [UInt8]) -> (width: Int, text: Int) {
    var at = start
    var position = column
    while at < end, bytes[at] == Byte.space || bytes[at] == Byte.tab {
      position += bytes[at] == Byte.tab ? 4 - position % 4 : 1
      at += 1
    }
    return (position - column + padding, at)
  }

  func isBlank(_ bytes: [UInt8]) -> Bool { indentation(bytes).text == end }

  /// The line without `width` columns of blanks, or as many as it has.
  func dropping(columns width: Int, _ bytes: [UInt8]) -> TextLine {
    var line = self
    var left = width
    let fromPadding = min(left, line.padding)
    line.padding -= fromPadding
    left -= fromPadding
    while left > 0, line.start < end {
      switch bytes[line.start] {
      case Byte.space:
        left -= 1
        line.column += 1
      case Byte.tab:
        let reach = 4 - line.column % 4
        line.padding = max(0, reach - left)
        left -= min(left, reach)
        line.column += reach
      default: return line
      }
      line.start += 1
    }
    return line
  }

  /// The line from a later byte on; everything before it counts as taken off.
  func from(_ offset: Int, _ bytes: [UInt8]) -> TextLine {
    var position = column
    for byte in bytes[start..<offset] { position += byte == Byte.tab ? 4 - position % 4 : 1 }
    return TextLine(start: offset, end: end, column: position)
  }

  /// The bytes as they stand, blanks of a split tab put back.
  func text(_ bytes: [UInt8]) -> String {
    String(repeating: " ", count: padding) + String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// The ASCII bytes that Markdown gives a meaning to.
enum Byte {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let tilde = UInt8(ascii: "~")
  static let star = UInt8(ascii: "*")
  static let underscore = UInt8(ascii: "_")
  static let dollar = UInt8(ascii: "$")
  static let hash = UInt8(ascii: "#")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let equals = UInt8(ascii: "=")
  static let colon = UInt8(ascii: ":")
  static let dot = UInt8(ascii: ".")
  static let pipe = UInt8(ascii: "|")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let ampersand = UInt8(ascii: "&")
  static let bang = UInt8(ascii: "!")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")

  static func isBlank(_ byte: UInt8) -> Bool { byte == space || (0x09...0x0D).contains(byte) }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x7E).contains(byte) && !isDigit(byte) && !isLetter(byte)
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  /// Whether the bytes at an offset are these.
  func has(_ word: [UInt8], at start: Int) -> Bool { self[start...].starts(with: word) }
}

extension [UInt8] {
  /// Where a word first occurs in a range.
  func offset(of word: [UInt8], from start: Int, before end: Int) -> Int? {
    guard start < end else { return nil }
    let bytes = self[start..<end]
    return bytes.indices.first { self[$0] == word[0] && bytes.has(word, at: $0) }
  }

  /// A range of them without the blanks at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let start = self[range].firstIndex { !Byte.isBlank($0) } ?? range.upperBound
    let last = self[range].lastIndex { !Byte.isBlank($0) }
    return start..<(last.map { $0 + 1 } ?? start)
  }
}
