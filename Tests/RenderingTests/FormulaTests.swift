import Autodiff
import Presentation
import Rendering
import Testing
import Trace

/// Formulas of hand-built graphs, in symbols and with the numbers put in.
struct FormulaTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let symbols: String
    let numbers: String
    let values: [String: Double]
    let build: @Sendable (inout Sketch) -> NodeID
    var testDescription: String { symbols }

    init(
      _ symbols: String, _ numbers: String, _ values: [String: Double] = ["a": 2, "b": 3, "c": 4, "x": -1],
      _ build: @escaping @Sendable (inout Sketch) -> NodeID
    ) {
      self.symbols = symbols
      self.numbers = numbers
      self.values = values
      self.build = build
    }
  }

  /// A graph whose leaves are made by name.
  struct Sketch {
    var graph = Graph()
    let values: [String: Double]
    private var leaves: [String: NodeID] = [:]

    init(_ values: [String: Double]) { self.values = values }

    mutating func callAsFunction(_ name: String) -> NodeID {
      if let leaf = leaves[name] { return leaf }
      let leaf = graph.leaf(.parameter, values[name] ?? 0, label: Label(name))
      leaves[name] = leaf
      return leaf
    }

    mutating func number(_ spelling: String) -> NodeID {
      graph.constant(Double(spelling) ?? 0.5, spelling: spelling)
    }
  }

  static let cases: [Case] = [
    Case("x·x", "-1·(-1)") { $0.graph.add(.mul, $0("x"), $0("x")) },
    Case("x²", "(-1)²") { $0.graph.add(.square, $0("x")) },
    Case("x² + x", "(-1)² + (-1)") {
      let square = $0.graph.add(.square, $0("x"))
      return $0.graph.add(.add, square, $0("x"))
    },
    Case("a/(b·c)", "2/(3·4)") {
      let product = $0.graph.add(.mul, $0("b"), $0("c"))
      return $0.graph.add(.div, $0("a"), product)
    },
    Case("a/b·c", "2/3·4") {
      let quotient = $0.graph.add(.div, $0("a"), $0("b"))
      return $0.graph.add(.mul, quotient, $0("c"))
    },
    Case("a·(b/c)", "2·(3/4)") {
      let quotient = $0.graph.add(.div, $0("b"), $0("c"))
      return $0.graph.add(.mul, $0("a"), quotient)
    },
    Case("a·b·c", "2·3·4") {
      let product = $0.graph.add(.mul, $0("b"), $0("c"))
      return $0.graph.add(.mul, $0("a"), product)
    },
    Case("a - (b - c)", "2 - (3 - 4)") {
      let difference = $0.graph.add(.sub, $0("b"), $0("c"))
      return $0.graph.add(.sub, $0("a"), difference)
    },
    Case("a - b + c", "2 - 3 + 4") {
      let difference = $0.graph.add(.sub, $0("a"), $0("b"))
      return $0.graph.add(.add, difference, $0("c"))
    },
    Case("a·(b + x)", "2·(3 + (-1))") {
      let sum = $0.graph.add(.add, $0("b"), $0("x"))
      return $0.graph.add(.mul, $0("a"), sum)
    },
    Case("a + x·b", "2 + (-1)·3") {
      let product = $0.graph.add(.mul, $0("x"), $0("b"))
      return $0.graph.add(.add, $0("a"), product)
    },
    Case("-x²", "-(-1)²") {
      let square = $0.graph.add(.square, $0("x"))
      return $0.graph.add(.neg, square)
    },
    Case("(-x)²", "(-(-1))²") {
      let negative = $0.graph.add(.neg, $0("x"))
      return $0.graph.add(.square, negative)
    },
    Case("-(a·b)", "-(2·3)") {
      let product = $0.graph.add(.mul, $0("a"), $0("b"))
      return $0.graph.add(.neg, product)
    },
    Case("-a·b", "-2·3") {
      let negative = $0.graph.add(.neg, $0("a"))
      return $0.graph.add(.mul, negative, $0("b"))
    },
    Case("a·(-b)", "2·(-3)") {
      let negative = $0.graph.add(.neg, $0("b"))
      return $0.graph.add(.mul, $0("a"), negative)
    },
    Case("2^-x", "2^-(-1)") {
      let negative = $0.graph.add(.neg, $0("x"))
      return $0.graph.add(.pow, $0.number("2"), negative)
    },
    Case("2^x", "2^(-1)") { $0.graph.add(.pow, $0.number("2"), $0("x")) },
    Case("a³", "2³") { $0.graph.add(.pow, $0("a"), $0.number("3")) },
    Case("a^b^c", "2^3^4") {
      let power = $0.graph.add(.pow, $0("b"), $0("c"))
      return $0.graph.add(.pow, $0("a"), power)
    },
    Case("(a^b)^c", "(2^3)^4") {
      let power = $0.graph.add(.pow, $0("a"), $0("b"))
      return $0.graph.add(.pow, power, $0("c"))
    },
    Case("(√a)²", "(√2)²") {
      let root = $0.graph.add(.sqrt, $0("a"))
      return $0.graph.add(.square, root)
    },
    Case("√(a + b)·c", "√(2 + 3)·4") {
      let sum = $0.graph.add(.add, $0("a"), $0("b"))
      let root = $0.graph.add(.sqrt, sum)
      return $0.graph.add(.mul, root, $0("c"))
    },
    Case("|x|", "|-1|") { $0.graph.add(.abs, $0("x")) },
    Case("abs(|x| - a)", "abs(|-1| - 2)") {
      let inner = $0.graph.add(.abs, $0("x"))
      let difference = $0.graph.add(.sub, inner, $0("a"))
      return $0.graph.add(.abs, difference)
    },
    Case("σ(a·b)", "σ(2·3)") {
      let product = $0.graph.add(.mul, $0("a"), $0("b"))
      return $0.graph.add(.sigmoid, product)
    },
    Case("max(a, b, c)", "max(2, 3, 4)") {
      let first = $0.graph.add(.max, $0("a"), $0("b"))
      return $0.graph.add(.max, first, $0("c"))
    },
    Case("where(a < b, x, ½)", "where(2 < 3, -1, ½)") {
      let condition = $0.graph.add(.less, $0("a"), $0("b"))
      return $0.graph.add(.select, condition, $0("x"), $0.number("½"))
    },
    Case("(a + b + c)/3", "(2 + 3 + 4)/3") {
      let sum = $0.graph.sum([$0("a"), $0("b"), $0("c")])
      return $0.graph.add(.div, sum, $0.number("3"))
    },
    Case("a + b - c", "2 + 3 - 4") {
      let negative = $0.graph.add(.neg, $0("c"))
      return $0.graph.sum([$0("a"), $0("b"), negative])
    },
    Case("a + a + … + a", "2 + 2 + … + 2") {
      let a = $0("a")
      return $0.graph.sum([NodeID](repeating: a, count: 9))
    },
    Case("1e-8·a", "1e-8·2") { $0.graph.add(.mul, $0.number("1e-8"), $0("a")) },
    Case("a·(1/2)", "2·(1/2)") { $0.graph.add(.mul, $0("a"), $0.number("1/2")) },
    Case("a - b", "1.00000012 - 1", ["a": 1.00000012, "b": 1]) { $0.graph.add(.sub, $0("a"), $0("b")) },
    Case("a·b", "0.333333·3", ["a": 0.333333, "b": 3]) { $0.graph.add(.mul, $0("a"), $0("b")) },
    // 16000 divided by it is 15999999.999999985.
    Case("a/(1 - b)", "16000/(1 - 0.999)", ["a": 16000.000000000015, "b": 0.999]) {
      $0.graph.add(.div, $0("a"), $0.graph.add(.sub, $0.number("1"), $0("b")))
    },
  ]

  @Test(arguments: cases)
  func symbolsAndNumbers(_ item: Case) {
    var sketch = Sketch(item.values)
    let node = item.build(&sketch)
    var builder = FormulaBuilder(sketch.graph, names: Names(sketch.graph), limits: Limits(.normal))
    let tree = builder.formula(of: node)
    #expect(FormulaText().text(tree) == item.symbols)
    var valuation = Valuation()
    let result = valuation.value(of: node, in: sketch.graph)
    let values = FormulaValues.put(
      into: tree, graph: sketch.graph, digits: 6, result: result,
      value: { valuation.value(of: $0, in: sketch.graph) })
    #expect(FormulaText(values: values).text(tree) == item.numbers)
  }

  @Test func adjointNames() {
    var graph = Graph()
    let w = graph.leaf(.parameter, 2, label: Label("w"))
    let b = graph.leaf(.parameter, 2, label: Label("b", [1, 2]))
    let square = graph.add(.square, w)
    let loss = graph.add(.mul, square, b)
    graph.setLabel(Label("L1"), of: loss)
    graph.gradient(of: loss)
    let first = graph.adjoint(of: loss, to: w)!  // w is in the loss
    let names = Names(graph)
    #expect(FormulaText().text(names(first)) == "∂L1/∂w")
    #expect(FormulaText().text(names.adjoint(of: loss, to: b)) == "∂L1/∂b[1,2]")
    #expect(FormulaText().text(names.adjoint(of: first, to: w)) == "∂²L1/∂w²")
    #expect(FormulaText().text(names.adjoint(of: first, to: b)) == "∂²L1/∂w∂b[1,2]")
    #expect(FormulaText(.ascii).text(names.adjoint(of: loss, to: w)) == "dL1/dw")
    #expect(FormulaText(.ascii).text(names.adjoint(of: first, to: w)) == "d^2L1/(dw^2)")
  }

  @Test func namesOfAdjointsBindLikeQuotients() {
    var graph = Graph()
    let w = graph.leaf(.parameter, 2, label: Label("w"))
    let loss = graph.add(.square, w)
    graph.setLabel(Label("L"), of: loss)
    graph.gradient(of: loss)
    let slope = graph.adjoint(of: loss, to: w)!  // w is in the loss
    let square = graph.add(.square, slope)
    let quotient = graph.add(.div, w, slope)
    let product = graph.add(.mul, w, slope)
    for (node, text) in [(square, "(∂L/∂w)²"), (quotient, "w/(∂L/∂w)"), (product, "w·∂L/∂w")] {
      var builder = FormulaBuilder(graph, names: Names(graph), limits: Limits(.normal))
      #expect(FormulaText().text(builder.formula(of: node)) == text)
    }
  }

  @Test func longChainsAndSharedNodesStaySmall() {
    var graph = Graph()
    let x = graph.leaf(.input, 1, label: Label("x"))
    var chain = x
    for _ in 0..<100_000 { chain = graph.add(.add, chain, x) }
    var doubled = x
    for _ in 0..<100 {
      let root = graph.add(.exp, doubled)
      doubled = graph.add(.mul, root, root)
    }
    var deep = x
    for _ in 0..<100_000 { deep = graph.add(.tanh, deep) }
    for node in [chain, doubled, deep] {
      var builder = FormulaBuilder(graph, names: Names(graph), limits: Limits(.normal))
      let text = FormulaText().text(builder.formula(of: node))
      #expect(text.count < 60_000)
      #expect(text.contains("…"))
    }
  }
}
