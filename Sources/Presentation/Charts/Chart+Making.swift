extension Chart {
  /// Series over one axis.
  /// - Parameters:
  ///   - logarithmicFrom: how many times the least value the greatest must be for a logarithmic axis; nil: never.
  ///   - runsOut: whether values may run away beside the picture.
  init(
    title: Phrase, horizontal: Axis, _ series: [Series], logarithmicFrom: Double? = nil, runsOut: Bool = false
  ) {
    let all = series.flatMap(\.points)
    let finite = all.filter { !$0.isGap }
    let (low, high) = (finite.map(\.low).min() ?? 0, finite.map(\.high).max() ?? 0)
    let vertical: Axis
    if let logarithmicFrom, low > 0, high / low > logarithmicFrom {
      // Dips on the way, as where a path crosses the minimum, would take the room of all else; the legend has their depth.
      let ends = series.compactMap { series in series.points.last { !$0.isGap }?.low }
      let bottom = min(
        finite.map(\.low).sorted().dropFirst(finite.count / 10).first ?? low, ends.min() ?? low)
      vertical = .logarithmic(min(bottom, high / 10), high)
    } else {
      let range = runsOut ? Poles.range(finite.map(\.y)) : nil
      vertical = .around(range?.low ?? low, range?.high ?? high)
    }
    self.init(title: title, horizontal: horizontal, vertical: vertical, frames: [])
    values = all.count
    unseen = all.count - finite.count
    arrange(series)
  }

  /// Puts series into one frame if they can be told apart there, else into small multiples.
  mutating func arrange(_ series: [Series]) {
    frames =
      series.count > Limits.curvesOfAFrame
      ? series.map { Frame(title: $0.label, series: [$0]) } : [Frame(series: series)]
  }
}
