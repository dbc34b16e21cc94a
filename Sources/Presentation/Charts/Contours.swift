import Letters

/// The heights at which a map has lines.
enum Levels {
  /// Round numbers between the least and the greatest height, a few outliers apart; where the heights are positive and
  /// their orders of magnitude differ, evenly spread over these.
  /// - Parameter most: how many lines there is room for.
  static func of(_ heights: [Double], most: Int) -> [Tick] {
    let sorted = heights.filter(\.isFinite).sorted()
    guard let least = sorted.first, let greatest = sorted.last, least < greatest else { return [] }
    func quantile(_ part: Double) -> Double { sorted[Int(part * Double(sorted.count - 1))] }
    let (low, high) = (quantile(0.02), quantile(0.98))
    if least >= 0, low > 0, quantile(0.9) > 20 * quantile(0.05) { return magnitudes(low, greatest, most) }
    guard let grid = RoundNumbers(least, high, intervals: most) else { return [] }
    return (grid.above(least)...grid.below(high)).map(grid.tick).filter {
      $0.value > least && $0.value < greatest
    }
  }

  /// 1, 2 and 5 times the powers of ten; 1 and 3 times, or the powers alone, or fewer of these, where that is too many.
  private static func magnitudes(_ low: Double, _ high: Double, _ most: Int) -> [Tick] {
    let exponents = Array(Axis.magnitude(low)...Axis.magnitude(high))
    func levels(_ factors: [Int], every: Int = 1) -> [Tick] {
      exponents.filter { $0.isMultiple(of: every) }.flatMap { exponent in
        factors.map { factor in
          let value = Double("\(factor)e\(exponent)") ?? .infinity
          return Tick(value: value, label: NumberFormat(digits: Limits.labelDigits).text(value))
        }
      }.filter { $0.value >= low && $0.value < high }
    }
    let choices = [levels([1, 2, 5]), levels([1, 3]), levels([1])]
    return choices.first { $0.count <= most }
      ?? levels([1], every: exponents.count / most + 1)
  }
}

/// Heights over a grid, row by row.
struct Grid {
  let xs: [Double]
  let ys: [Double]
  let heights: [Double]

  /// A side of a cell, between two neighbors of the grid.
  private struct Side: Hashable {
    let column: Int
    let row: Int
    let isUpright: Bool
  }

  /// The lines on which the heights, linear along the sides of the cells, have a level (*marching squares*). Where a cell
  /// has a corner that is not finite there is no line.
  /// - Complexity: linear in the number of cells.
  func contour(_ level: Double) -> [[Chart.Point]] {
    var neighbors: [Side: [Side]] = [:]
    for row in 0..<(ys.count - 1) {
      for column in 0..<(xs.count - 1) {
        for (from, to) in crossings(column, row, level) {
          neighbors[from, default: []].append(to)
          neighbors[to, default: []].append(from)
        }
      }
    }
    // Lines that end at the edge begin there; the others are closed.
    let ordered = neighbors.keys.sorted {
      ($0.row, $0.column, $0.isUpright ? 1 : 0) < ($1.row, $1.column, $1.isUpright ? 1 : 0)
    }
    let starts = ordered.filter { neighbors[$0]?.count == 1 } + ordered
    var lines: [[Chart.Point]] = []
    for start in starts where neighbors[start] != nil {
      var line = [start]
      while let last = line.last, let next = neighbors[last]?.popLast() {
        if neighbors[last]?.isEmpty == true { neighbors[last] = nil }
        neighbors[next]?.removeAll { $0 == last }
        line.append(next)
        if neighbors[next]?.isEmpty == true { neighbors[next] = nil }
      }
      if line.count > 1 { lines.append(line.map { point(on: $0, level) }) }
    }
    return lines
  }

  /// From which side of a cell to which its lines go.
  private func crossings(_ column: Int, _ row: Int, _ level: Double) -> [(Side, Side)] {
    let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { heights[(row + $1) * xs.count + column + $0] }
    guard corners.allSatisfy(\.isFinite) else { return [] }
    let above = corners.map { $0 >= level }
    let sides = [
      Side(column: column, row: row, isUpright: false), Side(column: column + 1, row: row, isUpright: true),
      Side(column: column, row: row + 1, isUpright: false), Side(column: column, row: row, isUpright: true),
    ]
    let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }
    guard crossed.count == 4 else {
      return crossed.count == 2 ? [(sides[crossed[0]], sides[crossed[1]])] : []
    }
    // A saddle: the middle decides which corners belong together.
    let middle = corners.reduce(0) { $0 + $1 / 4 } >= level
    return middle == above[0]
      ? [(sides[0], sides[1]), (sides[2], sides[3])] : [(sides[3], sides[0]), (sides[1], sides[2])]
  }

  private func point(on side: Side, _ level: Double) -> Chart.Point {
    let (column, row) = (side.column, side.row)
    let first = heights[row * xs.count + column]
    let second =
      side.isUpright ? heights[(row + 1) * xs.count + column] : heights[row * xs.count + column + 1]
    let part = (level / 2 - first / 2) / (second / 2 - first / 2)
    return side.isUpright
      ? Chart.Point(x: xs[column], y: ys[row] + part * (ys[row + 1] - ys[row]))
      : Chart.Point(x: xs[column] + part * (xs[column + 1] - xs[column]), y: ys[row])
  }
}
