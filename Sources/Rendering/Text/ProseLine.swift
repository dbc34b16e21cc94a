import Letters

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
