import Letters
import Testing

@testable import Language

/// Text and tree, rule by rule of the specification.
@Suite struct ExpressionTests {
  static let names: [(String, String)] = [
    // Rule 1: an operation is a call only before `(`, a reduction only before `[`.
    ("σ(0)·σ", "(mul (call σ 0) σ)"),
    ("sum + mean", "(add sum mean)"),
    ("step(-1) + step", "(add (call step (neg 1)) step)"),
    ("where + grad", "(add where grad)"),
    ("for + in·of", "(add for (mul in of))"),
    // Rules 3 and 4.
    ("θ₁ + theta1 + ϑ1", "(add (add θ1 θ1) θ1)"),
    ("beta_1", "β_1"),
    ("σ²", "(square σ)"),
    ("ŷ' - y_hat", "(sub ŷ′ ŷ)"),
    ("µ·μ", "(mul μ μ)"),
    ("sqrt(x)", "(call sqrt x)"),
    // Rule 5.
    ("2·π", "(mul 2 π)"),
    ("pi + true + e", "(add (add π true) e)"),
    // Rule 11, 12.
    ("x[2·p + k - 2]", "x[(sub (add (mul 2 p) k) 2)]"),
    ("W [ j , i ]", "W[j i]"),
    ("m̂[W[1,2]]", "m̂[W[1 2]]"),
    ("s[w]", "s[w]"),
  ]

  static let reductions: [(String, String)] = [
    // Rule 14, 15.
    ("Σ[i] w[i]·x[i] + b", "(add (sum (i) (mul w[i] x[i])) b)"),
    ("6/Σ[i] a[i]·b[i]", "(div 6 (sum (i) (mul a[i] b[i])))"),
    ("Σ[i] a/2 - 1", "(sub (sum (i) (div a 2)) 1)"),
    ("-Σ[i=1..3] i·2", "(neg (sum (i=1..3) (mul i 2)))"),
    ("Σ[i=1..k] Σ[j] a·b + c", "(add (sum (i=1..k) (sum (j) (mul a b))) c)"),
    ("(Σ[i] a)·b", "(mul (sum (i) a) b)"),
    ("a·Σ[i] b·c", "(mul a (sum (i) (mul b c)))"),
    ("sum[i] a", "(sum (i) a)"),
    ("∑[i] a", "(sum (i) a)"),
    ("Sigma[i] a", "(sum (i) a)"),
    ("∏[i] a", "(prod (i) a)"),
    ("Π[i] a", "(prod (i) a)"),
    ("prod[i] a", "(prod (i) a)"),
    ("mean[n] (o[n] - y[n])²", "(mean (n) (square (sub o[n] y[n])))"),
    ("mean[n,k] a", "(mean (n k) a)"),
    ("max[k=1..n+1] a", "(max (k=1..(add n 1)) a)"),
    ("min[k=0..100] valid@k", "(min (k=0..100) (@ valid k))"),
    ("max(a, b)", "(call max a b)"),
    ("Σ[i] -a·b", "(sum (i) (mul (neg a) b))"),
  ]

  static let operators: [(String, String)] = [
    // Rule 38.
    ("a + b - c", "(sub (add a b) c)"),
    ("a/b·c", "(mul (div a b) c)"),
    ("a - b/c", "(sub a (div b c))"),
    ("-x²", "(neg (square x))"),
    ("-x^2", "(neg (square x))"),
    ("x·-y", "(mul x (neg y))"),
    ("x·−y", "(mul x (neg y))"),
    ("--x", "(neg (neg x))"),
    ("-a·b", "(mul (neg a) b)"),
    ("2^3^2", "(pow 2 (square 3))"),
    ("2^-x²", "(pow 2 (neg (square x)))"),
    ("2^−x²", "(pow 2 (neg (square x)))"),
    ("2^--1", "(pow 2 (neg (neg 1)))"),
    ("x⁻¹", "(pow x (neg 1))"),
    ("x³", "(pow x 3)"),
    ("x¹²", "(pow x 12)"),
    ("x² ³", "(pow (square x) 3)"),
    ("x²^3", "(pow (square x) 3)"),
    ("x^(2)", "(square x)"),
    ("β^t", "(pow β t)"),
    ("β₁^(t+1)", "(pow β1 (add t 1))"),
    ("f(x)²", "(square (call f x))"),
    ("½·x", "(mul ½ x)"),
    ("1/2*e", "(mul (div 1 2) e)"),
    ("-3", "(neg 3)"),
    ("3 - -3", "(sub 3 (neg 3))"),
    ("a × b ⋅ c * d", "(mul (mul (mul a b) c) d)"),
    // Rule 39.
    ("√v̂ + ε", "(add (sqrt v̂) ε)"),
    ("√x·y", "(mul (sqrt x) y)"),
    ("√(x²)", "(sqrt (square x))"),
    ("√√x", "(sqrt (sqrt x))"),
    ("√|x|", "(sqrt (abs x))"),
    ("√4·e", "(mul (sqrt 4) e)"),
    ("(√x)²", "(square (sqrt x))"),
    ("√f(x)", "(sqrt (call f x))"),
    ("√s[w]", "(sqrt s[w])"),
    ("2^√x", "(pow 2 (sqrt x))"),
    // Rule 40.
    ("||x| − 4|", "(abs (sub (abs x) 4))"),
    ("|e|·|-e|", "(mul (abs e) (abs (neg e)))"),
    ("|a·|b||", "(abs (mul a (abs b)))"),
    ("|x|²", "(square (abs x))"),
    ("|Σ[i] |x[i]||", "(abs (sum (i) (abs x[i])))"),
    // Rule 42.
    ("1e-8 + e-8", "(sub (add 1e-8 e) 8)"),
    ("1E+3", "1E+3"),
    ("2·1.5e−3 − 1", "(sub (mul 2 1.5e-3) 1)"),
    ("e−8", "(sub e 8)"),
    ("0.10", "0.10"),
    // Rule 48.
    ("f (x)", "(call f x)"),
    ("∂ L/∂ w", "(∂ L w)"),
    ("( a+b ) ·c", "(mul (add a b) c)"),
  ]

  static let derivatives: [(String, String)] = [
    // Rules 19 to 21.
    ("∂L/∂w", "(∂ L w)"),
    ("grad(L, w)", "(∂ L w)"),
    ("grad(a·b, W[1,2])", "(∂ (mul a b) W[1 2])"),
    ("∂L/∂w/2", "(div (∂ L w) 2)"),
    ("∂L/∂w·h", "(mul (∂ L w) h)"),
    ("∂(∂f/∂x)/∂x", "(∂ (∂ f x) x)"),
    ("∂(a + b)/∂x", "(∂ (add a b) x)"),
    ("∂y[1]/∂x[2]", "(∂ y[1] x[2])"),
    ("∂E/∂V[1,1]@3", "(@ (∂ E V[1 1]) 3)"),
    ("grad(A,b)@k", "(@ (∂ A b) k)"),
    ("θ@0²", "(square (@ θ 0))"),
    ("L@(k-1)", "(@ L (sub k 1))"),
    ("L@k - L@(k-1)", "(sub (@ L k) (@ L (sub k 1)))"),
    ("-L@3^2", "(neg (square (@ L 3)))"),
    ("h[1]@2", "(@ h[1] 2)"),
    ("∂(L@3)/∂w", "(∂ (@ L 3) w)"),
    // Rule 16.
    ("where(a < b, 1, 0)", "(where (< a b) 1 0)"),
    ("where(a >= b, 1, 0)", "(where (≥ a b) 1 0)"),
    ("where(a != b, 1, 0)", "(where (≠ a b) 1 0)"),
    ("where(n = k, 0, x[n])", "(where (= n k) 0 x[n])"),
    ("where(nesterov, d + m·u, u)", "(where nesterov (add d (mul m u)) u)"),
    ("where(x <-1, a, b)", "(where (< x (neg 1)) a b)"),
  ]

  @Test(arguments: names + reductions) func readsNamesAndReductions(_ text: String, _ expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: operators) func readsOperators(_ text: String, _ expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: derivatives) func readsDerivatives(_ text: String, _ expected: String) {
    #expect(tree(text) == expected)
  }

  @Test func spansGiveBackTheText() throws {
    let text = "claim θ ≈ -0.0316"
    let source = Source(name: "", text: text)
    let statements = Parser.parse(source, fences: [Span(0, source.bytes.count)]).statements[0]
    guard case .claim(let claim) = try #require(statements.first).kind else {
      Issue.record("not a claim")
      return
    }
    #expect(source.text(claim.right.span) == "-0.0316")
    #expect(source.text(claim.comparisonSpan) == "θ ≈ -0.0316")
    #expect(source.text(claim.span) == text)
  }

  @Test(arguments: [
    "(a+b)·c", "Σ[i] (a)", "|a + b|²", "∂(a)/∂b@3", "grad(a, b)@(k-1)", "x⁻¹", "2^-x", "√(x)",
    "where(a<b, (c), d)", "f(a, b)",
    "--x",
  ]) func spanOfAWholeExpressionIsItsText(_ text: String) throws {
    let source = Source(name: "", text: text)
    let expression = try Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
    #expect(source.text(expression.span) == text)
  }

  /// Every kind of expression hands out all that is written in it, in the order of the text.
  @Test(arguments: [
    ("2", ""), ("W[i,2·j]", "i|2·j"), ("a + b·c", "a|b·c"), ("f(x, √y)", "x|√y"),
    ("Σ[i=1..n,j] A[i,j]", "1|n|A[i,j]"), ("where(a < b, c, d)", "a|b|c|d"), ("where(a, c, d)", "a|c|d"),
    ("∂(a·b)/∂W[1]", "a·b|W[1]"), ("x[i]@(t - 1)", "x[i]|t - 1"),
  ])
  func childrenAreAllThatIsWritten(_ text: String, _ children: String) throws {
    let source = Source(name: "", text: text)
    let expression = try Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
    var found: [String] = []
    expression.forEachChild { found.append(ExpressionPrinter.text($0)) }
    #expect(found.joined(separator: "|") == children)
  }
}
