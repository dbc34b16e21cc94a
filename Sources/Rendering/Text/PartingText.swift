import Autodiff
import Letters
import Trace

/// Where the members of a comparison part from the first.
extension TextRenderer {
  /// More members than this beside the first get a line each instead of their formulas.
  private static var mostWorkedOut: Int { 4 }

  mutating func partings(_ runs: [Int]) {
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
    for (place, group) in groups.sorted(by: { $0[0].step < $1[0].step }).enumerated() {
      let digits = digits(telling: group)
      if place > 0 { page.space() }
      page.line("  at step \(group[0].step), in \(name(of: group[0])):")
      var sides = [side(group[0].first, step: group[0].step, digits: digits)]
      for parting in group {
        sides.append(side(parting.other, step: parting.step, digits: digits, apartBy: parting.distance))
      }
      write(sides)
    }
  }

  /// Sides of a single short line each stand as a table; others have their title above their lines.
  private mutating func write(_ sides: [WorkedSide]) {
    let widest = sides.map { DisplayWidth.of($0.title) }.max() ?? 0
    let longest = sides.map { DisplayWidth.of($0.lines[0].oneLine) }.max() ?? 0
    let remark = sides.map { $0.remark.isEmpty ? 0 : $0.remark.utf8.count + 3 }.max() ?? 0
    if sides.allSatisfy({ $0.lines.count == 1 }), 4 + widest + 2 + longest + remark <= options.width {
      for side in sides {
        var line =
          "    " + DisplayWidth.padded(side.title, to: widest + 2)
        let text = side.lines[0].oneLine
        line += text
        if !side.remark.isEmpty {
          line += String(repeating: " ", count: longest - DisplayWidth.of(text) + 3) + side.remark
        }
        page.line(line)
      }
      return
    }
    for side in sides {
      page.line("    " + side.title + (side.remark.isEmpty ? "" : ", " + side.remark))
      for line in side.lines { page.lines(line.closeLines(width: options.width - 6), indent: 6) }
    }
  }

  /// What stands on the left of the line where they part.
  private func name(of parting: Parting) -> String {
    var names = names
    if parting.first.isAlone(in: recording, step: parting.step) { names.owner = parting.parameter }
    return names.text(of: parting.label)
  }

  private mutating func side(
    _ side: Parting.Side, step: Int, digits: Int, apartBy distance: Double = .infinity
  ) -> WorkedSide {
    names.owner = side.update.parameter
    defer { names.owner = nil }
    var valuation = recording.valuation(inStep: step, ofRun: side.run)
    var lines: [WorkedLine] = []
    for line in side.lines {
      var builder = builder()
      lines.append(
        worked(
          names.text(of: line.label), line.replaces == nil ? "=" : arrow(), builder.formula(of: line.node),
          node: line.node, &valuation, digits: digits))
    }
    let remark = distance.isFinite ? "apart by \(NumberFormat(digits: 3).text(distance))" : ""
    return WorkedSide(title: title(ofRun: side.run), remark: remark, lines: lines)
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

/// What one member does at the line where it parts, ready to be written.
private struct WorkedSide {
  let title: String
  /// How far apart it is from the first; empty for the first itself.
  let remark: String
  /// The line in question is the last.
  let lines: [WorkedLine]
}

extension Parting.Side {
  /// Whether the step updates this parameter alone.
  fileprivate func isAlone(in recording: Recording, step: Int) -> Bool {
    recording.runs[run].program(ofStep: step).map { recording.programs[$0].updates.count == 1 } ?? true
  }
}
