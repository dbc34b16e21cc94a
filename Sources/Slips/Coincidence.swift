#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How likely it is that one of many wrong numbers agrees with a claimed one by chance.
///
/// A claimed number is an interval of values, as wide as one unit of its last digit. Of the values that slips give,
/// *n* different ones lie in a stretch of numbers that might as well have been claimed; if the claim was any number of
/// that stretch, *n* · (width of the interval) / (length of the stretch) of them are expected to meet it. A slip is
/// believed only where that is small: the fewer digits were written, the fewer slips may be tried.
///
/// Zeros at the end tell nothing where all numbers are round: of 0.1100 for 0.19, two digits count.
struct Coincidence {
  /// A slip is reported where fewer than this many are expected to fit by chance.
  static let limit = 0.03
  /// Numbers up to this many times smaller or larger than the claimed one might as well have been claimed.
  private static let stretch = 3.0

  let claimed: Double
  let actual: Double
  /// One unit of the last digit that counts.
  let unit: Double

  /// - Parameter unit: one unit of the last digit written.
  init(claimed: Double, actual: Double, unit: Double) {
    self.claimed = claimed
    self.actual = actual
    var unit = unit
    // Both are whole multiples of ten units: as many digits fewer.
    while unit > 0, unit < abs(claimed) / 10, Coincidence.isMultiple(claimed, of: 10 * unit),
      Coincidence.isMultiple(actual, of: 10 * unit)
    {
      unit *= 10
    }
    self.unit = unit
  }

  /// How many digits of the number tell something.
  var digits: Int {
    guard claimed != 0, unit > 0, claimed.isFinite else { return 0 }
    return Int(log10(abs(claimed) / unit * (1 + 1e-9)).rounded(.down)) + 1
  }

  private static func isMultiple(_ value: Double, of unit: Double) -> Bool {
    let quotient = value / unit
    return abs(quotient - quotient.rounded()) < 1e-6
  }

  /// The number of values expected to meet the claim by chance: the larger of the estimates anywhere and nearby.
  func expected(_ values: [Double]) -> Double {
    max(anywhere(values), nearby(values))
  }

  private func anywhere(_ values: [Double]) -> Double {
    let near = values.filter { (1 / Coincidence.stretch...Coincidence.stretch).contains($0 / claimed) }
    return expected(ofDifferent: different(near))
  }

  /// The number expected of this many different values within the stretch.
  func expected(ofDifferent count: Int) -> Double {
    claimed == 0 ? 0 : Double(count) * unit / abs(claimed) / (2 * log(Coincidence.stretch))
  }

  private func nearby(_ values: [Double]) -> Double {
    let distance = abs(claimed - actual)
    guard distance > 0 else { return .infinity }
    let near = values.filter { abs($0 - actual) <= 2 * distance && abs($0 - actual) > unit / 2 }
    return Double(different(near)) * unit / (4 * distance)
  }

  /// How many values differ by more than a unit of the claim.
  private func different(_ values: [Double]) -> Int {
    var count = 0
    var last = -Double.infinity
    for value in values.sorted() where value - last > unit / 2 {
      count += 1
      last = value
    }
    return count
  }
}
