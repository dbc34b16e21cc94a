import Testing
import Trace

/// A replay has other node numbers than the lesson: what a slip is about is found by its name.
@Suite struct SlipRenumberTests {
  /// Lessons in which two slips are tried together, one of them a number carried on as printed.
  static let lessons: [String] = [2, 5].flatMap { factor in
    ["7.12345", "9.54321", "-6.50251"].flatMap { printed in
      [
        "let p = \(factor)·a", "let p = a²", "let d = a - 1\nlet p = \(factor)·d",
        "let p = a·\(factor) + 5·a",
      ].flatMap { definition in
        ["a·1000 + p·100 ≈ 30712.345", "p ≈ 6.12345", "a ≈ 3.12345", "p·a + 5 ≈ 161.6161"].map { claim in
          "param a = 3\n\(definition)\nclaim p ≈ \(printed)\nclaim a + 1 = 4\nclaim \(claim)"
        }
      }
    }
  }

  @Test(arguments: lessons) func pairsWithPrintedNumbersEnd(_ lesson: String) {
    #expect(claims(of: lesson).count == 3)
  }

  /// (4 + 3)·1000 + 7.12345·100: with another formula of q all nodes after it have other numbers.
  @Test func theLeafThatIsSetIsTheOneThatWasPrinted() throws {
    let claim = try #require(
      claims(
        of: """
          param a = 3
          param b = 4
          let q = b² + a
          let p = 2·a
          claim p ≈ 7.12345
          claim q·1000 + p·100 ≈ 7712.345
          """
      ).last)
    #expect(
      claim.explanation.slips.map(\.words) == [
        "take b² without the square in q, and go on from the printed p = 7.12345"
      ])
  }

  /// State is called by its rule and its parameter.
  @Test func stateIsFoundByItsName() {
    let found = claims(
      of: """
        param w = 3
        L = w²
        optimizer momentum(α = 0.1, μ = 0.9)
        minimize L
        claim v ≈ -0.71234
        minimize L
        claim w ≈ 1.4829
        """)
    #expect(found.count == 2)
  }
}
