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
      html.element("style") { $0.insert(CarriedPage.text("page.css")) }
    }
    html.newLine()
    html.begin("body")
    html.begin("main")
    html.newLine()
    body(&self)
    html.end()
    neighbours(head)
    html.end()
    html.end()
    html.newLine()
  }

  private static let namespace = "http://www.w3.org/1999/xhtml"

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
