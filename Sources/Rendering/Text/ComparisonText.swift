import Autodiff
import Letters
import Trace

extension TextRenderer {
  /// The members of a comparison side by side: the loss, the parameters and the optimizers' state at a few steps, and
  /// where each member parts from the first.
  mutating func comparison(_ runs: [Int], loss: NodeID?) {
    let steps = milestones(runs.map { recording.runs[$0].steps }.max() ?? 0)
    let parameters = trained(runs)
    let shown = options.detail == .full ? parameters[...] : parameters.prefix(Self.mostParameters)
    var table = ComparisonTable()
    if let loss {
      page.line(style("Compare \(names.text(of: loss))", .bold))
      if let constant = constant(loss, runs, steps) {
        page.line("  \(names.text(of: loss)) = \(constant) for each member at each of these steps")
      } else {
        table.add(names.text(of: loss), runs) { _ in loss }
      }
    }
    for parameter in shown { table.add(names.text(of: parameter), runs) { _ in parameter } }
    let keepsQuiet = !showsState(runs, parameters)
    if !keepsQuiet { for parameter in parameters { addState(of: parameter, runs, parameters, to: &table) } }
    write(table, steps)
    if shown.count < parameters.count {
      page.line("  \(dots) and \(parameters.count - shown.count) more parameters (--detail full shows all)")
    }
    if keepsQuiet, options.detail == .normal,
      runs.contains(where: { run in parameters.contains { !state(of: $0, run: run).isEmpty } })
    {
      page.line("  \(dots) and the optimizers' state (--detail full shows it)")
    }
    if let loss, constant(loss, runs, steps) == nil { lossChart(loss, names.text(of: loss), runs) }
    partings(runs)
  }

  /// Of more parameters only these are compared.
  private static var mostParameters: Int { 3 }

  /// The loss, where it never changes, as that of a given sequence of gradients.
  private func constant(_ loss: NodeID, _ runs: [Int], _ steps: [Int]) -> String? {
    let values = runs.flatMap { run in steps.compactMap { value(of: loss, run: run, after: $0) } }
    guard values.count > 1, let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
    return format.text(first)
  }

  /// One table for all, so that loss, parameters and state of a step stand below each other.
  private mutating func write(_ table: ComparisonTable, _ steps: [Int]) {
    page.lines(fitting(table, steps).lines(indent: 2, width: options.width))
  }

  /// Rather short titles than a second table below the first, and then, of a long run, rather fewer steps.
  private func fitting(_ table: ComparisonTable, _ steps: [Int]) -> Columns {
    let runs = Array(Set(table.groups.flatMap { $0.rows.map(\.run) })).sorted()
    func titles(_ titles: [String]) -> [Int: String] { Dictionary(uniqueKeysWithValues: zip(runs, titles)) }
    let full = columns(table, steps, titles(runs.map { title(ofRun: $0) }))
    if full.fits(indent: 2, width: options.width) { return full }
    let short = titles(MemberTitles.short(runs.map { member(ofRun: $0) }).map { spelled($0.text) })
    let all = columns(table, steps, short)
    guard options.detail != .full, options.steps == nil, steps.last ?? 0 > Self.mostStepsInFull else {
      return all
    }
    var columns = all
    var steps = steps
    while !columns.fits(indent: 2, width: options.width) {
      guard steps.count > 4 else { return all }
      steps.remove(at: Swift.max(3, steps.count - 3))
      columns = self.columns(table, steps, short)
    }
    return columns
  }

  private func columns(_ table: ComparisonTable, _ steps: [Int], _ titles: [Int: String]) -> Columns {
    let widest = table.groups.map { DisplayWidth.of($0.name) }.max() ?? 0
    func label(_ name: String, _ text: String) -> String {
      DisplayWidth.padded(name, to: widest + 2) + text
    }
    var columns = Columns(["step"] + steps.map(String.init))
    for (name, rows) in table.groups {
      for (place, row) in rows.enumerated() {
        let cells = steps.map { step in value(of: row.node, run: row.run, after: step).map(format.text) ?? ""
        }
        columns.add([label(place == 0 ? name : "", titles[row.run] ?? "")] + cells)
      }
    }
    return columns
  }

  /// A run longer than this keeps its state for those who ask.
  private static var mostStepsOfState: Int { 10 }

  private func showsState(_ runs: [Int], _ parameters: [NodeID]) -> Bool {
    switch options.detail {
    case .brief: return false
    case .full: return true
    case .normal:
      let last = runs.map { recording.runs[$0].steps }.max() ?? 0
      let isShort = last <= Self.mostStepsOfState || options.steps != nil
      return isShort && parameters.count == 1 && runs.count <= 4
    }
  }

  /// The state that members keep for a parameter, name by name; a `v` that is something else stands apart.
  private mutating func addState(
    of parameter: NodeID, _ runs: [Int], _ parameters: [NodeID], to table: inout ComparisonTable
  ) {
    var kept: [(name: String, shape: LineShape?, leaves: [Int: NodeID])] = []
    for run in runs {
      guard let program = recording.runs[run].program(ofStep: 1).map({ recording.programs[$0] }),
        let update = program.updates.first(where: { $0.parameter == parameter })
      else { continue }
      for (name, carried) in update.state {
        let shape = LineShape(recording, stateOf: update, name, in: program)
        func isSame(_ other: LineShape?) -> Bool {
          guard let shape, let other else { return true }
          return shape.isLike(other)
        }
        if let place = kept.firstIndex(where: { $0.name == name && isSame($0.shape) }) {
          kept[place].leaves[run] = carried.leaf
        } else {
          kept.append((name, shape, [run: carried.leaf]))
        }
      }
    }
    names.owner = parameters.count == 1 ? parameter : nil
    defer { names.owner = nil }
    for (_, _, leaves) in kept {
      guard let leaf = leaves.values.first else { continue }
      table.add(names.text(of: leaf), runs) { leaves[$0] }
    }
  }

  /// The state leaves of a parameter in a run, in the order of the rule's text.
  private func state(of parameter: NodeID, run: Int) -> [(name: String, leaf: NodeID)] {
    guard let program = recording.runs[run].program(ofStep: 1) else { return [] }
    let update = recording.programs[program].updates.first { $0.parameter == parameter }
    return update?.state.map { ($0.name, $0.carried.leaf) } ?? []
  }

  func rule(ofRun run: Int) -> String {
    recording.runs[run].program(ofStep: 1).map { recording.programs[$0].optimizer.rule } ?? ""
  }

  func value(of node: NodeID, run: Int, after step: Int) -> Double? {
    guard step <= recording.runs[run].steps else { return nil }
    var valuation = recording.valuation(at: Moment(run: run, step: step))
    return valuation.value(of: node, in: graph)
  }

  func title(ofRun run: Int) -> String {
    spelled(member(ofRun: run).text)
  }

  private func member(ofRun run: Int) -> RuleCall {
    recording.member(ofRun: run) ?? RuleCall(rule: "run \(run + 1)")
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

  /// A run no longer than this is shown step by step.
  private static var mostStepsInFull: Int { 5 }

  /// Steps worth a column: all of a short run; the first ones, the middle and the end of a long one.
  private func milestones(_ last: Int) -> [Int] {
    if let steps = options.steps { return steps.filter { (0...last).contains($0) }.sorted() }
    if last <= Self.mostStepsInFull { return Array(0...last) }
    return [0, 1, 2, 5, last / 4, last / 2, last].reduce(into: []) {
      if $1 > ($0.last ?? -1) { $0.append($1) }
    }
  }
}

/// What a comparison sets side by side: groups of rows of one name, a row for each member that has it.
private struct ComparisonTable {
  private(set) var groups: [(name: String, rows: [(run: Int, node: NodeID)])] = []

  mutating func add(_ name: String, _ runs: [Int], node: (Int) -> NodeID?) {
    groups.append((name, runs.compactMap { run in node(run).map { (run, $0) } }))
  }
}
