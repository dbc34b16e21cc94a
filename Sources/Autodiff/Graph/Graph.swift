import Letters

/// The computation graph: nodes in creation order, which is topological order; append-only.
///
/// Forward pass, adjoints and optimizer updates are all nodes; a `Valuation` or an `Evaluator` computes their values.
public struct Graph: Sendable {
  var nodes: [Node] = []
  /// The operands of nodes that have not one or two.
  var more: [UInt32] = []
  var leaves: [LeafEntry] = []
  /// The names given; those of adjoints are found with the gradient they belong to.
  private(set) var labels: [NodeID: Label] = [:]
  /// Literals by spelling.
  private var literals: [String: NodeID] = [:]
  private var sectionStarts: [SectionStart] = [SectionStart(section: .definitions, first: 0)]
  /// The adjoints of every output differentiated so far.
  var gradients: [NodeID: Adjoints] = [:]

  struct LeafEntry: Sendable {
    let node: NodeID
    let kind: Leaf
    var start: Double
    /// Made by `constant`: a number someone typed, which partials may calculate with.
    let isLiteral: Bool
  }

  package init() {}

  /// The largest number of nodes, and of operands that stand outside their nodes.
  package static let nodeLimit = Node.fieldLimit - 1

  /// The number of nodes, leaves included.
  package var count: Int { nodes.count }

  /// Makes room for this many nodes in all, for those who know how many there will be.
  package mutating func reserveCapacity(_ count: Int) { nodes.reserveCapacity(count) }

  /// The number of leaves, literals included.
  package var leafCount: Int { leaves.count }

  private mutating func append(_ node: Node) -> NodeID {
    let place = nodes.count
    precondition(place < Graph.nodeLimit, "the graph is full: it holds at most 2^28 nodes")
    nodes.append(node)
    return NodeID(UInt32(truncatingIfNeeded: place))
  }
}

// MARK: Leaves

extension Graph {
  /// Appends a leaf with its start value.
  package mutating func leaf(_ kind: Leaf, _ value: Double, label: Label? = nil) -> NodeID {
    let node = appendLeaf(kind, value, isLiteral: false)
    if let label { labels[node] = label }
    return node
  }

  /// The leaf of a number as typed; literals of one spelling share a node.
  ///
  /// Without a spelling it is the shortest that gives the value back, integers without `.0`.
  package mutating func constant(_ value: Double, spelling: String? = nil) -> NodeID {
    let spelling = spelling ?? Graph.spelling(of: value)
    if let known = literals[spelling] { return known }
    let node = appendLeaf(.constant(spelling: spelling), value, isLiteral: true)
    literals[spelling] = node
    return node
  }

  private mutating func appendLeaf(_ kind: Leaf, _ value: Double, isLiteral: Bool) -> NodeID {
    let node = append(Node(leaf: leaves.count))
    leaves.append(LeafEntry(node: node, kind: kind, start: value, isLiteral: isLiteral))
    return node
  }

  static func spelling(of value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The place of a leaf among the leaves, in the order they were made; nil for other nodes.
  package func leafIndex(of node: NodeID) -> Int? {
    let node = nodes[Int(node.raw)]
    return node.isLeaf ? Int(node.first) : nil
  }

  /// The leaf at a place among the leaves.
  package func leaf(at index: Int) -> (node: NodeID, kind: Leaf, start: Double) {
    (leaves[index].node, leaves[index].kind, leaves[index].start)
  }

  /// What a leaf is for; nil for other nodes.
  package func leafKind(of node: NodeID) -> Leaf? { leafIndex(of: node).map { leaves[$0].kind } }

  /// The value of a leaf before anything is set or trained; nil for other nodes.
  package func startValue(of leaf: NodeID) -> Double? { leafIndex(of: leaf).map { leaves[$0].start } }

  /// Changes a leaf's start value; what has been evaluated already does not notice.
  package mutating func setStart(_ value: Double, of leaf: NodeID) {
    guard let index = leafIndex(of: leaf) else { preconditionFailure("only a leaf has a start value") }
    leaves[index].start = value
  }
}

// MARK: Operations

extension Graph {
  /// Appends an operation of one operand.
  @discardableResult
  package mutating func add(_ operation: Operation, _ a: NodeID) -> NodeID {
    assert(operation.row.arity == 1 && Int(a.raw) < count)
    return append(Node(operation, .one, a.raw, 0))
  }

  /// Appends an operation of two operands.
  @discardableResult
  @inline(__always)
  package mutating func add(_ operation: Operation, _ a: NodeID, _ b: NodeID) -> NodeID {
    assert(operation.row.arity == 2 && Int(a.raw) < count && Int(b.raw) < count)
    return append(Node(operation, .two, a.raw, b.raw))
  }

  /// Appends an operation of three operands.
  @discardableResult
  package mutating func add(_ operation: Operation, _ a: NodeID, _ b: NodeID, _ c: NodeID) -> NodeID {
    assert(operation.row.arity == 3 && Int(Swift.max(a, b, c).raw) < count)
    let start = more.count
    more.append(a.raw)
    more.append(b.raw)
    more.append(c.raw)
    precondition(start < Graph.nodeLimit, "the graph is full: it holds at most 2^28 operands in lists")
    return append(Node(operation, .list, UInt32(start), 3))
  }

  /// The sum of the operands, added from left to right; of none it is 0.
  @discardableResult
  package mutating func sum(_ operands: [NodeID]) -> NodeID {
    if operands.count == 2 { return sum(operands[0], operands[1]) }
    let start = more.count
    for operand in operands {
      assert(Int(operand.raw) < count)
      more.append(operand.raw)
    }
    return sum(listedFrom: start, reversed: false)
  }

  /// A sum of two operands, which have room in the node itself.
  mutating func sum(_ a: NodeID, _ b: NodeID) -> NodeID { append(Node(.sum, .two, a.raw, b.raw)) }

  /// The sum of the operands that have been listed in `more` since `start`.
  mutating func sum(listedFrom start: Int, reversed: Bool) -> NodeID {
    if reversed {
      var (low, high) = (start, more.count - 1)
      while low < high {
        more.swapAt(low, high)
        (low, high) = (low + 1, high - 1)
      }
    }
    precondition(more.count < Graph.nodeLimit, "the graph is full: it holds at most 2^28 operands in lists")
    return append(Node(.sum, .list, UInt32(start), UInt32(more.count - start)))
  }

  /// The operation of a node, nil for a leaf.
  package func operation(of node: NodeID) -> Operation? { nodes[Int(node.raw)].operation }

  /// The operands of a node, in order.
  package func operands(of node: NodeID) -> Operands { Operands(nodes[Int(node.raw)], more: more) }
}

// MARK: Labels and sections

extension Graph {
  /// The name of a node: the one given, else that of the adjoint it is.
  package func label(of node: NodeID) -> Label? {
    if let label = labels[node] { return label }
    guard case .gradient(of: let output) = section(of: node) else { return nil }
    guard let target = gradients[output]?.named(node) else { return nil }
    return Label("", kind: .adjoint(of: output, to: target))
  }

  /// Names a node, or gives it another name.
  package mutating func setLabel(_ label: Label, of node: NodeID) { labels[node] = label }

  /// What the nodes appended next are for.
  var section: Section { sectionStarts[sectionStarts.count - 1].section }

  /// The nodes appended from here on belong to this section.
  mutating func open(_ section: Section) {
    guard section != self.section else { return }
    let start = SectionStart(section: section, first: UInt32(count))
    if sectionStarts[sectionStarts.count - 1].first == start.first { sectionStarts.removeLast() }
    if sectionStarts.last?.section != section { sectionStarts.append(start) }
  }

  /// The nodes appended from here to `endProgram` belong to the program of this index.
  package mutating func beginProgram(_ index: Int) { open(.program(index)) }

  /// The nodes appended from here on are definitions again.
  package mutating func endProgram() { open(.definitions) }

  /// What a node was made for.
  /// - Complexity: logarithmic in the number of sections.
  package func section(of node: NodeID) -> Section {
    sectionStarts[sectionStarts.partitioningIndex { $0.first > node.raw } - 1].section
  }
}
