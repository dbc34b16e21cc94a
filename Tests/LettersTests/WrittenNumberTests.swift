import Letters
import Testing

@Suite struct WrittenNumberTests {
  /// Digits, decimals, exponent and unit, counted by hand.
  @Test(
    arguments: [
      ("0.0316", 5, 4, nil, 1e-4), ("100", 3, 0, nil, 1), ("-2.50", 3, 2, nil, 0.01),
      ("3.50e-5", 3, 2, -5, 1e-7), ("1E+3", 1, 0, 3, 1_000), ("+7", 1, 0, nil, 1),
    ] as [(String, Int, Int, Int?, Double)])
  func readsDigits(_ spelling: String, _ digits: Int, _ decimals: Int, _ exponent: Int?, _ unit: Double)
    throws
  {
    let number = try #require(WrittenNumber(spelling))
    #expect(number.digits == digits)
    #expect(number.decimals == decimals)
    #expect(number.exponent == exponent)
    #expect(number.unit == unit)
    #expect(number.value == Double(spelling))
  }

  @Test(arguments: [
    "", "-", "½", ".5", "5.", "1e", "1e-", "1.2.3", "0x10", "1_000", "nan", "inf", " 1", "--1",
  ])
  func refusesWhatIsNoNumber(_ spelling: String) { #expect(WrittenNumber(spelling) == nil) }

  @Test(arguments: [("0.7", -1, 0.07), ("3.50e-5", 1, 3.5e-4), ("-12", -1, -1.2)])
  func movesThePointByDigits(_ spelling: String, _ places: Int, _ shifted: Double) {
    #expect(WrittenNumber(spelling)?.shifted(by: places) == shifted)
  }

  @Test(arguments: [
    ("0.03", -0.316227766, 0, "-0.32"), ("0.03", -0.316227766, 2, "-0.3162"), ("0.50", 1e-7, 0, "1e-7"),
    ("3.50e-5", 0.000316227, 0, "0.000316"), ("12", 0, 0, "0"),
  ])
  func roundsForReaders(_ spelling: String, _ value: Double, _ more: Int, _ rounded: String) {
    #expect(WrittenNumber(spelling)?.rounded(value, more: more) == rounded)
  }

  @Test(arguments: [
    ("0.03", -0.316227766, .infinity, "-0.32"), ("0.03", -0.316227766, 1e-4, "-0.3162"),
    ("3.50e-5", 0.000316227, .infinity, "3.16e-4"), ("12", 1e22, .infinity, "1e22"),
  ])
  func replacesWithItsPrecision(_ spelling: String, _ value: Double, _ tolerance: Double, _ text: String) {
    #expect(WrittenNumber(spelling)?.replaced(by: value, within: tolerance) == text)
  }
}
