import Presentation

/// Lines: a name, how its value comes about, and the value.
extension HTMLRenderer {
  mutating func equation(_ equation: Equation) {
    let stop = sections.last { if case .parameter = $0 { false } else { true } }.flatMap {
      Words.stop(equation, in: $0)
    }
    line(equation, stop: stop)
    for remark in equation.remarks { self.remark("note", remark, nil) }
    for contribution in equation.contributions { line(contribution, "contribution") }
    claims(equation.claims)
  }

  /// Symbols, numbers put in and result are a formula each, so that a line can be broken between them.
  /// - Parameter stop: what happens there, where a reader may stop at the line.
  mutating func line(_ equation: Equation, _ kind: String = "", stop: Phrase? = nil) {
    let kinds = kind.isEmpty ? "line" : "line " + kind
    let words = stop.map { Spelling(style: .plain).text($0) }
    if words != nil { stops += 1 }
    element(
      "div", [.class(kinds)] + (words.map { [.init("data-stop", $0)] } ?? []), at: equation.result.reading
    ) { page in
      page.subject(equation)
      let parts = EquationParts(equation)
      if parts.showsSymbols { page.part("symbols") { $0.math { $0.write(equation.symbols) } } }
      if parts.showsNumbers {
        page.part("numbers", page.precision(equation.values.digits)) {
          $0.math { $0.write(equation.numbers, values: equation.values) }
        }
      }
      page.result(equation.result)
      if let rounding = equation.rounding {
        page.element("span", [.class("remark")], at: nil) { $0.write(.rounded(to: rounding)) }
      }
    }
    html.newLine()
  }

  private mutating func subject(_ equation: Equation) {
    if case .none = equation.subject { return }
    html.element("span", [.class("name")]) { html in
      switch equation.subject {
      case .name(let name):
        html.math(name)
        if equation.relation == .becomes { html.element("span", [.class("becomes")], " ←") }
      case .from(let name):
        html.write("from ")
        html.math(name)
      case .none: break
      }
    }
  }

  private mutating func part(
    _ kind: String, _ attributes: [HTMLWriter.Attribute] = [], _ body: (inout HTMLWriter) -> Void
  ) {
    html.element("span", [.class("part " + kind)] + attributes, body)
  }

  private mutating func result(_ number: Quantity) {
    begin("span", [.class("part result")] + precision(number), at: number.reading)
    formula(number)
    end()
  }

  /// `g = ∂L/∂w = -0.11`
  mutating func value(_ names: [Name], _ value: Quantity, _ claims: [ClaimView]) {
    element("div", [.class("line")], at: value.reading) { page in
      for (place, name) in names.enumerated() {
        page.html.element("span", [.class(place == 0 ? "name" : "part symbols")]) { $0.math(name) }
      }
      page.result(value)
    }
    self.claims(claims)
  }

  /// Leaves and their values.
  mutating func given(_ given: [PageItem.Given]) {
    element("p", [.class("given")], at: nil) { page in
      page.write(Words.given)
      for given in given {
        page.html.write(" ")
        switch given {
        case .value(let name, let value):
          page.element("span", at: value.reading) { page in
            page.html.math { html in
              html.write(name)
              html.sign("=")
              html.number(Spelling(style: .plain).text(value), node: value.node)
            }
          }
        case .more: page.element("span", at: nil) { $0.write(given.words) }
        }
      }
    }
  }

  /// Values that the lesson asks for.
  mutating func shown(_ values: [ShownValue]) {
    element("div", [.class("shown")], at: nil) { page in
      for value in values {
        switch value {
        case .value(let text, let value):
          page.element("div", [.class("line")], at: value.reading) { page in
            page.html.element("span", [.class("name")]) { $0.element("code", [], text) }
            page.result(value)
          }
        case .family(let text, _, let rows, _):
          page.element("div", [.class("line")], at: rows.first?.first?.reading) { page in
            page.html.element("span", [.class("name")]) { $0.element("code", [], text) }
            page.part("result") { $0.math { $0.array(rows) } }
          }
        }
        page.html.newLine()
      }
    }
  }

  /// A node below its first user.
  mutating func listed(_ depth: Int, _ name: Name?, _ kind: String, _ value: Quantity) {
    let place = "--depth: \(min(depth, Limits.listedDepth))"
    element("div", [.class("listed"), .init("style", place)], at: value.reading) { page in
      if let name {
        page.html.math(name)
        page.html.write(": ")
      }
      page.html.write(kind + " = ")
      page.write(value)
    }
  }

  /// Words, and a formula they are about.
  mutating func remark(_ kind: String, _ words: Phrase, _ equation: Equation?) {
    element("p", [.class(kind)], at: equation?.result.reading) { $0.write(words) }
    if let equation {
      html.newLine()
      line(equation)
    }
  }
}

extension HTMLWriter {
  /// Numbers in rows, as an array.
  fileprivate mutating func array(_ rows: [[Quantity]]) {
    element("mrow") { html in
      html.sign("[")
      html.element("mtable") { html in
        for row in rows {
          html.element("mtr") { html in
            for number in row {
              html.element("mtd") { $0.number(Spelling(style: .plain).text(number), node: number.node) }
            }
          }
        }
      }
      html.sign("]")
    }
  }
}
