import Letters
import Presentation

/// A chart in characters.
struct ChartText {
  let chart: Chart
  let spelling: Spelling
  let style: Style
  /// Columns of the page.
  let width: Int
  let ascii: Bool

  private static let widest = 80
  private static let narrowestOfMany = 16

  func lines() -> [String] {
    let title = TonedPhrase(text: spelling.text(chart.title), tone: .bold)
    var lines = style.lines([title], width: width, hanging: 2)
    if chart.values > chart.unseen || !hasSeries {
      if chart.frames.count == 1 {
        lines += legend(chart.frames[0])
        lines += frame(chart.frames[0], columns: room(in: width), rows: chart.frames[0].map == nil ? 12 : 16)
      } else {
        lines += multiples()
      }
    }
    if chart.unseen > 0 {
      lines.append("  " + spelling.text(.notFinite(chart.unseen, of: chart.values)))
    }
    for series in chart.frames.flatMap(\.series) where series.runsAway {
      lines.append("  " + spelling.text(.leavesPicture(text(series.label))))
    }
    return lines
  }

  private var hasSeries: Bool { chart.frames.contains { !$0.series.isEmpty } }

  private func text(_ label: Chart.Series.Label) -> String { spelling.style.spelled(label.text) }

  // MARK: One frame

  /// What each curve is marked with, and the numbers of it worth telling.
  private func legend(_ frame: Chart.Frame) -> [String] {
    let isLone = frame.map == nil && frame.series.count == 1 && frame.series[0].form == .line
    return lines(numbers(frame).map { name, numbers in (name: isLone ? "" : name, numbers: numbers) })
  }

  private func lines(_ entries: [(name: String, numbers: String)]) -> [String] {
    let widest = entries.map { DisplayWidth.of($0.name) }.max() ?? 0
    return entries.flatMap { name, numbers in
      let line = widest == 0 ? numbers : DisplayWidth.padded(name, to: widest) + "   " + numbers
      return style.lines([TonedPhrase(text: line)], width: width - 2, hanging: 2).map { "  " + $0 }
    }
  }

  /// Mark and name of each thing in a frame, and its numbers.
  private func numbers(_ frame: Chart.Frame) -> [(name: String, numbers: String)] {
    let map = frame.map.map { map in
      (name: text(map.label), numbers: spelling.text(map.numbers(chart.horizontal, chart.vertical)))
    }
    let isPlain = frame.series.count { $0.form != .path } == 1 && !frame.series.contains { $0.form == .dots }
    return (map.map { [$0] } ?? [])
      + frame.series.enumerated().map { place, series in
        let mark =
          series.form == .path
          ? FrameText.path(ascii) + " "
          : isPlain ? "" : "\(FrameText.mark(place, ascii: ascii)) "
        return (mark + text(series.label), spelling.text(series.numbers(over: chart.horizontal)))
      }
  }

  /// The columns between the axes, in so many for all.
  private func room(in width: Int) -> Int {
    max(10, min(width, ChartText.widest) - margin - 5 - (isNamed ? nameWidth + 2 : 0))
  }

  private var isNamed: Bool { !chart.horizontal.name.isEmpty }
  private var nameWidth: Int { DisplayWidth.of(spelling.text(chart.horizontal.name)) }

  /// The width of the numbers beside the vertical axis.
  private var margin: Int { chart.vertical.ticks.map(\.label.count).max() ?? 0 }

  /// The frame with its axes, two columns from the left.
  /// - Parameters:
  ///   - isFirst: whether the numbers of the vertical axis stand beside it.
  ///   - isOfMany: whether it is one of several, whose title says what the axes are.
  private func frame(
    _ frame: Chart.Frame, columns: Int, rows: Int, isFirst: Bool = true, isOfMany: Bool = false
  ) -> [String] {
    let points = frame.series.map(\.points.count).max() ?? 0
    // A few points would be lost in a wide frame.
    let isFew = frame.map == nil && chart.horizontal.counts && !isOfMany
    let columns = isFew ? min(columns, max(24, points * 8)) : columns
    let margin = isFirst ? self.margin : 0
    let text = FrameText(
      frame: frame, horizontal: chart.horizontal, vertical: chart.vertical, columns: columns, rows: rows,
      ascii: ascii)
    var labels = [String](repeating: "", count: rows)
    for tick in chart.vertical.ticks {
      if isFirst, let row = text.row(of: tick.value), labels.indices.contains(row) {
        labels[row] = tick.label
      }
    }
    let (plain, ticked, corner, flat, below) = ascii ? ("|", "+", "+", "-", "+") : ("│", "┤", "└", "─", "┬")
    let ticks = chart.horizontal.ticks.compactMap { tick in
      text.column(of: tick.value).map { (column: $0, label: tick.label) }
    }
    var lines: [String] = []
    if !chart.vertical.name.isEmpty { lines.append(isFirst ? "  " + spelling.text(chart.vertical.name) : "") }
    let tickedRows = Set(chart.vertical.ticks.compactMap { text.row(of: $0.value) })
    for (row, (label, cells)) in zip(labels, text.cells()).enumerated() {
      let axis = tickedRows.contains(row) ? ticked : plain
      lines.append("  " + DisplayWidth.padded(label, to: margin, on: .right) + " " + axis + String(cells))
    }
    let marks = Set(ticks.map(\.column))
    let indent = "  " + String(repeating: " ", count: margin + 1)
    lines.append(indent + corner + (0..<columns).map { marks.contains($0) ? below : flat }.joined())
    var under = ChartText.under(ticks, columns: columns)
    if isNamed, !isOfMany {
      under +=
        String(repeating: " ", count: max(2, columns + 1 - under.count))
        + spelling.text(chart.horizontal.name)
    }
    lines.append(indent + " " + under)
    return lines.map { $0.withoutBlanksAtEnd }
  }

  /// The numbers below an axis, each in the middle below its tick, the ends first where there is little room.
  private static func under(_ ticks: [(column: Int, label: String)], columns: Int) -> String {
    var cells = [Character](repeating: " ", count: max(columns, ticks.map(\.label.count).max() ?? 0) + 2)
    let ends = Set([0, ticks.count - 1])
    for place in ticks.indices.sorted(by: {
      (ends.contains($0) ? 0 : 1, $0) < (ends.contains($1) ? 0 : 1, $1)
    }) {
      let (column, label) = ticks[place]
      let start = max(0, min(column - (label.count - 1) / 2, columns - label.count + (place == 0 ? 0 : 1)))
      let taken = max(0, start - 1)..<min(cells.count, start + label.count + 1)
      guard cells[taken].allSatisfy({ $0 == " " }), start + label.count <= cells.count else { continue }
      for (offset, character) in label.enumerated() { cells[start + offset] = character }
    }
    return String(cells).withoutBlanksAtEnd
  }

  // MARK: Small multiples

  /// Frames beside one another, as many as there is room for, with numbers on the left of each row.
  private func multiples() -> [String] {
    let room = width - margin - 3
    let across = max(1, min(chart.frames.count, room / (ChartText.narrowestOfMany + 4)))
    let columns = max(10, min(40, room / across - 4))
    // What all have below the ways of runs.
    var shared = numbers(chart.frames[0])
    let isOfPaths = chart.frames[0].series.last?.form == .path
    if isOfPaths { shared[shared.count - 1] = (FrameText.path(ascii), spelling.text(Words.pathMarks)) }
    var lines = isOfPaths ? self.lines(shared) + [""] : []
    for first in stride(from: 0, to: chart.frames.count, by: across) {
      if first > 0 { lines.append("") }
      let blocks = (first..<min(first + across, chart.frames.count)).map { place in
        block(chart.frames[place], columns: columns, isFirst: place == first)
      }
      let head = blocks.map(\.head.count).max() ?? 0
      let rows = blocks.map { block in
        block.head + [String](repeating: "", count: head - block.head.count) + block.lines
      }
      for line in 0..<(rows.map(\.count).max() ?? 0) {
        let pieces = zip(rows, blocks).map { row, block in
          DisplayWidth.padded(line < row.count ? row[line] : "", to: block.width)
        }
        lines.append(pieces.joined().withoutBlanksAtEnd)
      }
    }
    return lines
  }

  /// One of the small multiples: its title and numbers, and below the frame.
  private func block(
    _ frame: Chart.Frame, columns: Int, isFirst: Bool
  ) -> (head: [String], lines: [String], width: Int) {
    let margin = isFirst ? self.margin : 0
    let indent = String(repeating: " ", count: margin + 3)
    let title = frame.title.map(text) ?? ""
    let numbers = self.numbers(frame).last?.numbers ?? ""
    let head = [title, numbers].flatMap { text in
      style.lines([TonedPhrase(text: text)], width: columns, hanging: 0).map { indent + $0 }
    }
    let lines = self.frame(
      frame, columns: columns, rows: frame.map == nil ? 8 : 10, isFirst: isFirst, isOfMany: true)
    // The last number below the axis may reach one column beyond it.
    return (head, lines, margin + 3 + columns + 1)
  }
}
