import Autodiff
import Letters

extension Axis {
  /// An axis for values from `low` to `high`, with round numbers, to the next of which it goes if that is near.
  static func around(_ low: Double, _ high: Double, name: Phrase = "") -> Axis {
    if low == high {
      let room = low == 0 ? 1 : low.magnitude / 2
      // Beside the greatest numbers there is no room.
      guard (low - room).isFinite, (low + room).isFinite, low - room < low + room else {
        return Axis(name: name, low: min(low, 0), high: max(low, 0), ticks: ends(min(low, 0), max(low, 0)))
      }
      return around(low - room, low + room, name: name)
    }
    guard let grid = RoundNumbers(low, high, intervals: 5) else {
      return Axis(name: name, low: low, high: high, ticks: ends(low, high))
    }
    let ticks = (grid.above(low - grid.step / 4)...grid.below(high + grid.step / 4)).map(grid.tick)
    let (first, last) = (ticks.first?.value ?? low, ticks.last?.value ?? high)
    return Axis(name: name, low: min(low, first), high: max(high, last), ticks: ticks)
  }

  /// An axis that ends where it is told to, with round numbers between.
  static func from(_ low: Double, to high: Double, name: Phrase) -> Axis {
    Axis(name: name, low: low, high: high, ticks: ticks(low, high, least: 0))
  }

  /// An axis that counts.
  static func counting(_ first: Int, _ last: Int, name: Phrase) -> Axis {
    guard first < last else {
      let only = Tick(value: Double(first), label: String(first))
      return Axis(name: name, low: Double(first) - 1, high: Double(first) + 1, counts: true, ticks: [only])
    }
    return Axis(
      name: name, low: Double(first), high: Double(last), counts: true,
      ticks: ticks(Double(first), Double(last), least: 1))
  }

  /// A logarithmic axis for positive values, which ends at powers of ten; what is below the least or above the
  /// greatest of them is beside the picture.
  static func logarithmic(_ low: Double, _ high: Double, name: Phrase = "") -> Axis {
    let (first, last) = (magnitude(low), magnitude(high))
    let top = max(first + 1, high == power(last) ? last : last + 1)
    let every = max(1, (top - first + 4) / 5)
    let (from, to) = (max(first, -307), min(top, 308))
    let ticks = (from...to).filter { $0.isMultiple(of: every) }.map {
      Tick(value: power($0), label: NumberFormat(digits: 1).text(power($0)))
    }
    return Axis(name: name, low: power(from), high: power(to), scale: .logarithmic, ticks: ticks)
  }

  /// The ends, and round numbers that are not too near to them.
  private static func ticks(_ low: Double, _ high: Double, least: Double) -> [Tick] {
    guard let grid = RoundNumbers(low, high, intervals: 5, least: least) else { return ends(low, high) }
    let inner = (grid.below(low)...grid.above(high)).map(grid.tick).filter {
      $0.value - low >= grid.step / 2 && high - $0.value >= grid.step / 2
    }
    let ends = ends(low, high)
    return [ends[0]] + inner + [ends[1]]
  }

  private static func ends(_ low: Double, _ high: Double) -> [Tick] {
    [low, high].map { Tick(value: $0, label: NumberFormat(digits: Limits.labelDigits).text($0)) }
  }

  static func log10(_ value: Double) -> Double { Operation.log10.value([value]) }

  /// The exponent of the power of ten at or below a positive number.
  static func magnitude(_ value: Double) -> Int {
    let guess = Int(log10(value).rounded(.down))
    // The logarithm of a number just below a power of ten is rounded to a whole one.
    return power(guess) > value ? guess - 1 : power(guess + 1) <= value ? guess + 1 : guess
  }

  /// 10 to the power of `exponent`, correctly rounded.
  static func power(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }
}

/// The multiples of 1, 2 or 5 times a power of ten.
struct RoundNumbers {
  private let factor: Int
  private let exponent: Int
  let step: Double

  /// The finest with no more than `intervals` between two numbers; nil if doubles are too coarse, or the way too long.
  init?(_ low: Double, _ high: Double, intervals: Int, least: Double = 0) {
    let unit = max((high - low) / Double(intervals), least)
    guard unit.isFinite, unit > 1e-300 else { return nil }
    let exponent = Axis.magnitude(unit)
    let steps = [1, 2, 5, 10].map { ($0, Double("\($0)e\(exponent)") ?? .infinity) }
    // A unit that is a step but for rounding is that step.
    guard let (factor, step) = steps.first(where: { $0.1 >= unit * (1 - 1e-9) }), step.isFinite,
      max(low.magnitude, high.magnitude) / step < 1e12
    else { return nil }
    (self.factor, self.exponent, self.step) = (factor, exponent, step)
  }

  /// The last multiple that is not above a value, rounding apart.
  func below(_ value: Double) -> Int { Int((value / step + 1e-9).rounded(.down)) }

  /// The first multiple that is not below a value, rounding apart.
  func above(_ value: Double) -> Int { Int((value / step - 1e-9).rounded(.up)) }

  func tick(_ multiple: Int) -> Tick {
    let value = Double("\(multiple * factor)e\(exponent)") ?? 0
    return Tick(value: value, label: NumberFormat(digits: 15).text(value))
  }
}
