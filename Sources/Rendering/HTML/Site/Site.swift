import Letters
import Trace

/// Pages that stand beside one another, and how one leads to another.
package struct Site: Sendable {
  package struct Part: Sendable {
    package let title: String
    package var pages: [Page]

    package init(title: String, pages: [Page]) { (self.title, self.pages) = (title, pages) }
  }

  package struct Page: Sendable {
    /// Where it is, without `.html`, from the root of the site.
    package let path: String
    package let title: String
    package let summary: String

    package init(path: String, title: String, summary: String) {
      (self.path, self.title, self.summary) = (path, title, summary)
    }
  }

  /// A page as it is seen from: all ways begin there.
  package struct Place: Sendable {
    let site: Site
    let path: String

    package init(_ site: Site, at path: String) { (self.site, self.path) = (site, path) }

    /// The way to the root.
    var root: String { String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") }) }

    func address(of page: Page) -> String { root + Site.address(page.path) + ".html" }

    /// The page that a lesson means by a name: one beside it, or one named from the root.
    func page(named name: String) -> Page? {
      let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
      let beside = folder.hasSuffix("/") ? folder + name : name
      return site.pages.first { $0.path == beside } ?? site.pages.first { $0.path == name }
    }

    /// The page that follows this one.
    var next: Page? {
      site.pages.firstIndex { $0.path == path }.flatMap { site.pages.dropFirst($0 + 1).first }
    }
  }

  package let parts: [Part]
  package var pages: [Page] { parts.flatMap(\.pages) }

  package init(_ parts: [Part]) { self.parts = parts }

  /// The names that pages of the site's own have.
  package static let index = "index", missing = "404"

  /// What all pages use, by its path from the root.
  package static let shared: [(path: String, text: String)] = [
    ("assets/page.css", HTMLRenderer.style + CarriedPage.text("site.css")),
    ("assets/page.js", HTMLRenderer.scripts.joined()),
    ("assets/site.js", CarriedPage.text("site.js")),
  ]
  package static let searchPath = "assets/search.js"

  /// What is searched, as a script: a page that was opened as a file may fetch nothing else.
  package func search(words: [String: String]) -> String {
    let rows = pages.map { page in
      let texts = [Site.address(page.path) + ".html", page.title, page.summary, words[page.path] ?? ""]
      return "[" + texts.map(JSON.string).joined(separator: ",") + "]"
    }
    return "var lessonIndex = [\n" + rows.joined(separator: ",\n") + "\n];\n"
  }

  /// A path as an address: what a file's name may hold and an address may not is written as `%20`.
  static func address(_ path: String) -> String {
    path.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        scalar.isASCII && scalar.properties.isAlphabetic || "0123456789-._~/".unicodeScalars.contains(scalar)
      if isPlain { return String(scalar) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }.joined()
  }
}

extension [Block] {
  /// The text alone, for a search.
  package var words: String {
    map { block in
      switch block {
      case .heading(_, let text), .paragraph(let text): text.words
      case .list(let items, _, _): items.map(\.words).joined(separator: " ")
      case .table(let header, _, let rows): ([header] + rows).joined().map(\.words).joined(separator: " ")
      case .code(let text, _): text
      case .quote(let blocks): blocks.words
      case .line: ""
      }
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension [Inline] {
  fileprivate var words: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .emphasis(let inside), .strong(let inside), .link(let inside, _): inside.words
      case .lineBreak: " "
      case .mark: ""
      }
    }.joined()
  }
}
