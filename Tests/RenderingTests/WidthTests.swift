import Letters
import Rendering
import Testing

/// Tables, charts and legends on pages of any width.
@Suite struct WidthTests {
  private static let lesson = """
    param first = 1
    param second = 2
    L = first² + second²
    half = L/2
    optimizer adam(α = 0.25)
    minimize L for 3 steps, showing 3
    plot L, half, first, second
    reset
    compare L for 30 steps
      sgd(α = 0.1)
      adam(α = 0.1)
      rmsprop(α = 0.1)
    """

  /// Formulas and sentences have tests of their own.
  @Test(arguments: 40...100) func nothingIsWiderThanThePage(_ width: Int) throws {
    for ascii in [false, true] {
      let text = try printed(WidthTests.lesson, TextOptions(ascii: ascii, width: width))
      let parts = text.split(separator: "\n").filter {
        !$0.contains("=") && !$0.contains(ascii ? "..." : "…")
      }
      let wide = parts.filter { DisplayWidth.of(String($0)) > width }
      #expect(wide == [])
    }
  }

  /// What does not fit goes into a second table, which names its rows again.
  @Test func aTableGoesOnBelow() throws {
    let text = try printed(WidthTests.lesson, TextOptions(width: 50))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("  parameter  ") } == 2)
    #expect(text.split(separator: "\n").count { $0.hasPrefix("  second     ") } == 2)
  }
}
