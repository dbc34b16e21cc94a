import Testing

/// Claims whose verdict hangs on rounding: neither right nor wrong, and reported as such in every form.
@Suite struct FragileTests {
  static let race = """
    RMSprop in a curved valley.

    ```nntrace
    param a = -1
    param b = 1
    L = (1 - a)² + 5·(b - a²)²
    optimizer rmsprop(α = 0.02)
    minimize L for 300 steps, showing 1
    claim L ≈ 0.0045
    refute L ≈ 0.0046 from "a book"
    claim L < 0.02
    claim L@5 ≈ 3.4457
    claim a@5 = a@5
    ```

    It ends at 0.0045<!-- claim L -->, below 0.02 ± 0.02.

    """

  private func check(_ arguments: String = "") throws -> (text: String, exit: Int32, file: String) {
    let folder = try Folder()
    try folder.add("race.md", FragileTests.race)
    let outcome = try shell("\"$nntrace\" check \(arguments) race.md", folder: folder)
    return (outcome.output, outcome.code, try folder.text("race.md"))
  }

  @Test func textSaysWhatCanBeClaimed() throws {
    let (text, exit, _) = try check()
    #expect(exit == 1)
    #expect(text.contains("~~ fragile: L ≈ 0.0045"))
    #expect(text.contains("~~ fragile: L ≈ 0.0046"))
    #expect(text.contains("can be claimed"))
    #expect(!text.contains("slip"))
    #expect(text.contains("1 lesson, 6 claims, 3 not as stated"))
  }

  @Test(arguments: ["json", "github", "junit"]) func everyFormatReportsIt(_ format: String) throws {
    let (text, exit, _) = try check("--format \(format)")
    #expect(exit == 1)
    #expect(text.contains(format == "json" ? "\"fragile\": true" : "fragile"))
  }

  /// No number would be right for long: the file stays as it is.
  @Test func fixLeavesItAlone() throws {
    let (text, exit, file) = try check("--fix")
    #expect(exit == 1)
    #expect(file == FragileTests.race)
    #expect(!text.contains("@@"))
  }

  @Test func aPageMarksItInProseAndBlocks() throws {
    let folder = try Folder()
    try folder.add("race.md", FragileTests.race)
    let outcome = try nntrace("lesson", "./race.md", folder: folder)
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("It ends at 0.0045 ~,"))
    #expect(outcome.output.contains("  ~~ fragile: L ≈ 0.0045   line 9"))
    #expect(outcome.output.contains("  ✓ L < 0.02"))
    #expect(outcome.output.contains("  ✓ L@5 ≈ 3.4457"))
    #expect(outcome.output.contains("After step 300   L = ~0.0"))
    #expect(outcome.output.contains("~ the other digits hang on rounding"))
  }
}
