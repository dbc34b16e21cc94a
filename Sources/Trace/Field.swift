/// A number that a lesson gives to a name, where its text has it.
package struct Field: Sendable {
  /// The name as the lesson writes it: `α`, `W[1,2]`; and in the one spelling under which all spellings meet.
  package let name: String
  package let key: String
  /// As written.
  package let spelling: String
  /// In the lesson's file.
  package let bytes: Range<Int>
  package let line: Int
  /// How many bytes before the end of its line it begins: so it is found in a line whose indentation is gone.
  package let fromEnd: Int

  package init(name: String, key: String, spelling: String, bytes: Range<Int>, line: Int, fromEnd: Int) {
    self.name = name
    self.key = key
    self.spelling = spelling
    self.bytes = bytes
    self.line = line
    self.fromEnd = fromEnd
  }

  /// Where it is in a line, in bytes; nil if that line has something else there.
  package func place(in line: String) -> Range<Int>? {
    let bytes = Array(line.utf8)
    let start = bytes.count - fromEnd
    let end = start + spelling.utf8.count
    guard start >= 0, end <= bytes.count, bytes[start..<end].elementsEqual(spelling.utf8) else { return nil }
    return start..<end
  }
}
