import Letters
import Testing

@testable import Language

/// Malformed lines: where they are marked (between ⟦ and ⟧), the message, the mend.
@Suite struct DiagnosticTests {
  typealias Case = (String, String, String?)

  static let first: [Case] = [
    ("x ⟦←⟧ 3", "`←` belongs in a rule", "a lesson changes values by steps; a definition is written with ="),
    ("x ⟦<-⟧ 3", "`←` belongs in a rule", "a lesson changes values by steps; a definition is written with ="),
    (
      "x ⟦+=⟧ 1", "values are not changed in place",
      "a lesson changes values by steps; a definition is written with ="
    ),
    ("x ⟦==⟧ 3", "`==` is not a comparison", "equality is written ="),
    ("⟦print⟧ x", "`print` is not a statement", "to see a value: show x"),
    ("⟦parm⟧ x = 1", "unknown statement `parm`", "did you mean param?"),
    ("x = ⟦2y⟧", "a number and a name stand side by side", "no implicit multiplication: 2·y"),
    ("x = ⟦2½⟧", "two numbers stand side by side", "no implicit multiplication: 2·½, or a sum: 2 + ½"),
    (
      "x = 2 ⟦y⟧", "expected an operator or the end of the line, found `y`", "no implicit multiplication: 2·y"
    ),
    ("x = β⟦ᵗ⟧", "a superscript letter is not an exponent", "write β^t"),
    ("x = ⟦√x²⟧", "`√` before a power can be read two ways", "write √(x²) or (√x)²"),
    ("x = ⟦√x^⟧2", "`√` before a power can be read two ways", "write √(x^2) or (√x)^2"),
    ("x = ⟦(⟧1 + 2", "this bracket is never closed", "write ) where it ends"),
    (
      "x = ⟦[⟧1, 2]", "expected an expression after `=`, found `[`",
      "an array stands only in param, input, let, reset, the gradient of a step, and on the right of a claim"
    ),
    ("x = (1⟦,⟧ 2)", "expected an operator or `)`, found `,`", nil),
    ("x = 1 +⟦⟧", "expected an expression after `+`, found the end of the line", nil),
    ("x = 1⟦)⟧", "`)` closes nothing", nil),
    ("x = (1⟦]⟧", "`]` cannot close `(`", "write )"),
    (
      "claim x = 1 ⟦=⟧ 2", "expected `from` or the end of the line, found `=`",
      "a claim has one comparison; write two claims"
    ),
    (
      "claim x⟦⟧", "expected a comparison, found the end of the line",
      "write claim x = 1, or ≈ < ≤ > ≥ ≠ for ="
    ),
    (
      "claim x ≈ ⟦y⟧", "expected a plain number after `≈`",
      "the digits say how near: ≈ 0.25; or give a tolerance: ≈ … ± 1e-6"
    ),
    (
      "claim x ≈ ⟦½⟧", "expected a plain number after `≈`",
      "the digits say how near: ≈ 0.25; or give a tolerance: ≈ … ± 1e-6"
    ),
    ("claim x = 3 ⟦±⟧ 1", "expected `from` or the end of the line, found `±`", "± goes with ≈ only"),
    ("refute x ⟦3⟧", "expected an operator or a comparison, found `3`", "no implicit multiplication: x·3"),
    ("claim x ≈ 1 ⟦form⟧ \"a\"", "expected the end of the line, found `form`", "did you mean from?"),
    ("claim x ≈ 1 from ⟦a⟧", "expected a text after `from`, found `a`", "write from \"article, §4.3\""),
    ("param x⟦⟧", "expected `=` or `from` after `x`, found the end of the line", nil),
    ("param ⟦3⟧ = x", "expected a name after `param`, found `3`", "param x = 1"),
    ("param x ⟦<⟧- 3", "expected `=` after `x`, found `<`", "an arrow belongs in a rule"),
    ("param x[1⟦..⟧3] = 0", "expected `,` or `]`, found `..`", "a range has an index: x[i=1..3]"),
    (
      "param x = [1 ⟦2⟧]", "expected an operator, `,` or `]`, found `2`",
      "a comma stands between the numbers of an array"
    ),
    ("param x = [1,⟦,⟧2]", "expected an expression after `,`, found `,`", nil),
    ("param x = [⟦]⟧", "expected a number, found `]`", "an array has at least one number"),
    ("input x from ⟦data⟧.csv", "expected the name of a file, found `data`", "write from \"data.csv\""),
    (
      "input x from \"a.csv\" ⟦colums⟧ a", "expected the end of the line, found `colums`",
      "did you mean column?"
    ),
    ("minimize L ⟦fro⟧ 10 steps", "expected the end of the line, found `fro`", "did you mean for?"),
    ("minimize L for 10⟦⟧", "expected `steps` or `epochs`, found the end of the line", "write for 10 steps"),
    ("minimize L for 10 ⟦stps⟧", "expected `steps` or `epochs`, found `stps`", "did you mean steps?"),
    (
      "minimize a ⟦+⟧ b", "expected the end of the name, found `+`",
      "minimize takes a name: L = …, then minimize L"
    ),
  ]

  static let second: [Case] = [
    (
      "minimize L in batches ⟦2⟧ over n", "expected `of` after `batches`, found `2`",
      "write in batches of 2 over n"
    ),
    ("minimize L⟦,⟧ for 3 steps", "expected `for` without a comma, found `,`", nil),
    (
      "step⟦⟧", "expected `with` after `step`, found the end of the line",
      "write step with g = 1, or minimize L"
    ),
    (
      "step ⟦for⟧ 10 steps", "expected `with` after `step`, found `for`",
      "write step with g = 1, or minimize L"
    ),
    ("step with ⟦h⟧ = 1", "expected `g`, found `h`", "a gradient is given as g = 1, or g[w] = 1"),
    ("step with g ⟦1⟧", "expected `=`, found `1`", "a gradient is given as g = 1, or g[w] = 1"),
    ("optimizer⟦⟧", "expected the name of a rule, found the end of the line", nil),
    (
      "optimizer sgd(⟦0.5⟧)", "expected an argument with its name, found `0.5`",
      "arguments are given by name: sgd(α = 0.1)"
    ),
    ("optimizer sgd(α = 1, ⟦alpha⟧ = 2)", "`alpha` is given twice", nil),
    (
      "optimizer sgd ⟦0.5⟧", "expected the end of the line, found `0.5`",
      "arguments go in parentheses: sgd(α = 0.1)"
    ),
    (
      "carry ⟦99⟧ decimals", "expected a whole number from 0 to 15, found `99`",
      "write carry 4 decimals, carry 4 digits or carry exact"
    ),
    (
      "carry ⟦four⟧ decimals", "expected a number or `exact` after `carry`, found `four`",
      "write carry 4 decimals, carry 4 digits or carry exact"
    ),
    (
      "⟦compare⟧ L for 3 steps", "compare has no optimizers",
      "list them below it, one on a line, indented: sgd(α = 0.1)"
    ),
    (
      "compare L\n  sgd\n    ⟦x⟧ = 1\n  adam(α=1) x", "`x` cannot stand under a member of compare",
      "only claim, refute, let, show and plot can"
    ),
    ("rule ⟦r⟧", "rule `r` has no lines", "indent its lines below it"),
    (
      "rule r(⟦α⟧)\n  θ ← θ", "expected a hyperparameter and its value, found `α`",
      "every hyperparameter has a default: rule r(α = 0.1)"
    ),
    (
      "rule r\n  s⟦[⟧1] ← 2\n  θ ← 1", "expected `←` or `=`, found `[`",
      "a rule is written for one parameter; its names have no brackets"
    ),
    (
      "rule r\n  ⟦claim⟧ x = 1", "`claim` is not allowed in a rule",
      "a line of a rule is s ← …, s = … or start s = …"
    ),
    (
      "x = 1\n  ⟦y⟧ = 2\n  z = 3\nw = 4", "unexpected indentation",
      "only rule, compare and the members of compare have indented lines"
    ),
    (
      "rule r\n  θ ← θ\n⟦\t⟧s = 1\n\tu = 2", "tabs and spaces are mixed in the indentation of this block",
      "indent the whole block with spaces"
    ),
    (
      "x = L@⟦-⟧1", "expected a step after `@`, found `-`",
      "steps count from 0; the step before k is written @(k-1)"
    ),
    ("x = L@⟦1.5⟧", "expected a whole number after `@`, found `1.5`", nil),
    ("x = f(⟦)⟧@3", "expected an expression, found `)`", "f needs an argument"),
    ("x = ∂L⟦⟧", "expected `/∂` after `∂L`, found the end of the line", "write ∂L/∂w"),
    ("x = ∂L/⟦dw⟧", "expected `∂` after `∂L/`, found `dw`", "write ∂L/∂w"),
    ("x = ∂⟦²⟧f/∂x²", "expected a name after `∂`, found `²`", "write ∂(∂f/∂x)/∂x"),
    ("x = ∂⟦/⟧∂w L", "expected a name after `∂`, found `/`", "write ∂L/∂w, or ∂(a + b)/∂w"),
    ("x = Σ ⟦x⟧", "expected `[`, found `x`", "a reduction names its index: Σ[i] x[i]"),
    ("x = Σ[⟦1⟧..3] x", "expected the name of an index, found `1`", "a range has an index: [i=1..3]"),
    ("x = Σ[i=3⟦]⟧ x", "expected `..`, found `]`", "a range is written i=1..3"),
    ("x = Σ[i=1⟦:⟧3] x", "`:` has no meaning here", "a range is written 1..3"),
    ("x = where(a, b⟦)⟧", "expected `,`, found `)`", "a choice is written where(condition, a, b)"),
    (
      "x = where(a = b ⟦=⟧ c, 1, 2)", "expected the end of the condition, found `=`",
      "join two comparisons by and: a < b and b < c"
    ),
    ("x = |y⟦⟧", "expected an operator or `|`, found the end of the line", nil),
    ("x = f(a ⟦=⟧ 1)", "expected `,` or `)`, found `=`", "only optimizers take their arguments by name"),
    ("x = f(⟦)⟧", "expected an expression, found `)`", "f needs an argument"),
    (
      "x = 0⟦,⟧5", "expected an operator or the end of the line, found `,`",
      "a decimal point is written . as in 0.5"
    ),
    ("x = ⟦1.⟧", "a decimal point needs digits on both sides", "write 1 or 1.0"),
    ("x = ⟦.5⟧", "a decimal point needs digits on both sides", "write 0.5"),
  ]

  static let third: [Case] = [
    ("x = 1.2⟦.⟧3", "a number has only one decimal point", nil),
    ("x = ⟦1e999⟧", "this number is too large for double precision", nil),
    ("x = ⟦1e-999⟧", "this number is too small for double precision", nil),
    ("x = ⟦☃⟧", "`☃` (U+2603) has no meaning here", nil),
    ("x = ⟦\u{07}⟧", "control character U+0007", "delete it"),
    ("x = a⟦\u{200B}⟧b", "invisible character U+200B", "delete it"),
    ("x = ⟦“⟧a”", "`“` (U+201C) has no meaning here", "put text in straight quotes: \"…\""),
    ("x = 50⟦%⟧", "`%` has no meaning here", "write 0.97 for 97 %; a remainder is mod(a, b)"),
    ("x = y⟦[⟧1", "this bracket is never closed", "write ] where it ends"),
    (
      "x = y[1⟦..⟧3]", "expected `,` or `]`, found `..`",
      "a range stands only on the left of a definition and in Σ[k=1..3]"
    ),
    (
      "a = b ⟦=⟧ c", "expected an operator or the end of the line, found `=`",
      "a line defines one name; equality is checked by claim"
    ),
    (
      "show x ⟦=⟧ 3", "expected an operator or the end of the line, found `=`",
      "a comparison stands in claim, refute, where or the `if` of a rule's line"
    ),
    (
      "⟦3⟧ = x", "expected a statement, found `3`",
      "a line begins with a word such as param, step or claim, or defines a name: x = 1"
    ),
    ("⟦+⟧ 3", "expected a statement, found `+`", "indent a line deeper to continue the one above"),
    ("⟦L⟧ < 3", "expected a statement, found a comparison", "write claim before what must hold"),
    ("⟦x⟧", "expected a statement, found an expression", "to see its value: show x"),
    ("⟦h⟧(x) = 3", "`h(…)` cannot be defined", "a macro is written: let f(x) = x²; a family: f[i] = i²"),
    ("⟦sum⟧[i] = 3", "a family cannot be called `sum`", "sum[…] is a reduction; choose another name"),
    ("param f⟦(⟧x) = 3", "expected `=` or `[`, found `(`", "a macro is written: let f(x) = x²"),
    ("let f(x, ⟦x⟧) = 3", "`x` is given twice", nil),
    ("let f(⟦)⟧ = 3", "expected the name of an argument, found `)`", nil),
    (
      "reset ⟦x⟧ = 3", "expected `with` or the end of the line, found `x`", "write reset, or reset with x = 1"
    ),
    ("reset with x⟦⟧", "expected `=` after `x`, found the end of the line", nil),
    ("x = a -⟦>⟧ b", "expected an expression after `-`, found `>`", nil),
    ("x = ⟦+⟧3", "expected an expression after `=`, found `+`", "a number needs no +"),
    (
      "x = 2⟦(⟧y)", "expected an operator or the end of the line, found `(`",
      "no implicit multiplication: 2·(…)"
    ),
    (
      "x = (a)⟦(⟧b)", "expected an operator or the end of the line, found `(`",
      "no implicit multiplication: (…)·(…)"
    ),
    ("x = x^⟦⟧", "expected an expression after `^`, found the end of the line", nil),
    ("x = 10 ⟦**⟧ 3", "`**` is not an operation", "a power is written x^3"),
    (
      "x = π ⟦r⟧", "expected an operator or the end of the line, found `r`", "no implicit multiplication: π·r"
    ),
    ("x = ⟦\"text\"⟧", "expected an expression after `=`, found a text", "a text stands only after from"),
    ("x = 1\nclaim ⟦(⟧x\nclaim x = 1", "this bracket is never closed", "write ) where it ends"),
    ("x = 3 ⟦//⟧ c", "`//` is not an operation", "a comment begins with #"),
    ("x = x⟦⁻⟧", "a superscript minus needs digits", "write x^-1"),
    ("x = ⟦²⟧", "expected an expression after `=`, found `²`", "a superscript follows what it raises: x²"),
    (
      "forward L ⟦+⟧ 1", "expected the end of the name, found `+`",
      "forward takes a name: L = …, then forward L"
    ),
    ("x ⟦:=⟧ 3", "`:=` is not a sign of the language", "a definition is written with ="),
    (
      "θ̂⟦←⟧ 漢字 = 1", "`←` belongs in a rule",
      "a lesson changes values by steps; a definition is written with ="
    ),
    ("x = 漢字 字 ⟦☃⟧", "`☃` (U+2603) has no meaning here", nil),
  ]

  @Test(arguments: first) func namesAndMarks(_ given: Case) { check(given) }
  @Test(arguments: second) func namesAndMarksToo(_ given: Case) { check(given) }
  @Test(arguments: third) func namesAndMarksAlso(_ given: Case) { check(given) }

  private func check(_ given: Case) {
    let bytes = Array(given.0.utf8)
    let opening = Array("⟦".utf8)
    let closing = Array("⟧".utf8)
    guard let start = offset(of: opening, in: bytes), let end = offset(of: closing, in: bytes) else {
      Issue.record("no marks")
      return
    }
    let text = given.0.split(separator: "⟦", omittingEmptySubsequences: false).joined()
      .split(separator: "⟧", omittingEmptySubsequences: false).joined()
    let diagnostics = parse(text).diagnostics
    #expect(diagnostics.first?.message == given.1)
    #expect(diagnostics.first?.help == given.2)
    #expect(diagnostics.first?.span == Span(start, end - opening.count), "\(given.0)")
    #expect(diagnostics.count == 1 || given.0.contains("\n"))
  }

  private func offset(of part: [UInt8], in bytes: [UInt8]) -> Int? {
    bytes.indices.first { bytes[$0...].starts(with: part) }
  }

  @Test(arguments: [
    "compare L fro 3 steps\n  sgd(α = 1)\n    claim x = 1\n  adam", "rule r(α)\n  s ← 1\n  θ ← θ",
    "x = (1\nclaim x = 1", "y = 1 +\nclaim y = 1",
  ]) func brokenHeadsDoNotCascade(_ text: String) {
    let result = parse(text + "\nz = 1")
    #expect(result.diagnostics.count == 1)
    #expect(result.statements.count >= 1)
  }

  @Test func parsingGoesOnAtTheNextLine() {
    let result = parse("x = 2 y\nrule r\n  s ← (2\n  t = 1\n  θ ← 1 +\nz = ☃\nw = 1")
    #expect(result.diagnostics.count >= 3)
    #expect(result.statements.count == 1, "a rule with a broken line is broken as a whole")
  }

  @Test(
    arguments: [
      ("thta", ["x", "θ", "phi"], "θ"), ("parm", ["param", "claim"], "param"),
      ("cliam", ["claim", "refute"], "claim"),
      ("L", ["l", "x"], "l"), ("beta3", ["β₁", "β₂"], "β₁"), ("beta3", ["β₂", "β₁"], "β₁"),
      ("q", ["x", "y"], nil),
      ("epochs", ["steps"], nil), ("learning_rte", ["learning_rate", "rho"], "learning_rate"),
    ] as [(String, [String], String?)]) func suggests(_ word: String, _ names: [String], _ expected: String?)
  {
    #expect(Spelling.suggestion(for: word, among: names) == expected)
  }
}
