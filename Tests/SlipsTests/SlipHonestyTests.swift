import Lessons
import Letters
import TestSupport
import Testing
import Trace

@testable import Slips

/// A number that is merely wrong must not be explained.
@Suite struct SlipHonestyTests {
  /// Lessons with a place for claims, and what is claimed there.
  static let lessons: [(block: String, subject: String)] = [
    (SlipLedgerTests.rmsprop, "θ"),
    (SlipLedgerTests.rmsprop + "step with g = -1\n", "θ"),
    (SlipLedgerTests.rmsprop + "step with g = -1\n", "s"),
    (SlipLedgerTests.halfError, "dw"),
    (SlipLedgerTests.halfError, "L"),
    (SlipLedgerTests.halfError + "optimizer adam(α = 0.1)\nminimize L for 2 steps\n", "w"),
    (SlipLedgerTests.unit, "δ"),
    (SlipLedgerTests.unit, "dw[2]"),
    (SlipLedgerTests.unit, "∂L/∂w[1]"),
    (SlipLedgerTests.softmax, "dz[2]"),
    (SlipLedgerTests.softmax, "H"),
  ]

  /// Of four digits single slips are told; six are enough for pairs, of which there are far more.
  @Test(arguments: [4, 6]) func wrongNumbersAreRarelyExplained(_ digits: Int) throws {
    let trials = digits == 4 ? 60 : 20
    var random = Draws(seed: 1)
    var explained = 0
    var asked = 0
    var pairs = 0
    // Pairs are so many that every second lesson has to do.
    for (index, (block, subject)) in SlipHonestyTests.lessons.enumerated()
    where digits == 4 || index.isMultiple(of: 2) {
      let actual = try #require(claims(of: block + "claim \(subject) = 0.123").last?.verdict.actual)
      var lesson = block
      for trial in 0..<trials {
        let wrong =
          trial % 2 == 0
          ? anyNumber(digits, near: actual, &random) : otherDigit(of: digits, in: actual, &random)
        lesson += "refute \(subject) ≈ \(wrong)\n"
      }
      let claims = claims(of: lesson).suffix(trials).filter { !$0.holds }
      // Of a number with one digit replaced it is no error to say that one digit is wrong.
      let found = claims.filter { claim in
        claim.explanation.slips.contains { slip in
          slip.mistakes.contains { if case .digits = $0.kind { false } else { true } }
        }
      }
      asked += claims.count
      explained += found.count
      let tried = claims.map(\.explanation.singles.tried).max() ?? 0
      let pairsTried = claims.map(\.explanation.pairs.tried).max() ?? 0
      pairs += pairsTried
      print(
        "slips: \(subject): \(found.count) of \(claims.count) wrong numbers explained,",
        "\(tried) and \(pairsTried) pairs tried")
      for claim in found { print("  \(claim.statement.text): \(claim.explanation.slips.map(\.words))") }
    }
    let rate = Double(explained) / Double(asked)
    print("slips: \(explained) of \(asked) wrong numbers of \(digits) digits explained: \(100 * rate) %")
    #expect(asked > 100)
    #expect(rate < 0.02)
    if digits == 6 { #expect(pairs > 2_500) }
  }

  /// A number up to three times smaller or larger.
  private func anyNumber(_ digits: Int, near actual: Double, _ random: inout Draws) -> String {
    text(actual * Double.random(in: 1 / 3...3, using: &random), digits: digits)
  }

  /// The number with one of its digits replaced.
  private func otherDigit(of digits: Int, in actual: Double, _ random: inout Draws) -> String {
    var text = Array(text(actual, digits: digits))
    let places = text.indices.filter { text[$0].isNumber }.drop { text[$0] == "0" }.prefix(digits)
    guard let place = places.randomElement(using: &random) else { return "1.234" }
    let others = Array("0123456789").filter { $0 != text[place] }
    text[place] = others.randomElement(using: &random) ?? "0"
    return String(text)
  }

  private func text(_ value: Double, digits: Int) -> String {
    var decimals = digits - 1
    var size = abs(value)
    while size < 1, decimals < 12 {
      size *= 10
      decimals += 1
    }
    while size >= 10, decimals > 0 {
      size /= 10
      decimals -= 1
    }
    return NumberFormat.text(value, decimals: decimals)
  }
}
