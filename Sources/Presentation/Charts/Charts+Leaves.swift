import Autodiff
import Trace

/// Curves and maps over leaves.
extension Charts {
  /// Values while a leaf is varied; with a path, where a run went on the curve.
  func overLeaf(
    _ all: [Shown], _ sweep: Sweep, at moment: Moment, _ paths: [Int]
  ) -> (chart: Chart, omitted: Int) {
    let shown = all.prefix(Limits.curves)
    var gathered = shown.map { _ in Gathering() }
    varying(sweep, at: moment) { x, valuation in
      for (place, item) in shown.enumerated() {
        gathered[place].add(valuation.value(of: item.node, in: recording.graph), at: x)
        gathered[place].endPoint(at: x)
      }
    }
    let curves = zip(shown, gathered).map { item, gathered in
      var series = Chart.Series(label: .words(item.text), points: gathered.points)
      series.source = .leaf(sweep, moment, item.node)
      series.marks = gathered.marks { value, _ in sampler.quantity(value, at: moment) }
      return series
    }
    let name = Phrase(Names(recording.graph)(sweep.leaf))
    let opened = curves.map { Poles.opened($0.points) }
    var chart = Chart(
      title: Words.over(subjects(shown), name), horizontal: .from(sweep.low, to: sweep.high, name: name),
      curves, runsOut: opened.contains { $0.contains(where: \.isGap) })
    let series = zip(curves, opened).map { curve, points in
      var series = curve
      series.points = points
      return series
    }
    chart.arrange(series)
    if let node = shown.first?.node {
      draw(paths, upon: &chart) { run, label in
        sampler.path(
          label, x: Sampler.Curve(label, sweep.leaf), y: Sampler.Curve(label, node), run: run,
          last: recording.runs[run].steps)
      }
    }
    return (chart, all.count - shown.count)
  }

  /// The heights of a value over a plane, with the ways of runs.
  func map(
    _ shown: Shown, _ x: Sweep, _ y: Sweep, at moment: Moment, _ paths: [Int]
  ) -> (chart: Chart, omitted: Int) {
    var heights: [Double] = []
    heights.reserveCapacity(x.points * y.points)
    let (xs, ys) = (x.values, y.values)
    var valuation = recording.valuation(at: moment)
    let places = [x, y].map { recording.graph.leafIndex(of: $0.leaf) ?? 0 }
    for row in ys {
      for column in xs {
        valuation.setLeaves(places, to: [column, row], in: recording.graph)
        heights.append(valuation.value(of: shown.node, in: recording.graph))
      }
    }
    let names = Names(recording.graph)
    let grid = Grid(xs: xs, ys: ys, heights: heights)
    let least = heights.indices.filter { heights[$0].isFinite }.min { heights[$0] < heights[$1] }
    let map = Chart.Map(
      label: .words(shown.text),
      contours: Levels.of(heights, most: paths.count > 1 ? Limits.contoursOfMany : Limits.contours).map {
        Chart.Contour(level: $0, lines: grid.contour($0.value))
      },
      source: (shown.node, x, y, moment),
      least: least.map {
        (xs[$0 % xs.count], ys[$0 / xs.count], sampler.quantity(heights[$0], at: moment))
      })
    let (across, up) = (Phrase(names(x.leaf)), Phrase(names(y.leaf)))
    var chart = Chart(
      title: Words.over(subjects([shown]), "\(across) and \(up)"),
      horizontal: .from(x.low, to: x.high, name: across), vertical: .from(y.low, to: y.high, name: up),
      frames: [Chart.Frame(map: map, series: [])])
    chart.values = heights.count
    chart.unseen = heights.count { !$0.isFinite }
    draw(paths, upon: &chart) { run, label in
      sampler.path(
        label, x: Sampler.Curve(label, x.leaf), y: Sampler.Curve(label, y.leaf), run: run,
        last: recording.runs[run].steps)
    }
    return (chart, 0)
  }

  /// Goes through the values of a leaf, all else as at a moment.
  private func varying(_ sweep: Sweep, at moment: Moment, _ body: (Double, inout Valuation) -> Void) {
    var valuation = recording.valuation(at: moment)
    let place = recording.graph.leafIndex(of: sweep.leaf) ?? 0
    for x in sweep.values {
      valuation.setLeaf(place, to: x, in: recording.graph)
      body(x, &valuation)
    }
  }

  /// Draws the ways of runs upon the frame of a chart; of several each gets a frame of its own.
  private func draw(
    _ runs: [Int], upon chart: inout Chart, _ path: (Int, Chart.Series.Label) -> Chart.Series
  ) {
    let runs = runs.prefix(Limits.paths)
    let calls = runs.map { recording.member(ofRun: $0) ?? RuleCall(rule: Words.path) }
    guard !runs.isEmpty, let frame = chart.frames.first else { return }
    chart.frames = zip(runs, MemberTitles.short(calls)).map { run, call in
      let label = call.text
      var one = frame
      one.title = runs.count > 1 ? .words(label) : nil
      one.series.append(path(run, .words(label)))
      return one
    }
  }
}
