import Lessons
import Letters
import Testing
import Trace

@testable import Slips

/// Two slips made together are told where they are the only ones, and nothing else is.
@Suite struct SlipPairTests {
  static let lesson = """
    param θ = 0.3
    optimizer rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
    step with g = 0.7

    """
  static let second = "step with g = -1.3\n"

  /// RMSprop by hand with slips: how s goes on from s and g, and how far θ moves.
  private static func byHand(
    average: (_ s: Double, _ g: Double) -> Double, move: (_ s: Double, _ g: Double) -> Double
  ) -> (first: Double, second: Double) {
    let s1 = average(0, 0.7)
    let first = 0.3 + move(s1, 0.7)
    return (first, first + move(average(s1, -1.3), -1.3))
  }

  private static func decayed(_ s: Double, _ g: Double) -> Double { 0.9 * s + 0.1 * g * g }

  /// β for 1 - β and + for -.
  static let swappedAndClimbing = byHand(
    average: { s, g in 0.1 * s + 0.9 * g * g }, move: { s, g in 0.1 / (s + 1e-8).squareRoot() * g }
  ).second
  /// No decay, and √s multiplied.
  static let growingAndMultiplied = byHand(
    average: { s, g in s + 0.1 * g * g }, move: { s, g in -0.1 * (s + 1e-8).squareRoot() * g }
  ).second
  /// α ten times too small, and g for g².
  static let smallAndUnsquared = byHand(
    average: { s, g in 0.9 * s + 0.1 * abs(g) }, move: { s, g in -0.01 / (s + 1e-8).squareRoot() * g })
  /// α ten times too large, and no g: dropping α does the same.
  static let withoutRateAndGradient = byHand(
    average: decayed, move: { s, _ in -1 / (s + 1e-8).squareRoot() }
  ).second

  struct Slips: Sendable, CustomTestStringConvertible {
    let value: Double
    let decimals: Int
    let texts: [String]
    var testDescription: String { texts.joined(separator: " and ") }
  }

  static let told: [Slips] = [
    Slips(value: swappedAndClimbing, decimals: 6, texts: ["swap β and 1 - β", "θ + α/√(s + ε)·g"]),
    Slips(
      value: growingAndMultiplied, decimals: 6,
      texts: ["β·s without β", "√(s + ε) multiplied instead of divided"]),
  ]

  @Test(arguments: told) func pairsAreTold(_ slips: Slips) throws {
    let number = NumberFormat.text(slips.value, decimals: slips.decimals)
    let claim = try #require(
      claims(of: SlipPairTests.lesson + SlipPairTests.second + "refute θ ≈ \(number)").last)
    #expect(claim.explanation.slips.count == 1)
    let text = claim.explanation.slips.first?.words ?? "none"
    for part in slips.texts + [", and "] { #expect(text.contains(part), "\(part) is not in \(text)") }
  }

  /// The rule that 003 §2.2 and §2.3 print, from 5 on θ²; the number is the ledger's (A3-2.3-rate).
  @Test func theRuleOfAnArticleIsToldByItsNumbers() throws {
    let lesson = """
      param θ = 5
      L = θ²
      optimizer rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
      minimize L for 3 steps
      refute θ ≈ 0.1929705
      """
    let claim = try #require(claims(of: lesson).last)
    let text = claim.explanation.slips.first?.words ?? "none"
    #expect(claim.explanation.slips.count == 1)
    #expect(text.contains("β·s without β"), "\(text)")
    #expect(text.contains("√(s + ε) multiplied instead of divided"), "\(text)")
  }

  /// Both in one formula: the square left out, and the sign turned in what is left.
  @Test func pairsOfOneFormulaAreTold() throws {
    // 1.3·7.1 + 2.9 + 1.3
    let lesson = "input a = 1.3\ninput b = 7.1\nq = (a·b - 2.9)² + a\nrefute q ≈ 13.4300"
    let claim = try #require(claims(of: lesson).last)
    let text = claim.explanation.slips.first?.words ?? "none"
    #expect(text.contains("without the square") && text.contains("+ 2.9"), "\(text)")
  }

  /// No slip gives it. None must come out of the formulas that are made to have another slope.
  @Test func nothingIsToldOfFormulasThatNobodyWrites() throws {
    let lesson = "param a = 1.3\ninput b = 7.1\nq = (a·b - 2.9)² + a\nclaim ∂q/∂a > 0\nrefute q ≈ 31.571234"
    let claim = try #require(claims(of: lesson).last)
    #expect(claim.explanation.pairs.tried > 200)
    #expect(claim.explanation.slips.allSatisfy { !$0.words.contains("round") })
  }

  /// Neither hyperparameter is written, so that either may be added to the call first; that is one pair, not two.
  @Test func pairsOfDefaultsAreTold() throws {
    let number = SlipPairTests.byHand(
      average: { s, g in 0.09 * s + (1 - 0.09) * g * g }, move: { s, g in -0.1 / (s + 1e-8).squareRoot() * g }
    ).second
    let lesson = """
      param θ = 0.3
      optimizer rmsprop
      step with g = 0.7
      step with g = -1.3
      refute θ ≈ \(NumberFormat.text(number, decimals: 7))
      """
    let claim = try #require(claims(of: lesson).last)
    #expect(claim.explanation.slips.count == 1)
    let text = claim.explanation.slips.first?.words ?? "none"
    #expect(text.contains("α = 0.1 instead of 0.01") && text.contains("β = 0.09 instead of 0.9"), "\(text)")
  }

  @Test func aNumberIsNotMisreadTwice() throws {
    let number = NumberFormat.text(0.3 - 0.001 / (0.049 + 1e-8).squareRoot() * 0.7, decimals: 6)
    let claim = try #require(claims(of: SlipPairTests.lesson + "refute θ ≈ \(number)").last)
    #expect(claim.explanation.slips.isEmpty, "\(claim.explanation.slips)")
  }

  /// Two numbers for one thing cannot both be right of it.
  @Test func otherNumbersForTheSameThingAreAlternatives() throws {
    let number = NumberFormat.text(SlipPairTests.swappedAndClimbing, decimals: 6)
    let claim = try #require(
      claims(
        of: SlipPairTests.lesson + SlipPairTests.second + "refute θ ≈ 0.512345\nrefute θ ≈ \(number)"
      ).last)
    #expect(claim.explanation.slips.count == 1)
  }

  /// One slip in a formula, the other in the data.
  @Test func pairsOfFormulasAndDataAreTold() throws {
    let sum = 1.3 * 0.71 + 2.9
    let number = NumberFormat.text(sum * sum + 1.3, decimals: 6)
    let lesson = "input a = 1.3\ninput b = 7.1\nq = (a·b - 2.9)² + a\nrefute q ≈ \(number)"
    let claim = try #require(claims(of: lesson).last)
    #expect(claim.explanation.slips.count == 1)
    let text = claim.explanation.slips.first?.words ?? "none"
    #expect(text.contains("b = 0.71 instead of 7.1") && text.contains("+ 2.9"), "\(text)")
  }

  @Test func oneOfManyPairsIsNotTold() throws {
    let number = NumberFormat.text(SlipPairTests.withoutRateAndGradient, decimals: 6)
    let claim = try #require(
      claims(of: SlipPairTests.lesson + SlipPairTests.second + "refute θ ≈ \(number)").last)
    #expect(claim.explanation.slips.isEmpty)
    #expect(claim.explanation.pairs.fitting > 1)
  }

  /// What was claimed before and holds would not hold with the average's slip.
  @Test func pairsContradictNothingThatHeld() throws {
    let number = NumberFormat.text(SlipPairTests.swappedAndClimbing, decimals: 6)
    let claim = try #require(
      claims(
        of: SlipPairTests.lesson + "claim s ≈ 0.0490\n" + SlipPairTests.second + "refute θ ≈ \(number)"
      ).last)
    #expect(claim.explanation.slips.isEmpty)
    #expect(claim.explanation.pairs.tried > 500)
    #expect(claim.explanation.pairs.fitting == 0)
  }

  /// An earlier wrong number has to come out too, if the slips change it at all.
  @Test(arguments: [true, false]) func pairsGiveTheEarlierNumbers(_ isTheSame: Bool) throws {
    let first = SlipPairTests.byHand(
      average: { s, g in 0.1 * s + 0.9 * g * g }, move: { s, g in 0.1 / (s + 1e-8).squareRoot() * g }
    ).first
    let printed = NumberFormat.text(isTheSame ? first : first + 0.1234, decimals: 3)
    let number = NumberFormat.text(SlipPairTests.swappedAndClimbing, decimals: 6)
    let claim = try #require(
      claims(
        of: SlipPairTests.lesson + "refute θ ≈ \(printed)\n" + SlipPairTests.second
          + "refute θ ≈ \(number)"
      ).last)
    #expect(claim.explanation.slips.isEmpty != isTheSame)
  }

  /// Almost any number of three digits is what some pair gives: none is tried.
  @Test func fewDigitsAreNotAsked() throws {
    let claim = try #require(
      claims(of: SlipLedgerTests.rmsprop + "step with g = -1\nclaim s = 0.19\nrefute θ ≈ 0.0395").last)
    #expect(claim.explanation.pairs.tried == 0)
    #expect(claim.explanation.singles.tried > 50)
  }

  /// What is said of one number does not depend on which others are asked.
  @Test func questionsAreAnsweredIndependently() throws {
    let start = SlipPairTests.lesson + SlipPairTests.second
    let alone = try #require(claims(of: start + "refute θ ≈ 0.31357").last)
    let first = claims(of: start + "refute θ ≈ 0.31357\nrefute θ ≈ 0.1234567\nrefute s ≈ 0.98765432")[0]
    #expect(alone.explanation.pairs.tried > 0)
    #expect(first.explanation.pairs.tried == alone.explanation.pairs.tried)
  }

  /// The lesson on wrong numbers tells in its prose how many slips are found.
  @Test func theLessonOnWrongNumbersIsRight() throws {
    let source = try #require(LessonLibrary.lesson(named: "wrong-numbers"))
    let refuted = claims(of: source).filter { $0.statement.verb == .refute }
    #expect(refuted.map(\.explanation.slips.count) == [1, 2, 0, 1, 0])
    #expect(
      refuted.map { $0.explanation.slips.contains { $0.words.contains(", and ") } } == [
        false, false, false, true, false,
      ])
    #expect(
      refuted.last.map { $0.explanation.singles.tried > 0 && $0.explanation.pairs.fitting == 0 } == true)
  }
}
