import Autodiff
import Language
import Letters
import Rendering
import TestSupport
import Testing
import Trace

@testable import Lessons

/// What is printed can be typed in again: it means the same, and comes to what was printed behind it.
@Suite struct RoundTripTests {
  private static let perSeed = 60

  /// Every printed formula parses back to the same tree, up to the brackets that + and · do not need.
  @Test(arguments: 0..<16) func printedFormulasParseBack(_ seed: UInt64) throws {
    var draws = Draws(seed: seed)
    for _ in 0..<RoundTripTests.perSeed {
      let expression = RoundTrip.expression(4, &draws)
      let (first, f) = try #require(RoundTrip.recording(expression), "\(expression)")
      for ascii in [false, true] {
        let printed = RoundTrip.symbols(f, first.graph, ascii: ascii)
        guard let (second, again) = RoundTrip.recording(printed) else {
          Issue.record("\(expression) is printed as \(printed), which cannot be parsed")
          continue
        }
        #expect(
          RoundTrip.tree(again, second.graph) == RoundTrip.tree(f, first.graph),
          "\(expression) is printed as \(printed)")
      }
    }
  }

  /// The printed substitution evaluates to the printed value within the printed digits.
  @Test(arguments: 0..<16) func printedNumbersComeToTheResult(_ seed: UInt64) throws {
    var draws = Draws(seed: 1000 + seed)
    let format = NumberFormat(digits: 6)
    var compared = 0
    for _ in 0..<RoundTripTests.perSeed {
      let expression = RoundTrip.expression(4, &draws)
      let (recording, f) = try #require(RoundTrip.recording(expression), "\(expression)")
      let (printed, value) = RoundTrip.substitution(f, recording)
      guard value.isFinite else { continue }
      guard let evaluated = RoundTrip.value(printed) else {
        Issue.record("\(expression) is printed as \(printed), which cannot be parsed")
        continue
      }
      compared += 1
      #expect(
        format.text(evaluated) == format.text(value), "\(expression) is printed as \(printed) = \(value)")
    }
    #expect(compared > RoundTripTests.perSeed / 2)
  }
}
