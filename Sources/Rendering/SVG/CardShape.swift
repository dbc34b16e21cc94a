import Autodiff
import Letters
import Presentation

/// A card, measured and ready to be drawn.
struct CardShape {
  /// One line of a card.
  private enum Row {
    case name(NameText)
    case words(String, kind: String)
    case number(Quantity, kind: String)
    case cells([[Quantity]], Cells, kind: String)

    struct Cells {
      let width: Int
      let height: Int
      let hasNumbers: Bool
    }
  }

  private let card: Drawing.Card
  private let spelling: SVGSpelling
  private var rows: [Row] = []
  private let badge: String?
  private let shape: String?
  private let order: String?
  /// Size of the card with what of its badge stands out on the left.
  let width: Int
  let height: Int
  /// How far the badge stands out.
  let overhang: Int

  private static let row = 17
  private static let padding = 5
  private static let leastWidth = 58
  private static let badgeHeight = 22
  private static let longestFormula = 26
  private static let mostLines = 3
  private static let cellDigits = 3

  init(_ card: Drawing.Card, _ spelling: SVGSpelling, showsOrder: Bool) {
    self.card = card
    self.spelling = spelling
    badge = card.operation.map { spelling.operation($0.operation, $0.operands) }
    shape = card.family.map { $0.shape.map(String.init).joined(separator: spelling.times) }
    order = showsOrder ? card.order.map(String.init) : nil
    if let name = card.name { rows.append(.name(spelling.name(name))) }
    if let alias = card.alias { rows.append(.words(spelling.base.text(alias), kind: "alias")) }
    if let formula = card.formula {
      let lines = BrokenFormula.lines(of: spelling.formula(formula), width: CardShape.longestFormula)
      rows += lines.prefix(CardShape.mostLines).enumerated().map { place, line in
        let isCut = place == CardShape.mostLines - 1 && lines.count > CardShape.mostLines
        return .words(isCut ? line + " " + spelling.base.style.dots : line, kind: "formula")
      }
    }
    if let value = card.value { rows.append(.number(value, kind: "value")) }
    if let gradient = card.gradient { rows.append(.number(gradient, kind: "gradient")) }
    if let omission = card.omission {
      rows += spelling.base.text(omission.words(spelling.hints)).split(separator: " ").filled(width: 24).map {
        .words($0, kind: "note")
      }
    }
    if let family = card.family {
      if let cells = family.rows {
        rows.append(.cells(cells, CardShape.cells(cells, spelling), kind: "value"))
      }
      if let cells = family.gradients {
        rows.append(.cells(cells, CardShape.cells(cells, spelling), kind: "gradient"))
      }
      if !family.recurs.isEmpty {
        rows.append(
          .words("↺ " + family.recurs.map(spelling.base.text).joined(separator: ", "), kind: "note"))
      }
    }
    let badgeWidth = badge.map { max(TextWidth.of($0, size: 13) + 12, CardShape.badgeHeight) } ?? 0
    overhang = max(badgeWidth - 9, badgeWidth / 2)
    let inside = badgeWidth > 0 ? badgeWidth - overhang : 0
    var widest = rows.map { CardShape.width($0, spelling) }.max() ?? 0
    if let shape, case .name(let name)? = rows.first {
      widest = max(widest, name.width + 14 + TextWidth.of(shape, size: 11))
    }
    if let order { widest += TextWidth.of(order, size: 9) }
    width = overhang + max(widest + 2 * 8 + inside, CardShape.leastWidth)
    height = max(rows.reduce(2 * CardShape.padding) { $0 + CardShape.height($1) }, CardShape.badgeHeight + 6)
  }

  private static func cells(_ rows: [[Quantity]], _ spelling: SVGSpelling) -> Row.Cells {
    let columns = rows.map(\.count).max() ?? 0
    if columns <= 4, rows.count <= 8 {
      let widest =
        rows.joined().map { TextWidth.of(spelling.number($0, digits: cellDigits), size: 10) }.max() ?? 0
      return Row.Cells(width: max(widest + 8, 26), height: 17, hasNumbers: true)
    }
    let size = min(max(160 / max(columns, rows.count), 3), 14)
    return Row.Cells(width: size, height: size, hasNumbers: false)
  }

  private static func width(_ row: Row, _ spelling: SVGSpelling) -> Int {
    switch row {
    case .name(let name): name.width
    case .words(let words, _): TextWidth.of(words, size: 11.5)
    case .number(let number, _): TextWidth.of(spelling.number(number), size: 12)
    case .cells(let rows, let cells, _): (rows.map(\.count).max() ?? 0) * cells.width
    }
  }

  private static func height(_ row: Row) -> Int {
    if case .cells(let rows, let cells, _) = row { return rows.count * cells.height + 4 }
    return CardShape.row
  }

  // MARK: Drawing

  /// - Parameter frame: of the whole, as wide and high as the shape.
  func draw(_ frame: Rectangle, _ svg: inout SVGText) {
    let body = Rectangle(
      x: frame.x + overhang, y: frame.y, width: frame.width - overhang, height: frame.height)
    let reading = (card.value ?? card.family?.rows?.first?.first)?.reading
    svg.element(
      "g",
      [
        "class": "card " + kind, "data-node": node, "data-card": card.id.key == node ? nil : card.id.key,
        "data-moment": reading.map { "\($0.run) \($0.step)" + ($0.isInStep ? " in" : "") },
      ]
    ) { svg in
      if let tooltip { svg.element("title", [:]) { $0.content(tooltip) } }
      svg.rectangle("face", body, radius: 6)
      let left = body.x + (badge == nil ? 0 : 9)
      var y = body.y + (body.height - rows.reduce(0) { $0 + CardShape.height($1) }) / 2
      for row in rows {
        draw(row, left: left, right: body.right, y: y, &svg)
        y += CardShape.height(row)
      }
      if let order { svg.line(order, "order", x: body.right - 4, y: body.y + 10) }
      if let badge { draw(badge: badge, frame, &svg) }
    }
  }

  private func draw(badge: String, _ frame: Rectangle, _ svg: inout SVGText) {
    let width = max(TextWidth.of(badge, size: 13) + 12, CardShape.badgeHeight)
    let pill = Rectangle(
      x: frame.x, y: frame.y + (frame.height - CardShape.badgeHeight) / 2, width: width,
      height: CardShape.badgeHeight)
    svg.element("g", ["class": "badge"]) { svg in
      svg.rectangle("sign", pill, radius: CardShape.badgeHeight / 2)
      svg.line(badge, "operation", x: pill.x + pill.width / 2, y: pill.y + 15)
    }
  }

  private func draw(_ row: Row, left: Int, right: Int, y: Int, _ svg: inout SVGText) {
    let middle = (left + right) / 2
    let baseline = y + 13
    switch row {
    case .name(let name):
      if let shape {
        name.draw(x: left + 8, y: baseline, &svg, kind: "name start")
        svg.line(shape, "shape", x: right - 8, y: baseline)
      } else {
        name.draw(x: middle, y: baseline, &svg)
      }
    case .words(let words, let kind): svg.line(words, kind, x: middle, y: baseline)
    case .number(let number, let kind):
      svg.line(
        spelling.number(number), kind, x: middle, y: baseline, ["data-node": number.node.map { "\($0.raw)" }])
    case .cells(let rows, let cells, let kind):
      let columns = rows.map(\.count).max() ?? 0
      draw(rows, cells, kind, x: (left + right - columns * cells.width) / 2, y: y + 2, &svg)
    }
  }

  /// How strongly a cell is coloured at most that has a number in it, in percent.
  static let strongest = 45.0

  /// Members as coloured cells; small families with their numbers.
  private func draw(
    _ rows: [[Quantity]], _ cells: Row.Cells, _ kind: String, x: Int, y: Int, _ svg: inout SVGText
  ) {
    let largest = rows.joined().map(\.value.magnitude).filter(\.isFinite).max() ?? 0
    let strongest = cells.hasNumbers ? CardShape.strongest : 100
    for (row, members) in rows.enumerated() {
      for (column, member) in members.enumerated() {
        let (left, top) = (x + column * cells.width, y + row * cells.height)
        let part = largest > 0 && member.value.isFinite ? member.value.magnitude / largest : 0
        let opacity = 5 + Int(((strongest - 5) * part).rounded())
        svg.element(
          "rect",
          [
            "class": member.value < 0 ? "cell negative" : "cell", "x": "\(left)", "y": "\(top)",
            "width": "\(cells.width - 1)", "height": "\(cells.height - 1)",
            "fill-opacity": opacity >= 100 ? "1" : opacity < 10 ? ".0\(opacity)" : ".\(opacity)",
            "data-node": member.node.map { "\($0.raw)" },
          ])
        guard cells.hasNumbers else { continue }
        svg.line(
          spelling.number(member, digits: CardShape.cellDigits),
          kind == "value" ? "in-cell" : "in-cell gradient",
          x: left + cells.width / 2, y: top + 12,
          ["data-node": member.node.map { "\($0.raw)" }, "data-digits": "\(CardShape.cellDigits)"])
      }
    }
  }

  private var kind: String {
    if card.omission != nil { return "rest" }
    switch card.role {
    case .output: return "output"
    case .parameter: return "parameter"
    case .given: return "given"
    case .constant: return "constant"
    case .other: return "computed"
    }
  }

  private var node: String? {
    switch card.id {
    case .value(let node), .version(let node, _): "\(node.raw)"
    case .family, .rest: nil
    }
  }

  /// What the card says in full where it had to be cut.
  private var tooltip: String? {
    guard let formula = card.formula else { return nil }
    let text = spelling.formula(formula)
    let isCut = BrokenFormula.lines(of: text, width: CardShape.longestFormula).count > CardShape.mostLines
    return isCut ? text : nil
  }
}

extension CardID {
  /// What edges call the card.
  var key: String {
    switch self {
    case .value(let node): "\(node.raw)"
    case .version(let node, let step): "\(node.raw)@\(step)"
    case .family(let family): "f\(family)"
    case .rest(let step): step.map { "rest@\($0)" } ?? "rest"
    }
  }
}
