import Trace

/// The charts that a lesson asks for.
package struct Charts {
  let recording: Recording
  let sampler: Sampler

  /// - Parameter doubts: nil where numbers are wanted as they are.
  package init(_ recording: Recording, _ doubts: Doubts? = nil) {
    self.recording = recording
    sampler = Sampler(recording: recording, doubts: doubts)
  }

  /// What a plot draws, and how many of its curves are left out.
  package func chart(_ plotted: Plotted) -> (chart: Chart, omitted: Int) {
    switch plotted {
    case .overSteps(let shown, let last): overSteps(shown, until: last)
    case .overIndex(let shown, let moment): overIndex(shown, at: moment)
    case .overLeaf(let shown, let sweep, let moment, let paths): overLeaf(shown, sweep, at: moment, paths)
    case .overPlane(let shown, let x, let y, let moment, let paths): map(shown, x, y, at: moment, paths)
    case .stepsAgainst(let shown, let x, let last): stepsAgainst(shown, x, until: last)
    case .membersAgainst(let series, let x, let moment): membersAgainst(series, x, at: moment)
    }
  }

  /// Values over the steps of a run, from its beginning to a moment.
  func overSteps(_ all: [Shown], until last: Moment) -> (chart: Chart, omitted: Int) {
    let shown = all.prefix(Limits.curves)
    let series = sampler.overSteps(shown.map { Sampler.Curve($0) }, run: last.run, last: last.step)
    let chart = Chart(
      title: Words.overSteps(subjects(shown)), horizontal: .counting(0, last.step, name: Words.step), series,
      logarithmicFrom: Limits.spanOfLogarithmicPlot)
    return (chart, all.count - shown.count)
  }

  /// Values over an index at one moment: for `W[1,1]`, `W[1,2]`, `W[2,1]` one series per name and outer index, over the
  /// last index.
  func overIndex(_ shown: [Shown], at moment: Moment) -> (chart: Chart, omitted: Int) {
    var curves: [(name: String, outer: [Int], members: [Shown])] = []
    for item in shown {
      let outer = Array(item.indices.dropLast())
      if let last = curves.last, last.name == item.familyText, last.outer == outer {
        curves[curves.count - 1].members.append(item)
      } else {
        curves.append((item.familyText, outer, [item]))
      }
    }
    var numbers = Numbers(recording, Reading(after: moment))
    let series = curves.prefix(Limits.curves).map { curve in
      var gathering = Gathering()
      for member in curve.members {
        let x = Double(member.indices.last ?? 0)
        gathering.add(numbers.value(member.node), at: x)
        gathering.endPoint(at: x)
      }
      var series = Chart.Series(
        label: label(curve.name, curve.outer, curve.members[0]), points: gathering.points)
      series.source = .nodes(
        curve.members.map { (Double($0.indices.last ?? 0), nil, $0.node) }, moment)
      series.marks = gathering.marks { _, x in
        let member = curve.members.first { Double($0.indices.last ?? 0) == x } ?? curve.members[0]
        return sampler.quantity(of: member.node, Reading(after: moment))
      }
      return series
    }
    let places = shown.compactMap(\.indices.last)
    let chart = Chart(
      title: Words.overIndex(subjects(shown[...])),
      horizontal: .counting(places.min() ?? 0, places.max() ?? 0, name: Words.index), series)
    return (chart, curves.count - series.count)
  }

  private func label(_ name: String, _ outer: [Int], _ member: Shown) -> Chart.Series.Label {
    switch member.title {
    case .member, .named: .family(name, outer: outer)
    case .expression, .instance:
      .words(outer.isEmpty ? name : name + " (" + outer.map { "\($0), " }.joined() + "·)")
    }
  }

  /// What is drawn, a name for each family.
  func subjects(_ shown: ArraySlice<Shown>) -> Phrase {
    var families: [String] = []
    for item in shown where !families.contains(item.familyText) { families.append(item.familyText) }
    return "\(families.joined(separator: ", "))"
  }
}
