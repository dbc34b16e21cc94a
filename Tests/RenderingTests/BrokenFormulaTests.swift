import Letters
import Testing

@testable import Rendering

/// Formulas that are wider than the page.
struct BrokenFormulaTests {
  @Test(arguments: [
    ("a + b", 80, ["a + b"]),
    ("aaaa + bbbb - cccc", 12, ["aaaa + bbbb", "- cccc"]),
    ("aaaa·bbbb·cccc", 10, ["aaaa·bbbb", "·cccc"]),
    ("aaaa*bbbb*cccc", 10, ["aaaa*bbbb", "*cccc"]),
    // Between terms rather than between factors, and outside brackets rather than inside.
    ("a·b + cccc·dddd", 12, ["a·b", "+ cccc·dddd"]),
    ("a·(b + c)·d", 10, ["a·(b + c)", "·d"]),
    ("max(aaaa, bbbb, cccc)", 16, ["max(aaaa, bbbb,", "cccc)"]),
    ("σ(aaaa·bbbb + cccc·dddd)", 14, ["σ(aaaa·bbbb", "+ cccc·dddd)"]),
    ("where(a < bbbb, c, dddd)", 12, ["where(a", "< bbbb, c,", "dddd)"]),
    ("-0.25·(-0.125)·0.5", 15, ["-0.25·(-0.125)", "·0.5"]),
    ("aaaaaaaaaaaaaaaa", 8, ["aaaaaaaaaaaaaaaa"]),
    ("aaaaaaaaaaaaaaaa + b", 8, ["aaaaaaaaaaaaaaaa", "+ b"]),
    ("a[1,2]·∂L/∂a[1] + … + z", 16, ["a[1,2]·∂L/∂a[1]", "+ … + z"]),
  ])
  func lines(_ formula: String, _ width: Int, _ lines: [String]) {
    #expect(BrokenFormula.lines(of: formula, width: width) == lines)
  }

  /// Nothing is lost, whatever the width.
  @Test(arguments: 1...60) func everythingStands(_ width: Int) {
    let formula = "w[1]·x[1] + max(a, -b·(c - d), e)·(∂L/∂w - ½·(1 - p)²) - √(s + ε)·g/(1 - β₁^t)"
    let lines = BrokenFormula.lines(of: formula, width: width)
    let letters = { (text: String) in text.filter { $0 != " " } }
    #expect(letters(lines.joined()) == letters(formula))
    if width >= 12 { #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }) }
  }
}
