import Language
import Letters
import Trace

extension WrittenNumber {
  /// The number of an expression that is nothing but a number with an optional sign; nil for all else.
  init?(_ expression: Expression) {
    switch expression.kind {
    case .number(let number): self.init(number.spelling, value: number.value)
    case .apply(.neg, let operands):
      guard case .number(let number) = operands[0].kind else { return nil }
      self.init("-" + number.spelling, value: -number.value)
    default: return nil
    }
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
