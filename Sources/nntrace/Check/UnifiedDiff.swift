import Letters

/// The differences of two texts with the same number of lines, as `diff -u` writes them, for people to read.
enum UnifiedDiff {
  private static let context = 3

  static func text(name: String, old: [UInt8], new: [UInt8]) -> String {
    let before = lines(old)
    let after = lines(new)
    let name = Visible.escaped(name)
    var text = "--- \(name)\n+++ \(name)\n"
    var line = 0
    while line < before.count {
      guard before[line] != after[line] else {
        line += 1
        continue
      }
      // One hunk takes all changes that are no further apart than their context reaches.
      var last = line
      var next = line
      while next < before.count, next <= last + 2 * context {
        if before[next] != after[next] { last = next }
        next += 1
      }
      let start = max(0, line - context)
      let end = min(before.count, last + context + 1)
      text += "@@ -\(start + 1),\(end - start) +\(start + 1),\(end - start) @@\n"
      text += hunk(before[start..<end], after[start..<end])
      line = end
    }
    return text
  }

  private static func hunk(_ before: ArraySlice<Substring>, _ after: ArraySlice<Substring>) -> String {
    var text = ""
    var removed = ""
    var added = ""
    for (old, new) in zip(before, after) {
      let shown = (old: Visible.text(String(old)), new: Visible.text(String(new)))
      if old == new {
        text += removed + added + " \(shown.old)\n"
        (removed, added) = ("", "")
      } else {
        removed += "-\(shown.old)\n"
        added += "+\(shown.new)\n"
      }
    }
    return text + removed + added
  }

  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    var text = String(decoding: bytes, as: UTF8.self)[...]
    if text.hasSuffix("\n") { text = text.dropLast() }
    return text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}
