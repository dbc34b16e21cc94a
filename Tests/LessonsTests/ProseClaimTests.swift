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
    ("33 %", "33 %"), ("33%", "33%"), ("**33\n%**", "33\n%"), ("share=33 %", "33 %"), ("330 ‰", "330 ‰"),
    ("**33** %", "33** %"),
    ("1/3", "1/3"), ("$\\frac{1}{3}$", "\\frac{1}{3}"), ("1,000", "1,000"),
    ("3.3·10⁻¹", "3.3·10⁻¹"), ("3.3 × 10^-1", "3.3 × 10^-1"), ("$3.3\\cdot10^{-1}$", "3.3\\cdot10^{-1}"),
    ("是0.19", "0.19"), ("是0.19。", "0.19"), ("（0.19）", "0.19"), ("是-0.19", "-0.19"), ("是33％", "33％"),
    ("分别是0.5，0.19", "0.19"), ("，是０．１９", "０．１９"), ("ｘ＝0.19", "0.19"), ("値は0.19", "0.19"),
    ("값은0.19", "0.19"), ("คือ0.19", "0.19"), ("“0.19”", "0.19"),
    ("10^-5", nil), ("3-5", nil), ("3～5", nil), ("1/0", nil), ("1/2/3", nil), ("3½", nil), ("3 1/2", nil),
    ("%", nil),
    ("0.19.", nil), (".5", nil), ("1,00", nil), ("0,333", nil), ("1，000", nil), ("1 033 %", nil),
    ("33 %%", nil),
    ("１ ２３４", nil), ("负0.19", nil), ("三0.19", nil), ("百分之33", nil), ("3点5", nil), ("<!-- a -->3 %", nil),
    ("3<!-- a --> %", nil), ("θ", nil), ("", nil),
  ])
  func claimedNumber(_ text: String, _ number: String?) throws {
    let source = Source(name: "test", text: "x " + text + "<!-- claim s -->, and on\n\n```nntrace\n```")
    let comment = try #require(Document(source, role: ProseClaim.role).comments.last)
    #expect(source.text(comment.content) == "claim s")
    let found = ClaimedNumber.span(in: source.bytes, word: comment.word)
    if let number { #expect(source.text(found) == number) }
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
