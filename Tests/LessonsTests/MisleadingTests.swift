import Autodiff
import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// What was run, and yet told wrongly or not at all.
@Suite struct MisleadingTests {
  private func help(_ statements: String) -> String {
    let source = lesson(statements)
    let diagnostics = run(source).diagnostics
    #expect(diagnostics.count == 1)
    return diagnostics.first.map { DiagnosticPrinter(color: false).text($0, in: source) } ?? ""
  }

  // MARK: Steps

  /// q = 1 - 0.9³ = 0.271, though no ← line reads q.
  @Test(arguments: ["minimize L for 3 steps", "step with g = 1 for 3 steps", "minimize L for 30 steps"])
  func aLineThatLeadsNowhereSeesTheClock(_ act: String) {
    let outcome = run(
      lesson(
        """
        rule plain(α = 0.1, β = 0.9)
          q = 1 - β^t
          r = g + t
          θ ← θ - α·g
        param θ = 0.8
        L = (θ - 2)²
        optimizer plain(α = 0.1)
        \(act)
        claim q@1 = 0.1
        claim q@3 = 0.271
        claim r@3 = g@3 + 3
        """))
    expectNothingWrong(outcome.diagnostics, in: outcome.lesson.source)
    expectAsStated(outcome.recording.claims)
  }

  private func notFinite(_ statements: String) -> [(name: String?, step: Int, inStep: Bool)] {
    let recording = run(lesson(statements)).recording
    return recording.events.compactMap { event in
      guard case .notFinite(let node, let moment, let inStep) = event else { return nil }
      return (recording.graph.label(of: node)?.name, moment.step, inStep)
    }
  }

  static let overflowing = "param a = 1e85\nL = (a²)²\noptimizer sgd(α = 1e-172)\n"

  /// (10⁸⁵)⁴ is beyond all doubles, its slope 4·10²⁵⁵ is not.
  @Test(arguments: ["minimize L for 3 steps", "minimize L for 30 steps, showing 1"])
  func theLossIsOneOfTheValuesThatAreNotFinite(_ act: String) {
    let found = notFinite(MisleadingTests.overflowing + act + "\nshow L")
    #expect(found.count == 1)
    #expect(found.first?.name == "L" && found.first?.step == 1 && found.first?.inStep == true)
  }

  @Test func aLineIsOneOfThem() {
    let found = notFinite(
      """
      rule noisy(α = 0.1)
        q = 1/(t - 2)
        θ ← θ - α·g
      param θ = 1
      L = θ²
      optimizer noisy
      minimize L for 20 steps
      """)
    #expect(found.map(\.step) == [2])
    #expect(found.first?.name == "q")
  }

  @Test func showTellsIt() {
    #expect(notFinite("x = 0\ny = 1/x\nshow y\nshow y").map(\.name) == ["y"])
  }

  /// After the last step the loss is read once more.
  @Test func theLossAfterTheLastStepIsLookedAt() {
    let found = notFinite("param a = 0.5\nL = ln(a)\noptimizer sgd(α = 0.25)\nminimize L")
    #expect(found.map(\.inStep) == [false])
  }

  // MARK: Rules

  @Test func negativeDecayAndMomentumAreWhatTheFrameworksMakeOfThem() {
    let outcome = run(
      lesson(
        """
        param θ = 2
        optimizer keras.sgd(learning_rate = 0.1, weight_decay = -0.5)
        step with g = 1
        claim θ = 2
        reset
        optimizer optax.sgd(learning_rate = 0.1, momentum = -0.5)
        step with g = 1
        step with g = 1
        claim θ = 1.85
        """))
    expectNothingWrong(outcome.diagnostics, in: outcome.lesson.source)
    expectAsStated(outcome.recording.claims)
  }

  @Test func aRuleWithoutALineForItsParameterSaysWhichThereAre() {
    let rule = "rule mine(μ = 0)\n  θ ← θ - g  if μ > 0\n  θ ← θ - 2·g  if μ = 0\n"
    #expect(
      help(rule + "param θ = 1\noptimizer mine(μ = -0.5)").contains("it has lines for μ > 0 and for μ = 0"))
  }

  // MARK: Claims

  @Test(arguments: [
    "claim Σ[k] a[k] - b[k] = 5", "s = Σ[k] a[k] - b[k]", "claim mean[k] a[k] + b[k]/2 = 1",
    "show Σ[k] a[k] - b[k]",
  ])
  func aReductionThatEndsTooSoonIsNoFamily(_ line: String) {
    let told = help("input a = [1, 2, 3]\ninput b = [1, 1, 1]\n" + line)
    #expect(told.contains("k is the index of a reduction that has ended before"))
    #expect(told.contains("= help: put brackets around all that"))
  }

  /// A letter that is free before a reduction, or bound on the left, is another matter.
  @Test func aLetterMayBeUsedTwice() {
    let outcome = run(
      lesson(
        """
        input a = [1, 2, 3]
        claim a[k] - mean[k] a[k] < 2
        d[k] = mean[k] a[k] - a[k]
        claim d[1] = 1
        claim Σ[k] a[k]·a[k] + Σ[k] a[k] = 20
        """))
    expectNothingWrong(outcome.diagnostics, in: outcome.lesson.source)
    expectAsStated(outcome.recording.claims)
  }

  @Test(arguments: [("24.7386", true), ("24.73864", false), ("24.7", true), ("25", false)])
  func equalityWithARoundedNumberIsTold(_ number: String, _ isRounded: Bool) {
    let claim = run(lesson("x = √612\nclaim x = \(number)")).recording.claims[0]
    #expect(claim.explanation.notes == (isRounded ? [.onlyRounded] : []))
    #expect(!claim.holds)
  }

  // MARK: Carry

  /// 2·(0.333·1.777 - 1)·1.777 = -1.4509…; a pencil writes -1.45, and steps by it.
  @Test func gradientsOfParametersAreRounded() {
    let outcome = run(
      lesson(
        """
        carry 2 decimals
        param w = 0.333
        input x = 1.777
        L = (w·x - 1)²
        claim ∂L/∂w = -1.45
        claim ∂L/∂x = -0.27
        optimizer sgd(α = 1)
        minimize L
        claim g = -1.45
        carry exact
        M = (w·x - 1)²
        refute ∂M/∂w = 4.36
        """))
    expectNothingWrong(outcome.diagnostics, in: outcome.lesson.source)
    expectAsStated(outcome.recording.claims)
  }

  // MARK: Helps

  static let helps: [(String, String)] = [
    ("input M = [[1, 2], [3, 4]]\ns = M·2", "write M[1,1], or reduce it: Σ[i,j] M[i,j]"),
    ("param x = [1, 2]\noptimizer sgd\nstep with g[x] = 1", "write g[x] = […], or g[x[i]] = …"),
    ("param x = [[1, 2]]\noptimizer sgd\nstep with g[x] = 1", "write g[x] = [[…]], or g[x[i,j]] = …"),
    ("minimize L over a", "write for 10 steps, in batches of 2 over n, or showing 1"),
    ("plot L log", "values are separated by commas; a logarithm is ln(x)"),
    ("claim argmax[i] u[i] = 2", "there is no reduction argmax; there are Σ, mean, prod, max and min"),
    ("claim u[i] u[i] = 2", "no implicit multiplication: u[…]·u"),
    (
      "input k = 5\nparam w = 2\nL = w²\noptimizer sgd\nminimize L for k steps",
      "a number that is known before the run is a let: let k = 3"
    ),
    ("y = √x^(x + 1)", "write √(x^(x + 1)) or (√x)^(x + 1)"),
    ("y = √x^x^3", "write √(x^x^3) or (√x)^x^3"),
    ("y = √x^-2", "write √(x^-2) or (√x)^-2"),
  ]

  @Test(arguments: helps) func helpsSayWhatWouldBeRight(_ statements: String, _ expected: String) {
    #expect(help(statements).contains(expected))
  }

  // MARK: Memory

  /// Runs that begin at the same leaves have them in common.
  @Test func membersShareTheirLeaves() {
    let members = (0..<100).map { "  momentum(α = 0.0\($0 + 1))\n" }.joined()
    let recording = run(lesson("param w = 1\nL = w²\ncompare L\n" + members)).recording
    #expect(recording.runs.count == 101)
    #expect(recording.runs.allSatisfy { $0.base.count <= 2 })
  }
}
