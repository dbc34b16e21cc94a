import Autodiff
import Trace

/// The nodes of a drawing, and what each is computed from.
struct FoldedGraph {
  /// In creation order.
  var nodes: [NodeID]
  /// The nodes that a node reads without another one of the drawing between, in the order of its formula.
  var operands: [NodeID: [NodeID]]
  /// Whether nodes without a name are left out.
  var isFolded = false
  /// Nodes that are left out because they are too many.
  var hidden = 0

  enum Best {
    case nodes(FoldedGraph)
    /// Nodes to be drawn as one card for each family.
    case families(FoldedGraph)
  }

  /// Graphs of more nodes are not looked through for their names.
  private static let mostNodes = 1 << 18

  /// Every value if that is a picture to read at a glance; else named ones only; else families; else what is nearest to
  /// the output.
  static func best(of output: NodeID, _ page: Presenter) -> Best {
    let graph = page.graph
    let all = graph.nodes(below: output)
    let whole = { FoldedGraph(all.filter { !graph.isLiteral($0) || $0 == output }, graph) }
    if page.view.detail == .full || all.count > mostNodes {
      let limit = page.limits.drawnNodes
      return .nodes(
        all.count > limit ? FoldedGraph(nearest: limit, to: output, of: all.count, graph) : whole())
    }
    let small = all.count <= 4 * Limits.cards ? whole() : nil
    if let small, small.fits { return .nodes(small) }
    let named = FoldedGraph(named: all, output, graph)
    // A drawing of leaves and the output alone tells nothing.
    let hasInner = named.nodes.contains { graph.operation(of: $0) != nil && $0 != output }
    if hasInner, named.fits { return .nodes(named) }
    let cards = Set(named.nodes.map { page.family(of: $0) ?? -1 - Int($0.raw) }).count
    let isWorthIt = hasInner || small == nil
    if isWorthIt, cards < named.nodes.count, cards <= Limits.cards { return .families(named) }
    if let small { return .nodes(small) }
    let limit = page.limits.drawnNodes
    let fallback = hasInner ? named : whole()
    return .nodes(fallback.nodes.count > limit ? fallback.cut(to: limit, around: output) : fallback)
  }

  private init(_ nodes: [NodeID], _ graph: Graph) {
    self.nodes = nodes
    operands = [:]
    for node in nodes {
      operands[node] = graph.drawnOperands(of: node).filter { !graph.isLiteral($0) }
    }
  }

  /// Leaves and named nodes only.
  private init(named all: [NodeID], _ output: NodeID, _ graph: Graph) {
    func isNamed(_ node: NodeID) -> Bool { node == output || graph.label(of: node) != nil }
    func isKept(_ node: NodeID) -> Bool {
      isNamed(node) || graph.operation(of: node) == nil && !graph.isLiteral(node)
    }
    nodes = all.filter(isKept)
    isFolded = true
    operands = [:]
    for node in nodes where graph.operation(of: node) != nil {
      var seen: Set<NodeID> = []
      var stack = Array(graph.drawnOperands(of: node).reversed())
      while let next = stack.popLast() {
        guard seen.insert(next).inserted else { continue }
        if isKept(next) {
          operands[node, default: []].append(next)
        } else {
          stack += graph.drawnOperands(of: next).reversed()
        }
      }
    }
  }

  /// The nodes that stand nearest to the output, of a graph too large to go through.
  private init(nearest limit: Int, to output: NodeID, of count: Int, _ graph: Graph) {
    var found: Set<NodeID> = [output]
    var queue = [output]
    var position = 0
    while position < queue.count, found.count < limit {
      for operand in graph.drawnOperands(of: queue[position])
      where found.count < limit && !graph.isLiteral(operand) {
        if found.insert(operand).inserted { queue.append(operand) }
      }
      position += 1
    }
    self.init(found.sorted(), graph)
    hidden = count - found.count
  }

  private func cut(to limit: Int, around output: NodeID) -> FoldedGraph {
    var found: Set<NodeID> = [output]
    var queue = [output]
    var position = 0
    while position < queue.count, found.count < limit {
      for operand in operands[queue[position]] ?? [] where found.count < limit {
        if found.insert(operand).inserted { queue.append(operand) }
      }
      position += 1
    }
    var cut = self
    cut.nodes = nodes.filter(found.contains)
    cut.hidden = nodes.count - cut.nodes.count
    return cut
  }

  /// Whether it is a picture to read at a glance.
  private var fits: Bool {
    guard nodes.count <= Limits.cards else { return false }
    var depths: [NodeID: Int] = [:]
    for node in nodes {
      depths[node] = (operands[node] ?? []).reduce(1) { max($0, (depths[$1] ?? 0) + 1) }
    }
    return depths.values.allSatisfy { $0 <= Limits.columns }
  }
}
