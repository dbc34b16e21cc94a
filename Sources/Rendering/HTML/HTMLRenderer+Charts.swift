import Presentation

/// Curves.
extension HTMLRenderer {
  mutating func chart(_ chart: Chart) {
    element("figure", [.class("chart")], at: nil) { page in
      page.element("figcaption", at: nil) { $0.write(chart.title) }
    }
    for curve in chart.series where curve.runsAway {
      if case .words(let words) = curve.label { remark("note", .leavesPicture(words), nil) }
    }
  }
}
