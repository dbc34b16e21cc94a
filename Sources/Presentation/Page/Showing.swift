import Autodiff
import Trace

extension Presenter {
  /// Values that the lesson asks for.
  func show(_ shown: [Shown], at moment: Moment) {
    var numbers = Numbers(recording, Reading(after: moment), view.digits, doubts)
    let most = shown.count <= limits.shownValues ? shown.count : limits.shownValues - 1
    emit(.shown(shown.prefix(most).map { ($0.text, numbers.quantity($0.node)) }))
    if most < shown.count { emit(.omitted(.values(shown.count - most))) }
  }

  /// Values over the steps of a run up to a moment, as a chart.
  func plot(_ all: [Shown], until last: Moment) {
    let shown = all.prefix(Limits.curves)
    let points = Swift.min(last.step + 1, Limits.pointsOfCurve)
    var series = shown.map { Chart.Series(label: .words($0.text), points: []) }
    for point in 0..<points {
      let step = points > 1 ? point * last.step / (points - 1) : 0
      var numbers = Numbers(recording, Reading(after: Moment(run: last.run, step: step)), view.digits)
      for (index, item) in shown.enumerated() {
        series[index].points.append(numbers.quantity(item.node))
      }
    }
    chart(Array(shown), .steps, first: 0, last: last.step, series, of: all.count)
  }

  /// Values over an index at one moment, as a chart.
  func profile(_ shown: [Shown], at moment: Moment) {
    var numbers = Numbers(recording, Reading(after: moment), view.digits)
    // `W[1,1]`, `W[1,2]`, `W[2,1]`: one series per name and outer index, over the last index.
    var curves: [(name: String, outer: [Int], points: [Quantity])] = []
    for item in shown {
      let outer = Array(item.indices.dropLast())
      let point = numbers.quantity(item.node)
      if let last = curves.last, last.name == item.familyText, last.outer == outer {
        curves[curves.count - 1].points.append(point)
      } else {
        curves.append((item.familyText, outer, [point]))
      }
    }
    let series = curves.prefix(Limits.curves).map {
      Chart.Series(label: .family($0.name, outer: $0.outer), points: $0.points)
    }
    let places = shown.compactMap(\.indices.last)
    chart(
      shown, .index, first: places.min() ?? 0, last: places.max() ?? 0, series, of: curves.count)
  }

  private func chart(
    _ shown: [Shown], _ axis: Chart.Axis, first: Int, last: Int, _ series: [Chart.Series], of count: Int
  ) {
    let series = doubted(series)
    var families: [String] = []
    for item in shown where !families.contains(item.familyText) { families.append(item.familyText) }
    emit(
      .chart(
        Chart(subjects: families.map { "\($0)" }, axis: axis, first: first, last: last, series: series)))
    if series.count < count { emit(.omitted(.curves(count - series.count))) }
  }

  /// Curves whose least and greatest points know how far they may be off: those are printed beside the axis.
  func doubted(_ series: [Chart.Series]) -> [Chart.Series] {
    var series = series
    let finite = series.flatMap(\.points).map(\.value).filter(\.isFinite)
    for value in [finite.min(), finite.max()].compactMap(\.self) {
      for curve in series.indices {
        guard let place = series[curve].points.firstIndex(where: { $0.value == value }),
          let node = series[curve].points[place].node
        else { continue }
        var numbers = Numbers(recording, series[curve].points[place].reading, Limits.labelDigits, doubts)
        series[curve].points[place] = numbers.quantity(node)
        break
      }
    }
    return series
  }

  /// The nodes below a node, each below its first user; of a parameter its updates.
  mutating func listing(_ output: NodeID, at moment: Moment) {
    if graph.leafKind(of: output) == .parameter {
      updates(of: output, at: moment)
      return
    }
    var numbers = Numbers(recording, Reading(after: moment), view.digits, doubts)
    emit(.open(.graph(names(output), numbers.reading)))
    defer { emit(.close) }
    let total = graph.nodes(below: output).count
    var written = 0
    var seen: Set<NodeID> = []
    var stack = [(node: output, depth: 0)]
    while let (node, depth) = stack.popLast() {
      if written == limits.listedNodes {
        emit(.omitted(.nodes(total - seen.count, isMoreThere: view.detail != .full)))
        break
      }
      let name = graph.label(of: node) == nil ? nil : names(node)
      emit(
        .listed(depth: depth, name, kind: graph.kind(of: node), numbers.given(node)))
      written += 1
      guard seen.insert(node).inserted else { continue }
      for operand in graph.operands(of: node).reversed() { stack.append((operand, depth + 1)) }
    }
    emit(.omitted(.drawing))
  }
}

extension Graph {
  /// What a listing calls a node: `parameter`, `mul`.
  fileprivate func kind(of node: NodeID) -> String {
    switch leafKind(of: node) {
    case .parameter: "parameter"
    case .input: "input"
    case .constant: "constant"
    case .state: "state"
    case .gradient: "gradient"
    case .step: "step number"
    case nil: operation(of: node)?.row.name ?? ""
    }
  }
}
