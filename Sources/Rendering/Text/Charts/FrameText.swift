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
        for point in points { mark(point, ascii ? "*" : "•", &marks) }
        if let first = points.first { mark(first, "o", &marks) }
        if let last = points.last { mark(last, ascii ? "@" : "◆", &marks) }
      }
    }
    let zero = vertical.scale == .linear && vertical.low < 0 && vertical.high > 0 ? row(of: 0) : nil
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

  /// The dot at a part of the way; what is just beside the picture belongs to its edge.
  private static func dot(_ part: Double, of count: Int) -> Int {
    let dot = (part * Double(count - 1)).rounded()
    return Int(min(max(dot, -1e6), 1e6))
  }

  /// A line through points, with the band of each, broken at gaps.
  private func draw(_ points: [Chart.Point], _ dots: inout Dots) {
    var last: (x: Int, y: Int)?
    for point in points {
      guard let x = x(of: point.x), let y = y(of: point.y) else {
        last = nil
        continue
      }
      if let last { dots.line(from: last, to: (x, y)) } else { dots.set(x, y) }
      if point.low < point.high, let low = self.y(of: point.low), let high = self.y(of: point.high) {
        dots.line(from: (x, low), to: (x, high))
      }
      last = (x, y)
    }
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
}
