import Letters

/// Writes one JSON document into a stream, value by value; keys keep the order in which they are written.
package struct JSONWriter<Target: TextOutputStream> {
  private(set) var target: Target
  /// Whether the innermost object or array already has a member.
  private var hasMember: [Bool] = []
  private var afterKey = false
  private var pendingLine = false

  package init(_ target: Target) { self.target = target }

  /// Writes an object, under a key where it is a member of another.
  package mutating func object(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    if let key { self.key(key) }
    begin("{")
    body(&self)
    end("}")
  }

  /// Writes an array, under a key where it is a member of an object.
  package mutating func array(_ key: String? = nil, _ body: (inout JSONWriter) -> Void) {
    if let key { self.key(key) }
    begin("[")
    body(&self)
    end("]")
  }

  /// Writes a member of an object.
  package mutating func member(_ key: String, _ text: String?) {
    self.key(key)
    write(text.map(JSON.string) ?? "null")
  }

  package mutating func member(_ key: String, _ value: Double?) {
    self.key(key)
    write(value.map(JSON.number) ?? "null")
  }

  package mutating func member(_ key: String, _ value: Int?) {
    self.key(key)
    write(value.map { String($0) } ?? "null")
  }

  package mutating func member(_ key: String, _ value: Bool) {
    self.key(key)
    write(value ? "true" : "false")
  }

  /// Writes an element of an array.
  package mutating func element(_ text: String) { write(JSON.string(text)) }

  package mutating func element(_ value: Double) { write(JSON.number(value)) }

  package mutating func element(_ value: Int) { write(String(value)) }

  /// Writes the key of the value that comes next.
  private mutating func key(_ name: String) {
    write(JSON.string(name))
    target.write(": ")
    afterKey = true
  }

  /// Puts what comes next on a line of its own, indented as deep as it stands.
  package mutating func line() { pendingLine = true }

  /// Ends the document, and gives the stream back.
  package mutating func finish() -> Target {
    target.write("\n")
    return target
  }

  /// Opens an object or an array.
  private mutating func begin(_ bracket: String) {
    separate()
    target.write(bracket)
    hasMember.append(false)
  }

  /// Closes what was opened last.
  private mutating func end(_ bracket: String) {
    if hasMember.removeLast(), pendingLine { breakLine() }
    pendingLine = false
    target.write(bracket)
  }

  private mutating func write(_ text: String) {
    separate()
    target.write(text)
  }

  private mutating func separate() {
    if afterKey {
      afterKey = false
      return
    }
    if let last = hasMember.last {
      if last { target.write(pendingLine ? "," : ", ") }
      hasMember[hasMember.count - 1] = true
    }
    if pendingLine { breakLine() }
  }

  private mutating func breakLine() {
    pendingLine = false
    target.write("\n" + String(repeating: " ", count: 2 * hasMember.count))
  }
}
