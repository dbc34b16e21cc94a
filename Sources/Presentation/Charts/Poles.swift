/// Places where a curve runs out of the picture on both sides.
enum Poles {
  /// The points with a gap wherever a curve jumps from one end of its range to the other and grows on both sides of the
  /// jump: a line across it would be none of the curve.
  static func opened(_ points: [Chart.Point]) -> [Chart.Point] {
    let finite = points.filter { !$0.isGap }.map(\.y)
    guard points.count > 3, let low = finite.min(), let high = finite.max(), low < 0, high > 0 else {
      return points
    }
    var opened = Array(points[..<2])
    for place in 2..<points.count {
      let (before, from, to) = (points[place - 2].y, points[place - 1].y, points[place].y)
      let after = place + 1 < points.count ? points[place + 1].y : 0
      if from.sign != to.sign, from.magnitude > before.magnitude, to.magnitude > after.magnitude,
        from.magnitude + to.magnitude > high / 4 - low / 4, before.sign == from.sign, after.sign == to.sign
      {
        opened.append(Chart.Point(x: (points[place - 1].x + points[place].x) / 2, y: .nan))
      }
      opened.append(points[place])
    }
    return opened
  }

  /// The range worth drawing of values that have gaps among them: where they run away, only as far beyond the middle nine
  /// tenths as these reach.
  static func range(_ values: [Double]) -> (low: Double, high: Double)? {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let (low, high) = (sorted[sorted.count / 20], sorted[sorted.count - 1 - sorted.count / 20])
    guard low < high else { return (first, last) }
    return (max(first, low - (high - low)), min(last, high + (high - low)))
  }
}
