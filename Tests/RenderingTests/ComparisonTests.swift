import Rendering
import Testing

/// Where the members of a `compare` part: the step, the line, both numbers.
struct ComparisonTests {
  private let outside = """
    rule outside(α = 0.1, β = 0.9, ε = 1e-8)
      s ← β·s + (1 - β)·g²
      r = √s + ε
      θ ← θ - α·g/r
    param θ = 0

    """

  private func full(_ statements: String) throws -> String {
    try printed(statements, TextOptions(detail: .full))
  }

  /// 0.1/√(0.1 + 1e-8) = 0.3162277502 and 0.1/(√0.1 + 1e-8) = 0.3162277560.
  @Test func epsilonInsideAndOutsideTheRoot() throws {
    let text = try full(outside + "compare with g = 1\n  rmsprop(α = 0.1)\n  outside")
    #expect(
      text.contains(
        """
        Where they part from rmsprop(α = 0.1)
          at step 1, in θ:
            rmsprop(α = 0.1)
              θ ← θ - α/√(s + ε)·g = 0 - 0.1/√(0.1 + 1e-8)·1 = -0.31622775
            outside, apart by 5.81e-9
              r = √s + ε = √0.1 + 1e-8 = 0.316227776
              θ ← θ - α·g/r = 0 - 0.1·1/0.316227776 = -0.316227756
        """))
  }

  /// 0.1 and 0.01 of the first gradient's square: s differs, and everything before the line of s is the same.
  @Test func theFirstLineThatDiffers() throws {
    let text = try full(outside + "compare with g = 1\n  rmsprop(α = 0.1)\n  outside(β = 0.99)")
    #expect(
      text.contains(
        """
          at step 1, in s:
            rmsprop(α = 0.1)
              s ← β·s + (1 - β)·g² = 0.9·0 + (1 - 0.9)·1² = 0.1
            outside(β = 0.99), apart by 0.09
              s ← β·s + (1 - β)·g² = 0.99·0 + (1 - 0.99)·1² = 0.01
        """))
  }

  /// A schedule agrees in the first step and is shown with the line it changes in the second: 0.8 - 0.05·1.6.
  @Test func aLaterStep() throws {
    let text = try full("param θ = 1\nL = θ²\ncompare L for 5 steps\n  sgd(α = 0.1)\n  sgd(α = 0.1/t)")
    #expect(
      text.contains(
        """
          at step 2, in θ:
            sgd(α = 0.1)
              θ ← θ - α·g = 0.8 - 0.1·1.6 = 0.64
            sgd(α = 0.1/t), apart by 0.08
              α = 0.1/t = 0.1/2 = 0.05
              θ ← θ - α·g = 0.8 - 0.05·1.6 = 0.72
        """))
  }

  /// The shrinking of the parameter is part of the line's story: 1·(1 - 0.1·0.5) = 0.95.
  @Test func earlierLinesOfTheSameName() throws {
    let text = try full(
      "param θ = 1\ncompare with g = 0\n  sgd(α = 0.1)\n  sgdw(α = 0.1, λ = 0.5)")
    #expect(text.contains("      θ ← θ - α·λ·θ = 1 - 0.1·0.5·1 = 0.95\n      θ ← θ - α·g"))
  }

  @Test func neverButForRounding() throws {
    let text = try full(
      """
      rule other(α = 0.1, ε = 1e-8)
        s ← 0.9·s + (1 - 0.9)·g²
        θ ← θ - α·g/√(s + ε)
      param θ = 0
      compare with g = 0.3 for 20 steps
        rmsprop(α = 0.1)
        other
      """)
    #expect(text.contains("  other: never: identical in every step, except for rounding\n"))
  }

  /// Who does not ask for the lines gets one sentence.
  @Test func inOneSentence() throws {
    let text = try printed(
      "param θ = 1\nL = θ²\ncompare L for 2 steps\n  sgd(α = 0.1)\n  sgd(α = 0.2)\n  momentum(α = 0.1)\n"
        + "  sgd(α = 0.3)\n  sgd_clip_value(α = 0.1, limit = 9)", TextOptions(width: 200))
    let sentence =
      "Where they part from sgd(α = 0.1): sgd(α = 0.2) and sgd(α = 0.3) at step 1 in θ; "
      + "momentum at step 2 in θ; sgd_clip_value never\n"
    #expect(text.hasSuffix("\n\n" + sentence))
  }

  /// Lines of the same formula stand in one table: 1 - α·2.
  @Test func sidesOfOneLine() throws {
    let text = try full("param θ = 1\nL = θ²\ncompare L\n  sgd(α = 0.1)\n  sgd(α = 0.05)")
    #expect(
      text.contains(
        """
            sgd(α = 0.1)   θ ← θ - α·g = 1 - 0.1·2 = 0.8
            sgd(α = 0.05)  θ ← θ - α·g = 1 - 0.05·2 = 0.9   apart by 0.1
        """))
  }

  /// m̂ = 0.1/(1 - 0.9) comes out as the gradient 1, and is part of the story all the same.
  @Test func correctedAverages() throws {
    let text = try full("param θ = 0\ncompare with g = 1\n  sgd(α = 0.2)\n  adam(α = 0.1)")
    #expect(text.contains("      m̂ = m/(1 - β₁^t) = 0.1/(1 - 0.9^1) = 1\n"))
  }

  /// Loss, parameters and state stand in one table; only members that keep the state have a row of it.
  @Test func oneTable() throws {
    let text = try printed(
      "param θ = 1\nL = θ²\ncompare L for 2 steps\n  rmsprop(α = 0.1)\n  sgd(α = 0.1)")
    #expect(
      text.contains(
        """
        Compare L
          step                 0         1         2
          L  rmsprop(α = 0.1)  1  0.467544  0.248872
             sgd(α = 0.1)      1      0.64    0.4096
          θ  rmsprop(α = 0.1)  1  0.683772  0.498871
             sgd(α = 0.1)      1       0.8      0.64
          s  rmsprop(α = 0.1)  0       0.4  0.547018

        """))
  }

  /// Momentum's v is a velocity, Adam's an average of squares: no rows of one name, and no place where they part.
  @Test func sameNameInAnotherRule() throws {
    let text = try full("param θ = 0\ncompare with g = 2\n  momentum(α = 0.1)\n  adam(α = 0.2)")
    #expect(text.contains("  v  momentum(α = 0.1)  0   -0.2\n  m  adam(α = 0.2)      0    0.2\n  v  adam"))
    // Both steps are -0.2 long, but for Adam's ε.
    #expect(text.contains("  at step 1, in θ:\n") && !text.contains("in v:"))
  }

  /// Rather short titles than two tables, and of a long run rather fewer columns; `--detail full` shows them all.
  @Test func oneTableThatFits() throws {
    let lesson =
      "param θ = 1\nL = θ²\ncompare L for 400 steps\n  rmsprop(α = 0.1, β = 0.99)\n  sgd(α = 0.001)"
    func heads(_ options: TextOptions) throws -> [[Substring]] {
      try printed(lesson, options).split(separator: "\n").filter { $0.hasPrefix("  step ") }.map {
        $0.split(separator: " ")
      }
    }
    #expect(try heads(TextOptions()) == [["step", "0", "1", "2", "200", "400"]])
    #expect(try heads(TextOptions(width: 60)) == [["step", "0", "1", "2", "400"]])
    #expect(try heads(TextOptions(detail: .full, width: 60)).joined().contains("100"))
    #expect(try printed(lesson).contains("  L  rmsprop  1"))
    #expect(try printed(lesson, TextOptions(width: 130)).contains("  L  rmsprop(α = 0.1, β = 0.99)  1"))
  }

  /// The rate inside the velocity, or in front of it: the same path, by another v.
  @Test func theSamePathByAnotherState() throws {
    let text = try full(
      """
      rule outside(α = 0.01, μ = 0.9)
        v ← μ·v + g
        θ ← θ - α·v
      param θ = 1
      L = θ²
      compare L for 20 steps
        momentum(α = 0.1)
        outside(α = 0.1)
      """)
    #expect(text.contains("  outside(α = 0.1): never: identical in every step, except for rounding\n"))
  }

  /// A parameter is the same in all rules, in however many lines they change it.
  @Test func aParameterOfSeveralLines() throws {
    let text = try full("param θ = 1\ncompare with g = 1\n  sgdw(α = 0.1, λ = 0.5)\n  adam(α = 0.2)")
    #expect(text.contains("  at step 1, in θ:\n    sgdw(α = 0.1, λ = 0.5)\n"))
  }

  /// Claims stand below the member they are about, and those behind the comparison apart from it.
  @Test func claimsBelowTheirMembers() throws {
    let lesson = """
      param θ = 1
      L = θ²
      compare L
        sgd(α = 0.1)
          claim L = 0.64
          let first = L
        sgd(α = 0.2)
          claim L = 0.36
      claim L = 1
      """
    let members = """
        sgd(α = 0.1)
          ✓ L = 0.64
        sgd(α = 0.2)
          ✓ L = 0.36

        ✓ L = 1

      """
    let source = """
        │ compare L
        │   sgd(α = 0.1)
        │     let first = L
        │   sgd(α = 0.2)

      """
    for detail in [Detail.brief, .normal] {
      let text = try printed(lesson, TextOptions(detail: detail))
      #expect(text.contains(source))
      #expect(text.hasSuffix("\n\n" + members))
    }
  }

  /// The member whose numbers overflow is named: |θ| grows threefold each step, and (3³²⁴)² is more than a number holds.
  @Test func notFinite() throws {
    let text = try printed(
      "param θ = 1\nL = θ²\ncompare L for 2000 steps\n  sgd(α = 0.1)\n  sgd(α = 2)", TextOptions(width: 200))
    #expect(
      text.contains("! the first value that is not finite, in step 325 of sgd(α = 2): L = θ² = 3.86622e154²"))
  }

  /// With several parameters the one that parts first is named: its gradient alone is too long.
  @Test func oneOfSeveralParameters() throws {
    let text = try full(
      """
      param a = 0
      param b = 0
      compare with g[a] = 1, g[b] = 3
        sgd(α = 0.1)
        sgd_clip_value(α = 0.1, limit = 2)
      """)
    #expect(text.contains("  at step 1, in b:\n"))
    #expect(text.contains("      d = clip(g, -limit, limit) = clip(3, -2, 2) = 2\n"))
  }

  /// Long runs get a picture of their losses: 0.8² and 0.98² per step, which is 9.7 and 0.9 decades in 50 steps.
  @Test func lossesInOnePicture() throws {
    let text = try printed("param θ = 1\nL = θ²\ncompare L for 50 steps\n  sgd(α = 0.1)\n  sgd(α = 0.01)")
    #expect(
      text.contains(
        """
        L over the steps
          • sgd(α = 0.1)    from 1 to 2.037e-10
          + sgd(α = 0.01)   from 1 to 0.1326
               1 ┤•
        """))
    #expect(text.contains("\n    1e-8 ┤"))
    let short = try printed("param θ = 1\nL = θ²\ncompare L for 9 steps\n  sgd(α = 0.1)\n  sgd(α = 0.01)")
    #expect(!short.contains("over the steps"))
  }

  /// The title of a chart names a family, not each of its members.
  @Test func familiesInCharts() throws {
    let text = try printed("a[0] = 1\na[k=1..30] = 0.5·a[k-1]\nb[k=1..30] = 1/k\nplot a, b")
    #expect(text.contains("a, b over its index\n"))
  }

  /// A chart shows what has happened so far, not what the lines below it will do.
  @Test func plotsEndWhereTheyStand() throws {
    let lines = "param θ = 1\nL = θ²\noptimizer sgd(α = 0.1)\nminimize L for 5 steps\nplot L\n"
    let before = try #require(try printed(lines).split(separator: "plot L\n").last)
    #expect(try printed(lines + "minimize L for 95 steps").contains(before))
  }

  /// A loss that explodes does not flatten the others: at α = 2 each step triples |θ|, at α = 0.1 it is 0.8 of it.
  @Test func runawayLosses() throws {
    let text = try printed("param θ = 1\nL = θ²\ncompare L for 40 steps\n  sgd(α = 0.1)\n  sgd(α = 2)")
    #expect(text.contains("  sgd(α = 2) leaves the picture: its loss grows more than 1000-fold\n"))
    #expect(text.contains("  + sgd(α = 2)     from 1\n   1000 ┤"))
  }
}
