import Letters

/// Writes one JSON document into a stream, value by value; keys keep the order in which they are written.
package struct JSONWriter<Target: TextOutputStream> {
  private static var pieceSize: Int { 1 << 16 }

  private var target: Target
  /// What has not gone to the stream yet.
  private var bytes: [UInt8] = []
  /// Whether the innermost object or array already has a member.
  private var hasMember: [Bool] = []
  private var afterKey = false
  private var pendingLine = false

  package init(_ target: Target) { self.target = target }

  /// Writes an object, under a key where it is a member of another.
  package mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    openObject(key)
    body(&self)
    closeObject()
  }

  /// Writes an array, under a key where it is a member of an object.
  package mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    openArray(key)
    body(&self)
    closeArray()
  }

  /// Begins an object that `closeObject` ends, for those who write its members from several places.
  package mutating func openObject(_ key: String? = nil) { begin("{", key) }

  package mutating func closeObject() { end("}") }

  package mutating func openArray(_ key: String? = nil) { begin("[", key) }

  package mutating func closeArray() { end("]") }

  /// Writes a member of an object.
  package mutating func member(_ key: String, _ text: String?) {
    self.key(key)
    if let text { element(text) } else { null() }
  }

  package mutating func member(_ key: String, _ value: Double?) {
    self.key(key)
    if let value { element(value) } else { null() }
  }

  package mutating func member(_ key: String, _ value: Int?) {
    self.key(key)
    if let value { element(value) } else { null() }
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    separate()
    append(value ? "true" : "false")
  }

  package mutating func member(_ key: String, _ values: some Sequence<Int>) {
    array(key) { json in for value in values { json.element(value) } }
  }

  package mutating func member(_ key: String, _ texts: some Sequence<String>) {
    array(key) { json in for text in texts { json.element(text) } }
  }

  /// Writes an element of an array.
  package mutating func element(_ text: String) {
    separate()
    JSON.append(text, to: &bytes)
  }

  package mutating func element(_ value: Double) {
    separate()
    JSON.append(value, to: &bytes)
  }

  package mutating func element(_ value: Int) {
    separate()
    bytes += String(value).utf8
  }

  package mutating func null() {
    separate()
    append("null")
  }

  /// Writes the key of the value that comes next.
  private mutating func key(_ name: String) {
    element(name)
    append(": ")
    afterKey = true
  }

  /// Puts what comes next on a line of its own, indented as deep as it stands.
  package mutating func line() { pendingLine = true }

  /// Ends the document, and gives the stream back.
  package mutating func finish() -> Target {
    append("\n")
    flush()
    return target
  }

  private mutating func begin(_ bracket: StaticString, _ key: String?) {
    if let key { self.key(key) }
    separate()
    append(bracket)
    hasMember.append(false)
  }

  private mutating func end(_ bracket: StaticString) {
    if hasMember.removeLast(), pendingLine { breakLine() }
    pendingLine = false
    append(bracket)
    if bytes.count >= JSONWriter.pieceSize { flush() }
  }

  private mutating func separate() {
    if afterKey {
      afterKey = false
      return
    }
    if let last = hasMember.last {
      if last { append(pendingLine ? "," : ", ") }
      hasMember[hasMember.count - 1] = true
    }
    if pendingLine { breakLine() }
  }

  private mutating func breakLine() {
    pendingLine = false
    append("\n")
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * hasMember.count))
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func flush() {
    target.write(String(decoding: bytes, as: UTF8.self))
    bytes.removeAll(keepingCapacity: true)
  }
}
