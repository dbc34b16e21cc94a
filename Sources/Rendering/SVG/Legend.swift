import Presentation

/// What the colours and numbers of some drawings mean.
struct Legend {
  private enum Entry: Hashable {
    case role(Drawing.Role)
    case operation, value, gradient, contribution, order, size, members
  }

  private var entries: Set<Entry> = []

  mutating func add(_ drawing: Drawing, _ marks: Marks) {
    if !drawing.meetings(marks).isEmpty { entries.insert(.contribution) }
    for card in drawing.cards {
      if card.role != .other { entries.insert(.role(card.role)) }
      if card.operation != nil { entries.insert(.operation) }
      if card.gradient != nil { entries.insert(.gradient) }
      if card.value != nil { entries.insert(.value) }
      if card.family?.rows != nil { entries.insert(.members) }
    }
    if !drawing.meetings([.contributions]).isEmpty { entries.insert(.size) }
    entries.insert(.order)
  }

  /// A line of swatches, each with its word; nil for no drawing.
  func element(_ options: TextOptions, at place: Point) -> (text: String, width: Int, height: Int)? {
    guard !entries.isEmpty else { return nil }
    let height = 24
    var x = 14
    var inside = SVGText()
    for (entry, kind, sample, words) in Legend.rows
    where entries.contains(entry) && isShown(entry, options.marks) {
      let width = max(TextWidth.of(sample, size: 11) + 8, 18)
      let frame = Rectangle(x: x, y: 4, width: width, height: 16)
      inside.newline()
      switch entry {
      case .role:
        inside.element("g", ["class": "card " + kind]) { $0.rectangle("face", frame, radius: 3) }
      case .operation:
        inside.element("g", ["class": "card"]) { svg in
          svg.element("g", ["class": "badge"]) { svg in
            svg.rectangle("sign", frame, radius: 8)
            svg.line(options.ascii ? "+" : sample, "operation", x: x + width / 2, y: 16)
          }
        }
      case .contribution:
        inside.element("g", ["class": "pill"]) { svg in
          svg.rectangle("back", frame, radius: 8)
          svg.line(sample, "number", x: x + width / 2, y: 16)
        }
      case .members:
        for (cell, kind) in ["cell", "cell negative"].enumerated() {
          inside.element("g", ["class": "card"]) { svg in
            svg.rectangle(kind, Rectangle(x: x + cell * 11, y: 7, width: 10, height: 10))
          }
        }
      case .size:
        inside.element("path", ["class": "edge", "d": "M\(x),12h\(width)", "style": "stroke-width: 5"])
      case .value, .gradient, .order: inside.line(sample, "key " + kind, x: x, y: 16)
      }
      x += width + 6
      inside.line(words, "key", x: x, y: 16)
      x += TextWidth.of(words, size: 11) + 22
    }
    var svg = SVGText()
    svg.element(
      "svg",
      [
        "class": "drawing legend", "x": "\(place.x)", "y": "\(place.y)", "width": "\(x)",
        "height": "\(height)",
        "viewBox": "0 0 \(x) \(height)",
      ]
    ) { $0.append(inside.text) }
    return (svg.text, x, height)
  }

  private func isShown(_ entry: Entry, _ marks: Marks) -> Bool {
    switch entry {
    case .order: marks.contains(.order)
    case .size: marks.contains(.size)
    default: true
    }
  }

  private static let rows: [(entry: Entry, kind: String, sample: String, words: String)] = [
    (.role(.parameter), "parameter", "", "parameter"), (.role(.given), "given", "", "input or gradient"),
    (.role(.constant), "constant", "", "constant"), (.role(.output), "output", "", "result"),
    (.operation, "", "×", "operation"), (.value, "value", "0.5", "value"),
    (.gradient, "gradient", "0.5", "gradient of the result"),
    (.contribution, "", "0.5", "what comes back along an edge"), (.order, "", "1", "order of evaluation"),
    (.size, "", "", "size of the slope"), (.members, "", "", "positive and negative members, by size"),
  ]
}
