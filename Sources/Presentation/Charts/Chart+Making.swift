extension Chart {
  /// Series over one axis: in one frame if they can be told apart there, else in small multiples.
  /// - Parameter logarithmicFrom: how many times the least value the greatest must be for a logarithmic axis; nil: never.
  init(title: Phrase, horizontal: Axis, _ series: [Series], logarithmicFrom: Double? = nil) {
    let all = series.flatMap(\.points)
    let finite = all.filter { !$0.isGap }
    let (low, high) = (finite.map(\.low).min() ?? 0, finite.map(\.high).max() ?? 0)
    let isLogarithmic = logarithmicFrom.map { low > 0 && high / low > $0 } ?? false
    // Dips on the way, as where a path crosses the minimum, would take the room of all else; the legend has their depth.
    let ends = series.compactMap { series in series.points.last { !$0.isGap }?.low }
    let bottom = min(
      finite.map(\.low).sorted().dropFirst(finite.count / 10).first ?? low, ends.min() ?? low)
    self.init(
      title: title, horizontal: horizontal,
      vertical: isLogarithmic ? .logarithmic(min(bottom, high / 10), high) : .around(low, high),
      frames: series.count > Limits.curvesOfAFrame
        ? series.map { Frame(title: $0.label, series: [$0]) } : [Frame(series: series)])
    values = all.count
    unseen = all.count - finite.count
  }
}
