import Presentation

/// Curves.
extension HTMLRenderer {
  mutating func chart(_ chart: Chart) {
    begin("figure", [.class("act plot")], at: nil)
    element("figcaption", at: nil) { $0.write(chart.title) }
    let picture = ChartSVG(chart, pictures)
    canvas(picture.element(id: newName()), width: picture.width)
    for series in chart.frames.flatMap(\.series) where series.runsAway {
      remark("note", .leavesPicture(SVGSpelling(pictures).label(series.label)), nil)
    }
    end()
  }
}
