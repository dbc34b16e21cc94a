extension Graph {
  /// Appends the adjoint of every node below `output` that a gradient may be asked for.
  ///
  ///     adjoint(operand) = Σ over users of adjoint(user) · ∂user/∂operand
  ///
  /// Nodes are visited newest first. Operands precede their users in the graph, so each adjoint is complete
  /// before it is used; that is why no sort is needed. Reached are the nodes that depend on a leaf which is
  /// not a mere literal, or on a labelled node. A second call for the same output does nothing.
  /// - Complexity: linear in the number of nodes up to `output` and their operands.
  package mutating func gradient(of output: NodeID) {
    guard gradients[output] == nil else { return }
    // Moved, not copied: the walk must be the only owner of the graph's arrays.
    var walk = ReverseWalk(PartialBuilder(take(), appends: true), output)
    self = walk.run()
  }

  private mutating func take() -> Graph {
    let taken = self
    self = Graph()
    return taken
  }

  /// The adjoint of `node`: ∂output/∂node. Nil if no path leads there, or before `gradient(of: output)`.
  package func adjoint(of output: NodeID, to node: NodeID) -> NodeID? { gradients[output]?[node] }

  /// Which nodes may have adjoints, by node up to `last`.
  func differentiable(upTo last: NodeID) -> [Bool] {
    var marks = [Bool](repeating: false, count: Int(last.raw) + 1)
    for leaf in leaves where leaf.node <= last {
      if case .constant = leaf.kind { continue }
      marks[Int(leaf.node.raw)] = true
    }
    for node in labels.keys where node <= last { marks[Int(node.raw)] = true }
    for index in marks.indices where !marks[index] {
      let node = nodes[index]
      switch node.place {
      case .none: break
      case .one: marks[index] = marks[Int(node.first)]
      case .two: marks[index] = marks[Int(node.first)] || marks[Int(node.second)]
      case .list:
        for place in Int(node.first)..<Int(node.first + node.second) where marks[Int(more[place])] {
          marks[index] = true
          break
        }
      }
    }
    return marks
  }
}

/// One walk from an output back to its leaves.
///
/// A struct with mutating methods that owns the graph meanwhile: captured variables would be boxed.
private struct ReverseWalk {
  private var builder: PartialBuilder
  private let output: NodeID
  private let differentiable: [Bool]
  /// By node: before its visit the newest of its pending contributions, afterwards its adjoint.
  private var table: [UInt32]
  /// Contributions to nodes not yet visited: lists in one array, with places used again.
  private var pending: [(product: UInt32, next: UInt32)] = []
  private var free = Adjoints.absent
  private var terms: [NodeID] = []
  private var reached = 0
  /// By node, whether it is named.
  private var isNamed: [Bool]
  private var names: [(adjoint: UInt32, node: UInt32)] = []
  /// By node, the guard that all its contributions share; empty until the first `where`.
  private var guards: [Int32] = []
  private var conditions = Guards()

  init(_ builder: PartialBuilder, _ output: NodeID) {
    self.builder = builder
    self.output = output
    differentiable = builder.graph.differentiable(upTo: output)
    isNamed = [Bool](repeating: false, count: Int(output.raw) + 1)
    for node in builder.graph.labels.keys where node <= output { isNamed[Int(node.raw)] = true }
    table = [UInt32](repeating: Adjoints.absent, count: Int(output.raw) + 1)
  }

  mutating func run() -> Graph {
    let before = builder.graph.section
    builder.graph.open(.gradient(of: output))
    // The seed is a leaf of its own: the literal 1 that authors type must not get an adjoint's label.
    let seed = builder.graph.leaf(.constant(spelling: "1"), 1)
    finish(output.raw, adjoint: seed.raw)
    var node = output.raw
    while node > 0 {
      node -= 1
      let first = table[Int(node)]
      if first != Adjoints.absent { finish(node, adjoint: adjoint(from: first)) }
    }
    builder.graph.open(before)
    builder.graph.gradients[output] = Adjoints(table, reached: reached, names: names)
    return builder.graph
  }

  /// Takes a node's pending contributions, and adds them up in the order they happened.
  private mutating func adjoint(from first: UInt32) -> UInt32 {
    let newest = pending[Int(first)]
    release(first)
    if newest.next == Adjoints.absent { return newest.product }
    terms.removeAll(keepingCapacity: true)
    terms.append(NodeID(newest.product))
    var place = newest.next
    while place != Adjoints.absent {
      let (product, next) = pending[Int(place)]
      release(place)
      terms.append(NodeID(product))
      place = next
    }
    terms.reverse()
    return builder.graph.sum(terms).raw
  }

  private mutating func release(_ place: UInt32) {
    pending[Int(place)].next = free
    free = place
  }

  /// Records a node's adjoint, names it, and passes it on to the operands.
  private mutating func finish(_ id: UInt32, adjoint: UInt32) {
    table[Int(id)] = adjoint
    reached += 1
    let node = builder.graph.nodes[Int(id)]
    if node.isLeaf || isNamed[Int(id)] { names.append((adjoint, id)) }
    if !node.isLeaf { propagate(id, node, adjoint) }
  }

  private mutating func propagate(_ id: UInt32, _ node: Node, _ adjoint: UInt32) {
    let own = guards.isEmpty ? Guards.always : Int(guards[Int(id)])
    if node.isOperation(.select) {
      choose(id, node, adjoint, own)
      return
    }
    for position in 0..<node.arity {
      let operand = builder.graph.more.operand(position, of: node)
      guard differentiable[Int(operand)] else { continue }
      let partial = builder.partial(of: id, node, at: position)
      if partial.isNumber(0) { continue }
      contribute(product(adjoint, partial, own), to: operand, own)
    }
  }

  /// adjoint · partial, or 0 where the guard does not hold and the partial may not be finite.
  private mutating func product(_ adjoint: UInt32, _ partial: PartialBuilder.Term, _ own: Int) -> UInt32 {
    if partial.isNumber(1) { return adjoint }
    if partial.isNumber(-1) { return builder.graph.add(.neg, NodeID(adjoint)).raw }
    let factor = builder.node(partial)
    let product = builder.graph.add(.mul, NodeID(adjoint), factor)
    guard own != Guards.always else { return product.raw }
    let test = conditions.test(own)
    return chosen(product, test.condition, test.holds).raw
  }

  /// `value` where the condition holds (or does not), else 0.
  private mutating func chosen(_ value: NodeID, _ condition: NodeID, _ holds: Bool) -> NodeID {
    let zero = builder.graph.constant(0)
    return builder.graph.add(.select, condition, holds ? value : zero, holds ? zero : value)
  }

  /// Passes the adjoint of a `where` on to its branches, each under the guard of its condition.
  ///
  /// The product with the partial, 1 or 0, is a choice: 0·∞ is never formed. The partial stands in the graph
  /// directly before its product, for those who want to show it.
  private mutating func choose(_ id: UInt32, _ node: Node, _ adjoint: UInt32, _ own: Int) {
    if guards.isEmpty { guards = [Int32](repeating: 0, count: table.count) }
    let condition = NodeID(builder.graph.more.operand(0, of: node))
    for position in 1...2 {
      let operand = builder.graph.more.operand(position, of: node)
      guard differentiable[Int(operand)] else { continue }
      let inner = conditions.below(own, condition, position == 1, in: &builder.graph)
      _ = builder.graph.constant(0)
      _ = builder.node(builder.partial(of: id, node, at: position))
      contribute(chosen(NodeID(adjoint), condition, position == 1).raw, to: operand, inner)
    }
  }

  private mutating func contribute(_ product: UInt32, to operand: UInt32, _ own: Int) {
    let previous = table[Int(operand)]
    let place: UInt32
    if free != Adjoints.absent {
      place = free
      free = pending[Int(place)].next
      pending[Int(place)] = (product, previous)
    } else {
      place = UInt32(pending.count)
      pending.append((product, previous))
    }
    table[Int(operand)] = place
    guard !guards.isEmpty else { return }
    let isFirst = previous == Adjoints.absent
    guards[Int(operand)] = Int32(isFirst ? own : conditions.common(Int(guards[Int(operand)]), own))
  }
}
