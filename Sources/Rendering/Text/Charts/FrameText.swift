import Letters
import Presentation

/// One frame of a chart, in characters.
///
/// A lone curve is a line of dots. Of several each carries marks of its own, and so do the points of a short one.
struct FrameText {
  let frame: Chart.Frame
  let horizontal: Axis
  let vertical: Axis
  /// Columns and rows between the axes.
  let columns: Int
  let rows: Int
  let ascii: Bool

  static func mark(_ series: Int, ascii: Bool) -> Character {
    let marks: [Character] = ascii ? ["*", "+", "x", "o"] : ["•", "+", "×", "o"]
    return marks[series % marks.count]
  }

  /// What marks a path: its start, its steps, its end.
  static let start: Character = "o"
  static func step(_ ascii: Bool) -> Character { ascii ? "*" : "•" }
  static func end(_ ascii: Bool) -> Character { ascii ? "@" : "◆" }

  static func path(_ ascii: Bool) -> String { String([start, step(ascii), end(ascii)]) }

  /// The rows of the frame from the top, without the axes.
  func cells() -> [[Character]] {
    var dots = Dots(columns: columns, rows: rows)
    var marks: [Int: Character] = [:]
    for contour in frame.map?.contours ?? [] {
      for line in contour.lines { draw(line, &dots) }
    }
    for (place, series) in frame.series.enumerated().reversed() {
      let points = series.points.filter { !$0.isGap }
      if series.form != .dots { draw(series.points, &dots) }
      let isShort = points.count * 4 <= columns || points.count == 1
      switch series.form {
      case .line where !isShort:
        if frame.series.count > 1 { stagger(points, place, &marks) }
      case .line, .dots:
        for point in points { mark(point, FrameText.mark(place, ascii: ascii), &marks) }
      case .path:
        for point in points { mark(point, FrameText.step(ascii), &marks) }
        if let first = points.first { mark(first, FrameText.start, &marks) }
        if let last = points.last { mark(last, FrameText.end(ascii), &marks) }
      }
    }
    let zero = vertical.scale == .linear && vertical.low < 0 && vertical.high > 0 ? row(of: 0) : nil
    label(&marks)
    return (0..<rows).map { row in
      (0..<columns).map { column in
        marks[row * columns + column] ?? dots.character(column: column, row: row, ascii: ascii)
          ?? (row == zero ? ascii ? (column % 2 == 0 ? "." : " ") : "┈" : " ")
      }
    }
  }

  /// The row of characters that a value stands in.
  func row(of value: Double) -> Int? { y(of: value).map { $0 / 4 } }

  /// The column of characters that a value stands in.
  func column(of value: Double) -> Int? { x(of: value).map { $0 / 2 } }

  private func x(of value: Double) -> Int? {
    horizontal.position(of: value).map { FrameText.dot($0, of: 2 * columns) }
  }

  private func y(of value: Double) -> Int? {
    vertical.position(of: value).map { FrameText.dot(1 - $0, of: 4 * rows) }
  }

  /// The dot at a part of the way; what is far beside the picture is somewhere beside it.
  private static func dot(_ part: Double, of count: Int) -> Int {
    Int(min(max((part * Double(count - 1)).rounded(), -1e6), 1e6))
  }

  /// A line through points, with the band of each, broken at gaps.
  private func draw(_ points: [Chart.Point], _ dots: inout Dots) {
    var last: (x: Double, y: Double)?
    for point in points {
      guard !point.isGap, let x = horizontal.position(of: point.x), let y = vertical.position(of: point.y)
      else {
        last = nil
        continue
      }
      line(from: last ?? (x, y), to: (x, y), &dots)
      if point.low < point.high, let low = vertical.position(of: point.low),
        let high = vertical.position(of: point.high)
      {
        line(from: (x, low), to: (x, high), &dots)
      }
      last = (x, y)
    }
  }

  /// A line between two places in parts of the axes, as far as it is in the picture (*Liang and Barsky*).
  private func line(from: (x: Double, y: Double), to: (x: Double, y: Double), _ dots: inout Dots) {
    // Half a dot's breadth beside the picture is still its edge.
    let (edgeX, edgeY) = (0.5 / Double(2 * columns), 0.5 / Double(4 * rows))
    let way = (x: to.x - from.x, y: to.y - from.y)
    var (start, end) = (0.0, 1.0)
    for (step, room) in [
      (-way.x, from.x + edgeX), (way.x, 1 + edgeX - from.x), (-way.y, from.y + edgeY),
      (way.y, 1 + edgeY - from.y),
    ] {
      if step == 0, room < 0 { return }
      if step < 0 { start = max(start, room / step) }
      if step > 0 { end = min(end, room / step) }
    }
    guard start <= end else { return }
    func dot(_ part: Double) -> (x: Int, y: Int) {
      (
        FrameText.dot(from.x + part * way.x, of: 2 * columns),
        FrameText.dot(1 - from.y - part * way.y, of: 4 * rows)
      )
    }
    dots.line(from: dot(start), to: dot(end))
  }

  private func mark(_ point: Chart.Point, _ mark: Character, _ marks: inout [Int: Character]) {
    guard let column = column(of: point.x), let row = row(of: point.y), (0..<columns).contains(column),
      (0..<rows).contains(row)
    else { return }
    marks[row * columns + column] = mark
  }

  /// Marks at every eighth column or the next with a point, those of another curve beside them.
  private func stagger(_ points: [Chart.Point], _ place: Int, _ marks: inout [Int: Character]) {
    let count = frame.series.count
    let spacing = max(8, 2 * count)
    var next = place * spacing / count
    for point in points {
      guard let column = column(of: point.x), column >= next else { continue }
      mark(point, FrameText.mark(place, ascii: ascii), &marks)
      while next <= column { next += spacing }
    }
  }

  /// The height of each contour on its longest line, where there is room.
  private func label(_ marks: inout [Int: Character]) {
    guard columns > 40 else { return }
    for contour in frame.map?.contours ?? [] {
      guard let line = contour.lines.max(by: { $0.count < $1.count }) else { continue }
      let text = Array(" " + contour.level.label + " ")
      for part in [4, 2, 6, 1, 7, 3, 5] {
        let point = line[(line.count - 1) * part / 8]
        guard let column = column(of: point.x), let row = row(of: point.y), (0..<rows).contains(row) else {
          continue
        }
        let first = min(max(column - text.count / 2, 0), columns - text.count)
        let taken = max(first - 1, 0)..<min(first + text.count + 1, columns)
        guard taken.allSatisfy({ marks[row * columns + $0] == nil }) else { continue }
        for (place, character) in text.enumerated() { marks[row * columns + first + place] = character }
        break
      }
    }
  }
}
