import Autodiff
import Letters

/// Writes HTML that is XML too; the one place that escapes, whatever is written.
struct HTMLWriter {
  private(set) var text = ""
  private var open: [String] = []

  /// The names of elements and attributes are the house's own words, never an author's.
  struct Attribute {
    let name: StaticString
    let value: String

    init(_ name: StaticString, _ value: String) { (self.name, self.value) = (name, value) }

    static func `class`(_ kinds: String) -> Attribute { Attribute("class", kinds) }
    /// The node whose value an element shows.
    static func node(_ node: NodeID) -> Attribute { Attribute("data-node", String(node.raw)) }
  }

  mutating func begin(_ name: StaticString, _ attributes: [Attribute] = []) {
    tag(name, attributes)
    text += ">"
    open.append(name.description)
  }

  mutating func end() {
    if let name = open.popLast() { text += "</" + name + ">" }
  }

  mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], _ body: (inout HTMLWriter) -> Void
  ) {
    begin(name, attributes)
    body(&self)
    end()
  }

  mutating func element(_ name: StaticString, _ attributes: [Attribute] = [], _ text: String) {
    element(name, attributes) { $0.write(text) }
  }

  /// An element that holds nothing: `<br/>`.
  mutating func empty(_ name: StaticString, _ attributes: [Attribute] = []) {
    tag(name, attributes)
    text += "/>"
  }

  mutating func write(_ words: String) { text += XML.text(words) }

  /// Ends a line of the source.
  mutating func newLine() { text += "\n" }

  /// A style sheet, script or drawing of the house's own, as it is.
  mutating func insert(_ markup: String) { text += markup }

  private mutating func tag(_ name: StaticString, _ attributes: [Attribute]) {
    text += "<" + name.description
    for attribute in attributes { text += " \(attribute.name)=\"" + XML.text(attribute.value) + "\"" }
  }
}
