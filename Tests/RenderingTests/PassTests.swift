import Presentation
import Rendering
import Testing

/// Passes as a student reads them: the order of lines, terms and factors.
struct PassTests {
  /// What is left out is told in any case, and how to see it by those who know a way.
  @Test func hintsAtWhatIsLeftOut() throws {
    var options = TextOptions()
    options.hints = Hints(all: "--everything", anyStep: "--at N", drawing: "--draw")
    let text = try printed(
      chain(19) + "\nshow a\ngraph a[19]\noptimizer sgd(α = 0.1)\nminimize a[19] for 9 steps\ngraph w",
      options)
    for line in [
      "  … and 16 more of a (--everything shows all)", "  … and 8 more (--everything shows all)",
      "  --draw draws it", "… 6 steps not shown (--at N shows any)", "--draw draws it",
    ] {
      #expect(text.contains(line + "\n"), "\(line)")
    }
  }

  private func chain(_ length: Int) -> String {
    "input x = 0.5\nparam w = 2\na[0] = x\na[k=1..\(length)] = w·a[k-1]\nforward a[\(length)]\nbackward a[\(length)]"
  }

  /// What is derived without a name is called as it was written, without the 1 its slope starts from.
  @Test func slopesOfExpressions() throws {
    let text = try printed(
      "param x = 2\nf = ∂(x^3 + x)/∂x\nforward f\nbackward f\nh = ∂(∂(x^3)/∂x)/∂x\nforward h")
    #expect(text.contains("  ∂(x³ + x)/∂x = 1 + 3·x² = 1 + 3·2² = 13\n  f = ∂(x³ + x)/∂x = 13\n"))
    #expect(text.contains("  ∂f/∂(∂(x³ + x)/∂x) = 1\n"))
    #expect(text.contains("  ∂²(x³)/∂x² = 3·2·x = 3·2·2 = 12\n"))
    let long = try printed("param x = 2\nf = ∂(exp(x)·sin(x)·cos(x)·tan(x)·ln(x)·√x·σ(x))/∂x\nforward f")
    #expect(long.contains("  f = ∂(…)/∂x = "))
  }

  @Test func aFamilyOfTwelveIsShownWhole() throws {
    let text = try printed(chain(11))
    #expect(!text.contains("more of"))
  }

  /// A large family is cut in the order of printing: a backward pass begins with the last member computed.
  @Test func aBackwardPassShowsWhereItBegins() throws {
    let text = try printed(chain(19))
    #expect(
      text.contains(
        """
          a[2] = w·a[1] = 2·1 = 2
          … and 16 more of a
          a[19] = w·a[18] = 2·131072 = 262144
        """))
    #expect(
      text.contains(
        """
          ∂a[19]/∂a[19] = 1
          ∂a[19]/∂a[18] = w = 2
          ∂a[19]/∂a[17] = ∂a[19]/∂a[18]·w = 2·2 = 4
          ∂a[19]/∂a[16] = ∂a[19]/∂a[17]·w = 4·2 = 8
          … and 16 more of ∂a[19]/∂a
        """))
  }

  @Test func tablesSayBelowAFamilyWhatIsLeftOut() throws {
    let text = try printed(
      "input x[i=1..13] = 1\nparam w[i=1..13] = 2\nparam b = 3\nL = Σ[i] w[i]·x[i] + b\nbackward L\n"
        + "optimizer sgd(α = 1)\nminimize L")
    #expect(
      text.contains(
        """
          w[3]           2              1
          … and 10 more of w
          b              3              1
        """))
    #expect(
      text.contains(
        """
          w[3]       1       2      1
          … and 10 more of w
          b          1       3      2
        """))
  }

  /// Contributions stand in the order in which a reader meets the uses.
  @Test(arguments: [
    ("y = x² + x", "∂y/∂x = 2·x + 1 = 2·3 + 1 = 7"),
    ("y = x + x²", "∂y/∂x = 1 + 2·x = 1 + 2·3 = 7"),
    ("y = x·x", "∂y/∂x = x + x = 3 + 3 = 6"),
    ("y = 4·x - x", "∂y/∂x = 4 + (-1) = 3"),
  ])
  func contributions(_ formula: String, _ line: String) throws {
    #expect(try printed("input x = 3\n\(formula)\nbackward y").contains("  \(line)\n"))
  }

  @Test func contributionsThroughNames() throws {
    let text = try printed("input x = 3\na = 2·x\nb = 5·x\ny = b·a\nbackward y")
    #expect(text.contains("∂y/∂x = ∂y/∂a·2 + ∂y/∂b·5 = 15·2 + 6·5 = 60\n"))
  }

  /// The partial 1 of a sum's term is told beside the name it belongs to, and not repeated in numbers.
  @Test func factorsOfOne() throws {
    let text = try printed("input x = 3\nparam b = 4\nz = 2·x + b\na = z\nL = a²\nbackward L")
    #expect(text.contains("  ∂L/∂a = 2·a = 2·10 = 20\n"))
    #expect(text.contains("  ∂L/∂z = ∂L/∂a·1 = 20\n"))
    #expect(text.contains("  ∂L/∂b = ∂L/∂z·1 = 20\n"))
  }

  /// An adjoint that happens to be 1 is a factor all the same; only the output's own is none.
  @Test func adjointsOfOne() throws {
    let text = try printed("input x = 3\nparam w = 4\na = w·x\nL = a + 1\nbackward L")
    #expect(text.contains("  ∂L/∂L = 1\n  ∂L/∂a = 1\n  ∂L/∂w = ∂L/∂a·x = 1·3 = 3\n"))
  }

  /// The partial of a mean is a quotient; what was typed stays as typed.
  @Test func reciprocals() throws {
    func mean(_ values: String) -> String { "input y = \(values)\nM = mean[i] y[i]²\nbackward M" }
    #expect(try printed(mean("[1, 2]")).contains("∂M/∂y[1] = ½·2·y[1] = ½·2·1 = 1\n"))
    #expect(try printed(mean("[5, 2, 3, 4, 1]")).contains("∂M/∂y[1] = (1/5)·2·y[1] = (1/5)·2·5 = 2\n"))
    let ascii = try printed(mean("[1, 2]"), TextOptions(ascii: true))
    #expect(ascii.contains("dM/dy[1] = (1/2)*2*y[1] = (1/2)*2*1 = 1\n"))
    let typed = try printed("param w = 1\ny = 0.25·w\nbackward y\nz = w/2\nbackward z\nv = 0.5·w\nforward v")
    #expect(typed.contains("∂y/∂w = 0.25\n"))
    #expect(typed.contains("∂z/∂w = ½ = 0.5\n"))
    #expect(typed.contains("v = 0.5·w"))
  }

  /// The slopes of relu are explained where they are met first.
  @Test func slopes() throws {
    let text = try printed("input x = 2\nparam w = 1\na = relu(w·x)\nL = relu(a + |w|)\nbackward L")
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0 == "    step(a): 1 where a > 0, else 0" } == 1)
    #expect(lines.count { $0 == "    sign(a): 1 where a > 0, -1 where a < 0, else 0" } == 1)
  }

  /// Few parameters with short rules are all worked out, and need no table.
  @Test func fewUpdates() throws {
    let model = "param a = 1\nparam b = 2\nL = a² + b²\noptimizer "
    let short = try printed(model + "sgd(α = 0.25)\nminimize L")
    #expect(short.contains("  a\n    g = ∂L/∂a = 2\n    a ← a - α·g\n      = 1 - 0.25·2\n      = 0.5\n"))
    #expect(short.contains("  b\n    g = ∂L/∂b = 4\n    b ← b - α·g\n      = 2 - 0.25·4\n      = 1\n"))
    #expect(!short.contains("parameter"))
    #expect(try printed(model + "adam(α = 0.25)\nminimize L").contains("  parameter"))
  }

  /// `graph θ` tells a parameter's updates.
  @Test func updatesOfAParameter() throws {
    let block =
      "param θ = 1\nparam b = 1\nL = θ² + b\noptimizer sgd(α = 0.25)\ngraph θ\nminimize L for 4 steps\ngraph θ"
    let text = try printed(block, TextOptions(width: 60))
    #expect(text.contains("Updates of θ\n  θ = 1; no step has been made yet\n"))
    #expect(
      text.hasSuffix(
        """
        Updates of θ after step 4

        Step 1
          g = ∂L/∂θ = 2
          θ ← θ - α·g
            = 1 - 0.25·2
            = 0.5

        Step 2
          g = ∂L/∂θ = 1
          θ ← θ - α·g
            = 0.5 - 0.25·1
            = 0.25

        … 1 step not shown

        Step 4
          g = ∂L/∂θ = 0.25
          θ ← θ - α·g
            = 0.125 - 0.25·0.25
            = 0.0625

        """))
    let dot = try recording(block).dot()
    #expect(dot.contains("d3_s4_n14 [label=\"{ θ₄ |"))
    #expect(dot.split(separator: "\n").count { $0.contains("subgraph cluster_d3_step") } == 3)
    #expect(!dot.split(separator: "\n").contains { $0.contains("d3_") && $0.contains("{ b") })
  }

  /// Of twenty lines the first nine and the last three are shown, and what is left out is counted.
  @Test func longPassesAreFolded() throws {
    let lines = (1...20).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1\n" }.joined()
    let lesson = "param x = 1\n" + lines + "forward a20\nbackward a20"
    let text = try printed(lesson)
    #expect(
      text.contains("  a9 = a8 + 1 = 9 + 1 = 10\n  … 8 lines not shown\n  a18 = a17 + 1 = 18 + 1 = 19\n"))
    #expect(text.contains("  … 9 lines not shown\n  ∂a20/∂a2 = "))
    let brief = try printed(lesson, TextOptions(detail: .brief))
    #expect(brief.contains("Forward pass of a20\n  … 19 lines not shown\n  a20 = a19 + 1 = 20 + 1 = 21\n"))
    let full = try printed(lesson, TextOptions(detail: .full))
    #expect(!full.contains("not shown"))
  }
}
