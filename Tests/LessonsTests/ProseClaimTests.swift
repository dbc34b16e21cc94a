import Language
import LessonMarkdown
import Letters
import Testing

@testable import Lessons

@Suite struct ProseClaimTests {
  /// Rule 51, case by case: the text before the comment, and the number found.
  @Test(arguments: [
    ("0.19", "0.19"),
    ("**0.19**", "0.19"),
    ("s at 0.19 ", "0.19"),
    ("s at 0.19\n", "0.19"),
    ("**θ = -0.3162**", "-0.3162"),
    ("θ=-0.3162", "-0.3162"),
    ("θ≈−0.3162", "−0.3162"),
    ("$\\theta = 3.5e-5$", "3.5e-5"),
    ("`0.19`", "0.19"),
    ("(0.19", "0.19"),
    ("[0.19]", "0.19"),
    ("~~0.19~~", "0.19"),
    ("a=b=7", "7"),
    ("½", "½"),
    ("<!-- note -->1", "1"),
    ("1<!-- note -->", "1"),
    ("1<!-- claim a --> ", "1"),
    ("+2", "+2"),
    ("−3.5e−5", "−3.5e−5"),
    ("10^-5", nil),
    ("3-5", nil),
    ("1/2", nil),
    ("97 %", nil),
    ("0.19.", nil),
    (".5", nil),
    ("1,000", nil),
    ("θ", nil),
    ("", nil),
  ])
  func claimedNumber(_ text: String, _ number: String?) throws {
    let source = Source(name: "test", text: "x " + text + "<!-- claim s -->, and on\n\n```nntrace\n```")
    let comment = try #require(Document(source, role: ProseClaim.role).comments.last)
    #expect(source.text(comment.content) == "claim s")
    let found = ClaimedNumber.span(in: source.bytes, word: comment.word)
    if let number { #expect(source.text(found) == number) }
    #expect(ClaimedNumber.isNumber(source.bytes(in: found)) == (number != nil))
    #expect((ProseClaim.mistake(in: comment, source) == nil) == (number != nil))
  }

  @Test func claimsOfAllPlaces() {
    let text = """
      # A 1<!-- claim a -->
      - b 2<!-- claim b -->
        > c 3 <!--refute c from "x -- y"-->
        lazy 4<!-- claim d

         + e -->
      5
      <!-- claim f -->

      | x<!-- none --> | 6<!-- claim |g| --> |
      |---|---|
      |7<!-- claim h -->|`8<!-- claim i -->`|

      <!-- claims j --> <!-- note 9 -->
      ```
      9<!-- claim k -->
      ```
      """
    let source = Source(name: "test", text: text)
    let claims = Lesson(source).items.compactMap { item -> ClaimSyntax? in
      if case .instruction(.proseClaim(let claim)) = item { claim } else { nil }
    }
    #expect(
      claims.map { source.text($0.span) } == [
        "claim a", "claim b", "refute c", "claim f", "claim |g|", "claim h",
      ])
    #expect(claims.map { source.text($0.right.span) } == ["1", "2", "3", "5", "6", "7"])
  }

  @Test func aLongRunBeforeAClaimIsCut() {
    let text = String(repeating: "θ", count: 1_000) + "<!-- claim x -->"
    let message = Lesson(Source(name: "test", text: text)).diagnostics.first?.message
    #expect(message?.hasSuffix("found '…" + String(repeating: "θ", count: 30) + "'") == true)
  }
}
