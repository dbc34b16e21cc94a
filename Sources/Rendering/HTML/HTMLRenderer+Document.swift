import Presentation
import Trace

/// The document around the items, and what stands at its head and end.
extension HTMLRenderer {
  mutating func document(_ body: (inout HTMLRenderer) -> Void) {
    let head = Head(recording)
    html.insert("<!DOCTYPE html>\n")
    html.begin("html", [.init("lang", "en"), .init("xmlns", HTMLRenderer.namespace)])
    html.element("head") { html in
      html.empty("meta", [.init("charset", "utf-8")])
      html.empty(
        "meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")])
      html.empty("meta", [.init("name", "generator"), .init("content", "nntrace")])
      if !head.summary.isEmpty {
        html.empty("meta", [.init("name", "description"), .init("content", head.summary)])
      }
      html.element("title", [], head.title.isEmpty ? "nntrace" : head.title)
      html.element("style") { $0.insert(HTMLRenderer.style) }
    }
    html.newLine()
    html.begin("body", [.init("data-digits", String(view.digits))])
    html.begin("main")
    html.newLine()
    notice()
    body(&self)
    html.end()
    neighbours(head)
    live()
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

  private static let namespace = "http://www.w3.org/1999/xhtml"

  // MARK: What a script makes use of

  /// Largest data that a page carries; a larger one cannot be changed.
  private static let mostData = 1 << 20

  private mutating func live() {
    guard !recording.runs.isEmpty else { return }
    let data = PageData(recording, shown: html.nodes)
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
    let files = ["elementary.js", "engine.js", "player.js"].map(CarriedPage.text)
    html.script(files[0] + data.kernels + files[1] + files[2])
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
    let rows = [(Words.readBefore, head.before), (Words.readNext, head.after)].filter { !$0.1.isEmpty }
    if rows.isEmpty { return }
    html.element("footer") { html in
      for (words, names) in rows {
        html.element("p") { html in
          html.write(words + " ")
          for (place, name) in names.enumerated() {
            if place > 0 { html.write(", ") }
            html.element("a", [.init("href", name + ".html")], name)
          }
        }
      }
    }
    html.newLine()
  }
}

extension CarriedPage {
  /// A file that is carried.
  static func text(_ path: String) -> String { files.first { $0.path == path }?.text ?? "" }
}
