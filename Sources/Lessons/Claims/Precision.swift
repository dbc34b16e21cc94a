import Language
import Trace

/// The digits of a number as written: how precisely it claims to be known (rule 35).
package struct WrittenNumber: Sendable {
  package let value: Double
  /// As written, sign included: `-0.0316`.
  package let spelling: String
  /// One unit of the last digit written: 1e-4 for `0.0316`, 1e-7 for `3.50e-5`.
  package let unit: Double

  /// The number of an expression that is nothing but a number with an optional sign; nil for all else.
  package init?(_ expression: Expression) {
    let number: Number
    let sign: Double
    switch expression.kind {
    case .number(let plain): (number, sign) = (plain, 1)
    case .apply(.neg, let operands):
      guard case .number(let plain) = operands[0].kind else { return nil }
      (number, sign) = (plain, -1)
    default: return nil
    }
    guard let unit = WrittenNumber.unit(of: number.spelling) else { return nil }
    value = sign * number.value
    spelling = (sign < 0 ? "-" : "") + number.spelling
    self.unit = unit
  }

  /// One unit of the last digit: `0.0316` → 1e-4, `3.50e-5` → 1e-7, `100` → 1. Nil for `½`, which has no digits.
  private static func unit(of spelling: String) -> Double? {
    var decimals = 0
    var isBehindPoint = false
    for (place, byte) in spelling.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): if isBehindPoint { decimals += 1 }
      case UInt8(ascii: "."): isBehindPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        let digits = Substring(spelling.utf8.dropFirst(place + 1).drop { $0 == UInt8(ascii: "+") })
        return power(ofTen: max(Int(digits) ?? 0, -10_000) - decimals)
      default: return nil
      }
    }
    return power(ofTen: -decimals)
  }

  /// The nearest number to 10ⁿ.
  private static func power(ofTen exponent: Int) -> Double? {
    // Up to 10²² powers of ten are exact, so that the quotient is rounded once; reading text takes fifty times as long.
    guard (-22...0).contains(exponent) else { return Double("1e\(exponent)") }
    var power = 1.0
    for _ in 0..<(-exponent) { power *= 10 }
    return 1 / power
  }
}

/// How two numbers of a claim are compared.
enum ClaimComparison {
  /// `≈ N`: within half a unit of the last digit, or within ±.
  case within(Double)
  case exact(Comparison)

  /// The outcome for a left and a right side.
  ///
  /// `=` holds up to rounding error.
  func outcome(_ left: Double, _ right: Double) -> Claim.Outcome {
    if left.isNaN || right.isNaN { return .undefined }
    switch self {
    case .within(let tolerance):
      if tolerance.isNaN { return .undefined }
      if left == right { return .holds }
      let distance = abs(left - right)
      let ulps = 4 * max(abs(left), abs(right)).ulp
      if abs(distance - tolerance) <= ulps, distance.isFinite { return .tie }
      return distance <= tolerance ? .holds : .fails
    case .exact(let comparison):
      let holds =
        switch comparison {
        case .equal: Rounding.equates(left, right)
        case .notEqual: !Rounding.equates(left, right)
        case .less: left < right
        case .lessEqual: left <= right
        case .greater: left > right
        case .greaterEqual: left >= right
        }
      return holds ? .holds : .fails
    }
  }
}
