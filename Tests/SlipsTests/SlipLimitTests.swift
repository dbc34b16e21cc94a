import Language
import Lessons
import Letters
import Testing
import Trace

@testable import Slips

/// The search changes nothing, comes to an end, and says nothing where it cannot know.
@Suite struct SlipLimitTests {
  @Test func longRunsAreNotRepeated() throws {
    let claim = try #require(
      claims(of: "param w = 1\nL = w²\noptimizer sgd(α = 0.01)\nminimize L for 300000 steps\nrefute w ≈ 0.5")
        .last)
    #expect(claim.explanation.slips.isEmpty)
    #expect(claim.explanation.singles.tried == 0)
  }

  @Test func fewDigitsDoNotTell() throws {
    let claim = try #require(claims(of: SlipLedgerTests.rmsprop + "step with g = -1\nrefute s ≈ 0.1").last)
    #expect(claim.explanation.slips.isEmpty)
    #expect(claim.explanation.notes.contains { if case .tooFewDigits = $0 { true } else { false } })
  }

  /// Long formulas, many definitions, many false claims, a slip that makes a family a hundred times larger.
  @Test func largeLessonsComeToAnEnd() {
    let sum = (1...800).map { "\(Double($0) / 7)·a" }.joined(separator: " + ")
    var lesson = "let a = 1.5\nlet d = 90\nx[i=1..d, j=1..d] = i·a + j\nlong = \(sum)\n"
    for index in 1...300 { lesson += "c\(index)q = a·√(a + \(index)) - \(index)/(a² + 1)\n" }
    lesson += "total = " + (1...300).map { "c\($0)q" }.joined(separator: " + ") + " + long + x[1,1]\n"
    for index in 1...300 { lesson += "refute total ≈ \(Double(index) + 0.123456)\n" }
    let claims = claims(of: lesson)
    #expect(claims.count == 300)
    #expect(claims.allSatisfy { $0.explanation.slips.isEmpty })
  }

  @Test func inequalitiesAreNotExplained() throws {
    let claim = try #require(claims(of: "let a = 2\nrefute a < 1").last)
    #expect(claim.explanation.singles.tried == 0)
  }

  @Test func theStepBeforeIsASlip() throws {
    let claim = try #require(
      claims(of: "param w = 1.7\nL = w²\noptimizer sgd(α = 0.01)\nminimize L for 3 steps\nrefute L ≈ 2.66564")
        .last)
    #expect(claim.explanation.slips.contains { $0.words == "take L one step earlier" })
  }

  /// c = 1.37 is used twice; each time the other use is forgotten.
  @Test(arguments: [
    ("q = c·(c + 4)", "q", "5.3700", "the path from c through c + 4"),
    ("q = c·(c + 4)", "q", "1.3700", "the path from c through c·(c + 4)"),
    // σ'(c)·c² + 1, with σ'(1.37) = 0.1615...
    ("u = σ(c)\nv = c²\nq = u·v + c", "q", "1.303241", "the path from c through c² in v"),
  ])
  func aForgottenContributionIsASlip(_ lines: String, _ name: String, _ number: String, _ slip: String) throws
  {
    let claim = try #require(claims(of: "param c = 1.37\n\(lines)\nrefute ∂\(name)/∂c ≈ \(number)").last)
    #expect(claim.explanation.slips.contains { $0.words.contains(slip) }, "\(claim.explanation.slips)")
  }

  @Test func aPrintedNumberMayHaveBeenCarriedOn() throws {
    let claim = try #require(
      claims(of: SlipLedgerTests.rmsprop + "step with g = -1\nrefute θ ≈ 0.1978157").last)
    #expect(claim.explanation.slips.map(\.words) == ["go on from the printed θ = -0.0316"])
  }

  @Test func claimsOfProseAreExplained() throws {
    let text = """
      ```nntrace
      \(SlipLedgerTests.unit)```
      The slope for the first weight is -0.22508<!-- refute dw[1] -->.
      """
    let claim = try #require(claims(of: Source(name: "test", text: text)).last)
    #expect(claim.explanation.slips.contains { $0.words.contains("without p·(1 - p)") })
  }

  @Test func membersOfAComparisonAreExplained() throws {
    let lesson = """
      param θ = 0
      input G = [1, -1]
      L = Σ[n] G[n]·θ
      compare L for 1 epoch in batches of 1 over n
        rmsprop(α = 0.1)
          refute θ ≈ -0.0086812
      """
    let claim = try #require(claims(of: lesson).last)
    #expect(claim.explanation.slips.first?.words == "take α = 0.01 instead of 0.1")
  }

  /// Both members have the same slip to make; each is a slip of its own.
  @Test func everyMemberOfAComparisonIsSearched() throws {
    let lesson = """
      param θ = 0.3
      L = θ²
      compare L for 1 step
        amsgrad
        adam
          refute θ ≈ 0.2999000
      """
    let claim = try #require(claims(of: lesson).last)
    #expect(
      claim.explanation.slips.contains { $0.words == "take α = 0.0001 instead of 0.001" },
      "\(claim.explanation.slips) \(claim.explanation.notes)")
  }

  /// Every rule of the library but the frameworks’, with every edit of its text, makes a step or is refused.
  @Test(arguments: RuleLibrary.carried.names.filter { !$0.contains(".") }) func everyEditOfARuleCanBeTried(
    _ name: String
  ) throws {
    let lesson = """
      param w = [0.3, -1.2]
      L = Σ[i] w[i]²
      optimizer \(name)
      minimize L for 2 steps
      refute w[1] ≈ 0.12346
      """
    let claim = try #require(claims(of: lesson).last)
    #expect(claim.explanation.slips.isEmpty)
    #expect(claim.explanation.singles.tried > 0)
  }

  /// A doubt is not followed by the word that nothing explains the number.
  @Test func fewDigitsOfATracedExpressionDoNotTell() throws {
    let claim = try answered("0.2", "a·√b", ["a=0.1", "b=2"])
    #expect(claim.explanation.notes.contains { if case .tooFewDigits = $0 { true } else { false } })
    #expect(claim.explanation.singles.tried == 0)
  }

  @Test(arguments: [
    ("1.92430", "without b", "f"), ("w = 4.08107", "sign", "∂f/∂w"), ("df/db = -0.88719", "the 2", "∂f/∂b"),
  ])
  func numbersOfATracedExpressionAreExplained(_ answer: String, _ slip: String, _ subject: String) throws {
    let claim = try answered(answer, "(w*x + b - y)^2", ["w=0.5", "x=2.3", "b=0.5", "y=2.53719"])
    #expect(!claim.holds)
    #expect(claim.statement.subject == subject)
    #expect(claim.explanation.slips.contains { $0.words.contains(slip) }, "\(claim.explanation.slips)")
  }

  /// The states that the search keeps would fill the memory: each holds everything above it.
  @Test(arguments: ["claim w = 2\n", "reset\n", "let f@(x) = x\n", "rule r@\n  θ ← θ - g\n", "show w\n"])
  func longLessonsAreNotSearched(_ line: String) {
    let lines = (1...3_000).map { line.replacing("@", with: String($0)) }.joined()
    let claims = claims(of: "param w = 1\n\(lines)claim w = 2")
    #expect(claims.last?.holds == false)
    #expect(claims.allSatisfy { $0.explanation.singles.tried == 0 })
  }

  /// `check` shows what is not as stated; the slips behind refutations that hold are not looked for.
  @Test func slipsAreLookedForOnlyWhereTheyAreShown() throws {
    let source = Source(
      name: "lesson.md",
      text:
        "```nntrace\n\(SlipLedgerTests.rmsprop)step with g = 1\nrefute θ ≈ -0.0316\nclaim θ ≈ -0.0316\n```\n")
    let outcome = LessonRun.run(source) { _ in .unusable("no such file") }
    let all = claims(of: source)
    let shown = SlipSearch.explained(
      outcome, data: { _ in .unusable("no such file") }, where: { !$0.asStated })
    #expect(all.dropFirst().allSatisfy { $0.explanation.singles.tried > 0 })
    #expect(shown.dropLast().allSatisfy { $0.explanation.singles.tried == 0 })
    #expect(shown.last?.explanation.singles.tried == all.last?.explanation.singles.tried)
    #expect(shown.last?.explanation.slips.map(\.value) == all.last?.explanation.slips.map(\.value))
  }
}
