import Autodiff
import Trace

/// Values against other values.
extension Charts {
  /// Values of a run against another, step by step.
  func stepsAgainst(_ all: [Shown], _ x: Shown, until last: Moment) -> (chart: Chart, omitted: Int) {
    let shown = all.prefix(Limits.curvesOfAFrame)
    let series = shown.map { item in
      sampler.path(
        .words(item.text), x: Sampler.Curve(x), y: Sampler.Curve(item), run: last.run, last: last.step)
    }
    return (against(subjects(shown), x, series), all.count - shown.count)
  }

  /// Values against others at one moment: what depends on no other data than those is a line, all else dots.
  func membersAgainst(
    _ all: [[Shown]], _ x: [Shown], at moment: Moment
  ) -> (chart: Chart, omitted: Int) {
    let shown = all.prefix(Limits.curvesOfAFrame)
    var numbers = Numbers(recording, Reading(after: moment))
    let series = shown.map { members in
      var gathering = Gathering()
      var points: [Chart.Point] = []
      for (member, place) in zip(members, x) {
        let (across, value) = (numbers.value(place.node), numbers.value(member.node))
        points.append(Chart.Point(x: across, y: value))
        gathering.end(value, at: across)
      }
      let isLine = zip(members, x).allSatisfy { data(below: $0.node).isSubset(of: data(below: $1.node)) }
      if isLine { points.sort { $0.x < $1.x } }
      var series = Chart.Series(
        label: .words(members.first?.familyText ?? ""), form: isLine ? .line : .dots, points: points)
      let pairs = zip(members, x).map { (place: 0.0, x: Optional($1.node), y: $0.node) }
      series.source = .nodes(pairs, moment)
      series.marks = gathering.extremes { value, _ in sampler.quantity(value, at: moment) }
      return series
    }
    let subjects = self.subjects(shown.flatMap(\.self)[...])
    return (against(subjects, x.first, series), all.count - shown.count)
  }

  private func against(_ subjects: Phrase, _ x: Shown?, _ series: [Chart.Series]) -> Chart {
    let name = x?.familyText ?? ""
    let across = series.flatMap(\.points).map(\.x).filter(\.isFinite)
    var chart = Chart(
      title: Words.against(subjects, "\(name)"),
      horizontal: .around(across.min() ?? 0, across.max() ?? 0, name: "\(name)"), series)
    chart.isFixed = false
    return chart
  }

  /// The numbers of the lesson's data that a value is made of.
  private func data(below node: NodeID) -> Set<NodeID> {
    Set(recording.graph.nodes(below: node).filter { recording.graph.leafKind(of: $0) == .input })
  }
}
