import Language
import LessonMarkdown
import Letters
import Testing
import Trace

@testable import Lessons
@testable import Rendering

private func blocks(_ markdown: String) -> [Block] {
  Document(Source(name: "test", text: markdown), role: { _ in .mark }).parts.flatMap { part -> [Block] in
    if case .prose(let blocks, _) = part { blocks } else { [] }
  }
}

private func text(_ markdown: String, _ renderer: ProseRenderer = ProseRenderer(width: 20)) -> String {
  var result = ""
  renderer.write(blocks(markdown), to: &result)
  return result
}

@Suite struct ProseTests {
  @Test(arguments: [
    ("a", 1), ("θ", 1), ("m̂", 1), ("θ̂₁", 2), ("漢字", 4), ("한", 2), ("é", 1), ("e\u{301}", 1), ("👍🏽", 2),
    ("👨‍👩‍👧", 2),
    ("⚠️", 2), ("✓", 1), ("", 0), ("\u{200B}", 0), ("ＡＢ", 4), ("½", 1),
  ])
  func width(_ text: String, _ columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  @Test(arguments: [
    ("# Title", "Title\n=====\n"),
    ("## Two", "Two\n---\n"),
    ("### Three", "Three\n"),
    ("one two three four five six", "one two three four\nfive six\n"),
    ("12345678901234567890 b", "12345678901234567890\nb\n"),
    ("123456789012345678901234 b", "12345678901234567890\n1234 b\n"),
    ("θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂ θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂ x", "θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂ θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂θ̂\nx\n"),
    ("漢字漢字漢字漢字漢字漢字", "漢字漢字漢字漢字漢字\n漢字\n"),
    ("a  \nb", "a\nb\n"),
    ("**bold** *it* `co de`", "bold it co de\n"),
    ("[x](y.md) <https://a.b>", "x (y.md) https://a.b\n"),
    ("[x](x.md) [`y`](y.md)", "x y\n"),
    ("- one\n- two\n  - three", "• one\n• two\n  • three\n"),
    ("- one two three four five\n\n  more", "• one two three four\n  five\n\n  more\n"),
    ("9. a\n10. b", "9.  a\n10. b\n"),
    ("> one two three four five\n>\n> b", "│ one two three four\n│ five\n│\n│ b\n"),
    ("a\n\n---", "a\n\n────────────────────\n"),
    (
      "```\nlong code stays as it is, unwrapped\n\nx\n```",
      "    long code stays as it is, unwrapped\n\n    x\n"
    ),
    ("a &#x202e;b\u{1B}[31m", "a \u{FFFD}b\u{FFFD}[31m\n"),
  ])
  func plain(_ markdown: String, _ expected: String) { #expect(text(markdown) == expected) }

  @Test func tablesAlign() {
    #expect(
      text("| n | value | m |\n|---|--:|:-:|\n| a | 1 | x |\n| 漢 | 1000 | yyy |\n")
        == "n   value   m\n──  ─────  ───\na       1   x\n漢   1000  yyy\n")
  }

  @Test func tablesSurviveNarrowness() {
    let wide = "| name | what it does | c |\n|---|---|---|\n| rmsprop | divides by a mean of squares | x |\n"
    #expect(
      text(wide, ProseRenderer(width: 26))
        == "name     what it does    c\n───────  ──────────────  ─\nrmsprop  divides by a    x\n         mean of\n         squares\n"
    )
    let many = "|" + String(repeating: " h |", count: 9) + "\n|" + String(repeating: "---|", count: 9) + "\n"
    #expect(text(many + "| 1 | 2 |").hasPrefix("h: 1\nh: 2\n"))
  }

  @Test func color() {
    let renderer = ProseRenderer(width: 20, color: true)
    #expect(
      text("a **b *c*** `d`", renderer)
        == "a \u{1B}[1mb\u{1B}[0m \u{1B}[1;3mc\u{1B}[0m \u{1B}[36md\u{1B}[0m\n")
    // Styles end with their line.
    #expect(
      text("**one two three four five**", renderer)
        == "\u{1B}[1mone two three four\u{1B}[0m\n\u{1B}[1mfive\u{1B}[0m\n")
  }

  @Test func aNumberInProseIsToldBelowItsParagraph() {
    let markdown = "Half is 0.6<!-- refute 1/2 -->, and 0.5<!-- claim 1/2 -->.\n\n# Next\n\nMore.\n"
    let outcome = LessonRun.run(Source(name: "test", text: markdown)) { _ in .unusable("none") }
    #expect(
      outcome.recording.text().hasPrefix(
        "Half is 0.6 ✗, and 0.5.\n\n  ✗ 1/2 ≈ 0.6   not so: it is 0.5\n"))
    #expect(outcome.recording.text().hasSuffix("\n\nNext\n====\n\nMore.\n"))
  }

  @Test func rightNumbersAreBoldAndWrongOnesMarked() {
    let prose = blocks("s is **0.1**<!-- claim s -->, θ 2<!-- claim θ -->. (3<!-- claim 3 -->)")
    func text(color: Bool) -> String {
      var result = ""
      ProseRenderer(color: color, verdict: { ["", "\u{A0}✗", ""][$0] }).write(prose, to: &result)
      return result
    }
    #expect(text(color: false) == "s is 0.1, θ 2 ✗. (3)\n")
    #expect(text(color: true) == "s is \u{1B}[1m0.1\u{1B}[0m, θ 2 ✗. \u{1B}[1m(3\u{1B}[0m)\n")
  }

  /// The number is the last word that fits, with its mark it does not.
  @Test func aMarkStaysWithItsNumber() {
    var result = ""
    let prose = blocks("one two 0.25<!-- claim s --> is wrong")
    ProseRenderer(width: 13, verdict: { _ in "\u{A0}✗" }).write(prose, to: &result)
    #expect(result == "one two\n0.25 ✗ is\nwrong\n")
  }

  @Test(arguments: [
    ("θ ← θ − α·g²", "theta <- theta - alpha*g^2"),
    ("β₁^t, x⁻¹⁰, ½", "beta1^t, x^-10, 1/2"),
    ("m̂ ŷ x̄", "m_hat y_hat x_bar"),
    ("√v̂ + √(s + ε) + √2·x", "sqrt(v_hat) + sqrt(s + epsilon) + sqrt(2)*x"),
    ("√", "sqrt"),
    ("Σ[i] ∂L/∂w ≈ ∞", "sum[i] dL/dw ~= inf"),
    ("✓ ✗ – — “x” … 漢", "ok WRONG - -- \"x\" ... ?"),
    ("Θ Δ", "Theta Delta"),
  ])
  func ascii(_ text: String, _ expected: String) { #expect(ASCII.text(text) == expected) }

  @Test func asciiProse() {
    let renderer = ProseRenderer(width: 30, ascii: true)
    let all = "# θ\n- √x\n> a\n\n---\n|α|\n|-|\n|漢|\n"
    #expect(text(all, renderer).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func deepNestingIsHarmless() {
    let deep = String(repeating: "> - ", count: 2000) + "x"
    #expect(text(deep).contains("x"))
  }
}
