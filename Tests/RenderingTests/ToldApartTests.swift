import Autodiff
import Letters
import Rendering
import Testing
import Trace

/// What is not the same does not look the same.
@Suite struct ToldApartTests {
  @Test func aParameterWithTheNameOfAStateOrAHyperparameter() throws {
    let velocity = try printed("param v = 1\nL = v²\noptimizer momentum\nminimize L")
    #expect(velocity.contains("v′ ← μ·v′ - α·g"))
    #expect(velocity.contains("v ← v + v′"))
    let rate = try printed("param α = 2\nL = α²\noptimizer sgd(α = 0.1)\nminimize L")
    #expect(rate.contains("α ← α - α′·g"))
    let gradient = try printed("param g = 1\nL = g²\noptimizer sgd\nminimize L")
    #expect(gradient.contains("g′ = ∂L/∂g = 2"))
    #expect(gradient.contains("g ← g - α·g′"))
    let plain = try printed("param w = 1\nL = w²\noptimizer momentum\nminimize L")
    #expect(plain.contains("v ← μ·v - α·g"))
  }

  @Test func bothSidesOfAFalseEquality() throws {
    let text = try printed("x = √612\nclaim x = √612 + 1e-9\nclaim x = 24.7386")
    #expect(text.contains("24.738633754 ≠ 24.738633755"))
    #expect(text.contains("= means exactly; if 24.7386 is rounded, write ≈ 24.7386"))
  }

  /// One rule for what is shown and what `round` gives.
  @Test(arguments: [(0.125, 2), (-0.125, 2), (0.375, 2), (2.5, 1), (1234567.5, 7), (12_345_650_000_000, 6)])
  func halvesGoAwayFromZero(_ value: Double, _ digits: Int) {
    var unit = 1.0
    for _ in 0..<20 where (value / unit).magnitude < 1e17 { unit /= 10 }
    let shown = Double(NumberFormat(digits: digits).text(value)) ?? .nan
    #expect(shown.magnitude > value.magnitude)
    #expect(Double(NumberFormat(digits: digits).text(value.nextDown)) ?? .nan <= value || value < 0)
  }

  @Test func decimalsAreRoundedAlike() {
    #expect(NumberFormat.text(0.125, decimals: 2) == "0.13")
    #expect(NumberFormat.text(-0.5, decimals: 0) == "-1")
    #expect(NumberFormat.text(0.15, decimals: 1) == "0.1", "0.15 is a little less in binary")
    #expect(NumberFormat.scientific(0.00125, decimals: 1) == "1.3e-3" || 0.00125 * 8 != 0.01)
    #expect(NumberFormat.scientific(2.5, decimals: 0) == "3e0")
  }

  @Test func minusZeroReadsBack() throws {
    let json = try recording("param x = 0\nL = -x\nshow L\nshow x").json()
    #expect(json.contains(#""name": "L", "node": 1, "value": -0.0"#))
    #expect(json.contains(#""name": "x", "node": 0, "value": 0,"#))
  }

  @Test func claimsWithoutSlipsSayWhy() throws {
    let json = try recording(
      "param x = 2\nL = x³\nclaim L ≈ 7.777777\nclaim L = 8\noptimizer sgd\nminimize L\nclaim L = 8"
    ).json()
    #expect(json.contains(#""slips": [], "slipsTried": 0, "notes": []"#))
    #expect(json.contains(#""notes": ["it was true one step earlier, after step 0"]"#))
    let tried = try #require(json.firstMatch(of: /7\.777777.*"slips": \[\], "slipsTried": ([0-9]+)/)).output.1
    #expect(Int(tried) ?? 0 > 0)
  }

  /// d of each parameter reads the gradients of all.
  @Test(arguments: [3, 12]) func theNormReadsAllGradients(_ count: Int) throws {
    let values = (1...count).map(String.init).joined(separator: ", ")
    let dot = try recording(
      "param w = [\(values)]\nL = Σ[i] w[i]²\noptimizer sgd_clip_norm(α = 0.1)\nminimize L"
    ).dot()
    let cards = dot.split(separator: "\n")
    let gradients = Set(
      cards.filter { $0.contains("label=\"{ g |") || $0.contains("label=\"{ g ") }.compactMap {
        $0.split(separator: " ").first.map(String.init)
      })
    // Of many parameters three are drawn.
    #expect(gradients.count == 3)
    let arrows = cards.filter { line in
      line.contains("->") && gradients.contains { line.split(separator: " ").first.map(String.init) == $0 }
    }
    #expect(arrows.count >= 9)
  }
}
