import Presentation

/// Curves.
extension HTMLRenderer {
  mutating func chart(_ chart: Chart) {
    element("figure", [.class("chart")], at: nil) { page in
      page.element("figcaption", at: nil) { $0.write(chart.title) }
      let series = chart.frames.flatMap(\.series)
      page.element("ul", [.class("legend")], at: nil) { page in
        for series in series {
          page.element("li", at: nil) { page in
            page.html.write(page.text(series.label) + " ")
            page.write(series.numbers(over: chart.horizontal))
          }
        }
      }
      if chart.unseen > 0 { page.remark("note", .notFinite(chart.unseen, of: chart.values), nil) }
      for series in series where series.runsAway {
        page.remark("note", .leavesPicture(page.text(series.label)), nil)
      }
    }
  }

  private func text(_ label: Chart.Series.Label) -> String {
    switch label {
    case .words(let words): words
    case .family(let name, let outer): name + "[" + outer.map { "\($0)," }.joined() + "·]"
    }
  }
}
