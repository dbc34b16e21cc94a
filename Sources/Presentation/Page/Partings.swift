import Autodiff
import Letters
import Trace

/// Where the members of a comparison part from the first.
extension Presenter {
  mutating func partings(_ runs: [Int]) {
    guard let first = runs.first, runs.count > 1 else { return }
    let others = runs.dropFirst()
    let found = others.map {
      (run: $0, parting: recording.parting(of: $0, from: first, searched: Limits.searchedSteps))
    }
    let partings = found.compactMap(\.parting)
    if limits.partingsInFull == 0 {
      // That all differ from the first step on goes without saying.
      guard found.contains(where: { $0.parting?.step != 1 }) else { return }
      return emit(.omitted(.partings(inWords(found.map { ($0.run, $0.parting) }, runs))))
    }
    emit(.open(.partings(from: title(ofRun: first))))
    if view.detail != .brief && others.count <= limits.partingsInFull {
      workedOut(partings)
    } else if !partings.isEmpty {
      table(partings)
    }
    for (run, parting) in found where parting == nil {
      let steps = Swift.min(recording.runs[run].steps, recording.runs[first].steps)
      let searched = steps > Limits.searchedSteps ? Limits.searchedSteps : nil
      emit(.note(Words.neverParts(title(ofRun: run), searched: searched)))
    }
    emit(.close)
  }

  /// All of it in one sentence; members that part in the same line of the same step stand together.
  private func inWords(_ found: [(run: Int, parting: Parting?)], _ runs: [Int]) -> Phrase {
    let titles = MemberTitles.short(runs.map(member(ofRun:))).map(\.text)
    let title = Dictionary(zip(runs, titles)) { first, _ in first }
    var groups: [(members: [String], parting: Parting)] = []
    for case (let run, let parting?) in found {
      let place = groups.firstIndex { $0.parting.isInSameLine(as: parting) }
      if let place {
        groups[place].members.append(title[run] ?? "")
      } else {
        groups.append(([title[run] ?? ""], parting))
      }
    }
    let places = groups.sorted { $0.parting.step < $1.parting.step }.map {
      (members: $0.members, step: $0.parting.step, name: name(of: $0.parting))
    }
    let never = found.filter { $0.parting == nil }.compactMap { title[$0.run] }
    return Words.partings(from: titles[0], places, never: never)
  }

  /// One line for each member: the step, the name on the left, both numbers.
  private func table(_ partings: [Parting]) {
    var table = Table(Words.partingTable)
    table.standsAlone = true
    for parting in partings {
      let digits = digits(telling: [parting])
      table.rows.append(
        .cells([
          "\(title(ofRun: parting.other.run))", "\(parting.step)", "\(name(of: parting))",
          "\(quantity(parting.first, parting.step, digits))",
          "\(quantity(parting.other, parting.step, digits))",
        ]))
    }
    emit(.table(table))
    if view.detail == .normal { emit(.omitted(.partingLines)) }
  }

  private func quantity(_ side: Parting.Side, _ step: Int, _ digits: Int) -> Quantity {
    Quantity(
      node: side.lines.last?.node, reading: Reading(inStep: step, ofRun: side.run), value: side.value,
      digits: digits, typed: nil)
  }

  /// The lines themselves; members that part in the same line of the same step stand together.
  private mutating func workedOut(_ partings: [Parting]) {
    var groups: [[Parting]] = []
    for parting in partings {
      let place = groups.firstIndex { $0[0].isInSameLine(as: parting) }
      if let place { groups[place].append(parting) } else { groups.append([parting]) }
    }
    for group in groups.sorted(by: { $0[0].step < $1[0].step }) {
      let digits = digits(telling: group)
      let step = group[0].step
      emit(.open(.parting(step: step, name(of: group[0]))))
      var sides = [side(group[0].first, step, digits, apartBy: nil)]
      for parting in group { sides.append(side(parting.other, step, digits, apartBy: parting.distance)) }
      emit(.parting(sides))
      emit(.close)
    }
  }

  /// The left-hand side of the line where they part.
  private func name(of parting: Parting) -> Name {
    var names = names
    let program = recording.program(in: Reading(inStep: parting.step, ofRun: parting.first.run))
    if program?.updates.count ?? 1 == 1 { names.owner = parting.parameter }
    return names(parting.label)
  }

  private mutating func side(
    _ side: Parting.Side, _ step: Int, _ digits: Int, apartBy distance: Double?
  ) -> PartingSide {
    names.owner = side.update.parameter
    defer { names.owner = nil }
    var numbers = Numbers(recording, Reading(inStep: step, ofRun: side.run), view.digits, doubts)
    let lines = side.lines.map { equation(of: $0, &numbers, digits: digits) }
    return PartingSide(
      member: title(ofRun: side.run),
      distance: distance.flatMap {
        $0.isFinite ? Quantity(node: nil, reading: numbers.reading, value: $0, digits: 3, typed: nil) : nil
      }, lines: lines)
  }

  /// The digits at which both numbers can be told apart, and one more.
  private func digits(telling partings: [Parting]) -> Int {
    var digits = view.digits
    for parting in partings {
      let (mine, other) = (parting.first.value, parting.other.value)
      digits = Swift.min(NumberFormat.digits(telling: mine, other, atLeast: digits - 1) + 1, 17)
    }
    return digits
  }
}

extension Parting {
  /// Whether another member parts from the first in the same line of the same step.
  fileprivate func isInSameLine(as other: Parting) -> Bool {
    step == other.step && label == other.label && parameter == other.parameter
      && first.lines.map(\.node) == other.first.lines.map(\.node)
  }
}
