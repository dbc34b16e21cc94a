import Autodiff
import Letters
import TestSupport
import Testing

@testable import Language

@Suite struct PrinterTests {
  private static let nowhere = Span(0, 0)

  private static func name(_ text: String) -> Name { Name(text, at: nowhere) }

  private static func make(_ kind: Expression.Kind) -> Expression { Expression(kind, at: nowhere) }

  private static func reference(_ draws: inout Draws, _ depth: Int) -> Reference {
    let count = depth > 0 ? [0, 0, 1, 2][draws.below(4)] : 0
    let subscripts = (0..<count).map { _ in expression(&draws, depth - 1) }
    return Reference(
      name: name(draws.pick(["x", "θ", "m̂", "W", "y'", "beta_1"])), subscripts: subscripts, span: nowhere)
  }

  private static func index(_ draws: inout Draws, _ depth: Int) -> IndexRange {
    let bounds = draws.below(2) == 0 ? (expression(&draws, depth - 1), expression(&draws, depth - 1)) : nil
    return IndexRange(name: name(draws.pick(["i", "j"])), bounds: bounds, span: nowhere)
  }

  /// Trees that are put together, and not parsed, may hold any operation.
  @Test func operationsAreCalledByTheirSpellings() {
    let x = PrinterTests.make(
      .reference(Reference(name: Name("x", at: Span(0, 0)), subscripts: [], span: Span(0, 0))))
    let two = PrinterTests.make(.number(Number(value: 2, spelling: "2")))
    let call = PrinterTests.make(.apply(.leakyRelu, [x, two]))
    #expect(ExpressionPrinter.text(PrinterTests.make(.apply(.pow, [call, two]))) == "leaky_relu(x, 2)^2")
  }

  /// Any tree that the parser can make.
  static func expression(_ draws: inout Draws, _ depth: Int) -> Expression {
    guard depth > 0 else {
      if draws.below(2) == 0 { return make(.reference(reference(&draws, 0))) }
      let spelling = draws.pick(["2", "3", "0.10", "1e-8", "½"])
      return make(.number(Number(value: 0, spelling: spelling)))
    }
    func part(_ draws: inout Draws) -> Expression { expression(&draws, draws.below(depth)) }
    switch draws.below(17) {
    case 0, 1: return make(.apply(draws.pick([.add, .sub]), [part(&draws), part(&draws)]))
    case 2, 3, 4: return make(.apply(draws.pick([.mul, .div]), [part(&draws), part(&draws)]))
    case 5, 6: return make(.apply(.neg, [part(&draws)]))
    case 7: return make(.apply(.square, [part(&draws)]))
    case 8:
      let exponent = part(&draws)
      let base = part(&draws)
      if case .number(let number) = exponent.kind, number.spelling == "2" {
        return make(.apply(.square, [base]))
      }
      return make(.apply(.pow, [base, exponent]))
    case 9: return make(.apply(.sqrt, [part(&draws)]))
    case 10: return make(.apply(.abs, [part(&draws)]))
    case 11: return make(.call(name(draws.pick(["σ", "max", "f"])), [part(&draws), part(&draws)]))
    case 12, 13:
      let indices = (0...draws.below(2)).map { _ in index(&draws, depth) }
      return make(.reduction(draws.pick(Reduction.allCases), indices, part(&draws)))
    case 14:
      func condition(_ depth: Int) -> Condition {
        func inner() -> Condition { condition(depth - 1) }
        switch depth > 0 ? draws.below(5) : draws.below(2) {
        case 0: return Condition(.number(part(&draws)), at: nowhere)
        case 1:
          return Condition(.comparison(part(&draws), draws.pick([.less, .equal]), part(&draws)), at: nowhere)
        case 2: return Condition(.not(inner()), at: nowhere)
        case 3: return Condition(.both(inner(), inner()), at: nowhere)
        default: return Condition(.either(inner(), inner()), at: nowhere)
        }
      }
      let choice = condition(2)
      return make(.conditional(choice, part(&draws), part(&draws)))
    case 15: return make(.derivative(part(&draws), reference(&draws, depth)))
    default:
      let operand =
        draws.below(2) == 0
        ? make(.reference(reference(&draws, depth)))
        : make(.derivative(part(&draws), reference(&draws, depth)))
      return make(.history(operand, at: part(&draws)))
    }
  }

  @Test(arguments: 0..<40) func whatIsPrintedReadsTheSame(_ seed: UInt64) {
    var draws = Draws(seed: seed)
    for _ in 0..<100 {
      let expression = PrinterTests.expression(&draws, 4)
      let text = ExpressionPrinter.text(expression)
      #expect(tree(text) == sExpression(expression), "\(text)")
    }
  }

  @Test(arguments: [
    "Σ[i] w[i]·x[i] + b", "6/Σ[i] a[i]·b[i]", "(Σ[i] a)·b", "a·(b·c)", "a - (b + c)", "-x²", "(-x)²", "x·-y",
    "2^-x²",
    "(x²)^3", "√(x²)", "(√x)²", "√v̂ + ε", "||x| - 4|", "∂L/∂w/2", "(∂L/∂w)²", "∂(∂f/∂x)/∂x", "L@(k - 1)",
    "θ@0²",
    "where(n = k, 0, x[n])", "θ - α·m̂/(√v̂ + ε)", "β₁^(t + 1)", "max[k=1..3] a[k]", "x[2·p + k - 2]",
    "Σ[i,k=1..3] W[i,k]",
    "1e-8 + 0.10",
    "-Σ[i] a·b", "(-Σ[i] a)·b",
  ]) func hasTheFewestBrackets(_ text: String) throws {
    let source = Source(name: "", text: text)
    let expression = try Parser.parseExpression(source, in: Span(0, source.bytes.count)).get()
    #expect(ExpressionPrinter.text(expression) == text)
  }
}
