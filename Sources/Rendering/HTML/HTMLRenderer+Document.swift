import Presentation
import Trace

/// The document around the items, and what stands at its head and end.
extension HTMLRenderer {
  mutating func document(_ body: (inout HTMLRenderer) -> Void) {
    let head = Head(recording)
    html.beginDocument(title: head.title, summary: head.summary, place: place)
    html.begin("body", [.init("data-digits", String(view.digits))])
    html.begin("main")
    html.newLine()
    notice()
    if place != nil {
      html.element("p", [.class("to-lessons")]) {
        $0.element("a", [.init("href", "#lessons")], Words.lessons)
      }
    }
    body(&self)
    html.end()
    neighbours(head)
    if let place { html.lessons(place) }
    live()
    if let place { html.script(at: place.root + "assets/site.js") }
    html.end()
    html.end()
    html.newLine()
  }

  /// Colours that drawings have too, once for each scheme; then the page's own style and that of drawings.
  static let style = """

    :root { \(SVGStyle.variables(SVGStyle.light)) }
    @media (prefers-color-scheme: dark) { :root { \(SVGStyle.variables(SVGStyle.dark)) } }
    \(CarriedPage.text("page.css"))\(SVGStyle.rules)
    """

  /// What makes the page answer: before and after the operations that it uses.
  /// Without their comments and indentation, which pages have no use for.
  static let scripts = ["elementary.js", "engine.js", "charts.js", "player.js"].map { name in
    CarriedPage.text(name).split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.hasPrefix("//") }.map { $0 + "\n" }.joined()
  }

  // MARK: What a script makes use of

  /// Largest data that a page carries; a larger one cannot be changed.
  private static let mostData = 1 << 20

  private mutating func live() {
    guard !recording.runs.isEmpty else { return }
    let data = PageData(recording, shown: html.nodes, charts: charts.map { ($0, ChartSVG($0, pictures)) })
    guard data.isLive else { return }
    let json = data.json
    guard json.utf8.count <= HTMLRenderer.mostData else {
      html.element("p", [.class("note")], Words.tooLarge)
      return
    }
    html.element("aside", [.class("panel"), .init("hidden", "hidden"), .init("aria-label", Words.numbers)]) {
      _ in
    }
    bar()
    html.data(json, id: "nntrace-data")
    guard let place else {
      return html.script(HTMLRenderer.scripts[0] + data.kernels + HTMLRenderer.scripts.dropFirst().joined())
    }
    html.script(data.kernels)
    html.script(at: place.root + "assets/page.js")
  }

  private mutating func bar() {
    html.element("nav", [.class("bar"), .init("hidden", "hidden"), .init("aria-label", Words.stops)]) {
      html in
      for (move, words, sign) in Words.moves {
        html.element(
          "button",
          [
            .init("type", "button"), .init("data-go", move), .init("data-stops", ""),
            .init("aria-label", words), .init("title", words),
          ], sign)
      }
      html.empty(
        "input",
        [
          .init("type", "range"), .init("data-stops", ""), .init("min", "0"), .init("max", String(stops)),
          .init("value", "0"),
          .init("aria-label", Words.stops),
        ])
      html.element("output", [.init("aria-live", "polite")]) { _ in }
      html.element("button", [.init("type", "button"), .init("data-go", "numbers")], Words.numbers)
    }
    html.newLine()
  }

  private mutating func notice() {
    html.element("p", [.class("notice"), .init("hidden", "hidden"), .init("role", "status")]) { html in
      html.write(Words.changed + " ")
      html.element("button", [.init("type", "button")], Words.restore)
    }
    html.newLine()
  }

  mutating func header(_ head: Head) {
    html.begin("header")
    if !head.title.isEmpty { html.element("h1", [], head.title) }
    if !head.summary.isEmpty { html.element("p", [.class("summary")], head.summary) }
    if !head.source.isEmpty { html.element("p", [.class("source")], head.source) }
    html.end()
  }

  /// The lessons to read before this one and next, each the page of its name beside this one.
  private mutating func neighbours(_ head: Head) {
    let after = self.place.map { $0.next.map { [$0.path] } ?? [] } ?? head.after
    let rows = [(Words.readBefore, head.before), (Words.readNext, after)].filter { !$0.1.isEmpty }
    if rows.isEmpty { return }
    let place = self.place
    html.element("footer") { html in
      for (words, names) in rows {
        html.element("p") { html in
          html.write(words + " ")
          for (index, name) in names.enumerated() {
            if index > 0 { html.write(", ") }
            guard let place else {
              html.element("a", [.init("href", name + ".html")], name)
              continue
            }
            // A name that is no page of the site leads nowhere.
            guard let page = place.page(named: name) else {
              html.write(name)
              continue
            }
            html.element("a", [.init("href", place.address(of: page))], page.title)
          }
        }
      }
    }
    html.newLine()
  }
}

extension HTMLWriter {
  /// The beginning of a document, up to its body.
  /// - Parameter place: where in a site it is, whose files it uses; nil: it needs no other file.
  mutating func beginDocument(title: String, summary: String = "", place: Site.Place?) {
    insert("<!DOCTYPE html>\n")
    begin("html", [.init("lang", "en"), .init("xmlns", "http://www.w3.org/1999/xhtml")])
    element("head") { html in
      html.empty("meta", [.init("charset", "utf-8")])
      html.empty(
        "meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")])
      html.empty("meta", [.init("name", "generator"), .init("content", "nntrace")])
      if !summary.isEmpty {
        html.empty("meta", [.init("name", "description"), .init("content", summary)])
      }
      html.element("title", [], title.isEmpty ? "nntrace" : title)
      if let place {
        html.empty("link", [.init("rel", "stylesheet"), .init("href", place.root + "assets/page.css")])
      } else {
        html.element("style") { $0.insert(HTMLRenderer.style) }
      }
    }
    newLine()
  }
}

extension CarriedPage {
  /// A file that is carried.
  static func text(_ path: String) -> String { files.first { $0.path == path }?.text ?? "" }
}
