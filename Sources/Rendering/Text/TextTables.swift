import Autodiff
import Letters
import Presentation
import Trace

/// Tables, comparisons and charts.
extension TextWriter {
  func columns(_ table: Table) -> Columns {
    var columns = Columns(table.heads.map(spelling.text))
    for row in table.rows {
      switch row {
      case .cells(let cells): columns.add(cells.map(spelling.text))
      case .omitted(let omission): columns.note(spelling.text(omission.words(options.hints)))
      }
    }
    return columns
  }

  /// Rather short titles than a second table below the first, and then, of a long run, rather fewer steps.
  func fitting(_ table: ComparisonTable) -> Columns {
    let full = columns(table, Array(table.steps.indices), \.title)
    if full.fits(indent: 2, width: options.width) { return full }
    var places = Array(table.steps.indices)
    let all = columns(table, places, \.short)
    var columns = all
    while !columns.fits(indent: 2, width: options.width) {
      guard table.mayLeaveOutSteps, places.count > 4 else { return all }
      places.remove(at: Swift.max(3, places.count - 3))
      columns = self.columns(table, places, \.short)
    }
    return columns
  }

  private func columns(
    _ table: ComparisonTable, _ places: [Int], _ title: KeyPath<ComparisonTable.Member, String>
  ) -> Columns {
    let names = table.rows.map { $0.name.map(spelling.text) ?? "" }
    let widest = names.map { DisplayWidth.of($0) }.max() ?? 0
    var columns = Columns([spelling.text(Words.step)] + places.map { String(table.steps[$0]) })
    for (name, row) in zip(names, table.rows) {
      let cells = places.map { row.cells[$0].map(spelling.text) ?? "" }
      let member = options.style.spelled(row.member[keyPath: title])
      columns.add([DisplayWidth.padded(name, to: widest + 2) + member] + cells)
    }
    return columns
  }

  /// Sides of a single short line each stand as a table; others have their title above their lines.
  mutating func parting(_ sides: [PartingSide]) {
    let sides = sides.map { side in
      (
        title: options.style.spelled(side.member),
        remark: side.distance.map { spelling.text(.apart(by: $0)) } ?? "",
        lines: side.lines.map { EquationLines($0, spelling) }
      )
    }
    let widest = sides.map { DisplayWidth.of($0.title) }.max() ?? 0
    let longest = sides.map { DisplayWidth.of($0.lines[0].oneLine) }.max() ?? 0
    let remark = sides.map { $0.remark.isEmpty ? 0 : $0.remark.utf8.count + 3 }.max() ?? 0
    let isTable =
      sides.allSatisfy { $0.lines.count == 1 } && 4 + widest + 2 + longest + remark <= options.width
    for side in sides {
      if isTable {
        let line = side.lines[0].oneLine
        page.line(
          DisplayWidth.padded(side.title, to: widest + 2)
            + (side.remark.isEmpty ? line : DisplayWidth.padded(line, to: longest + 3) + side.remark),
          indent: 4)
      } else {
        page.line(side.title + (side.remark.isEmpty ? "" : ", " + side.remark), indent: 4)
        for line in side.lines { page.lines(line.closeLines(width: options.width - 6), indent: 6) }
      }
    }
  }

  mutating func chart(_ chart: Chart) {
    let text = ChartText(
      chart: chart, spelling: spelling, style: style, width: Swift.max(options.width, 40),
      ascii: options.ascii)
    page.lines(text.lines())
  }
}
