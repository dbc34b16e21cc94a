import Testing

@testable import Language

@Suite struct NameTests {
  static let same: [(String, String)] = [
    ("theta", "θ"), ("Theta", "Θ"), ("theta0", "θ₀"), ("beta1", "β₁"), ("beta₁", "β1"), ("m_hat", "m̂"),
    ("y_hat", "ŷ"), ("y_hat", "y\u{302}"), ("theta_hat", "θ̂"), ("x_bar", "x̄"), ("x_tilde", "x̃"),
    ("y_hat'", "ŷ′"), ("y'", "y′"), ("y''", "y″"), ("beta_1", "β_1"), ("µ", "μ"), ("ϵ", "ε"), ("ϑ", "θ"),
    ("ϕ", "φ"),
    ("∆x", "Δx"), ("\u{2126}", "Ω"), ("é", "e\u{301}"), ("lambda", "λ"), ("pi", "π"), ("delta_w", "δ_w"),
    ("sigma2", "σ₂"), ("theta'", "θ'"),
  ]
  static let different: [(String, String)] = [
    ("beta_1", "β1"), ("thetas", "θs"), ("y'", "y"), ("W1", "W2"), ("x_hat", "x"), ("my_theta", "my_θ"),
    ("_hat", "\u{302}"),
    ("e", "ε"), ("a", "α"), ("l", "L"),
  ]

  @Test(arguments: same) func meet(_ left: String, _ right: String) {
    #expect(Name.key(of: left) == Name.key(of: right))
  }

  @Test(arguments: different) func differ(_ left: String, _ right: String) {
    #expect(Name.key(of: left) != Name.key(of: right))
  }

  @Test(arguments: NameTests.same.flatMap { [$0.0, $0.1] }) func keyOfAKeyIsItself(_ text: String) {
    #expect(Name.key(of: Name.key(of: text).text) == Name.key(of: text))
  }
}
