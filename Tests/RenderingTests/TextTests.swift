import Autodiff
import Letters
import Rendering
import Testing
import Trace

struct TextTests {
  @Test func chosenStepsAreShownAndTheOthersCounted() throws {
    let lesson = "param θ = 1\nL = θ²\noptimizer sgd(α = 0.1)\nminimize L for 5 steps, showing 1, 5"
    let text = try printed(lesson, TextOptions(steps: [3]))
    #expect(!text.contains("Step 1 "))
    #expect(text.contains("… 2 steps not shown\n\nStep 3   L = "))
    #expect(text.contains("\n\nAfter step 5   L = "))
  }

  /// The first two steps and the last are shown unless a lesson says otherwise: 0.8 of θ is left each time.
  @Test func stepsShownUnasked() throws {
    let text = try printed("param θ = 1\nL = θ²\noptimizer sgd(α = 0.1)\nminimize L for 5 steps")
    #expect(
      text.matches(of: /(Step \d|… \d steps? not shown)/).map(\.output.1) == [
        "Step 1", "Step 2", "… 2 steps not shown", "Step 5",
      ])
  }

  /// A tie of one member of a family is told, although the members before and behind it simply hold.
  @Test func tiesOfAFamily() throws {
    let text = try printed("input u = [0.25, 0.255, 0.251]\nclaim u[k] ≈ 0.25")
    #expect(text.contains("✓ u[k] ≈ 0.25   (3 values)\n"))
    #expect(text.contains("a tie: u[k] = 0.255 lies on a rounding boundary\n"))
  }

  @Test func onlyColorOptionColors() throws {
    let recording = try recording("x = 1\nclaim x = 1")
    #expect(!recording.text().contains("\u{1B}"))
    #expect(recording.text(TextOptions(color: true)).contains("\u{1B}[32m✓\u{1B}[0m x = 1"))
  }

  @Test func carriedResultsSayHowTheyWereRounded() throws {
    let text = try printed("let a = 2/3\ncarry 4 decimals\ny = a²\nforward y")
    #expect(text.contains("y = a² = (2/3)² = 0.4444   (rounded to 4 decimals)"))
  }

  @Test func cancellationGetsTheDigitsItNeeds() throws {
    let text = try printed("input a = 1.00000012\ninput b = 1\nc = a - b\nforward c")
    #expect(text.contains("c = a - b = 1.00000012 - 1 = 1.2e-7"))
  }

  @Test func whatIsNotFiniteIsNamed() throws {
    let text = try printed("input a = 1000\nb = exp(a)\nc = b + 1\nforward c")
    #expect(text.contains("! the first value that is not finite: b = exp(a) = exp(1000) = inf\n"))
  }

  @Test func namesCannotCommandTheTerminal() {
    var graph = Graph()
    let a = graph.leaf(.input, 1, label: Label("a\u{1B}[2J\u{202E}"))
    let shown = Shown(.expression("a\u{1B}]0;x"), node: a)
    let events: [Event] = [.forward(a, Moment(run: 0, step: 0)), .show([shown], Moment(run: 0, step: 0))]
    let text = showing(graph, events[0], events[1]).text()
    #expect(!text.unicodeScalars.contains("\u{1B}"))
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  /// Two steps on w² with momentum 1, by hand: g is 2w before each.
  @Test func namesOfTheLastStep() throws {
    let lesson = """
      rule heavy(α = 0.1)
        v ← v + g
        d = α·v
        θ ← θ - d
      param w = [1, 2]
      param b = 3
      L = Σ[i] w[i]² + b²
      optimizer heavy
      minimize L for 2 steps, showing none
      show g, v@1, d[w], α, w@1
      """
    let text = try printed(lesson)
    for line in [
      "g[w]   = [1.6, 3.2]", "g[b]   = 4.8", "v[w]@1 = [2, 4]", "v[b]@1 = 6", "d[w]   = [0.36, 0.72]",
      "α      = 0.1", "w@1    = [0.8, 1.6]",
    ] {
      #expect(text.contains("  \(line)\n"), "\(line)")
    }
    let json = try recording(lesson).json()
    #expect(
      json.contains(/{"name": "v\[w\]@1", "rank": 1, "rows": \[\[{[^}]*"value": 2,[^}]*}, {[^}]*"value": 4,/))
  }

  /// θ halves in each step, so that θ² < 1e-6 after ten.
  @Test func whatAnActWaitsFor() throws {
    let act = "param θ = 1\nL = θ²\noptimizer sgd(α = 0.25)\nminimize L until "
    #expect(
      try printed(act + "L < 1e-6, at most 99 steps, showing none")
        .contains("After step 10   L = 9.53674e-7   stopped: L < 1e-6\n"))
    #expect(
      try printed(act + "θ<1e-3 at most 99 steps, showing 4..6, every 50")
        .contains(
          "… 4 steps not shown\n\nAfter step 10   L = 9.53674e-7   stopped: θ<1e-3   θ = 0.000976563\n"))
    #expect(
      try printed(act + "θ < 1e-3 or L < 0, at most 4 steps")
        .contains("After step 4   L = 0.00390625\n  ! not yet θ < 1e-3 or L < 0 after 4 steps\n"))
    let json = try recording(act + "L < 1e-6, at most 99 steps").json()
    #expect(
      json.contains(
        #""first": 1, "last": 10, "rules": [0], "t": 1, "until": {"text": "L \u003c 1e-6", "atMost": 99, "holds": true}"#
      ))
  }

  /// Members of a comparison end at steps of their own.
  @Test func membersThatWait() throws {
    let text = try printed(
      """
      param θ = 1
      L = θ²
      compare L until θ < 0.1, at most 6 steps
        sgd(α = 0.25)
        sgd(α = 0.125)
      """)
    #expect(
      text.contains(
        "  L  sgd(α = 0.25)   1    0.25    0.0625\n     sgd(α = 0.125)  1  0.5625  0.316406  0.0563135"))
    #expect(text.contains("  sgd(α = 0.25): θ < 0.1 after 4 steps   θ = 0.0625\n"))
    #expect(text.contains("  sgd(α = 0.125): not yet θ < 0.1 after 6 steps   θ = 0.177979\n"))
  }

  // MARK: Claims

  static func claim(
    _ verb: Claim.Verb, _ outcome: Claim.Outcome, expected: Double = 0.25, spelling: String? = "0.25",
    actual: Double = 0.26, relation: Claim.Relation = .approximately, source: String? = nil,
    instances: Int = 1,
    slips: [Mistake.Kind] = [], slipsTried: Int = 0, pairs: (tried: Int, fitting: Int) = (0, 0)
  ) -> Claim {
    Claim(
      statement: Claim.Statement(
        verb: verb, place: .block, text: "x \(relation.rawValue) \(spelling ?? "y")", subject: "x",
        relation: relation, line: 7, source: source,
        number: spelling.flatMap { WrittenNumber($0) }.map { Claim.Number($0) }),
      verdict: Claim.Verdict(
        outcome: outcome, actual: actual, expected: expected, tolerance: 0.005, instances: instances,
        instance: instances > 1 ? [("k", 1)] : [], moment: Moment(run: 0, step: 0)),
      explanation: Claim.Explanation(
        slips: slips.map { Slip([Mistake($0)], value: expected) },
        singles: Claim.Attempts(tried: slipsTried, fitting: slips.count),
        pairs: Claim.Attempts(tried: pairs.tried, fitting: pairs.fitting)))
  }

  @Test(arguments: [
    (0, 0, "(90 tried)"), (700, 0, "(90 tried), nor any of the 700 pairs tried"),
    (700, 1, "(90 tried); one of the 700 pairs tried would, which may be chance"),
    (700, 3, "(90 tried); 3 of the 700 pairs tried would, and nothing tells which"),
  ])
  func pairsOfSlipsThatAreNotToldAreCounted(_ tried: Int, _ fitting: Int, _ words: String) {
    let claim = TextTests.claim(.refute, .fails, slipsTried: 90, pairs: (tried, fitting))
    let lines = claim.lines(TextOptions())
    #expect(lines.contains { $0.hasSuffix("no single slip explains 0.25 " + words) }, "\(lines)")
  }

  static let verdicts: [(Claim, [String])] = [
    (claim(.claim, .holds, actual: 0.2512), ["✓ x ≈ 0.25"]),
    (claim(.claim, .holds, actual: 0.2512, source: "p. 3"), ["✓ x ≈ 0.25   p. 3"]),
    (
      claim(.claim, .fails, actual: 0.2612345, slipsTried: 277),
      [
        "✗✗ claim fails: x ≈ 0.25", "  the lesson says 0.25; it is 0.2612",
        "  no single slip explains 0.25 (277 tried)",
      ]
    ),
    (claim(.refute, .fails), ["✗ x ≈ 0.25   not so: it is 0.26"]),
    (claim(.refute, .fails, actual: 0.2551), ["✗ x ≈ 0.25   not so: it is 0.26"]),
    (claim(.refute, .fails, actual: 0.25000001), ["✗ x ≈ 0.25   not so: it is 0.25000001"]),
    (claim(.refute, .fails, actual: 1e-9), ["✗ x ≈ 0.25   not so: it is 1e-9"]),
    (
      claim(.refute, .fails, relation: .less, source: "B"),
      ["✗ x < 0.25   B says so, but 0.26 ≥ 0.25"]
    ),
    // Of two expressions both values are told.
    (
      claim(.refute, .fails, spelling: nil, relation: .equal),
      ["✗ x = y   not so: 0.26 ≠ 0.25"]
    ),
    (
      claim(.refute, .fails, spelling: nil, actual: 0.25000001, relation: .equal),
      ["✗ x = y   not so: 0.25000001 ≠ 0.25"]
    ),
    (
      claim(.refute, .fails, actual: 0.25, relation: .notEqual, source: "B"),
      ["✗ x ≠ 0.25   B says so, but both are 0.25"]
    ),
    (
      claim(.refute, .fails, spelling: nil, relation: .equal, source: "B", instances: 3),
      ["✗ x = y   (3 values)   B says so, but at k = 1, 0.26 ≠ 0.25"]
    ),
    // Several slips make a list.
    (
      claim(
        .refute, .fails,
        slips: [.number(of: "α", [], "0.01", insteadOf: "0.1"), .replaced(by: "s", insteadOf: "g")]),
      [
        "✗ x ≈ 0.25   not so: it is 0.26",
        "  you get 0.25 if you", "    take α = 0.01 instead of 0.1",
        "    take s in place of g",
      ]
    ),
    (
      claim(
        .refute, .fails, slips: [.negated("a"), .earlier("a"), .divided("b"), .multiplied("b"), .stale("c")]),
      [
        "✗ x ≈ 0.25   not so: it is 0.26",
        "  you get 0.25 if you", "    take a with the other sign",
        "    take a one step earlier", "    take b divided instead of multiplied", "    … and 2 more",
      ]
    ),
    (
      claim(.refute, .holds, actual: 0.251),
      ["✗✗ stale refutation: x ≈ 0.25 holds", "  it is 0.2510"]
    ),
    (
      claim(.claim, .tie, actual: 0.255),
      ["✓ x ≈ 0.25", "  a tie: x = 0.255 lies on a rounding boundary"]
    ),
    (claim(.claim, .undefined, actual: .nan), ["✗✗ claim of no number: x ≈ 0.25"]),
    (
      claim(.claim, .fails, expected: 3, spelling: "3", actual: 3.0000004, relation: .equal),
      ["✗✗ claim fails: x = 3", "  the lesson says 3; it is 3.0000004"]
    ),
  ]

  @Test(arguments: verdicts.indices)
  func verdict(_ index: Int) {
    let (claim, lines) = TextTests.verdicts[index]
    #expect(claim.lines(TextOptions()) == lines)
  }

  /// On a narrow page a verdict is broken where its parts meet, then between words.
  @Test func longVerdictsAreBroken() {
    var recording = Recording()
    recording.claims = [
      TextTests.claim(
        .refute, .fails, spelling: nil, relation: .equal, source: "article 004 §3.3", instances: 3,
        slips: [.multiplied("√(s + ε)"), .allRounded(decimals: 4)])
    ]
    recording.events = [.claim(0)]
    #expect(
      recording.text(TextOptions(width: 30)) == """
          ✗ x = y   (3 values)
              article 004 §3.3 says
              so, but at k = 1, 0.26 ≠
              0.25
            you get 0.25 if you
              take √(s + ε) multiplied
                instead of divided
              round every result to 4
                decimals

        """)
    let colored = recording.text(TextOptions(color: true, width: 30))
    #expect(colored.hasPrefix("  \u{1B}[33m✗\u{1B}[0m x = y   (3 values)\n"))
  }

  @Test func chartsOfOddSeries() {
    for values in [[1, 1, 1], [.nan, .infinity], [-1e308, 1e308, .nan], [0]] {
      var graph = Graph()
      var shown: [Shown] = []
      for (index, value) in values.enumerated() {
        shown.append(Shown(.expression("x"), node: graph.leaf(.input, value), indices: [index + 1]))
      }
      let text = showing(graph, .plot(.overIndex(shown, Moment(run: 0, step: 0)))).text()
      #expect(text.hasPrefix("x over its index\n"))
      let bad = values.count { !$0.isFinite }
      let words =
        bad == values.count
        ? "none of the \(bad) values is finite" : "\(bad) of \(values.count) values are not finite"
      #expect(text.contains(words) == (bad > 0))
      #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 80 })
    }
  }
}

extension TextTests {
  @Test func longFanInsAreCut() throws {
    let text = try printed("param w = 2\ninput x[i=1..9] = i\nL = Σ[i] w·x[i]\nbackward L")
    #expect(text.contains("∂L/∂w = x[1] + x[2] + … + x[9] = 1 + 2 + … + 9 = 45\n"))
  }

  /// A claim of an array is one line if it holds, and else one for each number that does not.
  @Test func arraysAreClaimedInOneLine() throws {
    let text = try printed(
      """
      input h = [1, 2, 3]
      claim h = [1, 2, 3]
      claim h ≈ [1.0, 2.5, 3.0]
      """)
    #expect(text.contains("✓ h = [1, 2, 3]   (3 values)"))
    #expect(text.contains("claim fails: h[2] ≈ 2.5"))
    #expect(!text.contains("h[1] ≈"))
  }

  @Test func familiesAreRowsAndGrids() throws {
    let block = """
      input W = [[1, 2.5], [-3, 400]]
      b[k=0..3] = k
      input long[i=1..20] = i
      show W, b, long[2]
      """
    #expect(
      try printed(block).contains(
        """
          W           = [[ 1, 2.5],
                         [-3, 400]]
          b from b[0] = [0, 1, 2, 3]
          long[2]     = 2

        """))
    #expect(try printed(block, TextOptions(width: 20)).contains("  W[2,1]  = -3\n"))
    #expect(try printed("input long[i=1..20] = i\nshow long").contains("  … and 8 more"))
  }

  /// A gradient that the lesson gives is worked out like any line, unless it is a plain number.
  @Test func givenGradientsAreFormulas() throws {
    let text = try printed(
      """
      param w = 3
      optimizer sgd(α = 0.1)
      step with g = 2·w + 1
      step with g = -2
      """)
    #expect(text.contains("Step 1\n  g = 2·w + 1 = 2·3 + 1 = 7\n"))
    #expect(text.contains("Step 2   g = -2\n  w ← w - α·g\n"))
  }
}
