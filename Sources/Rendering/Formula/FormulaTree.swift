import Autodiff

/// One formula, ready to be written: the tree of unnamed nodes below a node, down to named nodes and leaves.
///
/// The tree says what stands where; parentheses and signs are the business of whoever writes it. There is one walk
/// of the graph (`FormulaBuilder`) and one tree, and symbols, numbers put in, and any later notation are written
/// from it.
package indirect enum FormulaTree: Sendable {
  /// A named node or a leaf: its name, or its value put in.
  case node(NodeID)
  /// The adjoint of `to` with regard to `of`, whose value stands in `node`. An adjoint that is shared by several
  /// nodes (local partial 1) has one node and several names.
  case adjoint(of: NodeID, to: NodeID, node: NodeID)
  /// A number that is its own symbol: the partial 1 of a sum.
  case number(Double)
  case apply(Operation, [FormulaTree])
  /// Terms of one precedence, written from left to right without parentheses: `a - b + c`, `a/b·c`.
  case chain(FormulaTree, [(operation: Operation, term: FormulaTree)])
  /// Terms left out.
  case more
}

/// Walks the graph below a node.
package struct FormulaBuilder: Sendable {
  /// How deep and how large a formula may grow before `…` stands for the rest. A node that is used twice is written
  /// twice, so that without a limit 60 unnamed nodes could be 2⁶⁰ letters.
  private static let deepest = 64
  package static let largest = 4000
  /// A typed chain is longer than a sum over an index before terms are left out.
  private static let longestChain = 24

  /// A sum of more terms shows the first two and the last, unless every term is asked for.
  package static let mostTermsOfASum = 6

  private let graph: Graph
  /// Sums of more terms than this show the first two and the last.
  private let mostTerms: Int
  private let alsoNamed: Set<NodeID>
  /// The output whose adjoints are written, in the order they happen, and the node whose turn it is.
  private let turn: (output: NodeID, node: NodeID)?
  /// The adjoints of outputs to themselves, 1: factors that are not written.
  private var seeds: Set<NodeID>
  private var room: Int

  /// - Parameters:
  ///   - everyTerm: whether long sums are written in full.
  ///   - alsoNamed: nodes without a label that the reader knows by name all the same.
  ///   - turn: the output whose adjoints are written, and the node whose adjoint it is now: those of older nodes
  ///     have no name yet.
  ///   - room: how many operations are written before `…` stands for the rest.
  package init(
    _ graph: Graph, everyTerm: Bool = false, alsoNamed: Set<NodeID> = [],
    adjoint turn: (output: NodeID, node: NodeID)? = nil, room: Int = largest
  ) {
    self.graph = graph
    self.mostTerms = everyTerm ? 1000 : FormulaBuilder.mostTermsOfASum
    self.alsoNamed = alsoNamed
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
    if graph.operation(of: node) == nil || alsoNamed.contains(node) { return true }
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
    if !isTop, isNamed(node) { return .node(node) }
    guard let operation = graph.operation(of: node) else { return .node(node) }
    guard depth < FormulaBuilder.deepest, room > 0 else { return .more }
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
    let limit = Swift.max(FormulaBuilder.longestChain, mostTerms)
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

  /// The terms of an n-ary sum; more than `mostTerms` are `a + b + … + z`.
  private mutating func sum(_ node: NodeID, depth: Int) -> FormulaTree {
    let operands = Array(graph.operands(of: node))
    guard let first = operands.first else { return .number(0) }
    let cut = operands.count > mostTerms
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
    guard nodes.count > mostTerms, let last = nodes.last else {
      return nodes.map { build($0, depth: depth + 1, isTop: false) }
    }
    let first = nodes.prefix(2).map { build($0, depth: depth + 1, isTop: false) }
    return first + [.more, build(last, depth: depth + 1, isTop: false)]
  }
}

extension FormulaTree {
  /// A chain, flattened where it begins with a chain of the same precedence.
  package static func joined(
    _ first: FormulaTree, _ rest: [(operation: Operation, term: FormulaTree)]
  ) -> FormulaTree {
    guard let next = rest.first else { return first }
    if case .chain(let start, let terms) = first, let inner = terms.first,
      inner.operation.isAdditive == next.operation.isAdditive
    {
      return .chain(start, terms + rest)
    }
    return .chain(first, rest)
  }
}

extension Operation {
  /// `+` and `-`, which bind loosest.
  package var isAdditive: Bool { self == .add || self == .sub }

  /// Operations that a formula does not show: a second name for a node, and rounding as by pencil.
  package var isTransparent: Bool { self == .copy || self == .carry }
}

extension FormulaTree {
  /// Terms added up; nil without any.
  package static func sum(_ terms: [FormulaTree]) -> FormulaTree? {
    guard let first = terms.first else { return nil }
    return terms.dropFirst().reduce(first) { .joined($0, [(.add, $1)]) }
  }

  /// Whether an operation stands anywhere in the formula.
  func contains(_ wanted: Operation) -> Bool {
    switch self {
    case .node, .adjoint, .number, .more: false
    case .apply(let operation, let operands): operation == wanted || operands.contains { $0.contains(wanted) }
    case .chain(let first, let rest): first.contains(wanted) || rest.contains { $0.term.contains(wanted) }
    }
  }

  /// A product, flat where a factor is a product itself.
  package static func product(_ first: FormulaTree, _ second: FormulaTree) -> FormulaTree {
    if case .chain(let start, let rest) = second, rest.allSatisfy({ $0.operation == .mul }) {
      return joined(first, [(.mul, start)] + rest)
    }
    return joined(first, [(.mul, second)])
  }
}

extension Graph {
  /// A constant as typed.
  func spelling(of node: NodeID) -> String {
    if case .constant(let spelling)? = leafKind(of: node) { spelling } else { "" }
  }
}
