import Foundation
import Letters
import TestSupport
import Testing
import Trace

@testable import Slips

/// How often the search names what a student did, and how often it names what nobody did.
///
/// `NNTRACE_SLIPS=1` measures at 3, 4, 5 and 6 digits and prints tables and every answer that was not named first.
@Suite struct SlipMeasureTests {
  struct Tally {
    var asked = 0
    var first = 0
    var later = 0
    var silent = 0
    var wrong = 0
    var rate: Double { asked == 0 ? 1 : Double(first) / Double(asked) }
  }

  static let isFull = ProcessInfo.processInfo.environment["NNTRACE_SLIPS"] != nil

  /// What the carried list must reach; arithmetic is looked for from five digits on.
  @Test(arguments: isFull ? [3, 4, 5, 6] : [4, 6]) func studentsSlipsAreNamed(_ digits: Int) throws {
    var formulas = Tally()
    var arithmetic = Tally()
    var kinds: [String: Tally] = [:]
    for exercise in Exercise.all {
      var random = Draws(seed: 7)
      let answers =
        exercise.formulaAnswers(digits: digits)
        + (digits >= 5 || Self.isFull ? exercise.arithmeticAnswers(digits: digits, &random) : [])
      for (answer, claim) in zip(answers, try Self.answered(answers.map(\.number), exercise)) {
        let stale = claim.explanation.notes.contains { if case .wasTrue = $0 { true } else { false } }
        let found = stale ? ["one step earlier"] : claim.explanation.slips.map(\.words)
        let place = found.firstIndex { words in answer.named.contains { words.contains($0) } }
        func count(_ tally: inout Tally) {
          tally.asked += 1
          switch place {
          case 0: tally.first += 1
          case .some: tally.later += 1
          case nil where found.isEmpty: tally.silent += 1
          case nil: tally.wrong += 1
          }
        }
        if answer.isArithmetic { count(&arithmetic) } else { count(&formulas) }
        count(&kinds[answer.kind, default: Tally()])
        if Self.isFull, place != 0 {
          print(
            "\(digits) \(exercise.name): \(answer.kind) (\(answer.what)): \(answer.number) → \(found.prefix(3))"
          )
        }
      }
    }
    for (kind, tally) in kinds.sorted(by: { $0.key < $1.key }) { Self.show(kind, digits, tally) }
    Self.show("formulas", digits, formulas)
    Self.show("arithmetic", digits, arithmetic)
    #expect(formulas.asked + arithmetic.asked > 250)
    if digits == 4 { #expect(formulas.rate >= 0.7) }
    if digits == 6 { #expect(formulas.rate >= 0.8 && arithmetic.rate >= 0.6) }
  }

  /// Numbers within a factor of ten of the truth that nobody got from a slip.
  @Test func randomNumbersAreNotExplained() throws {
    var random = Draws(seed: 3)
    var asked = 0
    var explained = 0
    for exercise in Exercise.all {
      let numbers = (0..<(Self.isFull ? 120 : 40)).map { _ in
        Spoiling.text(exercise.truth * pow(10, Double.random(in: -1...1, using: &random)), digits: 4)
      }
      for (number, claim) in zip(numbers, try Self.answered(numbers, exercise)) where !claim.holds {
        asked += 1
        if !claim.explanation.slips.isEmpty {
          explained += 1
          print("\(exercise.name): \(number) → \(claim.explanation.slips.map(\.words).prefix(3))")
        }
      }
    }
    print("slips: \(explained) of \(asked) random numbers explained")
    #expect(asked > 700)
    #expect(Double(explained) / Double(asked) <= 0.01)
  }

  /// The exercises and what is worked out by hand agree.
  @Test func thePaperIsRight() throws {
    for exercise in Exercise.all {
      let claim = try #require(claims(of: exercise.block + "\nclaim \(exercise.subject) ≈ 0.123").last)
      #expect(abs(claim.verdict.actual - exercise.truth) < 1e-9, "\(exercise.name) \(exercise.truth)")
    }
  }

  /// The claims of some numbers, each asked alone of the others.
  static func answered(_ numbers: [String], _ exercise: Exercise) throws -> [Claim] {
    var found: [Claim] = []
    for start in stride(from: 0, to: numbers.count, by: 20) {
      let some = numbers[start..<min(start + 20, numbers.count)]
      let lines = some.map { "\nclaim \(exercise.subject) ≈ \($0)" }
      found += claims(of: exercise.block + lines.joined()).suffix(some.count)
    }
    return found
  }

  private static func show(_ name: String, _ digits: Int, _ tally: Tally) {
    let row = [tally.asked, tally.first, tally.later, tally.silent, tally.wrong].map { String($0) }
    print(
      "slips: \(digits) digits | \(name) | " + row.joined(separator: " | ") + " | \(Int(100 * tally.rate)) %")
  }
}
