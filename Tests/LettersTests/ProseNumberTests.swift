import Letters
import Testing

/// Numbers of prose: what they stand for, by hand.
@Suite struct ProseNumberTests {
  @Test(
    arguments: [
      ("0.33", 0.33, 0.005), ("−3.5e−5", -3.5e-5, 5e-7), ("33 %", 0.33, 0.005), ("33%", 0.33, 0.005),
      ("-0.4 %", -0.004, 0.0005), ("100 %", 1, 0.005), ("1,250 %", 12.5, 0.005), ("330 ‰", 0.33, 0.0005),
      ("1,000", 1_000, 0.5), ("-12,345,678.5", -12_345_678.5, 0.05), ("3.3·10⁻¹", 0.33, 0.005),
      ("-3×10^5", -3e5, 0.5e5), ("3.30 * 10^-1", 0.33, 0.0005), ("3.3\\cdot10^{-1}", 0.33, 0.005),
      ("2·10²", 200, 50), ("33\\,\\%", 0.33, 0.005), ("４．２", 4.2, 0.05), ("－４２％", -0.42, 0.005),
      ("33\u{202F}%", 0.33, 0.005), ("1{,}000", 1_000, 0.5),
    ] as [(String, Double, Double)])
  func digits(_ text: String, _ value: Double, _ tolerance: Double) throws {
    guard case .rounded(let number) = try #require(ProseNumber(text)).meaning else {
      Issue.record("exact")
      return
    }
    #expect(number.value == value)
    #expect(abs(number.unit / 2 - tolerance) <= 1e-15 * tolerance)
  }

  @Test(
    arguments: [
      ("1/3", 1.0 / 3, "1/3"), ("-2/8", -0.25, "-2/8"), ("½", 0.5, "½"), ("−⅓", -1.0 / 3, "-⅓"),
      ("\\frac{2}{3}", 2.0 / 3, "2/3"), ("１／３", 1.0 / 3, "1/3"),
    ] as [(String, Double, String)])
  func fractions(_ text: String, _ value: Double, _ spelling: String) throws {
    guard case .exact(let found, let written) = try #require(ProseNumber(text)).meaning else {
      Issue.record("rounded")
      return
    }
    #expect(found == value && written == spelling)
  }

  @Test(arguments: [
    "", "0,33", "1 234", "- 0.5", "1.000,5", "1,00", "0,333", "1/0", "0.5/2", "10⁻⁵", "3½", "1e3 %", "%",
    "3·11²",
    "1,0000", "٣", "1/3 %",
  ]) func noNumber(_ text: String) { #expect(ProseNumber(text) == nil) }

  /// `check --fix` writes in the way of the author.
  @Test(
    arguments: [
      ("33 %", "0.34", "34 %"), ("33%", "-0.05", "-5%"), ("0.4 %", "0.012", "1.2 %"),
      ("330 ‰", "0.331", "331 ‰"),
      ("1,000", "1234567", "1,234,567"), ("1,000.5", "999.4", "999.4"), ("3.3·10⁻¹", "4.1e-12", "4.1·10⁻¹²"),
      ("3 × 10^5", "4e+6", "4 × 10^6"), ("3\\cdot10^{-1}", "4e-2", "4\\cdot10^{-2}"),
      ("0.33", "0.34", "0.34"),
    ] as [(String, String, String)])
  func respells(_ text: String, _ digits: String, _ respelled: String) throws {
    #expect(try #require(ProseNumber(text)).respelled(digits, like: text) == respelled)
  }
}
