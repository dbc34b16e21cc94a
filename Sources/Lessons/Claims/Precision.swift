import Language
import Trace

/// How two numbers of a claim are compared.
enum ClaimComparison {
  /// `≈ N`: within half a unit of the last digit, or within ±.
  case within(Double)
  case exact(Comparison)

  /// Whether it is `=` or `≠`.
  var isEquality: Bool {
    switch self {
    case .exact(.equal), .exact(.notEqual): true
    case .within, .exact: false
    }
  }

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
      // Where the numbers themselves are coarser than their digits say, no boundary is near.
      let ulps = min(4 * max(abs(left), abs(right)).ulp, tolerance / 2)
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
