import Letters
import Testing

/// Only the digits that are sure within one unit are written.
@Suite struct UncertainNumberTests {
  /// Value, doubt, text.
  static let texts: [(Double, Double, String)] = [
    (0.00465, 0.0002, "~0.005"), (0.00465, 0.00004, "~0.0046"), (123_456.7, 300, "~1.23e5"),
    (123_456.7, 30, "~1.235e5"), (-0.5, 0.01, "~-0.5"), (0.5, 1e-4, "~0.500"), (1.0, 0.01, "~1.0"),
    (0.0016, 0.004, "~0.00"), (0.0016, 4, "~0e1"), (160, 400, "~0e3"), (700, 400, "~1e3"),
    (5.55e-17, 1e-16, "~0"), (0, 1e-16, "~0"), (0, 0.004, "~0.00"), (6.027e-7, 1e-11, "~6.027e-7"),
    (100, .infinity, "~0e3"), (.infinity, 1, "~inf"),
  ]

  @Test(arguments: texts) func sureDigits(_ value: Double, _ doubt: Double, _ text: String) {
    #expect(UncertainNumber.text(value, doubt: doubt, NumberFormat()) == text)
  }

  /// Where all digits that are shown are sure, nothing is marked; a whole number shows more of them.
  @Test func noDoubtNoMark() {
    for (value, doubt) in [(0.3, 1e-16), (123456.7, 0.4), (1e-300, 1e-307), (42, 0), (0, 0), (1e9, 0.4)] {
      #expect(UncertainNumber.text(value, doubt: doubt, NumberFormat()) == nil, "\(value)")
    }
    #expect(UncertainNumber.text(123_456_789, doubt: 20, NumberFormat()) == "~1.234568e8")
  }

  @Test func countsSureDigits() {
    #expect(UncertainNumber.sureDigits(0.00465, doubt: 0.0002) == 1)
    #expect(UncertainNumber.sureDigits(0.00465, doubt: 0.00004) == 2)
    #expect(UncertainNumber.sureDigits(0.0016, doubt: 0.004) == 0)
    #expect(UncertainNumber.sureDigits(3, doubt: 0) == 17)
  }
}
