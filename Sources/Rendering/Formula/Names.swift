import Autodiff
import Letters

/// What nodes are called in text.
package struct Names: Sendable {
  private let graph: Graph
  private let ascii: Bool
  /// The parameter whose update is being written: its state needs no subscript.
  package var owner: NodeID?
  /// The numbers of unnamed nodes, where they are shown: `v1`.
  package var numbers: [NodeID: Int] = [:]

  /// Whether a literal that is one divided by a whole number is written so, as the partial of a mean: `1/5`.
  package var writesReciprocals = false

  /// Expressions without a name stand in names no longer than this, and no deeper in each other.
  private static let longest = 40
  private static let deepest = 3
  private var nesting = 0

  package init(_ graph: Graph, ascii: Bool = false) {
    self.graph = graph
    self.ascii = ascii
  }

  /// The name of a node; a constant is called as it was typed, an unnamed node `v7`.
  package func text(of node: NodeID) -> String {
    if let label = graph.label(of: node) { return text(of: label) }
    switch graph.leafKind(of: node) {
    case .constant(let spelling): return spelled(spelling)
    case .step: return "t"
    case .gradient(let parameter): return owner == parameter ? "g" : "g[\(text(of: parameter))]"
    case .parameter, .input, .state, nil: return "v\(numbers[node] ?? Int(node.raw))"
    }
  }

  package func text(of label: Label) -> String {
    switch label.kind {
    case .plain: return spelled(label.name) + subscripts(label.indices)
    case .state(let parameter):
      let name = spelled(label.name) + subscripts(label.indices)
      return owner == parameter ? name : "\(name)[\(text(of: parameter))]"
    case .adjoint(let output, let node): return adjoint(of: output, to: node)
    }
  }

  /// `∂L/∂w`, `∂²L/∂w²`, `∂²L/∂w∂b`, `∂(x³)/∂x`.
  package func adjoint(of output: NodeID, to node: NodeID) -> String {
    var output = output
    var below = [node]
    while case .adjoint(let inner, let earlier)? = graph.label(of: output)?.kind {
      below.append(earlier)
      output = inner
    }
    below.reverse()
    let sign = ascii ? "d" : "∂"
    let order = below.count == 1 ? "" : exponent(String(below.count))
    var result = sign + order + derived(output) + "/"
    if ascii, below.count > 1 { result += "(" }
    var position = 0
    while position < below.count {
      let name = isQuotient(below[position]) ? "(\(text(of: below[position])))" : text(of: below[position])
      var power = 1
      while position + power < below.count, below[position + power] == below[position] { power += 1 }
      if ascii, position > 0 { result += " " }
      result += sign + name + (power == 1 ? "" : exponent(String(power)))
      position += power
    }
    if ascii, below.count > 1 { result += ")" }
    return result
  }

  /// What is derived: by its name, else as it was written, `(x³)`; `(…)` where that is too long to be a name.
  private func derived(_ output: NodeID) -> String {
    guard graph.label(of: output) == nil, numbers[output] == nil, graph.operation(of: output) != nil else {
      return text(of: output)
    }
    let rest = ascii ? "(...)" : "(…)"
    guard nesting < Names.deepest else { return rest }
    var inner = self
    inner.nesting += 1
    var builder = FormulaBuilder(graph, room: Names.longest)
    let text = FormulaText(graph, names: inner, ascii: ascii).text(builder.formula(of: output))
    return DisplayWidth.of(text) <= Names.longest ? "(" + text + ")" : rest
  }

  /// Whether the name is written as a quotient, so that it needs parentheses where a quotient would.
  package func isQuotient(_ node: NodeID) -> Bool {
    guard case .adjoint? = graph.label(of: node)?.kind else { return false }
    return true
  }

  /// A name or a number as typed, in the letters that may be printed.
  package func spelled(_ text: String) -> String {
    Visible.text(text, ascii: ascii)
  }

  /// A literal that nobody typed and that is one divided by a whole number: `½`, `1/5`; nil for any other.
  package func reciprocal(_ literal: NodeID) -> String? {
    guard writesReciprocals, case .gradient = graph.section(of: literal),
      let value = graph.startValue(of: literal), value > 0, value < 1
    else { return nil }
    let divisor = (1 / value).rounded()
    guard divisor < 1e6, 1 / divisor == value else { return nil }
    let fraction = Fraction(1, over: Int(divisor))
    return spelled(fraction.sign.map { String($0) } ?? fraction.text)
  }

  /// A whole number written high: `²`, in ASCII `^2`.
  package func exponent(_ digits: String) -> String {
    ascii ? "^" + digits : Digits.raised(digits)
  }

  private func subscripts(_ indices: [Int]) -> String {
    indices.isEmpty ? "" : "[" + indices.map(String.init).joined(separator: ",") + "]"
  }
}
