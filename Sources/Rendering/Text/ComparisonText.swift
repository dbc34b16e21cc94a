import Autodiff
import Trace

extension TextRenderer {
  /// The members of a comparison side by side: the loss, the parameters and the optimizers' state at a few steps, and
  /// where each member parts from the first.
  mutating func comparison(_ runs: [Int], loss: NodeID?) {
    let steps = milestones(runs.map { recording.runs[$0].steps }.max() ?? 0)
    if let loss { comparedLoss(loss, runs, steps) }
    let parameters = trained(runs)
    let most = 3
    for parameter in options.detail == .full ? parameters[...] : parameters.prefix(most) {
      page.space()
      page.line("  " + style(names.text(of: parameter), .bold))
      comparisonTable(runs, steps) { _ in parameter }
    }
    if options.detail != .full, parameters.count > most {
      page.line("  \(dots) and \(parameters.count - most) more parameters (--detail full shows all)")
    }
    comparedState(runs, parameters, steps)
    partings(runs)
  }

  /// The loss of each member; in one line where it never changes, as that of a given sequence of gradients.
  private mutating func comparedLoss(_ loss: NodeID, _ runs: [Int], _ steps: [Int]) {
    let name = names.text(of: loss)
    page.line(style("Compare \(name)", .bold))
    let values = runs.flatMap { run in steps.compactMap { value(of: loss, run: run, after: $0) } }
    if let first = values.first, values.allSatisfy({ $0 == first }), values.count > 1 {
      page.line("  \(name) = \(format.text(first)) for each member at each of these steps")
    } else {
      comparisonTable(runs, steps) { _ in loss }
      lossChart(loss, name, runs)
    }
  }

  /// Runs shorter than this are seen well enough in the table.
  private static var leastStepsOfChart: Int { 20 }

  /// A loss that has grown by this factor is drawn no further.
  private static var mostGrowth: Double { 1000 }

  /// The loss of all members over the steps in one picture; as a logarithm where it falls by orders of magnitude.
  private mutating func lossChart(_ loss: NodeID, _ name: String, _ runs: [Int]) {
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

  private func rule(ofRun run: Int) -> String {
    recording.runs[run].program(ofStep: 1).map { recording.programs[$0].rule } ?? ""
  }

  /// A run longer than this keeps its state for those who ask.
  private static var mostStepsOfState: Int { 10 }

  /// The state that members keep, name by name.
  private mutating func comparedState(_ runs: [Int], _ parameters: [NodeID], _ steps: [Int]) {
    if options.detail == .brief { return }
    if options.detail == .normal {
      let last = runs.map { recording.runs[$0].steps }.max() ?? 0
      let isShort = last <= Self.mostStepsOfState || options.steps != nil
      guard isShort, parameters.count == 1, runs.count <= 4 else {
        let keepsState = runs.contains { run in parameters.contains { !state(of: $0, run: run).isEmpty } }
        if keepsState { page.line("  \(dots) and the optimizers' state (--detail full shows it)") }
        return
      }
    }
    for parameter in parameters {
      var kept: [(name: String, leaves: [Int: NodeID])] = []
      for run in runs {
        for (name, leaf) in state(of: parameter, run: run) {
          if let place = kept.firstIndex(where: { $0.name == name }) {
            kept[place].leaves[run] = leaf
          } else {
            kept.append((name, [run: leaf]))
          }
        }
      }
      names.owner = parameters.count == 1 ? parameter : nil
      defer { names.owner = nil }
      for (_, leaves) in kept {
        guard let leaf = leaves.values.first else { continue }
        page.space()
        page.line("  " + style(names.text(of: leaf), .bold))
        comparisonTable(runs.filter { leaves[$0] != nil }, steps) { leaves[$0] }
      }
    }
  }

  /// The state leaves of a parameter in a run, in the order of the rule's text.
  private func state(of parameter: NodeID, run: Int) -> [(name: String, leaf: NodeID)] {
    guard let program = recording.runs[run].program(ofStep: 1) else { return [] }
    let update = recording.programs[program].updates.first { $0.parameter == parameter }
    return update?.state.map { ($0.name, $0.carried.leaf) } ?? []
  }

  private mutating func comparisonTable(_ runs: [Int], _ steps: [Int], node: (Int) -> NodeID?) {
    var table = Columns(["step"] + steps.map(String.init))
    for run in runs {
      let cells = steps.map { step in
        node(run).flatMap { value(of: $0, run: run, after: step) }.map(format.text) ?? ""
      }
      table.add([title(ofRun: run)] + cells)
    }
    page.lines(table.lines(indent: 2, width: options.width))
  }

  private func value(of node: NodeID, run: Int, after step: Int) -> Double? {
    guard step <= recording.runs[run].steps else { return nil }
    var valuation = recording.valuation(at: Moment(run: run, step: step))
    return valuation.value(of: node, in: graph)
  }

  private func title(ofRun run: Int) -> String {
    spelled(recording.runs[run].title ?? "run \(run + 1)")
  }

  /// The parameters that any of the runs updates, in the graph's order.
  private func trained(_ runs: [Int]) -> [NodeID] {
    var parameters: Set<NodeID> = []
    for run in runs {
      for segment in recording.runs[run].segments {
        for program in segment.programs {
          for update in recording.programs[program].updates { parameters.insert(update.parameter) }
        }
      }
    }
    return parameters.sorted()
  }

  /// Steps worth a column: all of a short run; the first ones, the middle and the end of a long one.
  private func milestones(_ last: Int) -> [Int] {
    if let steps = options.steps { return steps.filter { (0...last).contains($0) }.sorted() }
    if last <= 5 { return Array(0...last) }
    return [0, 1, 2, 5, last / 4, last / 2, last].reduce(into: []) {
      if $1 > ($0.last ?? -1) { $0.append($1) }
    }
  }

  // MARK: Where they part

  /// More members than this beside the first get a line each instead of their formulas.
  private static var mostWorkedOut: Int { 4 }

  private mutating func partings(_ runs: [Int]) {
    guard let first = runs.first, runs.count > 1 else { return }
    let others = runs.dropFirst()
    let found = others.map { (run: $0, parting: recording.parting(of: $0, from: first)) }
    let isWorkedOut =
      options.detail == .full || (options.detail == .normal && others.count <= Self.mostWorkedOut)
    page.space()
    page.line(style("Where they part", .bold) + " from \(title(ofRun: first))")
    if isWorkedOut {
      workedOut(found.compactMap(\.parting))
    } else {
      partingTable(found.compactMap(\.parting))
    }
    for (run, parting) in found where parting == nil {
      let searched = Swift.min(recording.runs[run].steps, recording.runs[first].steps)
      let steps =
        searched > Recording.searchedSteps ? "the first \(Recording.searchedSteps) steps" : "every step"
      page.line("  \(title(ofRun: run)): never; the same in \(steps), but for rounding")
    }
  }

  /// One line for each member: the step, the name on the left, both numbers.
  private mutating func partingTable(_ partings: [Parting]) {
    guard !partings.isEmpty else { return }
    var table = Columns(["", "at step", "in", "the first's", "its own"])
    for parting in partings {
      let format = NumberFormat(digits: digits(telling: [parting]))
      table.add([
        title(ofRun: parting.other.run), String(parting.step), name(of: parting),
        format.text(parting.first.value), format.text(parting.other.value),
      ])
    }
    page.lines(table.lines(indent: 2, width: options.width))
    if options.detail == .normal { page.line("  (--detail full shows the lines)") }
  }

  /// The lines themselves; members that part in the same line of the same step stand together.
  private mutating func workedOut(_ partings: [Parting]) {
    var groups: [[Parting]] = []
    for parting in partings {
      let place = groups.firstIndex {
        $0[0].step == parting.step && $0[0].label == parting.label && $0[0].parameter == parting.parameter
          && $0[0].first.lines.map(\.node) == parting.first.lines.map(\.node)
      }
      if let place { groups[place].append(parting) } else { groups.append([parting]) }
    }
    for group in groups.sorted(by: { $0[0].step < $1[0].step }) {
      let digits = digits(telling: group)
      page.space()
      page.line("  at step \(group[0].step), in \(name(of: group[0])):")
      side(group[0].first, step: group[0].step, digits: digits, remark: "")
      for parting in group {
        let distance = NumberFormat(digits: 3).text(parting.distance)
        let remark = parting.distance.isFinite ? ", apart by \(distance)" : ""
        side(parting.other, step: parting.step, digits: digits, remark: remark)
      }
    }
  }

  /// What stands on the left of the line where they part.
  private func name(of parting: Parting) -> String {
    var names = names
    if parting.first.isAlone(in: recording, step: parting.step) { names.owner = parting.parameter }
    return names.text(of: parting.label)
  }

  private mutating func side(_ side: Parting.Side, step: Int, digits: Int, remark: String) {
    page.line("    " + title(ofRun: side.run) + remark)
    names.owner = side.update.parameter
    defer { names.owner = nil }
    var valuation = recording.valuation(inStep: step, ofRun: side.run)
    for line in side.lines {
      var builder = builder()
      let isUpdate = line.replaces != nil
      let worked = worked(
        names.text(of: line.label), isUpdate ? arrow() : "=", builder.formula(of: line.node), node: line.node,
        &valuation, digits: digits)
      page.lines(worked.lines(isUpdate: isUpdate, width: options.width - 6), indent: 6)
    }
  }

  /// The digits at which both numbers can be told apart, and one more.
  private func digits(telling partings: [Parting]) -> Int {
    var digits = options.digits
    for parting in partings {
      while digits < 17 {
        let format = NumberFormat(digits: digits - 1)
        if format.text(parting.first.value) != format.text(parting.other.value) { break }
        digits += 1
      }
    }
    return digits
  }
}

extension Parting.Side {
  /// Whether the step updates this parameter alone.
  fileprivate func isAlone(in recording: Recording, step: Int) -> Bool {
    recording.runs[run].program(ofStep: step).map { recording.programs[$0].updates.count == 1 } ?? true
  }
}
