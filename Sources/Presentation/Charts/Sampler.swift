import Autodiff
import Letters
import Trace

/// Makes the curves of a recording.
struct Sampler {
  let recording: Recording
  let doubts: Doubts?

  /// The values of nodes after the steps of a run, from its beginning to a moment. Where there are more steps than points,
  /// a point holds the least and the greatest of several.
  /// - Complexity: all steps, as long as that takes no more than `Limits.nodesOfCurve` evaluations; of longer runs a few
  ///   steps in a row for each point.
  func overSteps(_ curves: [(label: Chart.Series.Label, node: NodeID)], run: Int, last: Int) -> [Chart.Series]
  {
    let count = last + 1
    let points = min(count, Limits.pointsOfCurve)
    let room = Limits.nodesOfCurve / max(recording.graph.count, 1) / points
    var gathered = curves.map { _ in Gathering() }
    for point in 0..<points {
      let steps = (point * count / points)..<((point + 1) * count / points)
      let window = steps.prefix(max(room, 1))
      values(of: curves.map(\.node), run: run, window) { step, values in
        for (place, value) in values.enumerated() { gathered[place].add(value, at: Double(step)) }
      }
      for place in gathered.indices { gathered[place].endPoint(at: Double(steps.lowerBound)) }
    }
    // The end belongs to the picture even where not every step is looked at.
    values(of: curves.map(\.node), run: run, last...last) { step, values in
      for (place, value) in values.enumerated() { gathered[place].end(value, at: Double(step)) }
    }
    return zip(curves, gathered).map { curve, gathered in
      var series = Chart.Series(label: curve.label, points: gathered.points)
      series.marks = gathered.marks { value, x in
        quantity(of: curve.node, Reading(after: Moment(run: run, step: Int(x))))
      }
      return series
    }
  }

  /// A number of a chart's legend.
  func quantity(of node: NodeID, _ reading: Reading) -> Quantity {
    var numbers = Numbers(recording, reading, Limits.labelDigits, doubts)
    return numbers.quantity(node)
  }

  /// Values after each of some steps in a row.
  private func values(
    of nodes: [NodeID], run: Int, _ steps: some Collection<Int>, _ body: (Int, [Double]) -> Void
  ) {
    guard let first = steps.first else { return }
    let last = first + steps.count - 1
    let all = recording.runs[run].steps
    // In a step, the values are still those after the step before.
    if steps.count > 1 {
      recording.forEachStep((first + 1)...min(last + 1, all), ofRun: run) { step, _, valuation in
        body(step - 1, nodes.map { valuation.value(of: $0, in: recording.graph) })
      }
      if last < all { return }
    }
    var valuation = recording.valuation(at: Moment(run: run, step: last))
    body(last, nodes.map { valuation.value(of: $0, in: recording.graph) })
  }
}

/// The values of a curve, as they come.
struct Gathering {
  private(set) var points: [Chart.Point] = []
  private var first = Double.nan
  private var low = Double.infinity, high = -Double.infinity
  private var start: (x: Double, y: Double)?
  private var last: (x: Double, y: Double)?
  private var least: (x: Double, y: Double)?
  private var greatest: (x: Double, y: Double)?

  /// One of the values of a point.
  mutating func add(_ value: Double, at x: Double) {
    end(value, at: x)
    guard value.isFinite else { return }
    if !first.isFinite { first = value }
    low = min(low, value)
    high = max(high, value)
  }

  /// A value that is told, if it is an end or the least or the greatest.
  mutating func end(_ value: Double, at x: Double) {
    guard value.isFinite else { return }
    if start == nil { start = (x, value) }
    last = (x, value)
    if value < least?.y ?? .infinity { least = (x, value) }
    if value > greatest?.y ?? -.infinity { greatest = (x, value) }
  }

  mutating func endPoint(at x: Double) {
    points.append(
      first.isFinite ? Chart.Point(x: x, y: first, low: low, high: high) : Chart.Point(x: x, y: .nan))
    (first, low, high) = (.nan, .infinity, -.infinity)
  }

  /// The ends, and the least and the greatest value where they are not at an end.
  func marks(_ quantity: (_ value: Double, _ x: Double) -> Quantity) -> [Chart.Mark] {
    guard let start, let last, let least, let greatest else { return [] }
    var marks = [Chart.Mark(role: .start, x: start.x, y: quantity(start.y, start.x))]
    if last.x != start.x { marks.append(Chart.Mark(role: .end, x: last.x, y: quantity(last.y, last.x))) }
    // What reads like one of the ends says nothing new.
    func text(_ value: Double) -> String { NumberFormat(digits: Limits.labelDigits).text(value) }
    let ends = [text(start.y), text(last.y)]
    for (role, found) in [(Chart.Mark.Role.least, least), (.greatest, greatest)]
    where !ends.contains(text(found.y)) {
      marks.append(Chart.Mark(role: role, x: found.x, y: quantity(found.y, found.x)))
    }
    return marks
  }
}
