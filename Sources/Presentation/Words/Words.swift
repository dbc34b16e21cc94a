import Autodiff
import Letters
import Trace

/// How a reader may see what a page leaves out, in the words of whoever shows the page; nil where there is no way.
package struct Hints: Sendable {
  /// What shows all.
  package var all: String?
  /// What shows the lines that are folded, if that is less.
  package var lines: String?
  /// What shows any step.
  package var anyStep: String?
  /// What draws a graph.
  package var drawing: String?

  package init(all: String? = nil, lines: String? = nil, anyStep: String? = nil, drawing: String? = nil) {
    self.all = all
    self.lines = lines
    self.anyStep = anyStep
    self.drawing = drawing
  }
}

extension Heading {
  package var words: Phrase {
    switch self {
    case .forward(let name, let reading): "\(strong: "Forward pass of \(name)")\(reading.words)"
    case .backward(let name, let reading): "\(strong: "Backward pass of \(name)")\(reading.words)"
    case .graph(let name, let reading): "\(strong: "Graph of \(name)")\(reading.words)"
    case .updates(let name, let reading): "\(strong: "Updates of \(name)")\(reading.words)"
    case .comparison(let name): "\(strong: "Compare \(name)")"
    case .partings(let member): "\(strong: "Where they part") from \(member)"
    case .member(let member): "\(member)"
    case .parting(let step, let name): "at step \(step), in \(name):"
    case .parameter(let name): "\(strong: "\(name)")"
    case .step(let step, let batch, let clock, let value): stepWords(step, batch, clock, value)
    }
  }

  private func stepWords(
    _ step: Int, _ batch: String, _ clock: Int?, _ value: (name: Name?, quantity: Quantity)?
  ) -> Phrase {
    var words: Phrase = "\(strong: "Step \(step)")"
    if !batch.isEmpty { words += " (\(batch))" }
    if let clock { words += "   t = \(clock)" }
    if let value { words += "   \(value.name ?? .plain("loss")) = \(value.quantity)" }
    return words
  }
}

extension Reading {
  /// ` after step 3`, where it is not the start.
  package var words: Phrase {
    isInStep ? ", in step \(step)" : step == 0 ? "" : " after step \(step)"
  }
}

extension Omission {
  package func words(_ hints: Hints) -> Phrase {
    func hint(_ text: String?, _ verb: String) -> Phrase { text.map { " (\($0) \(verb))" } ?? "" }
    let all = hint(hints.all, "shows all")
    switch self {
    case .members(let count, let name): return "… and \(count) more of \(name)\(all)"
    case .parameters(let count): return "… \(count.counted("parameter")) not shown\(all)"
    case .values(let count): return "… and \(count) more\(all)"
    case .curves(let count): return "… and \(count) more lines not drawn"
    case .lines(let count): return "… \(count.counted("line")) not shown\(all)"
    case .rows(let count): return "… \(count) more\(all)"
    case .workings: return hints.lines.map { "(\($0) shows how)" } ?? ""
    case .chart: return "a plot is left out\(hint(hints.lines, "shows it"))"
    case .state: return "… and the optimizers' state\(hint(hints.all, "shows it"))"
    case .steps(let count):
      return "… \(count.counted("step")) not shown\(hint(hints.anyStep, "shows any"))"
    case .nodes(let count, let isMoreThere):
      return "… \(count) more nodes\(isMoreThere ? hint(hints.all, "shows more") : "")"
    case .partings(let words): return words + hint(hints.all, "shows the lines")
    case .partingLines: return hints.all.map { "(\($0) shows the lines)" } ?? ""
    case .drawing: return hints.drawing.map { "\($0) draws it" } ?? ""
    case .drawings(let count): return "… and \(count) more drawings"
    case .drawnParameters(let count):
      return "… and \(count) more parameters\(hints.all.map { "; \($0) draws all" } ?? "")"
    case .drawnNodes(let count, let isMoreThere):
      let hint = isMoreThere ? hints.all.map { "; \($0) draws more" } : nil
      return "… \(grouped(count)) more nodes\(hint ?? "")"
    }
  }
}

/// `12,345`
private func grouped(_ count: Int) -> String {
  count < 1000 ? String(count) : grouped(count / 1000) + "," + String(1000 + count % 1000).dropFirst()
}

extension PageItem.Given {
  package var words: Phrase {
    switch self {
    case .value(let name, let value): "\(name) = \(value)"
    case .more(let count, let family): "… \(count) more of \(family)"
    }
  }
}

/// Words that stand between what a page tells.
package enum Words {
  package static let given: Phrase = "given"
  package static let step: Phrase = "step"
  package static let round: Phrase = "round"
  package static func roundTo(_ count: String, _ operation: Operation) -> Phrase {
    operation == .carryDigits ? "round to \(count) digits" : "round to \(count)"
  }
  package static let readBefore = "read before:"
  package static let readNext = "read next:"
  package static let nothingToDraw: Phrase =
    "nothing to draw: this lesson shows no pass, no step and no graph"

  package static let onlyCharts: Phrase = "only curves here, which DOT cannot draw and SVG can"

  package static func notDrawn(_ steps: Int) -> Phrase {
    "\(steps.counted("step")) not drawn"
  }

  static func afterStep(_ step: Int) -> Phrase { "After step \(step)" }

  /// An act has come to the end that it waited for.
  static func stopped(_ ending: Ending, _ measured: Phrase) -> Phrase { "stopped: \(ending.text)" + measured }

  /// An act has made the most steps that it may.
  static func gaveUp(_ ending: Ending, _ measured: Phrase) -> Phrase {
    "not yet \(ending.text) after \(ending.bound.counted("step"))" + measured
  }

  /// Where a member of a comparison came to its end.
  static func end(of member: String, _ ending: Ending, after step: Int, _ measured: Phrase) -> Phrase {
    guard ending.holds else { return "\(member): " + gaveUp(ending, measured) }
    return "\(member): \(ending.text) after \(step.counted("step"))" + measured
  }

  static func updatesDrawn(_ optimizer: String) -> Phrase {
    optimizer.isEmpty ? "\(strong: "Updates")" : "\(strong: "Updates") by \(optimizer)"
  }

  static func notYetUpdated(_ name: Name, _ start: Quantity?) -> Phrase {
    let value: Phrase = start.map { " = \($0)" } ?? ""
    return "\(name)\(value); no step has been made yet"
  }

  static func constantLoss(_ name: Name, _ value: Quantity) -> Phrase {
    "\(name) = \(value) for each member at each of these steps"
  }

  /// `Where they part from sgd: momentum and nesterov at step 2 in θ`
  static func partings(
    from first: String, _ places: [(members: [String], step: Int, name: Name)], never: [String]
  ) -> Phrase {
    var words: Phrase = "\(strong: "Where they part") from \(first): "
    for (index, place) in places.enumerated() {
      words += "\(index == 0 ? "" : "; ")\(listed(place.members)) at step \(place.step) in \(place.name)"
    }
    if !never.isEmpty { words += "\(places.isEmpty ? "" : "; ")\(listed(never)) never" }
    return words
  }

  /// `a`, `a and b`, `a, b and c`
  private static func listed(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  static func neverParts(_ member: String, searched: Int?) -> Phrase {
    let steps = searched.map { "the first \($0) steps" } ?? "every step"
    return "\(member): never: identical in \(steps), except for rounding"
  }

  static func notFinite(_ reading: Reading, member: String?) -> Phrase {
    let member = member.map { " of " + $0 } ?? ""
    return "! the first value that is not finite\(reading.words)\(member):"
  }

  /// Why fewer digits are shown, before the line in which they are lost.
  static func doubtful(_ loss: (loss: DigitLoss, reading: Reading)?, member: String?) -> Phrase {
    guard let (loss, reading) = loss else { return "~ the other digits hang on rounding" }
    let when: Phrase =
      reading.isInStep ? " in step \(reading.step)" : reading.step == 0 ? "" : " after step \(reading.step)"
    let place = when + (member.map { " of \($0)" } ?? "")
    guard let digits = loss.digits else {
      return "~ the other digits hang on rounding: they are lost little by little, first\(place) in"
    }
    return "~ the other digits hang on rounding: \(digits) are lost\(place) in"
  }

  static func gradientTable(of output: Name) -> [Phrase] { ["parameter", "value", "gradient of \(output)"] }

  static func updateTable(state: [String]) -> [Phrase] {
    ["parameter", "g"] + state.flatMap { ["\($0) before", "\($0) after"] } + ["before", "after"]
  }

  static let partingTable: [Phrase] = ["", "at step", "in", "the first's", "its own"]
}

extension Words {
  package static let index: Phrase = "index"

  static func overSteps(_ subjects: Phrase) -> Phrase { "\(subjects) over the steps" }
  static func overIndex(_ subjects: Phrase) -> Phrase { "\(subjects) over its index" }
}

extension Words {
  /// What the way of the lesson's own run is called.
  static let path = "the run"

  /// What the marks of a path stand for.
  package static let pathMarks: Phrase = "start, steps and end of each run"

  static func over(_ subjects: Phrase, _ leaves: Phrase) -> Phrase { "\(subjects) over \(leaves)" }
  static func against(_ subjects: Phrase, _ x: Phrase) -> Phrase { "\(subjects) against \(x)" }
}

extension Chart.Series {
  /// `from 1 to 0.1074, least -0.02 at step 13`; of a path `from (-1, 1) to (0.98, 0.97)`
  package func numbers(over axis: Axis) -> Phrase {
    var words: Phrase = ""
    for (place, mark) in marks.enumerated() {
      let y: Phrase = mark.across.map { "(\($0), \(mark.y))" } ?? "\(mark.y)"
      switch mark.role {
      case .start: words += "from \(y)"
      case .end: words += " to \(y)"
      case .least: words += "\(place > 0 ? ", " : "")least \(y)\(axis.place(mark.x))"
      case .greatest: words += "\(place > 0 ? ", " : "")greatest \(y)\(axis.place(mark.x))"
      }
    }
    return words
  }
}

extension Chart.Map {
  /// `lines at 1, 2, 5; least 0.001 near a = 1, b = 1`
  package func numbers(_ horizontal: Axis, _ vertical: Axis) -> Phrase {
    let lines = contours.map(\.level.label).joined(separator: ", ")
    var words: Phrase = lines.isEmpty ? "no lines" : "lines at \(lines)"
    if let least {
      let format = NumberFormat(digits: 3)
      words += "; least \(least.height) near \(horizontal.name) = \(format.text(least.x)), "
      words += "\(vertical.name) = \(format.text(least.y))"
    }
    return words
  }
}

extension Axis {
  fileprivate func place(_ x: Double) -> Phrase {
    counts
      ? " at \(name) \(NumberFormat.exact(x))" : " near \(name) = \(NumberFormat(digits: 3).text(x))"
  }
}

extension Phrase {
  /// A curve ends where it leaves the picture.
  package static func leavesPicture(_ curve: String) -> Phrase {
    "\(curve) leaves the picture: its loss grows more than \(Int(Limits.mostGrowth))-fold"
  }

  package static func notFinite(_ count: Int, of all: Int) -> Phrase {
    count == all
      ? "none of the \(all) values is finite: there is nothing to draw"
      : "\(count) of \(all) values are not finite and cannot be drawn"
  }

  package static func rounded(to rounding: PencilRounding) -> Phrase {
    switch rounding {
    case .decimals(let count): "(rounded to \(count) decimals)"
    case .digits(let count): "(rounded to \(count.counted("digit")))"
    }
  }

  package static func apart(by distance: Quantity) -> Phrase { "apart by \(distance)" }
}
