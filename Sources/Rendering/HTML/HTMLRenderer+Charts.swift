import Presentation
import Trace

/// Curves.
extension HTMLRenderer {
  mutating func chart(_ chart: Chart) {
    begin("figure", [.class("act plot"), .init("data-chart", String(charts.count))], at: nil)
    charts.append(chart)
    element("figcaption", at: nil) { $0.write(chart.title) }
    let picture = ChartSVG(chart, pictures)
    canvas(picture.element(id: newName()), width: picture.width, showing: chart.nodes)
    for series in chart.frames.flatMap(\.series) where series.runsAway {
      remark("note", .leavesPicture(SVGSpelling(pictures).label(series.label)), nil)
    }
    end()
  }
}
