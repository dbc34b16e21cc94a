import Letters

/// How a terminal shows a stretch of text.
struct ProseStyle: OptionSet, Hashable {
  let rawValue: Int

  static let bold = ProseStyle(rawValue: 1)
  static let italic = ProseStyle(rawValue: 2)
  static let underlined = ProseStyle(rawValue: 4)
  static let code = ProseStyle(rawValue: 8)
  static let faint = ProseStyle(rawValue: 16)

  /// The control sequence that begins the style; empty for plain text.
  var begin: String {
    var codes: [String] = []
    if contains(.bold) { codes.append("1") }
    if contains(.faint) { codes.append("2") }
    if contains(.italic) { codes.append("3") }
    if contains(.underlined) { codes.append("4") }
    if contains(.code) { codes.append("36") }
    return codes.isEmpty ? "" : "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  static let end = "\u{1B}[0m"
}

/// A finished line of output: its text with control sequences, and its width without them.
struct ProseLine {
  var text = ""
  var width = 0

  init(_ text: String = "", width: Int? = nil) {
    self.text = text
    self.width = width ?? DisplayWidth.of(text)
  }

  mutating func append(_ other: ProseLine) {
    text += other.text
    width += other.width
  }

  mutating func pad(to target: Int) {
    text += String(repeating: " ", count: max(0, target - width))
    width = max(width, target)
  }
}
