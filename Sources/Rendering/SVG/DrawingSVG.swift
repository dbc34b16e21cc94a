import Autodiff
import Letters
import Presentation
import Trace

/// A drawing, laid out.
struct DrawingSVG {
  private let drawing: Drawing
  private let spelling: SVGSpelling
  private let marks: Marks
  private let shapes: [CardShape]
  let graph: LayeredGraph
  let layout: Layout
  /// Around all.
  private let margin: (x: Int, top: Int, bottom: Int)
  private var frames: [(title: String, frame: Rectangle)] = []

  let width: Int
  let height: Int

  private static let framePadding = 12

  init(_ drawing: Drawing, _ options: TextOptions) {
    self.drawing = drawing
    let spelling = SVGSpelling(options)
    self.spelling = spelling
    let marks = options.marks
    self.marks = marks
    let shapes = drawing.cards.map { CardShape($0, spelling, showsOrder: marks.contains(.order)) }
    self.shapes = shapes
    var ports = drawing.cards.map { _ in 0 }
    let rooms = DrawingSVG.rooms(forPills: drawing, marks, spelling)
    graph = LayeredGraph(
      boxes: zip(drawing.cards, shapes).map {
        LayeredGraph.Box(width: $1.width, height: $1.height, band: $0.band)
      },
      arrows: drawing.edges.map { edge in
        var port: Int?
        if case .operand = edge.kind { port = ports[edge.to] }
        ports[edge.to] += 1
        return LayeredGraph.Arrow(from: edge.from, to: edge.to, port: port, room: rooms[edge.from] ?? 0)
      })
    layout = Layout(graph)
    var right = layout.width
    for group in drawing.groups {
      guard let frame = DrawingSVG.frame(group, drawing, layout) else { continue }
      let title = spelling.title(group.title)
      frames.append((title, frame))
      right = max(right, frame.x + TextWidth.of(title, size: 11) + 8, frame.right - 2)
    }
    let hasSteps = drawing.groups.contains { if case .step = $0.kind { true } else { false } }
    margin = !frames.isEmpty ? (18, 40, 22) : hasSteps ? (14, 40, 22) : (14, 12, 12)
    width = right + 2 * margin.x
    height = layout.height + margin.top + margin.bottom
  }

  /// Around the cards of a group; nil where others stand between them.
  private static func frame(_ group: Drawing.Group, _ drawing: Drawing, _ layout: Layout) -> Rectangle? {
    let boxes = group.cards.map { layout.boxes[$0] }
    guard let left = boxes.map(\.x).min(), let right = boxes.map(\.right).max(),
      var top = boxes.map(\.y).min(), var bottom = boxes.map(\.bottom).max()
    else { return nil }
    if case .step = group.kind { (top, bottom) = (0, layout.height) }
    let frame = Rectangle(
      x: left - framePadding, y: top - framePadding, width: right - left + 2 * framePadding,
      height: bottom - top + 2 * framePadding)
    let inside = Set(group.cards)
    let isFree = layout.boxes.indices.allSatisfy { inside.contains($0) || !layout.boxes[$0].overlaps(frame) }
    return isFree ? frame : nil
  }

  // MARK: Writing

  /// One `svg` element; see `SVGText.picture`.
  func element(id: String, at place: Point? = nil, isAlone: Bool = false) -> String {
    var svg = SVGText()
    svg.picture(
      "drawing", id: id, title: spelling.title(drawing.title), width: width, height: height, at: place,
      isAlone: isAlone
    ) { svg in
      for (title, frame) in frames {
        let frame = shifted(frame)
        svg.rectangle("frame", frame, radius: 8)
        svg.line(title, "frame-title", x: frame.x + 2, y: frame.y - 6)
      }
      for (index, width) in drawing.widths(marks).enumerated() { draw(edge: index, width, &svg) }
      for (shape, box) in zip(shapes, layout.boxes) {
        svg.newline()
        shape.draw(shifted(box), &svg)
      }
      drawPills(&svg)
    }
    return svg.text
  }

  private func shifted(_ box: Rectangle) -> Rectangle {
    Rectangle(x: box.x + margin.x, y: box.y + margin.top, width: box.width, height: box.height)
  }

  private func shifted(_ point: Point) -> Point { Point(x: point.x + margin.x, y: point.y + margin.top) }

  private func draw(edge index: Int, _ width: String?, _ svg: inout SVGText) {
    let edge = drawing.edges[index]
    var stations = layout.routes[index].map(shifted)
    let overhang = shapes[edge.to].overhang
    // On to the card behind the badge.
    if let end = stations.last, overhang > 0 { stations.append(Point(x: end.x + overhang, y: end.y)) }
    var note: String?
    var kind = "edge"
    switch edge.kind {
    case .plain: break
    case .operand(let position): note = String(position)
    case .rest: kind += " rest"
    case .across(let steps):
      kind += " across"
      note = spelling.base.text(Words.notDrawn(steps))
    }
    svg.newline()
    svg.element(
      "path",
      [
        "class": kind, "d": DrawingSVG.path(stations),
        "style": width.map { "stroke-width: \($0)" },
        "data-from": drawing.cards[edge.from].id.key, "data-to": drawing.cards[edge.to].id.key,
      ])
    if let note, let end = layout.routes[index].last.map(shifted) {
      svg.line(note, "edge-note", x: end.x - 3, y: end.y - 3)
    }
  }

  /// Level at each station.
  static func path(_ stations: [Point]) -> String {
    guard let start = stations.first else { return "" }
    var path = "M\(start.x),\(start.y)"
    for (from, to) in zip(stations, stations.dropFirst()) {
      if from.y == to.y {
        path += "H\(to.x)"
      } else {
        let middle = (from.x + to.x) / 2
        path += "C\(middle),\(from.y) \(middle),\(to.y) \(to.x),\(to.y)"
      }
    }
    return path
  }

  // MARK: Contributions

  private static func pills(_ drawing: Drawing, _ marks: Marks) -> [(edge: Int, number: Quantity)] {
    drawing.meetings(marks).sorted().compactMap { index in
      drawing.edges[index].contribution.map { (index, $0) }
    }
  }

  /// The widths of the gaps in which they fit, those of edges between the same cards beside each other.
  private static func rooms(forPills drawing: Drawing, _ marks: Marks, _ spelling: SVGSpelling) -> [Int: Int]
  {
    var widths: [[Int]: Int] = [:]
    for (index, number) in pills(drawing, marks) {
      let edge = drawing.edges[index]
      widths[[edge.from, edge.to], default: 30] += TextWidth.of(spelling.number(number), size: 11) + 14
    }
    return widths.reduce(into: [:]) { $0[$1.key[0]] = max($0[$1.key[0]] ?? 0, $1.value) }
  }

  private func drawPills(_ svg: inout SVGText) {
    let meets = drawing.meetings(.meetings)
    let boxes = layout.boxes.map(shifted)
    var taken: [Rectangle] = []
    for (index, number) in DrawingSVG.pills(drawing, marks) {
      let text = spelling.number(number)
      let width = max(TextWidth.of(text, size: 11) + 10, 18)
      // In the first gap, where what belongs to one card stands together; further along where another one is.
      let places = DrawingSVG.places(layout.routes[index].map(shifted))
      let frames = places.map { Rectangle(x: $0.x - width / 2, y: $0.y - 8, width: width, height: 16) }
      let free = frames.first { frame in !(taken + boxes).contains { $0.overlaps(frame) } }
      guard let frame = free ?? frames.first else { continue }
      taken.append(frame)
      let edge = drawing.edges[index]
      svg.newline()
      svg.element(
        "g",
        [
          "class": "pill", "data-node": number.node.map { "\($0.raw)" },
          "data-from": drawing.cards[edge.from].id.key, "data-to": drawing.cards[edge.to].id.key,
          "data-meets": meets.contains(index) ? "" : nil,
        ]
      ) { svg in
        svg.rectangle("back", frame, radius: 8)
        svg.line(text, "number", x: frame.x + width / 2, y: frame.y + 12)
      }
    }
  }

  /// Points on an arrow in the order in which they are fit for a label.
  private static func places(_ stations: [Point]) -> [Point] {
    var places: [Point] = []
    for (from, to) in zip(stations, stations.dropFirst()) {
      for part in [8, 6, 10, 12, 4, 13, 3] {
        // t³ and its like in sixteenths; the curve is level at both ends.
        let (t, u) = (part, 16 - part)
        let middle = (from.x + to.x) / 2
        let x = (u * u * u * from.x + 3 * u * t * 16 * middle + t * t * t * to.x) / 4096
        let y = (u * u * (u + 3 * t) * from.y + t * t * (t + 3 * u) * to.y) / 4096
        places.append(Point(x: x, y: y))
      }
    }
    return places
  }
}
