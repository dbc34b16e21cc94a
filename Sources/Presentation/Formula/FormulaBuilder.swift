import Autodiff

/// Walks the graph below a node.
package struct FormulaBuilder: Sendable {
  private let graph: Graph
  private let names: Names
  private let limits: Limits
  /// Whether nodes without a label end the formula where the names number them.
  private let endsAtNumbered: Bool
  /// The output whose adjoints are written, in the order they happen, and the node whose turn it is.
  private let turn: (output: NodeID, node: NodeID)?
  /// The adjoints of outputs to themselves, 1: factors that are not written.
  private var seeds: Set<NodeID>
  private var room: Int

  /// - Parameters:
  ///   - endsAtNumbered: whether a node that the names number is known to the reader by that number.
  ///   - turn: the output whose adjoints are written, and the node whose adjoint it is now: those of older nodes
  ///     have no name yet.
  ///   - room: how many operations are written before `…` stands for the rest.
  package init(
    _ graph: Graph, names: Names, limits: Limits, endsAtNumbered: Bool = true,
    adjoint turn: (output: NodeID, node: NodeID)? = nil, room: Int = Limits.largestFormula
  ) {
    self.graph = graph
    self.names = names
    self.limits = limits
    self.endsAtNumbered = endsAtNumbered
    self.turn = turn
    self.room = room
    seeds = Set([turn.flatMap { graph.adjoint(of: $0.output, to: $0.output) }].compactMap(\.self))
  }

  /// The formula of a node: what its name stands for. A leaf is its own formula.
  package mutating func formula(of node: NodeID) -> FormulaTree {
    noteSeeds(of: node)
    return build(node, depth: 0, isTop: true)
  }

  /// The slope of an expression without a name, `∂(x³)/∂x`, is written without the 1 it starts from.
  private mutating func noteSeeds(of node: NodeID) {
    var node = node
    while case .adjoint(let output, _)? = graph.label(of: node)?.kind {
      if graph.label(of: output).map({ if case .adjoint = $0.kind { true } else { false } }) ?? true,
        let seed = graph.adjoint(of: output, to: output)
      {
        seeds.insert(seed)
      }
      node = output
    }
  }

  /// The node as it appears in another formula: by its name if it has one.
  package mutating func operand(_ node: NodeID) -> FormulaTree {
    build(node, depth: 0, isTop: false)
  }

  private func isNamed(_ node: NodeID) -> Bool {
    if graph.operation(of: node) == nil || (endsAtNumbered && names.numbers[node] != nil) { return true }
    guard let label = graph.label(of: node) else { return false }
    if let turn, case .adjoint(turn.output, let to) = label.kind, to <= turn.node { return false }
    return true
  }

  private mutating func build(_ start: NodeID, depth: Int, isTop: Bool) -> FormulaTree {
    var node = start
    var isTop = isTop
    // A copy or a rounding prints as what it copies or rounds.
    while isTop || !isNamed(node), let operation = graph.operation(of: node), operation.isTransparent,
      let first = graph.operands(of: node).first
    {
      node = first
      isTop = false
    }
    if !isTop, isNamed(node) { return .leaf(names.leaf(node)) }
    guard let operation = graph.operation(of: node) else { return .leaf(names.leaf(node)) }
    guard depth < Limits.deepestFormula, room > 0 else { return .more }
    room -= 1
    switch operation {
    case .add, .sub, .mul, .div: return chain(node, operation, depth: depth)
    case .sum: return sum(node, depth: depth)
    case .max, .min: return .apply(operation, extrema(node, operation, depth: depth))
    case .neg where graph.operands(of: node).first.map(seeds.contains) == true: return .number(-1)
    default:
      var operands: [FormulaTree] = []
      for operand in graph.operands(of: node) {
        operands.append(build(operand, depth: depth + 1, isTop: false))
      }
      return .apply(operation, operands)
    }
  }

  /// The nodes of a left-deep chain, first term first; walked without recursion, for a chain may be very long.
  private func spine(_ top: NodeID, while belongs: (Operation) -> Bool) -> (
    first: NodeID, rest: [(Operation, NodeID)]
  ) {
    var rest: [(Operation, NodeID)] = []
    var node = top
    while node == top || !isNamed(node), let operation = graph.operation(of: node), belongs(operation) {
      let operands = graph.operands(of: node)
      guard let left = operands.first, let right = operands.last, operands.count == 2 else { break }
      rest.append((operation, right))
      node = left
    }
    rest.reverse()
    return (node, rest)
  }

  /// `a + b - c` or `a·b/c`, flat. On the right, `+` below `+` and `·` below `·` are flat too.
  private mutating func chain(_ node: NodeID, _ operation: Operation, depth: Int) -> FormulaTree {
    let additive = operation == .add || operation == .sub
    var (first, rest) = spine(node) { additive ? $0 == .add || $0 == .sub : $0 == .mul || $0 == .div }
    while seeds.contains(first), rest.first?.0 == .mul { first = rest.removeFirst().1 }
    let limit = Swift.max(Limits.longestChain, limits.termsOfASum)
    let (head, tail) = rest.count >= limit ? (1, 1) : (rest.count, 0)
    var terms: [(operation: Operation, term: FormulaTree)] = []
    let start = build(first, depth: depth + 1, isTop: false)
    for (operation, term) in rest.prefix(head) {
      append(operation, build(term, depth: depth + 1, isTop: false), to: &terms)
    }
    if tail > 0 { terms.append((additive ? .add : .mul, .more)) }
    for (operation, term) in rest.suffix(tail) {
      append(operation, build(term, depth: depth + 1, isTop: false), to: &terms)
    }
    return FormulaTree.joined(start, terms)
  }

  private func append(
    _ operation: Operation, _ term: FormulaTree, to terms: inout [(operation: Operation, term: FormulaTree)]
  ) {
    if operation == .add || operation == .mul, case .chain(let first, let rest) = term,
      rest.allSatisfy({ $0.operation == operation })
    {
      terms.append((operation, first))
      terms.append(contentsOf: rest)
    } else {
      terms.append((operation, term))
    }
  }

  /// The terms of an n-ary sum; more than `termsOfASum` are `a + b + … + z`.
  private mutating func sum(_ node: NodeID, depth: Int) -> FormulaTree {
    let operands = Array(graph.operands(of: node))
    guard let first = operands.first else { return .number(0) }
    let cut = operands.count > limits.termsOfASum
    let start = build(first, depth: depth + 1, isTop: false)
    var terms: [(operation: Operation, term: FormulaTree)] = []
    for operand in cut ? operands[1..<2] : operands[1...] {
      appendToSum(build(operand, depth: depth + 1, isTop: false), &terms)
    }
    if cut, let last = operands.last {
      terms.append((.add, .more))
      appendToSum(build(last, depth: depth + 1, isTop: false), &terms)
    }
    return FormulaTree.joined(start, terms)
  }

  /// A negated term of a sum is subtracted.
  private func appendToSum(_ term: FormulaTree, _ terms: inout [(operation: Operation, term: FormulaTree)]) {
    if case .apply(.neg, let negated) = term, let inner = negated.first {
      terms.append((.sub, inner))
    } else {
      append(.add, term, to: &terms)
    }
  }

  private mutating func extrema(_ node: NodeID, _ operation: Operation, depth: Int) -> [FormulaTree] {
    if graph.operands(of: node).count != 2 {
      return shortened(Array(graph.operands(of: node)), depth: depth)
    }
    let (first, rest) = spine(node) { $0 == operation }
    return shortened([first] + rest.map(\.1), depth: depth)
  }

  private mutating func shortened(_ nodes: [NodeID], depth: Int) -> [FormulaTree] {
    guard nodes.count > limits.termsOfASum, let last = nodes.last else {
      return nodes.map { build($0, depth: depth + 1, isTop: false) }
    }
    let first = nodes.prefix(2).map { build($0, depth: depth + 1, isTop: false) }
    return first + [.more, build(last, depth: depth + 1, isTop: false)]
  }
}

extension Operation {
  /// `+` and `-`, which bind loosest.
  package var isAdditive: Bool { self == .add || self == .sub }

  /// Operations that a formula does not show: a second name for a node, and rounding as by pencil.
  package var isTransparent: Bool { self == .copy || self == .carry || self == .carryDigits }
}
