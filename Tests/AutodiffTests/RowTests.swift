import Autodiff
import Testing

@Suite struct RowTests {
  @Test(arguments: Operation.allCases)
  func partialsAgreeWithDifferences(_ operation: Operation) {
    let row = operation.row
    #expect(!row.samples.isEmpty || [.carry, .carryDigits].contains(operation) || operation == .float32)
    for sample in row.samples {
      var bench = Workbench()
      let leaves = sample.enumerated().map { bench.parameter("x\($0.offset)", $0.element) }
      let y = bench.graph.apply(operation, leaves)
      for (position, leaf) in leaves.enumerated() {
        // A condition and a number of decimals are not varied: the result is a step there.
        if operation == .select && position == 0 || operation == .round && position == 1 { continue }
        let exact = bench.gradient(y, leaf)
        let numeric = bench.graph.numericDerivative(of: y, to: leaf)
        #expect(
          agree(exact, numeric.value, relative: 1e-8, absolute: 1e-9),
          "∂\(row.name)/∂\(position) at \(sample): \(exact), numerically \(numeric.value)")
      }
    }
  }

  @Test(arguments: Operation.allCases)
  func rowsAreWhole(_ operation: Operation) {
    let row = operation.row
    #expect(row.partials.count == row.arity ?? 1)
    #expect(row.samples.allSatisfy { row.arity == nil || $0.count == row.arity })
    #expect(!row.summary.isEmpty && !row.summary.hasSuffix("."))
    #expect(row.name.utf8.allSatisfy { $0 < 128 })
  }

  @Test func namesAreUnique() {
    #expect(Set(Operation.rows.map(\.name)).count == Operation.allCases.count)
    let spellings = Operation.rows.flatMap { $0.spellings }.filter { $0 != "-" }
    #expect(Set(spellings).count == spellings.count)
    #expect(Set(Operation.callableNames).count == Operation.callableNames.count)
  }

  @Test func whatCanBeCalled() {
    let called: Set<String> = [
      "exp", "ln", "log10", "sin", "cos", "tan", "sinh", "cosh", "tanh", "erf", "erfc", "sigmoid", "σ",
      "relu",
      "leaky_relu", "elu", "softplus", "gelu", "silu", "abs", "sign", "step", "max", "min", "clip", "floor",
      "mod", "round", "float32", "where", "sqrt", "√",
    ]
    let written: Set<String> = [
      "add", "sub", "mul", "div", "neg", "square", "pow", "less", "less_equal", "equal", "not_equal",
      "greater", "greater_equal", "and", "or", "sum", "copy", "carry", "sigmoid_rest", "tanh_rest",
    ]
    #expect(called.isSubset(of: Operation.callableNames))
    #expect(written.isDisjoint(with: Operation.callableNames))
    #expect(Operation.named("σ") == .sigmoid)
    #expect(Operation.named("√") == .sqrt)
    #expect(Operation.named("add") == nil)
    #expect(Operation.named("sum") == nil)
    #expect(Operation.named("Σ") == nil)
  }

  /// Operation, operands, value, slopes.
  static let kinks: [(Operation, [Double], Double, [Double])] = [
    (.relu, [0], 0, [0]), (.abs, [0], 0, [0]), (.sign, [0], 0, [0]), (.step, [0], 0, [0]),
    (.leakyRelu, [0, 0.1], 0, [0.1, 0]), (.elu, [0], 0, [1]),
    (.max, [2, 2], 2, [1, 0]), (.min, [2, 2], 2, [1, 0]),
    (.clip, [1, 1, 3], 1, [1, 0, 0]), (.clip, [3, 1, 3], 3, [1, 0, 0]), (.clip, [2, 2, 2], 2, [1, 0, 0]),
    (.floor, [2], 2, [0]), (.round, [2.5, 0], 3, [0, 0]), (.round, [-2.5, 0], -3, [0, 0]),
    (.float32, [0.5], 0.5, [1]), (.float32, [0.9], 0.8999999761581421, [1]),
    (.float32, [-1e99], -.infinity, [1]),
    (.carryDigits, [0.012345, 3], 0.0123, [1, 0]),
    (.carry, [0.12345, 3], 0.123, [1, 0]), (.carry, [-0.0625, 3], -0.063, [1, 0]),
    (.sqrt, [0], 0, [.infinity]), (.pow, [0, 2], 0, [0, 0]), (.pow, [0, 1], 0, [1, 0]),
    (.select, [0, 5, 7], 7, [0, 0, 1]), (.select, [1, 5, 7], 5, [0, 1, 0]),
  ]

  @Test(arguments: kinks)
  func kinkIsPinned(_ operation: Operation, _ operands: [Double], _ value: Double, _ slopes: [Double]) {
    var bench = Workbench()
    let leaves = operands.map { bench.parameter("x", $0) }
    let y = bench.graph.apply(operation, leaves)
    #expect(bench.value(y) == value)
    #expect(leaves.map { bench.gradient(y, $0) } == slopes)
  }

  @Test(arguments: [Operation.relu, .max, .min, .clip, .sign, .step, .abs, .sigmoid, .softplus, .elu, .gelu])
  func nanPasses(_ operation: Operation) {
    let arity = operation.row.arity ?? 1
    for place in 0..<arity {
      let operands = (0..<arity).map { $0 == place ? Double.nan : Double($0) }
      // clip's later operands are limits: NaN there counts too
      #expect(operation.value(operands).isNaN, "operand \(place)")
    }
  }

  @Test func saturationDoesNotOverflow() {
    #expect(Operation.sigmoid.value([-1000]) == 0)
    #expect(Operation.sigmoid.value([1000]) == 1)
    #expect(Operation.sigmoid.value([-700]) > 0)
    #expect(Operation.softplus.value([1000]) == 1000)
    #expect(Operation.softplus.value([-700]) > 0)
    #expect(agree(Operation.softplus.value([0]), 0.6931471805599453))
    var bench = Workbench()
    let x = bench.parameter("x", -800)
    #expect(bench.gradient(bench.graph.add(.softplus, x), x) == 0)
    #expect(bench.gradient(bench.graph.add(.silu, x), x) == 0)
  }

  @Test(arguments: [
    (0.035, 2.0, 0.04), (0.1 * 0.35, 2, 0.04), (1.005, 2, 1.01), (-1.005, 2, -1.01), (2.4999, 0, 2),
    (1250, -2, 1300), (0.3162277, 4, 0.3162), (1e300, 4, 1e300), (3, 400, 3), (7, -400, 0),
    (.infinity, 2, .infinity), (1e-20, 4, 0), (0.5, 0, 1), (0.49999999999999, 0, 0),
  ])
  func roundingIsThatOfPencilAndPaper(_ x: Double, _ decimals: Double, _ expected: Double) {
    #expect(Operation.round.value([x, decimals]) == expected)
    #expect(Operation.carry.value([-x, decimals]) == -expected)
  }
}
