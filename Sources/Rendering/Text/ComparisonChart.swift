import Autodiff
import Trace

/// The loss of a comparison's members in one picture.
extension TextRenderer {
  /// Runs shorter than this are seen well enough in the table.
  private static var leastStepsOfChart: Int { 20 }

  /// A loss that has grown by this factor is drawn no further.
  private static var mostGrowth: Double { 1000 }

  /// The loss of all members over the steps in one picture; as a logarithm where it falls by orders of magnitude.
  mutating func lossChart(_ loss: NodeID, _ name: String, _ runs: [Int]) {
    let last = runs.map { recording.runs[$0].steps }.max() ?? 0
    guard options.detail != .brief, options.steps == nil, last >= Self.leastStepsOfChart else { return }
    let shown = runs.prefix(Self.mostSeries)
    let points = Swift.min(last + 1, 128)
    var curves = shown.map { run in
      (0..<points).compactMap { value(of: loss, run: run, after: $0 * last / (points - 1)) }
    }
    // What runs away would flatten all the others.
    let start = curves.compactMap(\.first).map(\.magnitude).max() ?? 0
    let top = start > 0 ? start * Self.mostGrowth : Double.infinity
    let counts = curves.map(\.count)
    curves = curves.map { Array($0.prefix { $0.magnitude <= top }) }
    let all = curves.joined()
    var title = name
    if let low = all.min(), let high = all.max(), low > 0, high / low > 100 {
      curves = curves.map { $0.map { Operation.log10.value([$0]) } }
      title = "log10(\(name))"
    }
    // The rule alone, where that tells the members apart.
    let rules = shown.map { spelled(rule(ofRun: $0)) }
    let isClear = Set(rules).count == rules.count
    let series = zip(shown.indices, curves).map { index, values in
      Plot.Series(name: isClear ? rules[index] : self.title(ofRun: runs[index]), values: values)
    }
    let plot = Plot(
      title: style(title + " over the steps", .bold), first: 0, last: last, axis: "step", series: series,
      ascii: options.ascii)
    page.space()
    page.lines(plot.lines(width: Swift.max(options.width, 40)))
    for (index, line) in series.enumerated() where line.values.count < counts[index] {
      page.line("  \(line.name) leaves the picture: its loss grows more than \(Int(Self.mostGrowth))-fold")
    }
    if runs.count > shown.count {
      page.line("  \(dots) and \(runs.count - shown.count) more lines not drawn")
    }
  }
}
