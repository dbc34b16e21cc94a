import Presentation
import Trace

/// The lesson's own text and code.
extension HTMLRenderer {
  mutating func prose(_ blocks: [Block]) { for block in blocks { self.block(block) } }

  private mutating func block(_ block: Block) {
    switch block {
    case .heading(let level, let text): element(heading(level), at: nil) { $0.inlines(text) }
    case .paragraph(let text): element("p", at: nil) { $0.inlines(text) }
    case .list(let items, let ordered, let start):
      let first: [HTMLWriter.Attribute] = ordered && start != 1 ? [.init("start", String(start))] : []
      element(ordered ? "ol" : "ul", first, at: nil) { page in
        for item in items { page.element("li", at: nil) { $0.item(item) } }
      }
    case .table(let header, let alignments, let rows):
      element("div", [.class("scroll")], at: nil) { page in
        page.element("table", at: nil) { page in
          page.element("thead", at: nil) { $0.row(header, "th", alignments) }
          page.element("tbody", at: nil) { page in for row in rows { page.row(row, "td", alignments) } }
        }
      }
    case .code(let text, _): html.element("pre") { $0.element("code", [], text) }
    case .quote(let blocks): element("blockquote", at: nil) { $0.prose(blocks) }
    case .line: html.empty("hr")
    }
    html.newLine()
  }

  /// The page's title is the only heading of the first level.
  private func heading(_ level: Int) -> StaticString {
    switch level {
    case ...2: "h2"
    case 3: "h3"
    case 4: "h4"
    case 5: "h5"
    default: "h6"
    }
  }

  /// An item of one paragraph needs none.
  private mutating func item(_ blocks: [Block]) {
    guard case .paragraph(let text)? = blocks.first else { return prose(blocks) }
    inlines(text)
    prose(Array(blocks.dropFirst()))
  }

  private mutating func row(_ cells: [[Inline]], _ name: StaticString, _ alignments: [Block.Alignment]) {
    element("tr", at: nil) { page in
      for (cell, alignment) in zip(cells, alignments) {
        let side: [HTMLWriter.Attribute] =
          switch alignment {
          case .unset, .left: []
          case .center: [.class("center")]
          case .right: [.class("right")]
          }
        page.element(name, side, at: nil) { $0.inlines(cell) }
      }
    }
  }

  // MARK: Running text

  private mutating func inlines(_ text: [Inline]) {
    var rest = text[...]
    while let inline = rest.popFirst() {
      guard case .mark(let index)? = rest.first, claims.indices.contains(index) else {
        self.inline(inline)
        continue
      }
      rest.removeFirst()
      let (before, number) = inline.parted(before: claims[index].statement.number?.spelling ?? "")
      for inline in before { self.inline(inline) }
      verdict(index) { page in for inline in number { page.inline(inline) } }
    }
  }

  private mutating func inline(_ inline: Inline) {
    switch inline {
    case .text(let text): html.write(text)
    case .code(let text): html.element("code", [], text)
    case .emphasis(let inside): element("em", at: nil) { $0.inlines(inside) }
    case .strong(let inside): element("strong", at: nil) { $0.inlines(inside) }
    case .link(let inside, let address):
      guard let address = Address.followed(address) else {
        inlines(inside)
        html.write(" (" + address + ")")
        return
      }
      element("a", [.init("href", address)], at: nil) { $0.inlines(inside) }
    case .lineBreak: html.empty("br")
    case .mark(let index): if claims.indices.contains(index) { verdict(index) { _ in } }
    }
  }

  // MARK: Code

  mutating func source(_ lines: [SourceLine]) {
    if lines.isEmpty { return }
    html.element("pre", [.class("code")]) { html in
      html.element("code") { html in
        for (place, line) in lines.enumerated() {
          if place > 0 { html.newLine() }
          html.write(line)
        }
      }
    }
  }
}

extension HTMLWriter {
  /// A line with the numbers in it that a reader may change.
  fileprivate mutating func write(_ line: SourceLine) {
    let bytes = Array(line.text.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var done = 0
    for (place, index) in line.fields where place.lowerBound >= done {
      write(text(done..<place.lowerBound))
      element("span", [.class("field"), .init("data-field", String(index))], text(place))
      done = place.upperBound
    }
    write(text(done..<bytes.count))
  }
}

extension Inline {
  /// What stands before a number that ends the text, and the number; where none does, the whole counts as the number.
  fileprivate func parted(before number: String) -> (before: [Inline], number: [Inline]) {
    guard case .text(let text) = self else { return ([], [self]) }
    guard !number.isEmpty, text.hasSuffix(number) else { return ([self], []) }
    return ([.text(String(text.dropLast(number.count)))], [.text(number)])
  }
}

/// Where a link may lead.
enum Address {
  /// The address a reader may follow: another lesson's page, a file beside this one, or a page or mailbox elsewhere;
  /// nil for one that would do something else.
  static func followed(_ address: String) -> String? {
    let scheme = address.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
    if scheme.endIndex < address.endIndex, address[scheme.endIndex] == ":" {
      return ["http", "https", "mailto"].contains(scheme.lowercased()) ? address : nil
    }
    // A browser takes a backslash for a slash, and overlooks a line end.
    if address.hasPrefix("//") || address.unicodeScalars.contains(where: { $0 == "\\" || $0.value < 0x21 }) {
      return nil
    }
    let end = address.firstIndex { $0 == "#" || $0 == "?" } ?? address.endIndex
    let path = address[..<end]
    return path.hasSuffix(".md") ? path.dropLast(2) + "html" + address[end...] : address
  }
}
