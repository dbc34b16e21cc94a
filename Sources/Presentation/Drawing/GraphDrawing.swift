import Autodiff
import Trace

extension Presenter {
  /// The graph below an output: a card for every value, and before each that was computed its operation.
  func draw(_ output: NodeID, _ reading: Reading, withGradient: Bool, _ body: (DrawingPart) -> Void) {
    var numbers = Numbers(recording, reading, view.digits, doubts)
    let all = graph.nodes(below: output)
    let drawn = all.count <= limits.drawnNodes ? Set(all) : nearest(output)
    for node in all where drawn.contains(node) && !isLiteral(node) {
      let adjoint = withGradient ? graph.adjoint(of: output, to: node) : nil
      let fields: [DrawingPart.Field] = [
        graph.label(of: node) == nil ? .blank : .name(names(node)),
        .number(numbers.given(node)),
        adjoint.map { .number(numbers.quantity($0)) } ?? .blank,
      ]
      body(.card(.value(node), fields, node == output ? .output : role(node)))
    }
    if drawn.count < all.count {
      let rest = all.count - drawn.count
      body(.note(.rest(step: nil), .drawnNodes(rest, isMoreThere: view.detail != .full)))
    }
    for node in all where drawn.contains(node) { operation(node, drawn, body) }
  }

  /// An operation with an edge from each operand, in order; `x·x` has two. Numbers stand in its label.
  private func operation(_ node: NodeID, _ drawn: Set<NodeID>, _ body: (DrawingPart) -> Void) {
    guard let operation = graph.operation(of: node) else { return }
    let id = CardID.operation(node)
    // Of `1 - y` only y is written.
    let operands = graph.operands(of: node).prefix(operation.row.notation == .rest ? 1 : .max)
    body(.operation(id, operation, operands.map { isLiteral($0) ? .number(names($0)) : .edge }))
    var hasMore = false
    let values = operands.filter { !isLiteral($0) }
    let isOrdered = !operation.isCommutative && values.count > 1
    for (position, operand) in values.enumerated() {
      if drawn.contains(operand) {
        body(.edge(from: .value(operand), to: id, isOrdered ? .operand(position + 1) : .plain))
      } else if !hasMore {
        body(.edge(from: .rest(step: nil), to: id, .rest))
        hasMore = true
      }
    }
    body(.edge(from: id, to: .value(node), .plain))
  }

  private func isLiteral(_ node: NodeID) -> Bool {
    graph.isPrintedAsTyped(node) && graph.label(of: node) == nil
  }

  private func role(_ node: NodeID) -> DrawingPart.Role {
    switch graph.leafKind(of: node) {
    case .parameter: .parameter
    case .input, .gradient: .given
    case .constant, .state, .step, nil: .other
    }
  }

  /// The nodes of a large graph that stand nearest to its output.
  private func nearest(_ output: NodeID) -> Set<NodeID> {
    var found: Set<NodeID> = [output]
    var queue = [output]
    var position = 0
    while position < queue.count, found.count < limits.drawnNodes {
      for operand in graph.operands(of: queue[position]) where found.count < limits.drawnNodes {
        if found.insert(operand).inserted { queue.append(operand) }
      }
      position += 1
    }
    return found
  }
}

extension Operation {
  /// Whether the order of operands makes no difference, so that a drawing need not number them.
  fileprivate var isCommutative: Bool {
    switch self {
    case .add, .mul, .max, .min, .sum, .equal, .notEqual, .and, .or: true
    // The decimals of a rounding are no operand that a reader thinks of.
    case .carry, .carryDigits: true
    default: false
    }
  }
}
