/// Differences that are only the last digits of a computer's arithmetic.
package enum Rounding {
  /// Whether two numbers are equal except for rounding error: |a − b| ≤ max(1e-12·max(|a|, |b|), 1e-15), so that sums that
  /// cancel equal 0. An infinite number equals itself alone, NaN nothing.
  package static func equates(_ a: Double, _ b: Double) -> Bool {
    a == b || (a - b).magnitude <= 1e-15 || equatesDigits(a, b)
  }

  /// Whether two numbers have the same leading digits: |a − b| ≤ 1e-12·max(|a|, |b|).
  package static func equatesDigits(_ a: Double, _ b: Double) -> Bool {
    if a == b { return true }
    // Of ∞ every number is a part too small to matter.
    guard a.isFinite, b.isFinite else { return false }
    return (a - b).magnitude <= 1e-12 * max(a.magnitude, b.magnitude)
  }
}
