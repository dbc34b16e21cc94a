import Autodiff
import Letters
import Trace

/// Makes the curves of a recording.
struct Sampler {
  let recording: Recording
  let doubts: Doubts?

  /// What has a value after each step of a run, or for a name of the steps in each of them.
  struct Curve {
    let label: Chart.Series.Label
    let node: NodeID
    /// By program, the node that has the value in a step.
    var inSteps: [Int: NodeID]?

    init(_ label: Chart.Series.Label, _ node: NodeID) { (self.label, self.node) = (label, node) }

    init(_ shown: Shown) {
      self.init(.words(shown.text), shown.node)
      inSteps = shown.inSteps
    }

    var source: Chart.Source.Node { Chart.Source.Node(node: node, inSteps: inSteps) }
  }

  /// The values of curves over the steps of a run, from its beginning to a moment. Where there are more steps than points,
  /// a point holds the least and the greatest of several.
  /// - Complexity: all steps, as long as that takes no more than `Limits.nodesOfCurve` evaluations; of longer runs a few
  ///   steps in a row for each point.
  func overSteps(_ curves: [Curve], run: Int, last: Int) -> [Chart.Series] {
    let count = last + 1
    let points = min(count, Limits.pointsOfCurve)
    let room = Limits.nodesOfCurve / max(recording.graph.count, 1) / points
    var gathered = curves.map { _ in Gathering() }
    for point in 0..<points {
      let steps = (point * count / points)..<((point + 1) * count / points)
      let window = steps.lowerBound...(steps.lowerBound + min(steps.count, max(room, 1)) - 1)
      values(of: curves, run: run, window) { step, values in
        for (place, value) in values.enumerated() { gathered[place].add(value, at: Double(step)) }
      }
      for place in gathered.indices { gathered[place].endPoint(at: Double(steps.lowerBound)) }
    }
    // The end belongs to the picture even where not every step is looked at.
    values(of: curves, run: run, last...last) { step, values in
      for (place, value) in values.enumerated() { gathered[place].end(value, at: Double(step)) }
    }
    return zip(curves, gathered).map { curve, gathered in
      var points = gathered.points
      // Before the first step a name of the steps has no value, which is no gap.
      if curve.inSteps != nil, points.first?.isGap == true { points.removeFirst() }
      var series = Chart.Series(label: curve.label, points: points)
      series.source = .steps(run: run, last: last, x: nil, y: curve.source)
      series.marks = gathered.marks { _, x in quantity(of: curve, run: run, step: Int(x)) }
      return series
    }
  }

  /// The way of a run over a plane: one value against another, at no more steps than a curve has points.
  func path(_ label: Chart.Series.Label, x: Curve, y: Curve, run: Int, last: Int) -> Chart.Series {
    let every = max(1, (last + Limits.pointsOfCurve - 1) / Limits.pointsOfCurve)
    var steps = Array(stride(from: 0, through: last, by: every))
    if steps.last != last { steps.append(last) }
    var series = Chart.Series(label: label, form: .path, points: [])
    series.source = .steps(run: run, last: last, x: x.source, y: y.source)
    var ends: [Int] = []
    func add(_ step: Int, _ values: [Double]) {
      let point = Chart.Point(x: values[0], y: values[1])
      series.points.append(point)
      if !point.isGap { ends = [ends.first ?? step, step] }
    }
    if every == 1 {
      values(of: [x, y], run: run, 0...last, add)
    } else {
      for step in steps { values(of: [x, y], run: run, step...step, add) }
    }
    series.marks = zip([Chart.Mark.Role.start, .end], ends).map { role, step in
      Chart.Mark(
        role: role, x: Double(step), y: quantity(of: y, run: run, step: step),
        across: quantity(of: x, run: run, step: step))
    }
    return series
  }

  private func quantity(of curve: Curve, run: Int, step: Int) -> Quantity {
    guard let inSteps = curve.inSteps, let program = recording.runs[run].program(ofStep: step),
      let node = inSteps[program]
    else { return quantity(of: curve.node, Reading(after: Moment(run: run, step: step))) }
    return quantity(of: node, Reading(inStep: step, ofRun: run))
  }

  /// A number of a chart's legend.
  func quantity(of node: NodeID, _ reading: Reading) -> Quantity {
    var numbers = Numbers(recording, reading, Limits.labelDigits, doubts)
    return numbers.quantity(node)
  }

  /// A number that no node has at any moment, as the height of a curve where a leaf is varied.
  func quantity(_ value: Double, at moment: Moment) -> Quantity {
    Quantity(
      node: nil, reading: Reading(after: moment), value: value, digits: Limits.labelDigits, typed: nil)
  }

  /// Values after, or in, each of some steps in a row.
  private func values(
    of curves: [Curve], run: Int, _ steps: ClosedRange<Int>, _ body: (Int, [Double]) -> Void
  ) {
    let graph = recording.graph
    let all = recording.runs[run].steps
    let (first, last) = (steps.lowerBound, steps.upperBound)
    var inStep = curves.map { _ in Double.nan }
    func tell(_ step: Int, _ valuation: inout Valuation) {
      body(step, zip(curves, inStep).map { $0.inSteps == nil ? valuation.value(of: $0.node, in: graph) : $1 })
    }
    let needsSteps = curves.contains { $0.inSteps != nil }
    if steps.count > 1 || needsSteps {
      // In a step, the other values are still those after the step before.
      let from = max(needsSteps ? first : first + 1, 1)
      guard from <= min(last + 1, all) else { return }
      recording.forEachStep(from...min(last + 1, all), ofRun: run) { step, _, valuation in
        if step > first { tell(step - 1, &valuation) }
        let program = recording.runs[run].program(ofStep: step)
        inStep = curves.map { curve in
          guard let inSteps = curve.inSteps else { return .nan }
          return program.flatMap { inSteps[$0] }.map { valuation.value(of: $0, in: graph) } ?? .nan
        }
      }
      if last < all { return }
    }
    var valuation = recording.valuation(at: Moment(run: run, step: last))
    tell(last, &valuation)
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

  /// The least and the greatest value.
  func extremes(_ quantity: (_ value: Double, _ x: Double) -> Quantity) -> [Chart.Mark] {
    guard let least, let greatest else { return [] }
    return [(Chart.Mark.Role.least, least), (.greatest, greatest)].map { role, found in
      Chart.Mark(role: role, x: found.x, y: quantity(found.y, found.x))
    }
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
