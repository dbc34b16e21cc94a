import Language
import Letters
import Testing

@testable import Lessons

/// Rules that are wrong on purpose are a few lines of a lesson, and run and are claimed like any other.
@Suite struct RuleMistakeTests {
  static let lessons = [
    // β where α belongs: the step is nine times as long as meant, and the rate has no effect.
    """
    rule wrong(α = 0.1, β = 0.9, ε = 1e-8)
      s ← β·s + (1 - β)·g²
      θ ← θ - β/√(s + ε)·g
    param θ = 0
    optimizer wrong
    step with g = 1
    claim θ ≈ -2.846049752
    refute θ ≈ -0.3162277502
    """,
    // The state without its ρ never forgets, and v/√v = √v makes steep places fast instead of slow.
    """
    rule wrong(α = 0.1, ρ = 0.9, ε = 1e-8)
      v ← v + (1 - ρ)·g²
      θ ← θ - α·v/√(v + ε)·g
    param θ = 0
    compare with g = 1 for 100 steps
      wrong
        claim v = 10
        claim θ@1 ≈ -0.03162277502
      rmsprop(α = 0.1)
        claim s ≈ 0.99997
        claim θ@1 ≈ -0.3162277502
    """,
    // Adam without the correction: the first step is √0.001/0.1 times too long.
    """
    rule uncorrected(α = 0.1, β₁ = 0.9, β₂ = 0.999, ε = 1e-8)
      m ← β₁·m + (1 - β₁)·g
      v ← β₂·v + (1 - β₂)·g²
      θ ← θ - α·m/(√v + ε)
    param θ = 0
    compare with g = 1
      uncorrected
        claim θ ≈ -0.316227666
      adam(α = 0.1)
        claim θ = -0.099999999
    """,
    // The correction multiplied: m and v become too small instead of right.
    """
    rule multiplied(α = 0.1, β₁ = 0.9, β₂ = 0.999, ε = 1e-8)
      m ← β₁·m + (1 - β₁)·g
      v ← β₂·v + (1 - β₂)·g²
      m̂ = m·(1 - β₁^t)
      v̂ = v·(1 - β₂^t)
      θ ← θ - α·m̂/(√v̂ + ε)
    param θ = 0
    optimizer multiplied
    step with g = 1
    claim m̂ = 0.01
    claim v̂ ≈ 1.0e-6
    claim θ ≈ -0.99999000
    refute θ ≈ -0.1
    """,
  ]

  @Test(arguments: lessons) func aWrongRuleRuns(_ statements: String) {
    let source = lesson(statements)
    let outcome = run(source)
    expectNothingWrong(outcome.diagnostics, in: source)
    expectAsStated(outcome.recording.claims)
  }
}
