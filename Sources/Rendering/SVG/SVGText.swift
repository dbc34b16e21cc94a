import Letters

/// Writes elements of SVG.
///
/// Everything that comes from a lesson passes through `XML.text`.
struct SVGText {
  private(set) var text = ""

  /// An element without content, or with what `body` writes into it. Attributes without a value are left out.
  mutating func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, _ body: (inout SVGText) -> Void = { _ in }
  ) {
    text += "<" + name
    write(attributes)
    var inside = SVGText()
    body(&inside)
    text += inside.text.isEmpty ? "/>" : ">" + inside.text + "</\(name)>"
  }

  /// A picture, whose title names it for those who do not see it.
  /// - Parameters:
  ///   - id: what its ids begin with; no other picture of the page has it.
  ///   - place: where it is in another picture; nil on a page.
  ///   - isAlone: whether it is a file, and needs a style sheet of its own.
  mutating func picture(
    _ kind: String, id: String, title: String, width: Int, height: Int, at place: Point?, isAlone: Bool,
    _ body: (inout SVGText) -> Void
  ) {
    element(
      "svg",
      [
        "xmlns": place == nil ? "http://www.w3.org/2000/svg" : nil, "class": kind, "role": "img",
        "aria-labelledby": "\(id)-title", "x": place.map { "\($0.x)" }, "y": place.map { "\($0.y)" },
        "width": "\(width)", "height": "\(height)", "viewBox": "0 0 \(width) \(height)",
      ]
    ) { svg in
      if isAlone { svg.append("<style>\(SVGStyle.alone)</style>") }
      svg.element("title", ["id": "\(id)-title"]) { $0.content(title) }
      body(&svg)
      svg.newline()
    }
  }

  /// A line of text, at its baseline.
  mutating func line(
    _ words: String, _ kind: String, x: Int, y: Int, _ attributes: KeyValuePairs<String, String?> = [:]
  ) {
    text += "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y)\""
    write(attributes)
    text += ">" + XML.text(words) + "</text>"
  }

  /// Attributes without a value are left out.
  private mutating func write(_ attributes: KeyValuePairs<String, String?>) {
    for case (let key, let value?) in attributes { text += " \(key)=\"\(XML.text(value))\"" }
  }

  mutating func content(_ words: String) { text += XML.text(words) }

  /// Elements that are written already.
  mutating func append(_ elements: String) { text += elements }

  mutating func newline() { text += "\n" }
}

extension SVGText {
  mutating func rectangle(_ kind: String, _ frame: Rectangle, radius: Int = 0) {
    element(
      "rect",
      [
        "class": kind, "x": "\(frame.x)", "y": "\(frame.y)", "width": "\(frame.width)",
        "height": "\(frame.height)", "rx": radius > 0 ? "\(radius)" : nil,
      ])
  }
}

/// How wide text is, in a font that is as wide as usual ones get.
enum TextWidth {
  /// - Parameter size: of the font, in pixels.
  static func of(_ text: some StringProtocol, size: Double) -> Int {
    Int((text.reduce(0) { $0 + ems($1) } * size).rounded(.up))
  }

  private static func ems(_ character: Character) -> Double {
    switch character {
    case "i", "j", "l", "I", ".", ",", ":", ";", "|", "'", "(", ")", "[", "]", " ", "·", "!": 0.36
    case "f", "r", "t", "/", "-": 0.42
    case "m", "w", "M", "W", "%", "@": 0.95
    case "A"..."Z": 0.72
    case "0"..."9", "a"..."z", "−", "~": 0.64
    // Fonts draw signs as wide as they like.
    default: 0.8 * Double(DisplayWidth.of(character))
    }
  }
}
