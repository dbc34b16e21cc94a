import Autodiff
import Letters

/// Writes HTML that is XML too; the one place that escapes, whatever is written.
struct HTMLWriter {
  private(set) var text = ""
  /// The nodes whose values are written.
  private(set) var nodes: Set<NodeID> = []
  private var open: [String] = []

  /// The names of elements and attributes are the house's own words, never an author's.
  struct Attribute {
    let name: StaticString
    let value: String
    /// The node whose value an element shows.
    private(set) var node: NodeID?

    init(_ name: StaticString, _ value: String) { (self.name, self.value) = (name, value) }

    static func `class`(_ kinds: String) -> Attribute { Attribute("class", kinds) }
    static func node(_ node: NodeID) -> Attribute {
      var attribute = Attribute("data-node", String(node.raw))
      attribute.node = node
      return attribute
    }
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

  /// A style sheet of the house's own, or a drawing with the values of some nodes, as it is.
  mutating func insert(_ markup: String, showing nodes: Set<NodeID> = []) {
    text += markup
    self.nodes.formUnion(nodes)
  }

  /// A script of the house's own; XML takes it as characters.
  mutating func script(_ code: String) {
    element("script") { $0.text += "\n//<![CDATA[\n" + code + "//]]>\n" }
    newLine()
  }

  /// A script that stands in a file.
  mutating func script(at address: String) {
    element("script", [.init("src", address)]) { _ in }
    newLine()
  }

  /// Data for scripts, which a page may hold in no other letters than these.
  mutating func data(_ json: String, id: String) {
    element("script", [.init("type", "application/json"), .init("id", id)]) { html in
      html.text += JSON.ascii(json).replacing("&", with: "\\u0026").replacing(">", with: "\\u003e")
    }
    newLine()
  }

  private mutating func tag(_ name: StaticString, _ attributes: [Attribute]) {
    text += "<" + name.description
    for attribute in attributes {
      if let node = attribute.node { nodes.insert(node) }
      text += " \(attribute.name)=\"" + XML.text(attribute.value) + "\""
    }
  }
}
