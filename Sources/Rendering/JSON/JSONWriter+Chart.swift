import Letters
import Presentation

extension Chart {
  /// Writes a chart as members of an object: its axes and, frame by frame, contours and series with all points.
  func write(to json: inout JSONWriter<some TextOutputStream>) {
    let spelling = Spelling(style: .plain)
    json.member("title", spelling.text(title))
    json.object("horizontal") { horizontal.write(to: &$0, spelling) }
    json.object("vertical") { vertical.write(to: &$0, spelling) }
    json.member("values", values)
    json.member("notFinite", unseen)
    json.array("frames") { json in
      for frame in frames {
        json.line()
        json.object { frame.write(to: &$0) }
      }
      json.line()
    }
  }
}

extension Axis {
  fileprivate func write(to json: inout JSONWriter<some TextOutputStream>, _ spelling: Spelling) {
    json.member("name", spelling.text(name))
    json.member("low", low)
    json.member("high", high)
    json.member("logarithmic", scale == .logarithmic)
  }
}

extension Chart.Frame {
  fileprivate func write(to json: inout JSONWriter<some TextOutputStream>) {
    json.member("title", title?.text)
    if let map { json.array("contours") { json in for contour in map.contours { contour.write(to: &json) } } }
    json.array("series") { json in
      for series in series {
        json.line()
        json.object { series.write(to: &$0) }
      }
      json.line()
    }
  }
}

extension Chart.Contour {
  fileprivate func write(to json: inout JSONWriter<some TextOutputStream>) {
    json.line()
    json.object { json in
      json.member("level", level.value)
      json.array("lines") { json in
        for line in lines { json.array { json in for point in line { point.write(to: &json) } } }
      }
    }
  }
}

extension Chart.Series {
  fileprivate func write(to json: inout JSONWriter<some TextOutputStream>) {
    json.member("name", label.text)
    json.member("form", form.rawValue)
    json.array("points") { json in for point in points { point.write(to: &json) } }
  }
}

extension Chart.Point {
  /// `[x, y]`; where it stands for several values `[x, y, least, greatest]`.
  fileprivate func write(to json: inout JSONWriter<some TextOutputStream>) {
    json.array { json in
      json.element(x)
      json.element(y)
      if low < high {
        json.element(low)
        json.element(high)
      }
    }
  }
}
