import Autodiff
import Language
import Letters
import Presentation
import Rendering
import TestSupport
import Trace

@testable import Lessons

/// Random expressions, and what they become when they are parsed, built, printed, and parsed again.
enum RoundTrip {
  static let names = ["a", "b", "c", "θ", "x₁", "m̂"]
  static let values = [0.75, -1.25, 2.5, 0.3, -0.6, 1.7]
  private static let numbers = ["2", "0.5", "1e-8", "3", "½", "1/3", "10", "0.10", "2.5e2"]
  private static let calls = [
    "exp", "ln", "σ", "tanh", "relu", "sin", "softplus", "sqrt", "abs", "floor", "gelu", "sign", "√",
  ]

  /// An expression as text, in brackets wherever its place could matter.
  static func expression(_ depth: Int, _ draws: inout Draws) -> String {
    if depth == 0 || draws.below(6) == 0 {
      return draws.below(3) == 0 ? draws.pick(numbers) : draws.pick(names)
    }
    let a = expression(depth - 1, &draws)
    switch draws.below(14) {
    case 0, 1: return "(\(a)) + (\(expression(depth - 1, &draws)))"
    case 2, 3: return "(\(a)) - (\(expression(depth - 1, &draws)))"
    case 4, 5: return "(\(a))·(\(expression(depth - 1, &draws)))"
    case 6: return "(\(a))/(\(expression(depth - 1, &draws)))"
    case 7: return "-(\(a))"
    case 8: return "(\(a))^(\(draws.pick(["2", "3", "-1", "½", "b", "-(2)", "2^2", "a/2"])))"
    case 9: return "(\(a))\(draws.pick(["²", "³", "⁻¹", "¹⁰"]))"
    case 10: return "|\(a)|"
    case 11: return "\(draws.pick(["max", "min"]))(\(a), \(expression(depth - 1, &draws)), b)"
    case 12:
      let relation = draws.pick(["<", "≤", "=", "≠", ">", "≥"])
      let right = expression(depth - 1, &draws)
      return "where((\(a)) \(relation) (\(right)), \(expression(depth - 1, &draws)), c)"
    default: return "\(draws.pick(calls))(\(a))"
    }
  }

  /// The lesson in which the names stand for parameters and `f` for an expression.
  static func recording(_ expression: String) -> (recording: Recording, f: NodeID)? {
    var text = "```nntrace\n"
    for (name, value) in zip(names, values) { text += "param \(name) = \(value)\n" }
    text += "f = \(expression)\ngraph f\n```\n"
    let outcome = run(Source(name: "trip.md", text: text))
    for case .graph(let f, _) in outcome.recording.events { return (outcome.recording, f) }
    return nil
  }

  /// The tree below a node, without brackets that sums and products do not need.
  static func tree(_ node: NodeID, _ graph: Graph) -> String {
    var node = node
    while graph.operation(of: node) == .copy, let first = graph.operands(of: node).first { node = first }
    guard let operation = graph.operation(of: node) else {
      if let label = graph.label(of: node) { return label.name }
      // In ASCII, ½ is written 1/2.
      if case .constant(let spelling) = graph.leafKind(of: node) { return spelling == "½" ? "1/2" : spelling }
      return "?"
    }
    let operands = graph.operands(of: node).map { tree($0, graph) }
    switch operation {
    case .add, .mul:
      // a + (b + c) and (a + b) + c are one sum.
      let name = "\(operation)"
      return "(" + name + operands.map { flat($0, name) }.joined() + ")"
    case .max, .min:
      let name = "\(operation)"
      return "(" + name + flat(operands[0], name) + " " + operands[1] + ")"
    default: return "(\(operation) " + operands.joined(separator: " ") + ")"
    }
  }

  private static func flat(_ tree: String, _ name: String) -> String {
    let head = "(" + name + " "
    return tree.hasPrefix(head) ? " " + tree.dropFirst(head.count).dropLast() : " " + tree
  }

  static func symbols(_ node: NodeID, _ graph: Graph, ascii: Bool) -> String {
    var builder = FormulaBuilder(graph, names: Names(graph), limits: Limits(.full))
    return FormulaText(ascii ? .ascii : .plain).text(builder.formula(of: node))
  }

  /// The formula with the numbers put in, and the value it is said to have.
  static func substitution(_ node: NodeID, _ recording: Recording) -> (text: String, value: Double) {
    let graph = recording.graph
    var builder = FormulaBuilder(graph, names: Names(graph), limits: Limits(.full))
    let tree = builder.formula(of: node)
    var valuation = recording.valuation(at: Moment(run: 0, step: 0))
    let value = valuation.value(of: node, in: graph)
    let numbers = FormulaValues.put(into: tree, graph: graph, digits: 6, result: value) {
      valuation.value(of: $0, in: graph)
    }
    return (FormulaText(values: numbers).text(tree), value)
  }

  /// What an expression of numbers alone is worth; nil if it cannot be parsed.
  static func value(_ expression: String) -> Double? {
    let source = Source(name: "(expression)", text: expression)
    guard case .success(let parsed) = Parser.parseExpression(source, in: Span(0, source.bytes.count)),
      let outcome = try? ExpressionTrace.run(source, parsed, bindings: [])
    else { return nil }
    var valuation = outcome.recording.valuation(at: Moment(run: 0, step: 0))
    return valuation.value(of: outcome.output, in: outcome.recording.graph)
  }
}
