import Presentation

/// The page, item by item.
extension JSONRenderer {
  mutating func write(_ item: PageItem) {
    switch item {
    case .head: break
    case .prose(let blocks):
      if !blocks.isEmpty { self.item("prose") { $0.json.member("markdown", $0.text(blocks)) } }
    case .source(let lines): if !lines.isEmpty { self.item("source") { $0.source(lines) } }
    case .open(let heading): open(heading)
    case .close:
      json.line()
      json.closeArray()
      json.closeObject()
    case .given(let given): self.given(given)
    case .equation(let equation):
      self.item("equation", at: equation.result.reading) { $0.members(of: equation) }
    case .value(let names, let value, let claims):
      self.item("value", at: value.reading) { renderer in
        renderer.json.member("names", names.map(renderer.text))
        renderer.number(value)
        renderer.refer(to: claims)
      }
    case .shown(let values): shown(values)
    case .listed(let depth, let name, let kind, let value):
      self.item("listed", at: value.reading) { renderer in
        renderer.json.member("depth", depth)
        renderer.json.member("name", name.map(renderer.text))
        renderer.json.member("kind", kind)
        renderer.number(value)
      }
    case .table(let table): self.table(table)
    case .comparison(let table): comparison(table)
    case .parting(let sides): self.item("parting") { $0.members(of: sides) }
    case .chart(let chart): self.item("chart") { $0.members(of: chart) }
    case .drawing(let subject): drawing(recording.drawing(of: subject, view))
    case .notFinite(let words, let equation): remark("notFinite", words, equation)
    case .doubtful(let words, let equation): remark("doubtful", words, equation)
    case .question(let ask): self.item("question") { $0.members(of: ask) }
    case .answer(let ask):
      self.item("answer", at: ask.value.reading) { renderer in
        renderer.members(of: ask)
        if let holds = ask.holds { renderer.json.member("holds", holds) }
        renderer.number(ask.value)
      }
    case .claims(let claims, _): self.item("claims") { $0.refer(to: claims) }
    case .note(let words), .remark(let words): remark("note", words, nil)
    case .omitted(let omission):
      let words = text(omission)
      if !words.isEmpty { self.item("omitted") { $0.json.member("text", words) } }
    }
  }

  private mutating func remark(_ kind: String, _ words: Phrase, _ equation: Equation?) {
    item(kind, at: equation?.result.reading) { renderer in
      renderer.json.member("text", renderer.text(words))
      if let equation { renderer.object("equation") { $0.members(of: equation) } }
    }
  }

  private mutating func members(of ask: AskView) {
    json.member("words", ask.words)
    json.member("asked", ask.subject)
  }

  private mutating func source(_ lines: [SourceLine]) {
    array("lines") { renderer in
      for line in lines {
        renderer.object { renderer in
          renderer.json.member("line", line.number)
          renderer.json.member("text", line.text)
          if line.fields.isEmpty { return }
          renderer.array("fields") { renderer in
            for field in line.fields { renderer.member(line, field) }
          }
        }
      }
    }
  }

  /// A number that the lesson gives to a name, and at which character of its line.
  private mutating func member(_ line: SourceLine, _ field: (place: Range<Int>, index: Int)) {
    let before = line.text.utf8.prefix(field.place.lowerBound)
    let known = recording.fields[field.index]
    json.object { json in
      json.member("name", known.name)
      json.member("text", known.spelling)
      json.member("start", String(decoding: before, as: UTF8.self).unicodeScalars.count)
    }
  }

  /// A section begins, which holds the items up to its end.
  private mutating func open(_ heading: Heading) {
    json.line()
    json.openObject()
    json.member("item", "section")
    json.member("kind", heading.kind)
    json.member("title", text(heading.words))
    switch heading {
    case .forward(let name, let reading), .backward(let name, let reading), .updates(let name, let reading),
      .graph(let name, let reading):
      json.member("name", text(name))
      moment(reading)
    case .parameter(let name), .comparison(let name): json.member("name", text(name))
    case .member(let title), .partings(from: let title): json.member("member", title)
    case .parting(let step, let name):
      json.member("name", text(name))
      json.member("step", step)
    case .step(let step, let batch, let clock, let value):
      json.member("step", step)
      if !batch.isEmpty { json.member("batch", batch) }
      if let clock { json.member("t", clock) }
      if let value {
        json.member("name", value.name.map(text))
        number(value.quantity)
      }
    }
    json.openArray("items")
  }

  // MARK: Lines

  private mutating func members(of equation: Equation) {
    switch equation.subject {
    case .name(let name): json.member("name", text(name))
    case .from(let name): json.member("from", text(name))
    case .none: break
    }
    json.member("relation", equation.relation == .equals ? "=" : "←")
    let parts = EquationParts(equation)
    json.member("formula", parts.symbols)
    json.member("numbers", parts.numbers)
    number(equation.result)
    switch equation.rounding {
    case .decimals(let count): json.member("decimals", count)
    case .digits(let count): json.member("digits", count)
    case nil: break
    }
    if !equation.remarks.isEmpty { json.member("remarks", equation.remarks.map(text)) }
    if !equation.contributions.isEmpty {
      array("contributions") { renderer in
        for one in equation.contributions { renderer.object { $0.members(of: one) } }
      }
    }
    if !equation.claims.isEmpty { refer(to: equation.claims) }
  }

  /// The places of claims in the list of all.
  private mutating func refer(to claims: [ClaimView]) {
    json.member("claims", claims.compactMap(\.index))
  }

  private mutating func given(_ given: [PageItem.Given]) {
    let readings = given.lazy.compactMap { if case .value(_, let value) = $0 { value.reading } else { nil } }
    item("given", at: readings.first) { renderer in
      renderer.array("values") { renderer in
        for given in given {
          renderer.object { renderer in
            switch given {
            case .value(let name, let value):
              renderer.json.member("name", renderer.text(name))
              renderer.number(value)
            case .more(let count, let family):
              renderer.json.member("omitted", count)
              renderer.json.member("of", family)
            }
          }
        }
      }
    }
  }

  private mutating func shown(_ values: [ShownValue]) {
    let first: Quantity? =
      switch values.first {
      case .value(_, let value)?: value
      case .family(_, _, let rows, _)?: rows.first?.first
      case nil: nil
      }
    item("shown", at: first?.reading) { renderer in
      renderer.array("values") { renderer in
        for value in values {
          renderer.object { renderer in
            switch value {
            case .value(let text, let value):
              renderer.json.member("name", text)
              renderer.number(value)
            case .family(let text, let rank, let rows, _):
              renderer.json.member("name", text)
              renderer.json.member("rank", rank)
              renderer.array("rows") { renderer in for row in rows { renderer.numbers(nil, row) } }
            }
          }
        }
      }
    }
  }

  // MARK: Tables

  private mutating func table(_ table: Table) {
    item("table", at: table.rows.lazy.compactMap(\.firstNumber).first?.reading) { renderer in
      renderer.json.member("heads", table.heads.map(renderer.text))
      renderer.array("rows") { renderer in
        for row in table.rows {
          renderer.json.line()
          switch row {
          case .cells(let cells): renderer.array { renderer in for cell in cells { renderer.cell(cell) } }
          case .omitted(let omission):
            renderer.object { $0.json.member("omitted", $0.text(omission)) }
          }
        }
        renderer.json.line()
      }
    }
  }

  /// A number where the cell is one, else text.
  private mutating func cell(_ phrase: Phrase) {
    if let number = phrase.number {
      object { $0.number(number) }
    } else {
      json.element(text(phrase))
    }
  }

  private mutating func comparison(_ table: ComparisonTable) {
    item("comparison") { renderer in
      renderer.json.member("steps", table.steps)
      renderer.array("rows") { renderer in
        var name: String?
        for row in table.rows {
          name = row.name.map(renderer.text) ?? name
          renderer.row { renderer in
            renderer.json.member("name", name)
            renderer.json.member("member", row.member.title)
            renderer.json.member("run", row.member.run)
            renderer.array("values") { renderer in
              for cell in row.cells {
                if let cell { renderer.object { $0.number(cell) } } else { renderer.json.null() }
              }
            }
          }
        }
        renderer.json.line()
      }
    }
  }

  private mutating func members(of sides: [PartingSide]) {
    array("sides") { renderer in
      for side in sides {
        renderer.row { renderer in
          renderer.json.member("member", side.member)
          if let distance = side.distance { renderer.object("apart") { $0.number(distance) } }
          renderer.array("lines") { renderer in
            for line in side.lines { renderer.object { $0.members(of: line) } }
          }
        }
      }
      renderer.json.line()
    }
  }
}

extension Phrase {
  /// The number that it is, where it is nothing else.
  fileprivate var number: Quantity? {
    if pieces.count == 1, case .number(let number) = pieces[0] { number } else { nil }
  }
}

extension Table.Row {
  fileprivate var firstNumber: Quantity? {
    if case .cells(let cells) = self { cells.lazy.compactMap(\.number).first } else { nil }
  }
}

extension Heading {
  /// A word for programs, which stays as it is.
  fileprivate var kind: String {
    switch self {
    case .forward: "forward"
    case .backward: "backward"
    case .step: "step"
    case .parameter: "parameter"
    case .comparison: "comparison"
    case .member: "member"
    case .partings: "partings"
    case .parting: "parting"
    case .updates: "updates"
    case .graph: "graph"
    }
  }
}
