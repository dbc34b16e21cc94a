import Autodiff
import Rendering
import Testing
import Trace

struct TextTests {
  @Test func stepsOfRMSprop() {
    let text = Sample.rmsprop().text()
    #expect(
      text.contains(
        """
        Step 1   g = 1
          s ← β·s + (1 - β)·g²
            = 0.9·0 + (1 - 0.9)·1²
            = 0.1
            ✓ s = 0.1   article 002 §4.3
          θ ← θ - α/√(s + ε)·g
            = 0 - 0.1/√(0.1 + 1e-8)·1
            = -0.316228
            ✗ θ ≈ -0.0316   article 002 §4.3 is wrong: -0.3162
              -0.0316 is what α = 0.01 would give
        """))
  }
}
