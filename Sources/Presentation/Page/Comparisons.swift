import Autodiff
import Trace

extension Presenter {
  /// The members of a comparison side by side: values at a few steps, and where each member parts from the first.
  mutating func comparison(_ runs: [Int], loss: NodeID?) {
    let last = runs.map { recording.runs[$0].steps }.max() ?? 0
    let steps = milestones(last)
    let parameters = trained(runs)
    let constant = loss.flatMap { unchanged($0, runs, steps) }
    let hasLoss = loss != nil && constant == nil
    let room = max(limits.comparedRows / runs.count, 1) - (hasLoss ? 1 : 0)
    let shown = parameters.prefix(min(limits.comparedParameters, room))
    var groups: [(name: Name, node: [Int: NodeID])] = []
    func add(_ name: Name, _ node: NodeID) {
      groups.append((name, Dictionary(uniqueKeysWithValues: runs.map { ($0, node) })))
    }
    if let loss {
      emit(.open(.comparison(names(loss))))
      if let constant {
        emit(.note(Words.constantLoss(names(loss), constant)))
      } else {
        add(names(loss), loss)
      }
    }
    for parameter in shown { add(names(parameter), parameter) }
    let keepsQuiet = !showsState(runs, parameters)
    if !keepsQuiet {
      for parameter in parameters { groups += state(of: parameter, runs, isOnly: parameters.count == 1) }
    }
    emit(.comparison(table(groups, runs, steps, last)))
    if shown.count < parameters.count { emit(.omitted(.parameters(parameters.count - shown.count))) }
    if keepsQuiet, view.detail == .normal, runs.contains(where: keepsState) { emit(.omitted(.state)) }
    for run in runs { end(ofMember: run) }
    if let loss, constant == nil { lossChart(loss, runs, last) }
    partings(runs)
    if loss != nil { emit(.close) }
  }

  /// Whether what a member waited for has come about, and when.
  private func end(ofMember run: Int) {
    let step = recording.runs[run].steps
    guard let ending = recording.runs[run].segments.last?.ending else { return }
    let measured = measured(ending, Reading(after: Moment(run: run, step: step)))
    emit(.note(Words.end(of: title(ofRun: run), ending, after: step, measured)))
  }

  /// The loss, where it never changes, as that of a given sequence of gradients.
  private func unchanged(_ loss: NodeID, _ runs: [Int], _ steps: [Int]) -> Quantity? {
    let values = runs.flatMap { run in
      steps.filter { has($0, run) }.map { quantity(loss, run: run, after: $0) }
    }
    return values.count > 1 && values.allSatisfy { $0.value == values[0].value } ? values[0] : nil
  }

  private func table(
    _ groups: [(name: Name, node: [Int: NodeID])], _ runs: [Int], _ steps: [Int], _ last: Int
  ) -> ComparisonTable {
    let used = runs.filter { run in groups.contains { $0.node[run] != nil } }
    let calls = used.map { member(ofRun: $0) }
    let members = zip(used, zip(calls, MemberTitles.short(calls))).map {
      ComparisonTable.Member(run: $0, title: $1.0.text, short: $1.1.text)
    }
    let rows = groups.flatMap { name, nodes in
      members.filter { nodes[$0.run] != nil }.enumerated().map { place, member in
        ComparisonTable.Row(
          name: place == 0 ? name : nil, member: member,
          cells: steps.map { step in
            guard has(step, member.run), let node = nodes[member.run] else { return nil }
            return quantity(node, run: member.run, after: step)
          })
      }
    }
    return ComparisonTable(
      steps: steps, rows: rows,
      mayLeaveOutSteps: view.detail != .full && view.steps == nil && last > Limits.stepsInFull)
  }

  private func showsState(_ runs: [Int], _ parameters: [NodeID]) -> Bool {
    switch view.detail {
    case .brief: return false
    case .full: return true
    case .normal:
      let last = runs.map { recording.runs[$0].steps }.max() ?? 0
      let isShort = last <= Limits.stepsOfState || view.steps != nil
      return isShort && parameters.count == 1 && runs.count <= Limits.membersOfState
    }
  }

  /// The state that members keep for a parameter, name by name; a `v` that is something else stands apart.
  private mutating func state(
    of parameter: NodeID, _ runs: [Int], isOnly: Bool
  ) -> [(name: Name, node: [Int: NodeID])] {
    var kept: [(name: String, shape: LineShape?, leaves: [Int: NodeID])] = []
    for run in runs {
      guard let program = recording.program(in: Reading(inStep: 1, ofRun: run)),
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
    names.owner = isOnly ? parameter : nil
    defer { names.owner = nil }
    return kept.compactMap { kept in kept.leaves.values.first.map { (names($0), kept.leaves) } }
  }

  private func keepsState(_ run: Int) -> Bool {
    recording.program(in: Reading(inStep: 1, ofRun: run))?.updates.contains { !$0.state.isEmpty } ?? false
  }

  private func has(_ step: Int, _ run: Int) -> Bool { step <= recording.runs[run].steps }

  private func quantity(_ node: NodeID, run: Int, after step: Int) -> Quantity {
    var numbers = Numbers(recording, Reading(after: Moment(run: run, step: step)), view.digits, doubts)
    return numbers.quantity(node)
  }

  func title(ofRun run: Int) -> String { member(ofRun: run).text }

  func member(ofRun run: Int) -> RuleCall {
    recording.member(ofRun: run) ?? RuleCall(rule: "run \(run + 1)")
  }

  /// The parameters that any of the runs updates, in the graph's order.
  private func trained(_ runs: [Int]) -> [NodeID] {
    var parameters: Set<NodeID> = []
    for run in runs {
      for program in recording.runs[run].segments.flatMap(\.programs) {
        for update in recording.programs[program].updates { parameters.insert(update.parameter) }
      }
    }
    return parameters.sorted()
  }

  /// Steps worth a column: all of a short run; the first ones, the middle and the end of a long one.
  private func milestones(_ last: Int) -> [Int] {
    if let steps = view.steps { return steps.filter { (0...last).contains($0) }.sorted() }
    if last <= Limits.stepsInFull { return Array(0...last) }
    return [0, 1, 2, 5, last / 4, last / 2, last].reduce(into: []) {
      if $1 > ($0.last ?? -1) { $0.append($1) }
    }
  }

  // MARK: The loss

  /// The loss of all members over the steps in one picture; as a logarithm where it falls by orders of magnitude.
  private func lossChart(_ loss: NodeID, _ runs: [Int], _ last: Int) {
    guard view.detail != .brief, view.steps == nil, last >= Limits.leastStepsOfLossChart else { return }
    let shown = runs.prefix(Limits.curves)
    // The rule alone, where that tells the members apart.
    let rules = shown.map { recording.program(in: Reading(inStep: 1, ofRun: $0))?.optimizer.rule ?? "" }
    let isClear = Set(rules).count == rules.count
    let sampler = Sampler(recording: recording, doubts: doubts)
    var series = zip(shown, rules).flatMap { run, rule in
      sampler.overSteps(
        [Sampler.Curve(.words(isClear ? rule : title(ofRun: run)), loss)], run: run,
        last: recording.runs[run].steps)
    }
    // What runs away would flatten all the others.
    let start = series.compactMap(\.points.first?.y.magnitude).max() ?? 0
    let top = start > 0 ? start * Limits.mostGrowth : Double.infinity
    for index in series.indices {
      let kept = series[index].points.prefix { max(-$0.low, $0.high) <= top }
      guard kept.count < series[index].points.count else { continue }
      series[index].runsAway = true
      series[index].points = Array(kept)
      series[index].marks.removeAll { $0.role != .start }
    }
    emit(
      .chart(
        Chart(
          title: Words.overSteps(Phrase(names(loss))), horizontal: .counting(0, last, name: Words.step),
          series, logarithmicFrom: Limits.leastSpanOfLogarithm)))
    if runs.count > shown.count { emit(.omitted(.curves(runs.count - shown.count))) }
  }
}
