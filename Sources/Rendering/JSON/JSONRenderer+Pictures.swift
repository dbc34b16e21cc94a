import Presentation

/// Charts with all their points, and drawings as cards and edges.
extension JSONRenderer {
  mutating func members(of chart: Chart) {
    json.member("title", text(chart.title))
    axis("horizontal", chart.horizontal)
    axis("vertical", chart.vertical)
    json.member("values", chart.values)
    json.member("notFinite", chart.unseen)
    array("frames") { renderer in
      for frame in chart.frames {
        renderer.row { renderer in
          renderer.json.member("title", frame.title?.text)
          if let map = frame.map { renderer.object("map") { $0.members(of: map) } }
          renderer.array("series") { renderer in
            for series in frame.series { renderer.row { $0.members(of: series) } }
            renderer.json.line()
          }
        }
      }
      renderer.json.line()
    }
  }

  private mutating func axis(_ key: String, _ axis: Axis) {
    let name = text(axis.name)
    json.object(key) { json in
      json.member("name", name)
      json.member("low", axis.low)
      json.member("high", axis.high)
      json.member("logarithmic", axis.scale == .logarithmic)
      json.array("ticks") { json in
        for tick in axis.ticks { json.object { $0.members(of: tick) } }
      }
    }
  }

  private mutating func members(of map: Chart.Map) {
    json.member("name", map.label.text)
    if let least = map.least {
      object("least") { renderer in
        renderer.json.member("x", least.x)
        renderer.json.member("y", least.y)
        renderer.number(least.height)
      }
    }
    array("contours") { renderer in
      for contour in map.contours {
        renderer.row { renderer in
          renderer.json.members(of: contour.level)
          renderer.array("lines") { renderer in
            for line in contour.lines { renderer.array { $0.points(line) } }
          }
        }
      }
      renderer.json.line()
    }
  }

  private mutating func members(of series: Chart.Series) {
    json.member("name", series.label.text)
    json.member("form", series.form.rawValue)
    if series.runsAway { json.member("runsAway", true) }
    array("points") { $0.points(series.points) }
    array("marks") { renderer in
      for mark in series.marks {
        renderer.object { renderer in
          renderer.json.member("role", "\(mark.role)")
          renderer.json.member("x", mark.x)
          renderer.number(mark.y)
          if let across = mark.across { renderer.object("across") { $0.number(across) } }
        }
      }
    }
  }

  /// `[x, y]`; where a point stands for several values `[x, y, low, high]`.
  private mutating func points(_ points: [Chart.Point]) {
    for point in points {
      json.array { json in
        json.element(point.x)
        json.element(point.y)
        guard point.low < point.high else { return }
        json.element(point.low)
        json.element(point.high)
      }
    }
  }

  // MARK: Drawings

  mutating func drawing(_ drawing: Drawing) {
    item("drawing", at: drawing.cards.lazy.compactMap(\.value?.reading).first) { renderer in
      renderer.json.member("title", renderer.text(drawing.title))
      renderer.array("cards") { renderer in
        for card in drawing.cards { renderer.row { $0.members(of: card) } }
        renderer.json.line()
      }
      renderer.array("edges") { renderer in
        for edge in drawing.edges { renderer.row { $0.members(of: edge) } }
        renderer.json.line()
      }
      renderer.array("groups") { renderer in
        for group in drawing.groups {
          renderer.object { renderer in
            renderer.json.member("title", renderer.text(group.title))
            renderer.json.member("cards", group.cards)
          }
        }
      }
    }
  }

  private mutating func members(of card: Drawing.Card) {
    json.member("role", "\(card.role)")
    if let name = card.name { json.member("name", text(name)) }
    if let alias = card.alias { json.member("alias", text(alias)) }
    if let (operation, operands) = card.operation {
      json.member("operation", OperationText(Spelling(style: .plain)).label(operation, operands))
    }
    if let formula = card.formula { json.member("formula", FormulaText().text(formula)) }
    if let order = card.order { json.member("order", order) }
    if let value = card.value { number(value) }
    if let gradient = card.gradient { object("gradient") { $0.number(gradient) } }
    if let omission = card.omission { json.member("omitted", text(omission)) }
    guard let family = card.family else { return }
    json.member("shape", family.shape)
    if let rows = family.rows { self.rows("values", rows) }
    if let rows = family.gradients { self.rows("gradients", rows) }
    if !family.recurs.isEmpty { json.member("recurs", family.recurs.map(text)) }
  }

  private mutating func rows(_ key: String, _ rows: [[Quantity]]) {
    array(key) { renderer in for row in rows { renderer.numbers(nil, row) } }
  }

  private mutating func members(of edge: Drawing.Edge) {
    json.member("from", edge.from)
    json.member("to", edge.to)
    switch edge.kind {
    case .plain: break
    case .operand(let position): json.member("operand", position)
    case .rest: json.member("rest", true)
    case .across(let steps): json.member("stepsBetween", steps)
    }
    if let contribution = edge.contribution { object("contribution") { $0.number(contribution) } }
  }
}

extension JSONWriter {
  fileprivate mutating func members(of tick: Tick) {
    member("value", tick.value)
    member("text", tick.label)
  }
}
