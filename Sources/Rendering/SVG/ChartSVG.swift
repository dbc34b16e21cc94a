import Letters
import Presentation

/// A chart with its axes, laid out.
///
/// Curves differ by dashes and by the shapes of their marks as well as by colour.
struct ChartSVG {
  private let chart: Chart
  private let spelling: SVGSpelling
  /// The room between the axes of one frame.
  private let plot: (width: Int, height: Int)
  private let margin: (left: Int, right: Int, top: Int, bottom: Int)
  private let across: Int
  /// The lines below the frames.
  private let notes: [String]

  let width: Int
  let height: Int

  private static let legendRow = 18
  private static let most = 3
  private static let colors = 6

  init(_ chart: Chart, _ options: TextOptions) {
    self.chart = chart
    let spelling = SVGSpelling(options)
    self.spelling = spelling
    let frames = chart.frames
    across = max(1, min(frames.count, ChartSVG.most))
    plot = ChartSVG.plotSize(of: chart)
    let labels = chart.vertical.ticks.map { TextWidth.of($0.label, size: 11) }.max() ?? 0
    let rows = frames.map { ChartSVG.legend($0, of: chart, spelling).count }.max() ?? 0
    margin = (max(labels + 16, 30), 24, 14 + rows * ChartSVG.legendRow, 34)
    let cells = (frames.count + across - 1) / across
    width = across * (margin.left + plot.width + margin.right)
    notes = ChartSVG.notes(chart, spelling, columns: (width - margin.left) * 10 / 64)
    height = cells * (margin.top + plot.height + margin.bottom) + notes.count * ChartSVG.legendRow
  }

  /// The heights of the map, which is the same in all frames, and what is not seen.
  private static func notes(_ chart: Chart, _ spelling: SVGSpelling, columns: Int) -> [String] {
    var notes: [String] = []
    if let map = chart.frames.lazy.compactMap(\.map).first {
      let heights = spelling.title(map.numbers(chart.horizontal, chart.vertical))
      notes += (spelling.label(map.label) + ": " + heights).split(separator: " ").filled(width: columns)
    }
    if chart.unseen > 0 { notes.append(spelling.title(.notFinite(chart.unseen, of: chart.values))) }
    return notes
  }

  private static func plotSize(of chart: Chart) -> (width: Int, height: Int) {
    if chart.frames.count > 1 { return (230, 130) }
    return chart.frames.contains { $0.map != nil } ? (460, 340) : (640, 220)
  }

  /// The lines above a frame: its title, and each curve with the numbers of it worth telling.
  private static func legend(
    _ frame: Chart.Frame, of chart: Chart, _ spelling: SVGSpelling
  ) -> [(series: Int?, words: String)] {
    var lines: [(series: Int?, words: String)] = []
    func add(_ words: String, _ series: Int?) {
      let columns = (plotSize(of: chart).width - (series == nil ? 0 : 30)) * 10 / 64
      for (row, line) in words.split(separator: " ").filled(width: columns).enumerated() {
        lines.append((row == 0 ? series : series.map { _ in -1 }, line))
      }
    }
    if let title = frame.title { add(spelling.label(title), nil) }
    for (place, series) in frame.series.enumerated() {
      let numbers = spelling.title(series.numbers(over: chart.horizontal))
      if frame.series.count == 1 {
        add(numbers, nil)
      } else {
        add(spelling.label(series.label) + (numbers.isEmpty ? "" : ": " + numbers), place)
      }
    }
    return lines
  }

  /// One `svg` element; see `SVGText.picture`.
  func element(id: String, at place: Point? = nil, isAlone: Bool = false) -> String {
    var svg = SVGText()
    svg.picture(
      "chart", id: id, title: spelling.title(chart.title), width: width, height: height, at: place,
      isAlone: isAlone
    ) { svg in
      for index in chart.frames.indices { draw(index, id: id, &svg) }
      for (row, note) in notes.enumerated() {
        svg.line(note, "note", x: margin.left, y: height - 6 - (notes.count - 1 - row) * ChartSVG.legendRow)
      }
    }
    return svg.text
  }

  /// The rooms of the frames, in order.
  var rooms: [Rectangle] { chart.frames.indices.map(room(ofFrame:)) }

  /// What each curve is called.
  func label(of series: Chart.Series) -> String { spelling.label(series.label) }

  private func room(ofFrame index: Int) -> Rectangle {
    let x = index % across * (margin.left + plot.width + margin.right) + margin.left
    let y = index / across * (margin.top + plot.height + margin.bottom) + margin.top
    return Rectangle(x: x, y: y, width: plot.width, height: plot.height)
  }

  private func draw(_ index: Int, id: String, _ svg: inout SVGText) {
    let (frame, room, clip) = (chart.frames[index], room(ofFrame: index), "\(id)-\(index + 1)-clip")
    svg.newline()
    svg.element("clipPath", ["id": clip]) { svg in
      svg.rectangle(
        "room", Rectangle(x: room.x - 5, y: room.y - 5, width: room.width + 10, height: room.height + 10))
    }
    legend(frame, room, &svg)
    axes(room, &svg)
    svg.element("g", ["clip-path": "url(#\(clip))"]) { svg in
      if let map = frame.map { contours(map, index, id: "\(id)-map", &svg) }
      for (place, series) in frame.series.enumerated() { draw(series, place, room, &svg) }
    }
    contourLabels(frame, room, &svg)
  }

  /// The lines of the map, which is the same in all frames and drawn once.
  private func contours(_ map: Chart.Map, _ index: Int, id: String, _ svg: inout SVGText) {
    let (first, room) = (room(ofFrame: 0), room(ofFrame: index))
    if index > 0, chart.frames[0].map != nil {
      // The copy inherits the style of its element, since it stands outside the picture for style sheets.
      svg.element(
        "use", ["class": "contour", "href": "#\(id)", "x": "\(room.x - first.x)", "y": "\(room.y - first.y)"])
      return
    }
    svg.element("g", ["id": id]) { svg in
      for contour in map.contours {
        svg.element(
          "path", ["class": "contour", "d": contour.lines.map { path($0, room) }.joined()])
      }
    }
  }

  private func legend(_ frame: Chart.Frame, _ room: Rectangle, _ svg: inout SVGText) {
    let lines = ChartSVG.legend(frame, of: chart, spelling)
    for (row, (series, words)) in lines.enumerated() {
      let y = room.y - 10 - (lines.count - 1 - row) * ChartSVG.legendRow
      if let series, series >= 0 {
        svg.element(
          "path",
          ["class": "curve \(ChartSVG.kind(series))", "d": "M\(room.x),\(y - 4)H\(room.x + 22)"])
        mark(series, Point(x: room.x + 11, y: y - 4), &svg)
      }
      let isTitle = series == nil && row == 0 && frame.title != nil
      svg.line(words, isTitle ? "title" : "label", x: room.x + (series == nil ? 0 : 30), y: y)
    }
  }

  private static func kind(_ series: Int) -> String { "c\(series % colors + 1)" }

  // MARK: Axes

  private func x(of value: Double, _ room: Rectangle) -> Int? {
    chart.horizontal.position(of: value).map { room.x + pixel($0, of: room.width) }
  }

  private func y(of value: Double, _ room: Rectangle) -> Int? {
    chart.vertical.position(of: value).map { room.bottom - pixel($0, of: room.height) }
  }

  /// What lies far beside the picture lies just far enough.
  private func pixel(_ part: Double, of length: Int) -> Int {
    Int((min(max(part, -9), 10) * Double(length)).rounded())
  }

  private func axes(_ room: Rectangle, _ svg: inout SVGText) {
    for tick in chart.vertical.ticks {
      guard let y = y(of: tick.value, room) else { continue }
      svg.element(
        "path",
        ["class": tick.value == 0 ? "grid zero" : "grid", "d": "M\(room.x),\(y)H\(room.right)"])
      svg.line(spelling.signed(tick.label), "tick left", x: room.x - 6, y: y + 4)
    }
    svg.element("path", ["class": "axis", "d": "M\(room.x),\(room.y)V\(room.bottom)H\(room.right)"])
    var taken: [ClosedRange<Int>] = []
    // The ends first, then what there is room for.
    let ticks = chart.horizontal.ticks
    for tick in ticks.prefix(1) + ticks.dropFirst().suffix(1) + ticks.dropFirst().dropLast() {
      guard let x = x(of: tick.value, room) else { continue }
      let label = spelling.signed(tick.label)
      let half = TextWidth.of(label, size: 11) / 2 + 4
      guard !taken.contains(where: { $0.overlaps(x - half...x + half) }) else { continue }
      taken.append(x - half...x + half)
      svg.element("path", ["class": "axis", "d": "M\(x),\(room.bottom)v4"])
      svg.line(label, "tick", x: x, y: room.bottom + 16)
    }
    if !chart.horizontal.name.isEmpty {
      svg.line(spelling.title(chart.horizontal.name), "tick left", x: room.right, y: room.bottom + 30)
    }
    if !chart.vertical.name.isEmpty {
      svg.line(spelling.title(chart.vertical.name), "label", x: room.x + 4, y: room.y + 8)
    }
  }

  // MARK: Curves

  private func draw(_ series: Chart.Series, _ place: Int, _ room: Rectangle, _ svg: inout SVGText) {
    let kind = ChartSVG.kind(place)
    if let band = band(series, room) { svg.element("path", ["class": "band \(kind)", "d": band]) }
    if series.form != .dots {
      svg.element("path", ["class": "curve \(kind)", "d": path(series.points, room)])
    }
    let points = series.points.compactMap { point in
      x(of: point.x, room).flatMap { x in y(of: point.y, room).map { Point(x: x, y: $0) } }
    }
    switch series.form {
    case .dots: for point in points { mark(place, point, &svg) }
    case .line:
      // A few along the way, not all curves at the same places.
      let every = max(points.count / 6, 1)
      let isFew = points.count <= 12
      for (index, point) in points.enumerated()
      where isFew || (chart.frames[0].series.count > 1 && index % every == every * (place % 4) / 4) {
        mark(place, point, &svg)
      }
    case .path:
      // A run that settles stays on one pixel for many steps.
      var seen: Set<Point> = []
      let steps = points.dropFirst().dropLast().filter { seen.insert($0).inserted }
      if !steps.isEmpty {
        svg.element(
          "path", ["class": "steps \(kind)", "d": steps.map { "M\($0.x),\($0.y)h0" }.joined()])
      }
      if let first = points.first {
        svg.element("circle", ["class": "start \(kind)", "cx": "\(first.x)", "cy": "\(first.y)", "r": "5"])
      }
      if let last = points.last {
        svg.element("circle", ["class": "dot \(kind)", "cx": "\(last.x)", "cy": "\(last.y)", "r": "5"])
      }
    }
  }

  /// A mark of the series' own shape.
  private func mark(_ series: Int, _ point: Point, _ svg: inout SVGText) {
    let (x, y) = (point.x, point.y)
    let shape =
      switch series % 4 {
      case 0: "M\(x - 3),\(y)a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z"
      case 1: "M\(x - 3),\(y - 3)h6v6h-6z"
      case 2: "M\(x),\(y - 4)l4,7h-8z"
      default: "M\(x),\(y - 4)l4,4l-4,4l-4,-4z"
      }
    svg.element("path", ["class": "dot \(ChartSVG.kind(series))", "d": shape])
  }

  /// Straight from point to point, broken at gaps; what adds nothing to the last pixel is left out.
  private func path(_ points: [Chart.Point], _ room: Rectangle) -> String {
    points.split { $0.isGap || x(of: $0.x, room) == nil || y(of: $0.y, room) == nil }.map { part in
      ChartSVG.line(
        part.compactMap { point in
          x(of: point.x, room).flatMap { x in y(of: point.y, room).map { Point(x: x, y: $0) } }
        })
    }.joined()
  }

  /// A line through points, in steps from each to the next; steps in one direction are one. A lone point is a dot.
  private static func line(_ points: [Point]) -> String {
    guard let first = points.first else { return "" }
    var steps: [(x: Int, y: Int)] = []
    for (from, to) in zip(points, points.dropFirst()) where from != to {
      let step = (x: to.x - from.x, y: to.y - from.y)
      if let last = steps.last, last.x * step.y == last.y * step.x, last.x * step.x + last.y * step.y > 0 {
        steps[steps.count - 1] = (last.x + step.x, last.y + step.y)
      } else {
        steps.append(step)
      }
    }
    return "M\(first.x),\(first.y)"
      + (steps.isEmpty ? "h0" : "l" + steps.map { "\($0.x),\($0.y)" }.joined(separator: " "))
  }

  /// Between the least and the greatest value where several share a column.
  private func band(_ series: Chart.Series, _ room: Rectangle) -> String? {
    guard series.points.contains(where: { $0.low < $0.high }) else { return nil }
    var bands: [[(x: Int, low: Int, high: Int)]] = [[]]
    for point in series.points {
      if !point.isGap, let x = x(of: point.x, room), let low = y(of: point.low, room),
        let high = y(of: point.high, room)
      {
        bands[bands.count - 1].append((x, low, high))
      } else if bands.last?.isEmpty == false {
        bands.append([])
      }
    }
    return bands.filter { !$0.isEmpty }.map { band in
      let there = band.map { Point(x: $0.x, y: $0.high) }
      let back = band.reversed().map { Point(x: $0.x, y: $0.low) }
      return ChartSVG.line(there + back) + "z"
    }.joined()
  }

  /// The height of each contour, on its longest line.
  private func contourLabels(_ frame: Chart.Frame, _ room: Rectangle, _ svg: inout SVGText) {
    var taken: [Rectangle] = []
    for contour in frame.map?.contours ?? [] {
      guard let line = contour.lines.max(by: { $0.count < $1.count }) else { continue }
      let label = spelling.signed(contour.level.label)
      let width = TextWidth.of(label, size: 10) + 4
      for part in [2, 1, 3, 4, 0] {
        let point = line[min(line.count * part / 5, line.count - 1)]
        guard !point.isGap, let x = x(of: point.x, room), let y = y(of: point.y, room) else { continue }
        let place = Rectangle(x: x - width / 2, y: y - 7, width: width, height: 14)
        let isInside =
          place.x >= room.x && place.right <= room.right && place.y >= room.y && place.bottom <= room.bottom
        guard isInside, !taken.contains(where: { $0.overlaps(place) }) else { continue }
        taken.append(place)
        svg.line(label, "height", x: x, y: y + 4)
        break
      }
    }
  }
}
