extension Graph {
  /// Appends the adjoint of every node below `output` that a gradient may be asked for.
  ///
  ///     adjoint(operand) = Σ over users of adjoint(user) · ∂user/∂operand
  ///
  /// Nodes are visited newest first. Operands precede their users in the graph, so each adjoint is complete
  /// before it is used; that is why no sort is needed. Reached are the nodes that depend on a leaf which is
  /// not a mere literal, or on a labelled node. A second call for the same output does nothing.
  /// - Complexity: linear in the number of nodes up to `output` and their operands; of many outputs of which each has
  ///   little below it, in what lies below `output`, and a sixty-fourth of the nodes of the graph.
  package mutating func gradient(of output: NodeID) {
    guard gradients[output] == nil else { return }
    // The first output of a graph mostly has all of it below, so that there is no need to look.
    let few = gradients.isEmpty ? nil : few(below: [output])
    // Moved, not copied: the walk must be the only owner of the graph's arrays.
    var walk = ReverseWalk(PartialBuilder(take(), appends: true), output)
    self = few.map { walk.run($0) } ?? walk.run(EveryNode(count: Int(output.raw) + 1))
  }

  private mutating func take() -> Graph {
    let taken = self
    self = Graph()
    return taken
  }

  /// The adjoint of `node`: ∂output/∂node. Nil if no path leads there, or before `gradient(of: output)`.
  package func adjoint(of output: NodeID, to node: NodeID) -> NodeID? { gradients[output]?[node] }

  /// The adjoints of several nodes, in their order; nil for a node to which no path leads.
  package func adjoints(of output: NodeID, to nodes: [NodeID]) -> [NodeID?] {
    guard let adjoints = gradients[output] else { return nodes.map { _ in nil } }
    return nodes.map { adjoints[$0] }
  }
}

/// One walk from an output back to its leaves.
///
/// A struct that owns the graph meanwhile, for captured variables would be boxed. Places are those of `WalkPlaces`.
private struct ReverseWalk {
  private var builder: PartialBuilder
  private let output: NodeID
  private var marks: [Mark] = []
  private var reached = 0
  private var names: [(adjoint: UInt32, node: UInt32)] = []
  /// By place, the guard that all its contributions share; empty until the first `where`.
  private var guards: [Int32] = []
  private var conditions = Guards()

  init(_ builder: PartialBuilder, _ output: NodeID) {
    self.builder = builder
    self.output = output
  }

  mutating func run(_ places: some WalkPlaces) -> Graph {
    marks = places.marks(in: builder.graph)
    let before = builder.graph.section
    builder.graph.open(.gradient(of: output))
    makeRoom(places.count)
    let adjoints = WalkTable.filled(count: places.count) { table in
      // ∂output/∂output is a leaf of its own: the literal 1 that authors type must not get an adjoint's label.
      var place = places.count - 1
      finish(place, adjoint: builder.graph.leaf(.constant(spelling: "1"), 1), places, &table)
      while place > 0 {
        place -= 1
        if let total = table.total(at: place, in: &builder.graph) {
          finish(place, adjoint: carried(total, by: places.node(at: place)), places, &table)
        }
      }
    }
    builder.graph.open(before)
    builder.graph.gradients[output] = Adjoints(adjoints, places, reached: reached, names: names)
    return builder.graph
  }

  /// Reserves a guess at the adjoint nodes: untouched memory is free, moving the graph is not. A small walk must not.
  private mutating func makeRoom(_ walked: Int) {
    let count = builder.graph.count
    if walked > count / 8, builder.graph.nodes.capacity < count + walked {
      builder.graph.nodes.reserveCapacity(count + 2 * walked)
    }
  }

  /// The adjoint of a result that is rounded before it is carried on is rounded in the same way; that of a parameter or an
  /// input as the output is. These are the numbers that somebody with a pencil writes down.
  private mutating func carried(_ adjoint: NodeID, by id: UInt32) -> NodeID {
    guard let rounding = builder.graph.rounding(ofAdjointTo: NodeID(id), of: output) else { return adjoint }
    return builder.graph.add(rounding.operation, adjoint, rounding.to)
  }

  /// Records a node's adjoint, names it, and passes it on to the operands. Inlining saves 3 % of a gradient from nothing.
  @inline(__always)
  private mutating func finish(
    _ place: Int, adjoint: NodeID, _ places: some WalkPlaces, _ table: inout WalkTable
  ) {
    table.set(adjoint, at: place)
    reached += 1
    let id = places.node(at: place)
    let node = builder.graph.nodes[Int(id)]
    if node.isLeaf || marks[place] == .named { names.append((adjoint.raw, id)) }
    if !node.isLeaf {
      propagate(id, node, adjoint, guards.isEmpty ? Guards.always : Int(guards[place]), places, &table)
    }
  }

  @inline(__always)
  private mutating func propagate(
    _ id: UInt32, _ node: Node, _ adjoint: NodeID, _ own: Int, _ places: some WalkPlaces,
    _ table: inout WalkTable
  ) {
    if node.isOperation(.select) {
      choose(id, node, adjoint, own, places, &table)
      return
    }
    switch node.place {
    case .none: break
    case .one: pass(adjoint, from: id, node, to: node.first, at: 0, own, places, &table)
    case .two:
      pass(adjoint, from: id, node, to: node.first, at: 0, own, places, &table)
      pass(adjoint, from: id, node, to: node.second, at: 1, own, places, &table)
    case .list:
      for position in 0..<node.arity {
        pass(
          adjoint, from: id, node, to: builder.graph.more[Int(node.first) + position], at: position, own,
          places, &table)
      }
    }
  }

  /// Contributes adjoint · partial to one operand.
  @inline(__always)
  private mutating func pass(
    _ adjoint: NodeID, from id: UInt32, _ node: Node, to operand: UInt32, at position: Int, _ own: Int,
    _ places: some WalkPlaces, _ table: inout WalkTable
  ) {
    let place = places.place(of: operand)
    guard marks[place] != .still else { return }
    let partial = builder.partial(of: id, node, at: position)
    if !partial.isNumber(0) { contribute(product(adjoint, partial, own), to: place, own, &table) }
  }

  /// adjoint · partial, or 0 where the guard does not hold and the partial may not be finite.
  @inline(__always)
  private mutating func product(_ adjoint: NodeID, _ partial: PartialBuilder.Term, _ own: Int) -> NodeID {
    if partial.isNumber(1) { return adjoint }
    if partial.isNumber(-1) { return builder.graph.add(.neg, adjoint) }
    let factor = builder.node(partial)
    let product = builder.graph.add(.mul, adjoint, factor)
    guard own != Guards.always else { return product }
    let test = conditions.test(own)
    return chosen(product, test.condition, test.holds)
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
  private mutating func choose(
    _ id: UInt32, _ node: Node, _ adjoint: NodeID, _ own: Int, _ places: some WalkPlaces,
    _ table: inout WalkTable
  ) {
    if guards.isEmpty { guards = [Int32](repeating: 0, count: marks.count) }
    let condition = NodeID(builder.graph.more.operand(0, of: node))
    for position in 1...2 {
      let place = places.place(of: builder.graph.more.operand(position, of: node))
      guard marks[place] != .still else { continue }
      let inner = conditions.below(own, condition, position == 1, in: &builder.graph)
      _ = builder.graph.constant(0)
      _ = builder.node(builder.partial(of: id, node, at: position))
      contribute(chosen(adjoint, condition, position == 1), to: place, inner, &table)
    }
  }

  @inline(__always)
  private mutating func contribute(_ product: NodeID, to place: Int, _ own: Int, _ table: inout WalkTable) {
    let isFirst = table.add(product, to: place)
    guard !guards.isEmpty else { return }
    guards[place] = Int32(isFirst ? own : conditions.common(Int(guards[place]), own))
  }
}
