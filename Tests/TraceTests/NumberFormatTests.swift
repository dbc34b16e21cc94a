import Letters
import Testing
import Trace

/// Numbers as people read them.
@Suite struct NumberFormatTests {
  static let rounded: [(Double, String)] = [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-1.0, "-1"), (0.1, "0.1"), (-0.31622775020545085, "-0.316228"),
    (1e-8, "1e-8"), (-2.5e-13, "-2.5e-13"), (1_048_576.0, "1048576"), (9_999_999_999.0, "9999999999"),
    (1e10, "1e10"), (123456.7, "123457"), (1234567.5, "1.23457e6"), (1e300, "1e300"), (0.0001, "0.0001"),
    (0.00001, "1e-5"), (0.6666666666666666, "0.666667"), (0.9999999, "1"), (Double.infinity, "inf"),
    (-Double.infinity, "-inf"), (Double.nan, "NaN"), (-Double.nan, "NaN"),
    (Double.leastNonzeroMagnitude, "4.94066e-324"),
  ]

  @Test(arguments: rounded)
  func sixDigits(_ value: Double, _ expected: String) {
    #expect(NumberFormat().text(value) == expected)
  }

  @Test(arguments: [
    (0.1 + 0.2, "0.30000000000000004"), (0.1, "0.1"), (1e21, "1e21"), (-3.0, "-3"),
    (Double.leastNonzeroMagnitude, "5e-324"),
    (Double.greatestFiniteMagnitude, "1.7976931348623157e308"),
  ])
  func theShortestTextThatReadsBack(_ value: Double, _ expected: String) {
    #expect(NumberFormat.exact(value) == expected)
    #expect(Double(NumberFormat.exact(value)) == value)
  }

  /// To a number of decimals, rounded once from the exact binary value: 0.125 is a half, and goes away from zero; 2.675 is below one.
  @Test(arguments: [
    (0.0395, 4, "0.0395"), (-0.31622775020545085, 4, "-0.3162"), (-0.00001, 4, "0.0000"), (0.125, 2, "0.13"),
    (2.675, 2, "2.67"), (1.005, 2, "1.00"), (99.5, 0, "100"), (1.0, 3, "1.000"),
  ])
  func decimals(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(NumberFormat.text(value, decimals: decimals) == expected)
  }

  @Test(arguments: [
    (3.496e-5, 2, "3.50e-5"), (-12345.0, 3, "-1.235e4"), (0.0, 1, "0.0e0"), (9.996e9, 2, "1.00e10"),
  ])
  func scientific(_ value: Double, _ decimals: Int, _ expected: String) {
    #expect(NumberFormat.scientific(value, decimals: decimals) == expected)
  }

  @Test func digitsAreKeptWithinReason() {
    #expect(NumberFormat(digits: 0).digits == 1)
    #expect(NumberFormat(digits: 99).digits == 17)
    #expect(NumberFormat(digits: 10).text(1.0 / 3) == "0.3333333333")
  }
}
