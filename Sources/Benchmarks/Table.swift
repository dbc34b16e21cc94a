import Letters
import Trace

/// The table of goals, printed row by row as the figures come in.
struct Table {
  private static let widths = [46, 15, 13, 9, 17]

  static func begin() {
    line(["", "nntrace", "by hand", "ratio", "middle half", "goal"])
  }

  /// A ratio of two ways, with the time of each in a unit.
  static func row(_ what: String, _ duel: Duel, per count: Double, _ unit: Unit, goal: Double) {
    let factor = 1 / (count * unit.nanoseconds)
    line([
      what, unit.text(duel.ours.median * factor), unit.text(duel.byHand.median * factor),
      number(duel.ratio.median), spread(duel.ratio), verdict(duel.ratio.median, goal, "× by hand"),
    ])
  }

  /// A figure by itself, in the unit it is printed in.
  static func row(_ what: String, _ sample: Sample, _ unit: String, goal: Double?) {
    line([
      what, number(sample.median) + " " + unit, "", "", spread(sample),
      goal.map { verdict(sample.median, $0, unit) } ?? "",
    ])
  }

  static func skipped(_ what: String, _ why: String) { line([what, "skipped: " + why]) }

  private static func verdict(_ value: Double, _ goal: Double, _ unit: String) -> String {
    "≤ \(number(goal)) \(unit)" + (value <= goal ? "" : "   MISSED")
  }

  private static func spread(_ sample: Sample) -> String {
    number(sample.lowerQuartile) + " … " + number(sample.upperQuartile)
  }

  /// Three significant digits.
  static func number(_ value: Double) -> String { NumberFormat(digits: 3).text(value) }

  private static func line(_ cells: [String]) {
    var text = ""
    for (place, cell) in cells.enumerated() {
      let room = place < widths.count ? widths[place] : 0
      text += cell + String(repeating: " ", count: max(room - cell.count, 0)) + " "
    }
    print(text)
  }
}

/// A unit of time.
enum Unit {
  case nanoseconds, milliseconds

  var nanoseconds: Double { self == .nanoseconds ? 1 : 1e6 }

  func text(_ value: Double) -> String { Table.number(value) + (self == .nanoseconds ? " ns" : " ms") }
}
