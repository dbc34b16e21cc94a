/// Lines on their way out: separates blocks by one blank line.
struct Lines<Target: TextOutputStream> {
  var stream: Target
  private var isBlank = true
  private var wantsBlank = false

  init(_ stream: Target) { self.stream = stream }

  mutating func line(_ text: String, indent: Int = 0) {
    if wantsBlank, !isBlank { stream.write("\n") }
    wantsBlank = false
    if !text.isEmpty { stream.write(String(repeating: " ", count: indent) + text) }
    stream.write("\n")
    isBlank = text.isEmpty
  }

  mutating func lines(_ lines: [String], indent: Int = 0) {
    for text in lines { line(text, indent: indent) }
  }

  /// What follows stands apart.
  mutating func space() { wantsBlank = true }
}
