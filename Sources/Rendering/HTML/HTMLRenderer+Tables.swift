import Presentation

/// Tables, comparisons, and where their members part.
extension HTMLRenderer {
  mutating func table(_ table: Table) {
    grid(heads: table.heads) { page in
      for row in table.rows {
        switch row {
        case .cells(let cells):
          page.element("tr", at: nil) { page in
            for (place, cell) in cells.enumerated() { page.cell(cell, isHead: place == 0) }
          }
        case .omitted(let omission):
          page.element("tr", [.class("omitted")], at: nil) { page in
            page.element("td", [.init("colspan", String(table.heads.count))], at: nil) {
              $0.write(omission.words(Hints()))
            }
          }
        }
      }
    }
  }

  /// A row for each member below the name that it belongs to.
  mutating func comparison(_ table: ComparisonTable) {
    grid(heads: [Words.step, ""] + table.steps.map { "\($0)" }) { page in
      for row in table.rows {
        page.element("tr", row.name == nil ? [] : [.class("first")], at: nil) { page in
          page.cell(row.name.map { Phrase($0) } ?? "", isHead: true)
          page.cell(Phrase(row.member.title), isHead: true)
          for cell in row.cells { page.cell(cell.map { Phrase($0) } ?? "", isHead: false) }
        }
      }
    }
  }

  mutating func parting(_ sides: [PartingSide]) {
    for side in sides {
      element("div", [.class("side")], at: nil) { page in
        page.html.element("b", [], side.member)
        if let distance = side.distance {
          page.html.write(", ")
          page.write(.apart(by: distance))
        }
      }
      for line in side.lines { self.line(line) }
    }
  }

  private mutating func grid(heads: [Phrase], _ rows: (inout HTMLRenderer) -> Void) {
    element("div", [.class("scroll")], at: nil) { page in
      page.element("table", [.class("rows")], at: nil) { page in
        page.element("thead", at: nil) { page in
          page.element("tr", at: nil) { page in
            for head in heads { page.element(head.isEmpty ? "td" : "th", at: nil) { $0.write(head) } }
          }
        }
        page.element("tbody", at: nil, rows)
      }
    }
  }

  private mutating func cell(_ phrase: Phrase, isHead: Bool) {
    element(isHead && !phrase.isEmpty ? "th" : "td", at: nil) { $0.write(phrase) }
    html.newLine()
  }
}
