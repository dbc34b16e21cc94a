import Autodiff

/// What nodes are called at one place of a page.
package struct Names: Sendable {
  private let graph: Graph
  /// The parameter whose update is being shown: its state needs no subscript.
  package var owner: NodeID?
  /// The numbers of unnamed nodes, where they are shown: `v1`.
  package var numbers: [NodeID: Int] = [:]
  /// Whether a literal that is one divided by a whole number is called so, as the partial of a mean: `1/5`.
  package var tellsReciprocals = false
  private var nesting = 0

  package init(_ graph: Graph) {
    self.graph = graph
  }

  /// The name of a node; a constant is called as it was typed.
  package func callAsFunction(_ node: NodeID) -> Name {
    if let label = graph.label(of: node) { return self(label) }
    switch graph.leafKind(of: node) {
    case .constant(let spelling): return .typed(spelling)
    case .step: return .plain("t")
    case .gradient(let parameter): return owned(.plain("g"), by: parameter)
    case .parameter, .input, .state, nil: return .numbered(numbers[node] ?? Int(node.raw))
    }
  }

  package func callAsFunction(_ label: Label) -> Name {
    switch label.kind {
    case .plain: .plain(label.name, label.indices)
    case .state(let parameter): owned(.plain(label.name, label.indices), by: parameter)
    case .adjoint(let output, let node): adjoint(of: output, to: node)
    }
  }

  private func owned(_ name: Name, by parameter: NodeID) -> Name {
    owner == parameter ? name : .owned(name, by: self(parameter))
  }

  /// `∂L/∂w`, `∂²L/∂w²`, `∂²L/∂w∂b`, `∂(x³)/∂x`.
  package func adjoint(of output: NodeID, to node: NodeID) -> Name {
    var output = output
    var variables = [(node: node, times: 1)]
    while case .adjoint(let inner, let earlier)? = graph.label(of: output)?.kind {
      if variables.last?.node == earlier {
        variables[variables.count - 1].times += 1
      } else {
        variables.append((earlier, 1))
      }
      output = inner
    }
    return .adjoint(of: derived(output), by: variables.reversed().map { (self($0.node), $0.times) })
  }

  /// What is derived: by its name, else as it was written.
  private func derived(_ output: NodeID) -> Name {
    guard graph.label(of: output) == nil, numbers[output] == nil, graph.operation(of: output) != nil else {
      return self(output)
    }
    guard nesting < Limits.deepestName else { return .tooLong }
    var inner = self
    inner.nesting += 1
    var builder = FormulaBuilder(
      graph, names: inner, limits: Limits(.normal), endsAtNumbered: false, room: Limits.longestName)
    return .expression(builder.formula(of: output))
  }

  /// The end of a formula at a node.
  package func leaf(_ node: NodeID) -> FormulaTree.Leaf {
    guard case .constant(let spelling)? = graph.leafKind(of: node) else {
      return FormulaTree.Leaf(node: node, name: self(node), literal: nil)
    }
    let literal = reciprocal(node) ?? (spelling.isEmpty ? nil : .typed(spelling))
    let name = graph.label(of: node) == nil ? literal ?? self(node) : self(node)
    return FormulaTree.Leaf(node: node, name: name, literal: literal)
  }

  /// A literal that nobody typed and that is one divided by a whole number; nil for any other.
  private func reciprocal(_ literal: NodeID) -> Name? {
    guard tellsReciprocals, case .gradient = graph.section(of: literal),
      let value = graph.startValue(of: literal), value > 0, value < 1
    else { return nil }
    let divisor = (1 / value).rounded()
    guard divisor < 1e6, 1 / divisor == value else { return nil }
    return .reciprocal(Int(divisor))
  }
}
