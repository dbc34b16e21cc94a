import Letters
import Testing
import Trace

/// When a lesson is right about a number.
@Suite struct ClaimTests {
  private func claim(_ verb: Claim.Verb, _ outcome: Claim.Outcome) -> Claim {
    Claim(
      statement: Claim.Statement(
        verb: verb, place: .block, text: "x ≈ 1", subject: "x", relation: .approximately, line: 1,
        number: WrittenNumber("1").map { Claim.Number($0) }),
      verdict: Claim.Verdict(
        outcome: outcome, actual: 1, expected: 1, tolerance: 0.5, moment: Moment(run: 0, step: 0)))
  }

  @Test func aClaimMustHold() {
    #expect(claim(.claim, .holds).asStated)
    #expect(!claim(.claim, .fails).asStated)
  }

  @Test func aRefutationMustNotHold() {
    #expect(claim(.refute, .fails).asStated)
    #expect(!claim(.refute, .holds).asStated)
  }

  /// The digits of a tie are one of the two right roundings: a claim of them stands, a refutation does not.
  @Test func aTieSpeaksForTheClaim() {
    #expect(claim(.claim, .tie).asStated)
    #expect(!claim(.refute, .tie).asStated)
  }

  @Test func whatIsNotANumberSatisfiesNeither() {
    #expect(!claim(.claim, .undefined).asStated)
    #expect(!claim(.refute, .undefined).asStated)
  }
}
