import Autodiff
import Trace

/// The curves that go with the steps of an act.
extension Charts {
  /// The loss over the steps of a segment, and the way that one or two parameters took over it; what the lesson draws
  /// itself is left out.
  package func ofSteps(_ segment: Segment, run: Int) -> [Chart] {
    guard let program = segment.programs.first.map({ recording.programs[$0] }), let loss = program.loss,
      let name = recording.graph.label(of: loss)?.description, !name.isEmpty
    else { return [] }
    let last = Moment(run: run, step: segment.first + segment.steps)
    let shown = Shown(.expression(name), node: loss)
    let drawn = recording.events.compactMap { if case .plot(let plotted) = $0 { plotted } else { nil } }
    var charts: [Chart] = []
    if !drawn.contains(where: { $0.isOverSteps(of: run, loss) }) {
      charts.append(overSteps([shown], until: last).chart)
    }
    let parameters = program.updates.map(\.parameter)
    guard (1...2).contains(parameters.count), !drawn.contains(where: { $0.hasPath(of: run) }) else {
      return charts
    }
    let sweeps = parameters.map { sweep($0, run: run, last: last.step, isAlone: parameters.count == 1) }
    let start = Moment(run: run, step: segment.first)
    var chart =
      sweeps.count == 1
      ? overLeaf([shown], sweeps[0], at: start, [run]).chart
      : map(shown, sweeps[0], sweeps[1], at: start, [run]).chart
    chart.isFixed = false
    charts.append(chart)
    return charts
  }

  /// Where a parameter went, and half as far again on both sides.
  private func sweep(_ leaf: NodeID, run: Int, last: Int, isAlone: Bool) -> Sweep {
    let curve = Sampler.Curve(.words(""), leaf)
    let values = sampler.overSteps([curve], run: run, last: last)[0].points.filter { !$0.isGap }
    let (low, high) = (values.map(\.low).min() ?? 0, values.map(\.high).max() ?? 0)
    let room = low < high ? (high - low) / 2 : max(low.magnitude / 2, 1)
    guard (low - room).isFinite, (high + room).isFinite else {
      return Sweep(leaf: leaf, low: -1, high: 1, points: 3, isOwn: false)
    }
    let axis = Axis.around(low - room, high + room)
    return Sweep(leaf: leaf, low: axis.low, high: axis.high, points: isAlone ? 101 : 31, isOwn: false)
  }
}

extension Plotted {
  fileprivate func isOverSteps(of run: Int, _ node: NodeID) -> Bool {
    if case .overSteps(let shown, let last) = self {
      last.run == run && shown.contains { $0.node == node }
    } else {
      false
    }
  }

  fileprivate func hasPath(of run: Int) -> Bool {
    switch self {
    case .overLeaf(_, _, _, let paths), .overPlane(_, _, _, _, let paths): paths.contains(run)
    default: false
    }
  }
}
