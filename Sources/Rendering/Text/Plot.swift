import Autodiff
import Letters
import Presentation

/// A line chart in characters.
///
/// One column of the chart shows the values of one stretch of steps, so that no peak of a long run is lost.
struct Plot {
  struct Series {
    let name: String
    let values: [Double]
  }

  let title: String
  /// What the first and the last value of a series belong to: steps 0 and 100.
  let first: Int
  let last: Int
  let axis: String
  let series: [Series]
  let ascii: Bool

  private static let marks = ["•", "+", "x", "o", "#", "@", "%", "&"]
  private static let asciiMarks = ["*", "+", "x", "o", "#", "@", "%", "&"]

  private func mark(_ index: Int) -> String {
    let marks = ascii ? Plot.asciiMarks : Plot.marks
    return marks[index % marks.count]
  }

  /// The chart's lines, at most `width` columns wide.
  func lines(width: Int, height: Int = 12, digits: Int = 4) -> [String] {
    var lines = [title]
    if series.count > 1 { lines += legend(width: width) }
    let finite = series.flatMap { $0.values.filter(\.isFinite) }
    let unseen = series.reduce(0) { $0 + $1.values.count { !$0.isFinite } }
    if let low = finite.min(), let high = finite.max() {
      lines += chart(low: low, high: high, width: width, height: height, digits: digits)
    }
    if unseen > 0 {
      let words = Phrase.notFinite(unseen, of: finite.count + unseen)
      lines.append("  " + Spelling(style: ascii ? .ascii : .plain).text(words))
    }
    return lines
  }

  /// `• θ   + ŷ`, in as many lines as it takes.
  private func legend(width: Int) -> [String] {
    let entries = series.indices.map { mark($0) + " " + series[$0].name }
    return entries.filled(width: width - 2, joinedBy: "   ").map { "  " + $0 }
  }

  private func chart(low: Double, high: Double, width: Int, height: Int, digits: Int) -> [String] {
    let height = low == high ? 1 : height
    var labels = [String](repeating: "", count: height)
    // The middle of a difference that may overflow.
    func value(_ row: Int) -> Double {
      let part = height == 1 ? 0 : Double(row) / Double(height - 1)
      return high * (1 - part) + low * part
    }
    for row in [0, height / 2, height - 1] {
      labels[row] = Plot.label(value(row), range: high - low, digits: digits)
    }
    let margin = labels.map(\.count).max() ?? 0
    let count = series.map(\.values.count).max() ?? 0
    let room = Swift.max(10, Swift.min(width, 80) - margin - 5)
    let columns = Swift.max(1, count <= room ? count : room)
    let stretch = count > 1 && count <= room ? Swift.max(1, Swift.min(8, (room - 1) / (count - 1))) : 1
    let wide = (columns - 1) * stretch + 1
    var cells = [[String]](repeating: [String](repeating: " ", count: wide), count: height)
    for (index, line) in series.enumerated().reversed() {
      for (position, value) in line.values.enumerated() where value.isFinite {
        let column = count <= room ? position * stretch : position * (columns - 1) / Swift.max(count - 1, 1)
        let part = height == 1 ? 0 : (high / 2 - value / 2) / (high / 2 - low / 2)
        let row = Swift.min(height - 1, Swift.max(0, Int((part * Double(height - 1)).rounded())))
        cells[row][column] = mark(index)
      }
    }
    let (upright, corner, flat) = ascii ? ("|", "+", "-") : ("│", "└", "─")
    var lines: [String] = []
    for row in 0..<height {
      var line = "  " + DisplayWidth.padded(labels[row], to: margin, on: .right)
      line += " " + upright + cells[row].joined()
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    let space = "  " + String(repeating: " ", count: margin + 1)
    lines.append(space + corner + String(repeating: flat, count: wide))
    lines.append(space + " " + under(wide, count))
    return lines
  }

  /// A value as finely as the range needs: between -5 and 6 it is 0 and not 4.441e-16.
  static func label(_ value: Double, range: Double, digits: Int) -> String {
    guard range > 0, range.isFinite, value != 0 else { return NumberFormat(digits: digits).text(value) }
    if value.magnitude < range * 1e-9 { return "0" }
    return NumberFormat(digits: Swift.max(digits, magnitude(value) - magnitude(range) + 2)).text(value)
  }

  /// The power of ten of a number's first digit.
  private static func magnitude(_ value: Double) -> Int {
    Int(Operation.log10.value([value.magnitude]).rounded(.down))
  }

  /// First and last place of the axis, and between them what it counts.
  private func under(_ wide: Int, _ count: Int) -> String {
    let (from, to) = (String(first), count > 1 ? String(last) : "")
    let free = wide - from.count - to.count - axis.count
    if free < 4 { return from + (to.isEmpty ? "" : " to " + to) + ", " + axis }
    let left = String(repeating: " ", count: free / 2)
    return from + left + axis + (to.isEmpty ? "" : String(repeating: " ", count: free - free / 2) + to)
  }
}
