import Presentation

/// The pages of a site that are no lessons, and what stands beside lessons.
extension Site {
  /// The list of all lessons.
  package var index: String {
    page(title: Words.lessons, at: Site.index) { html in
      html.element("header") { $0.element("h1", [], Words.lessons) }
      html.lessons(Place(self, at: Site.index), withSummaries: true)
    }
  }

  /// What a server sends for an address that it has not: wherever that is, a script finds the way to the root.
  package var missing: String {
    page(title: Words.noSuchPage, at: Site.missing, standsAlone: true) { html in
      html.element("header") { $0.element("h1", [], Words.noSuchPage) }
      html.element("p") { $0.element("a", [.init("href", "index.html")], Words.allLessons) }
      html.script(CarriedPage.text("missing.js"))
    }
  }

  /// - Parameter standsAlone: whether it needs no other file.
  private func page(
    title: String, at path: String, standsAlone: Bool = false, _ body: (inout HTMLWriter) -> Void
  ) -> String {
    var html = HTMLWriter()
    let place = standsAlone ? nil : Place(self, at: path)
    html.beginDocument(title: title, place: place)
    html.element("body") { html in
      html.element("main") { body(&$0) }
      if let place { html.script(at: place.root + "assets/site.js") }
    }
    html.end()
    html.newLine()
    return html.text
  }
}

extension HTMLWriter {
  /// The list of all lessons, with a box to search them.
  mutating func lessons(_ place: Site.Place, withSummaries: Bool = false) {
    element("nav", [.class("lessons"), .init("id", "lessons"), .init("aria-label", Words.lessons)]) { html in
      if !withSummaries {
        html.element("p") { $0.element("a", [.init("href", place.root + "index.html")], Words.allLessons) }
      }
      html.empty(
        "input",
        [
          .init("type", "search"), .init("hidden", "hidden"), .init("aria-label", Words.searchLessons),
          .init("placeholder", Words.searchLessons),
        ])
      html.element("div", [.class("found"), .init("role", "status"), .init("hidden", "hidden")]) { _ in }
      html.element("div", [.class("parts")]) { html in
        for part in place.site.parts {
          if !part.title.isEmpty { html.element("h2", [], part.title) }
          html.element("ul") { html in
            for page in part.pages { html.lesson(page, place, withSummaries: withSummaries) }
          }
        }
      }
    }
    newLine()
  }

  private mutating func lesson(_ page: Site.Page, _ place: Site.Place, withSummaries: Bool) {
    element("li") { html in
      let isHere = page.path == place.path
      html.element(
        "a", [.init("href", place.address(of: page))] + (isHere ? [.init("aria-current", "page")] : []),
        page.title)
      if withSummaries, !page.summary.isEmpty { html.element("span", [.class("about")], page.summary) }
    }
    newLine()
  }
}
