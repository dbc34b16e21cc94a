import Letters
import Testing

@testable import Language

/// Statements, layout and prose (rules 2, 14, 30, 31, 35, 37, 41, 46 to 51).
@Suite struct StatementTests {
  /// The kind of each statement, as its first word.
  private func kinds(_ text: String) -> [String] {
    let result = parse(text)
    guard result.diagnostics.isEmpty else { return result.diagnostics.map { "error: " + $0.message } }
    return result.statements.map { statement in
      switch statement.kind {
      case .broken: "broken"
      case .definition(let target, let value): "\(target.name.key) = \(sExpression(value))"
      case .leaf(let keyword, let target, _): "\(keyword.rawValue) \(target.name.key)"
      case .macro(let name, let parameters, let body):
        "macro \(name.key) \(parameters.map(\.key.text)) \(sExpression(body))"
      case .rule(let rule):
        "rule \(rule.name.text) \(rule.parameters.map(\.name.key.text)) \(rule.lines.count)"
      case .optimizer(let call): "optimizer \(call.rule.text) \(call.arguments.map(\.name.key.text))"
      case .forward(let loss): "forward \(sExpression(loss))"
      case .backward(let loss): "backward \(sExpression(loss))"
      case .minimize(let loss, let training): "minimize \(sExpression(loss))" + describe(training)
      case .step(let feeds, let training):
        "step \(feeds.map { $0.parameter.map { sExpression($0) } ?? "g" })" + describe(training)
      case .compare(let objective, let training, let members):
        "compare \(describe(objective))" + describe(training)
          + " \(members.map { "\($0.call.rule.text)\($0.body.count)" })"
      case .reset(let values): "reset \(values.map(\.target.name.key.text))"
      case .show(let expressions): "show \(expressions.map { sExpression($0) })"
      case .plot(let plot): "plot \(plot.expressions.map { sExpression($0) })" + describe(plot.ground)
      case .graph(let expressions): "graph \(expressions.map { sExpression($0) })"
      case .carry(let decimals): "carry \(decimals.map { "\($0)" } ?? "exact")"
      case .claim(let claim): describe(claim)
      case .ask(let ask): "ask \(ask.asked.expressions.map { sExpression($0) }) \(ask.words)"
      }
    }
  }

  private func describe(_ objective: Objective) -> String {
    switch objective {
    case .minimize(let loss): sExpression(loss)
    case .feed(let feeds): "with \(feeds.count)"
    }
  }

  private func describe(_ ground: PlotSyntax.Ground) -> String {
    switch ground {
    case .steps: return ""
    case .index(let name): return " over \(name.key)"
    case .values(let x): return " against \(sExpression(x))"
    case .leaves(let sweeps, let points):
      let ranges = sweeps.map { sweep in
        "\(sExpression(sweep.leaf)) \(sExpression(sweep.low))..\(sExpression(sweep.high))"
      }
      return " over \(ranges.joined(separator: ", "))" + (points.map { " in \(sExpression($0))" } ?? "")
    }
  }

  private func describe(_ training: Training) -> String {
    var text = ""
    if let count = training.count { text += " for \(sExpression(count.value)) \(count.unit)" }
    if let batches = training.batches { text += " of \(sExpression(batches.size)) over \(batches.index.key)" }
    if let showing = training.showing {
      let shown = showing.map { item in
        switch item {
        case .step(let step): sExpression(step)
        case .range(let first, let last): sExpression(first) + ".." + sExpression(last)
        case .every(let every): "every " + sExpression(every)
        }
      }
      text += " showing \(shown)"
    }
    return text
  }

  private func describe(_ claim: ClaimSyntax) -> String {
    var text = claim.verb.rawValue + " " + sExpression(claim.left)
    switch claim.relation {
    case .approximately: text += " ≈ "
    case .compared(let comparison): text += " " + comparison.rawValue + " "
    }
    text += sExpression(claim.right)
    if let tolerance = claim.tolerance { text += " ± " + sExpression(tolerance) }
    if let source = claim.source { text += " from " + source }
    return text
  }

  static let lines: [(String, [String])] = [
    // Rule 1, 2: no word is reserved.
    ("step = 4", ["step = 4"]), ("claim = step", ["claim = step"]), ("show[1] = 2", ["show = 2"]),
    ("σ = 0.5", ["σ = 0.5"]), ("param = 1", ["param = 1"]), ("let = for + in", ["let = (add for in)"]),
    // Leaves and macros.
    ("param θ = 0", ["param θ"]), ("param W[i=1..3, j=1..2] = 0.1·i - 0.05·j", ["param W"]),
    ("param W = [[1, 2],\n[3, 4]]", ["param W"]),
    ("let f(x, y) = x² + y", ["macro f [\"x\", \"y\"] (add (square x) y)"]),
    ("input x from \"a.csv\" columns a, \"b c\"", ["input x"]),
    ("input y from \"a.csv\" column y", ["input y"]),
    ("param W from \"w.csv\"", ["param W"]), ("let c = [1, 2]", ["let c"]),
    // Families.
    ("h[j] = σ(Σ[i] W[j,i]·x[i] + b)", ["h = (call σ (add (sum (i) (mul W[j i] x[i])) b))"]),
    ("a[0] = x", ["a = x"]), ("a[k=1..10] = σ(w[k]·a[k-1])", ["a = (call σ (mul w[k] a[(sub k 1)]))"]),
    // Acts.
    ("forward L", ["forward L"]), ("backward y[1]", ["backward y[1]"]), ("minimize L", ["minimize L"]),
    ("minimize L for 1 step", ["minimize L for 1 steps"]),
    (
      "minimize L for 10 epochs in batches of 2 over n, showing 1, 2, every 100",
      ["minimize L for 10 epochs of 2 over n showing [\"1\", \"2\", \"every 100\"]"]
    ),
    ("minimize L in batches of B over n showing every n", ["minimize L of B over n showing [\"every n\"]"]),
    ("step with g = 1", ["step [\"g\"]"]),
    (
      "step with g[w] = 0.2, g[b] = -1 for 3 steps, showing 1",
      ["step [\"w\", \"b\"] for 3 steps showing [\"1\"]"]
    ),
    ("step with g[W] = [[1, 2]]", ["step [\"W\"]"]), ("step with g[W[i,k]] = dW[i,k]", ["step [\"W[i k]\"]"]),
    ("optimizer momentum", ["optimizer momentum []"]), ("optimizer torch.sgd()", ["optimizer torch.sgd []"]),
    ("optimizer rmsprop(α = 0.1/t, β₁ = 1 - 0.1)", ["optimizer rmsprop [\"α\", \"β1\"]"]),
    ("reset", ["reset []"]), ("reset with x = -2, mask = [0, 1]", ["reset [\"x\", \"mask\"]"]),
    ("show ∂L/∂W, x@3", ["show [\"(∂ L W)\", \"(@ x 3)\"]"]), ("plot L", ["plot [\"L\"]"]),
    ("plot a, b over k", ["plot [\"a\", \"b\"] over k"]),
    ("plot σ(x) over x = -4..2·two in 9 points", ["plot [\"(call σ x)\"] over x (neg 4)..(mul 2 two) in 9"]),
    ("plot L over W[1] = 0..1, b = -1..3", ["plot [\"L\"] over W[1] 0..1, b (neg 1)..3"]),
    ("plot y, r against x[n]", ["plot [\"y\", \"r\"] against x[n]"]),
    ("over = 2\nplot over over over = 0..1", ["over = 2", "plot [\"over\"] over over 0..1"]),
    ("graph θ", ["graph [\"θ\"]"]),
    ("carry 4 decimals", ["carry decimals(4)"]), ("carry 1 digit", ["carry digits(1)"]),
    ("carry exact", ["carry exact"]),
    (
      "compare L for 3 steps\n  sgd\n    claim x = 1\n    let y = 2\n  a.b(c = 1)",
      ["compare L for 3 steps [\"sgd2\", \"a.b0\"]"]
    ),
    ("compare with g = 1 for 50 steps\n\tsgd", ["compare with 1 for 50 steps [\"sgd0\"]"]),
    // Rules.
    (
      "rule r(α = 0.1)\n  s ← g² if α > 0\n  m = s\n  start p = 1\n  start = 2\n  θ ← θ - m\nx = 1",
      ["rule r [\"α\"] 5", "x = 1"]
    ),
    ("rule a.b\n  θ <- θ\n  # done\n\n  s ← s\n    + g", ["rule a.b [] 2"]),
    // Claims.
    ("ask x < 1 \"Is x small?\"", [#"ask ["x", "1"] Is x small?"#]), ("ask = 1", ["ask = 1"]),
    ("claim x = 1", ["claim x = 1"]), ("refute x ≈ -0.1 from \"a §1\"", ["refute x ≈ (neg 0.1) from a §1"]),
    ("claim x ~= 1e-3", ["claim x ≈ 1e-3"]), ("claim x ≈ y ± 1e-5", ["claim x ≈ y ± 1e-5"]),
    ("claim x ~= 1 +/- 2", ["claim x ≈ 1 ± 2"]), ("claim x != y", ["claim x ≠ y"]),
    ("claim x >= y", ["claim x ≥ y"]),
    ("claim x <-1", ["claim x < (neg 1)"]),
    ("claim |o[n] - y[n]| < 0.2", ["claim (abs (sub o[n] y[n])) < 0.2"]),
    // Layout (rule 46, 47).
    ("x = a +\nb", ["x = (add a b)"]), ("x = a\n  + b\n  - c", ["x = (sub (add a b) c)"]),
    ("x =\n\n # remark\n a", ["x = a"]),
    ("x = f(a,\n b\n)", ["x = (call f a b)"]), ("claim x\n  · y = 1", ["claim (mul x y) = 1"]),
    ("show a,\nb", ["show [\"a\", \"b\"]"]),
    ("\n\n# only a remark\n", []), ("", []), ("x = 1 # remark\r\ny = 2\r\n", ["x = 1", "y = 2"]),
    ("\u{FEFF}x = 1", ["x = 1"]),
    ("  x = 1\n  y = 2", ["x = 1", "y = 2"]), ("x\u{A0}=\u{A0}1", ["x = 1"]),
  ]

  @Test(arguments: lines) func readsStatements(_ text: String, _ expected: [String]) {
    #expect(kinds(text) == expected)
  }

  @Test func largeRulesKeepTheirSpan() throws {
    let text = "rule r(α = 1)\n  s ← g\n  θ ← θ - α·s\n\nx = 1"
    let source = Source(name: "", text: text)
    let statement = try #require(
      Parser.parse(source, fences: [Span(0, source.bytes.count)]).statements[0].first)
    #expect(source.text(statement.span) == "rule r(α = 1)\n  s ← g\n  θ ← θ - α·s")
  }

  @Test func fencesAreSeparate() {
    let source = Source(name: "", text: "x = (1\n|y = 2|")
    let result = Parser.parse(source, fences: [Span(0, 7), Span(8, 13)])
    #expect(result.diagnostics.count == 1)
    #expect(result.statements.map(\.count) == [1, 1])
    guard case .broken(.definition, let name?) = result.statements[0][0].kind else {
      Issue.record("the line of the first fence is broken")
      return
    }
    #expect(name.text == "x")
  }

  // MARK: Bindings, prose

  @Test(
    arguments: [
      ("x=0.5", "x", 0.5), ("theta = -1e-8", "θ", -1e-8), ("β₁=½", "β1", 0.5), ("w=-1/4", "w", -0.25),
      ("x=abc", nil, nil), ("x", nil, nil), ("x=", nil, nil), ("=1", nil, nil), ("x[1]=2", nil, nil),
      ("x=1/0", nil, nil), ("x=1 2", nil, nil),
    ] as [(String, String?, Double?)]) func readsBindings(_ text: String, _ name: String?, _ value: Double?)
  {
    let binding = try? Parser.parseBinding(Source(name: "(argument)", text: text)).get()
    #expect(binding?.name.key.text == name)
    let cell = binding?.value.cells.first
    #expect(
      cell.flatMap { if case .number(let number) = $0.value.kind { number.value } else { nil } } == value)
  }

  @Test(
    arguments: [
      ("x=[1, -2.5]", [[1], [2]]), ("W=[[1,2],[3,1/3]]", [[1, 1], [1, 2], [2, 1], [2, 2]]),
      ("x=[1,[2]]", nil),
      ("x=[]", nil), ("x=[1", nil), ("x=[1,]", nil), ("sum=[1]", nil), ("x=[[[[[[[[[1]]]]]]]]]", nil),
      ("x=[a]", nil), ("x=[1] 2", nil),
    ] as [(String, [[Int]]?)]) func readsArrays(_ text: String, _ indices: [[Int]]?)
  {
    let binding = try? Parser.parseBinding(Source(name: "(argument)", text: text)).get()
    #expect(binding?.value.cells.map(\.indices) == indices)
  }

  @Test(
    arguments: [
      ("10.89", ["10.89"]), ("df/dw = -1.5", ["(div df dw) -1.5"]), ("∂f/∂w ≈ 3", ["(∂ f w) 3"]),
      ("f=1, w[2] = -3e-5, 7", ["f 1", "w[2] -3e-5", "7"]), ("w=", nil), ("w=1+1", nil), ("=1", nil),
      ("W=[[1, -2], [3]], df/dx = [4]", ["W[1 1] 1", "W[1 2] -2", "W[2 1] 3", "(div df dx[1]) 4"]),
      ("w=[1", nil), ("w=[]", nil), ("w=1=2", nil), ("w=½", nil), ("1,", nil), ("", nil), ("w > 1", nil),
    ] as [(String, [String]?)]) func readsAnswers(_ text: String, _ expected: [String]?)
  {
    let answers = try? Parser.parseAnswers(Source(name: "(claim)", text: text)).get()
    let found = answers?.map { answer in
      (answer.subject.map { sExpression($0) + " " } ?? "") + (WrittenNumber(answer.number)?.spelling ?? "")
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("0.19", "claim s", "claim s ≈ 0.19"), ("-0.3162", " claim θ@1 ", "claim (@ θ 1) ≈ (neg 0.3162)"),
    ("1e-5", "refute x·y from \"a\"", "refute (mul x y) ≈ 1e-5 from a"), ("1", "a remark", "nil"),
    ("1", "claimed", "nil"),
    ("−2e−8", "claim s", "claim s ≈ (neg 2e-8)"), ("+3", "claim s", "claim s ≈ 3"),
    ("- 1", "claim s", "error: `- 1` is not a number"),
    ("1e999", "claim s", "error: this number is too large for double precision"),
    ("10^-5", "claim s", "error: `10^-5` is not a number"),
    ("3-5", "claim s", "error: `3-5` is not a number"),
    ("", "claim s", "error: there is no number before this claim"),
    ("1", "claim", "error: expected an expression, found the end of the line"),
    ("1", "claim s = 2", "error: expected the end of the comment, found `=`"),
    ("1", "claim (s", "error: this bracket is never closed"),
  ]) func readsProseClaims(_ number: String, _ comment: String, _ expected: String) {
    let source = Source(name: "", text: number + "<!--" + comment + "-->")
    let length = number.utf8.count
    let result = Parser.parseProseClaim(
      source, comment: Span(length + 4, length + 4 + comment.utf8.count), number: Span(0, length))
    switch result {
    case nil: #expect(expected == "nil")
    case .success(let claim): #expect(describe(claim) == expected)
    case .failure(let diagnostic): #expect("error: " + diagnostic.message == expected)
    }
  }
}
