import Testing
import Trace

@testable import Lessons

/// `=` and `≈` where numbers are very small, very large or infinite.
@Suite struct EqualityTests {
  /// A statement whose comparison is true: what is left where sums have cancelled is 0, what is only small is not.
  @Test(arguments: [
    "claim 0.1 + 0.2 - 0.3 = 0", "claim (0.1 + 0.2 - 0.3)·0.01 = 0", "claim Σ[i=1..10] 0.1 - 1 = 0",
    "claim σ(-40) ≠ 0", "refute σ(-40) = 0", "refute 1e-16 = 2e-16", "refute exp(-36) - exp(-37) = 0",
    "claim √(0.1 + 0.2 - 0.3 + 1e-30) ≠ 0", "refute 1e-16 - 2e-16 = 0",
    "param w = -40\nL = σ(w)\nclaim ∂L/∂w ≠ 0",
    "param w = 0.3\nL = (w - 0.3)²/2\nclaim ∂L/∂w = 0",
    // A step in which θ cancels: 0.3 - 3·0.1.
    "param θ = 0.3\noptimizer sgd(α = 3)\nstep with g = 0.1\nclaim θ = 0\nclaim θ@1 = 0\nlet k = θ\nclaim k = 0",
    // Steps that make it smaller: 0.1^17.
    "param θ = 1\nL = θ²/2\noptimizer sgd(α = 0.9)\nminimize L for 17 steps\nclaim θ ≠ 0\nclaim θ@17 ≠ 0\nrefute L = 0",
  ]) func smallNumbers(_ statements: String) {
    let outcome = run(lesson(statements))
    #expect(outcome.diagnostics.map(\.message) == [])
    expectAsStated(outcome.recording.claims)
  }

  /// Above 10¹⁵ numbers lie farther apart than the unit of their last digit: what is written is not what is.
  @Test(arguments: [
    ("9007199254740992 ≈ 9007199254740999", false), ("12345678901234567890 ≈ 12345678901234560000", false),
    ("9007199254740992 ≈ 9007199254740992", true), ("0.25 ≈ 0.2", true), ("0.35 ≈ 0.3", true),
    ("1e300 ≈ 1e300", true), ("1 ≈ 1 ± 0", true), ("0.1 + 0.2 ≈ 0.3 ± 0", false),
  ]) func largeNumbers(_ comparison: String, _ holds: Bool) {
    #expect(run(lesson("claim " + comparison)).recording.claims.map(\.holds) == [holds])
  }

  /// Numbers beyond the largest are equal, and the reader is told why.
  @Test(arguments: [
    ("exp(1000) = exp(2000)", true), ("1e200·1e200 = 1e200·1e300", true), ("ln(0) = -1/0", true),
    ("exp(1000) = 5", false), ("exp(3) = exp(3)", false), ("1/0 > 5", false),
  ]) func infinities(_ comparison: String, _ isNoted: Bool) {
    let claims = run(lesson("claim " + comparison)).recording.claims
    #expect(claims.map { $0.explanation.notes.contains(.bothInfinite) } == [isNoted])
  }
}
