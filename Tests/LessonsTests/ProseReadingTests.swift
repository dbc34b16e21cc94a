import Letters
import Testing

@testable import Lessons

/// Numbers of prose are checked as readers see them, or not at all.
@Suite struct ProseReadingTests {
  private func messages(_ prose: String) -> [String] {
    run(Source(name: "a.md", text: "```nntrace\nx = 5\nh = 0.5\n```\n\(prose)\n")).diagnostics.map(\.message)
  }

  /// Nearly a claim: left alone, the number would not be checked.
  @Test(arguments: [
    "9<!-- claim(x) -->", "9<!-- claim√x -->", "9<!-- claim|x| -->", "9<!-- claim∂x/∂x -->",
    "9<!-- claim-x -->",
    "9<!-- claim\u{A0}x -->", "9<!-- claim\u{200B}x -->", "9<!--- claim x --->", "9<!---claim x-->",
    "9<!-- refute(x) from \"a book\" -->", "9<!-- claim: x -->", "9<!-- claim;x -->", "9<!-- Claim x -->",
    "9<!-- claims x -->", "9 <!-- claim(x) -->", "**9**<!-- claim√x -->",
  ]) func nearlyAClaim(_ prose: String) {
    let found = messages("It is \(prose).")
    #expect(found.count == 1 && found[0].contains("so the number before it would not be checked"), "\(found)")
  }

  @Test(arguments: [
    "9<!-- claim -->", "9<!-- claimed by A-1 in §2 -->", "9<!-- claim, see §2 -->", "a<!-- claim(x) -->",
  ]) func anOrdinaryComment(_ prose: String) {
    #expect(!messages(prose).contains { $0.contains("would not be checked") })
  }

  /// What is checked is part of what is seen.
  @Test(arguments: [
    "3<!-- -->5<!-- claim x -->", "-<!-- -->0.5<!-- claim h -->", "1.<!-- a --><!-- b -->5<!-- claim x -->",
    "**3**<!-- -->5<!-- claim x -->", "is - 0.5<!-- claim h -->", "h = - 0.5<!-- claim h -->",
    "h ≈ − 0.5<!-- claim h -->", "1 234.5<!-- claim h -->", "-12 500<!-- claim h -->",
    "3 1/2<!-- claim h -->", "3 ½<!-- claim h -->", "1 033 %<!-- claim h -->",
    "1 234 500<!-- claim h -->",
    "5<!-- claim x -->7", "5<!-- claim x -->.7", "5<!-- claim x -->,7", "5<!-- claim x -->e3",
    "5<!-- claim x -->e-3",
    "5<!-- claim x -->%", "5<!-- claim x -->/2", "5<!-- claim x -->²", "5<!-- claim x -->⁻¹",
    "5<!-- claim x -->^2",
    "5<!-- claim x -->½", "5<!-- claim x -->·10⁻⁵", "5<!-- claim x -->×10^3", "**5<!-- claim x -->**7",
    "5<!-- claim x --><!-- claim h -->7", "x!=5<!-- claim x -->", "x <=5<!-- claim x -->",
    "x>=5<!-- claim x -->",
  ]) func anotherNumberThanIsSeen(_ prose: String) {
    #expect(!messages("It \(prose) so.").isEmpty)
  }

  @Test(arguments: [
    "x = 5<!-- claim x -->.", "is 5<!-- claim x -->, or 5<!-- claim x -->; (5<!-- claim x -->)",
    "**5<!-- claim x -->**.",
    "<!-- note -->5<!-- claim x -->", "x =<!-- note -->5<!-- claim x -->",
    "see <!-- note --> 5<!-- claim x -->",
    "y = 5<!-- claim x -->·x + 0.5<!-- claim h -->", "5<!-- claim x -->px", "5<!-- claim x --> 7",
    "5<!-- claim x --> %",
    "x - 0.5<!-- claim h -->", "1 - 0.5<!-- claim h -->", "\n- 0.5<!-- claim h -->",
    "in step 12 5<!-- claim x -->",
    "x==5<!-- claim x -->", "x≈5<!-- claim x -->", "| 1 | 5<!-- claim x --> | 7 |", "(5<!-- claim x -->e)",
  ]) func theNumberThatIsSeen(_ prose: String) {
    #expect(messages("It \(prose) so.") == [])
  }

  /// Claims in prose are something to run.
  @Test func proseAloneIsALesson() {
    let lesson = Source(name: "a.md", text: "It is 3<!-- claim 1 + 2 -->.\n")
    #expect(run(lesson).warnings.isEmpty && run(lesson).recording.claims.map(\.holds) == [true])
    #expect(run(Source(name: "a.md", text: "It is 3<!-- a note -->.\n")).warnings.count == 1)
  }
}
