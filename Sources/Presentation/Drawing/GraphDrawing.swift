import Autodiff
import Trace

extension Presenter {
  /// The graph below an output: a card for every value, or, where that would be too many, for every name or family.
  func drawing(of output: NodeID, _ reading: Reading, withGradient: Bool) -> Drawing {
    var numbers = Numbers(recording, reading, view.digits, doubts)
    let verb: Phrase = withGradient ? "Backward pass of" : "Graph of"
    let title: Phrase = "\(strong: "\(verb) \(names(output))")\(reading.words)"
    switch FoldedGraph.best(of: output, self) {
    case .nodes(let folded):
      return GraphDrawing(self, folded, output, withGradient: withGradient).drawing(title, &numbers)
    case .families(let folded):
      return FamilyDrawing(self, folded, output, withGradient: withGradient).drawing(title, &numbers)
    }
  }

  func role(_ node: NodeID, output: NodeID) -> Drawing.Role {
    if node == output { return .output }
    switch graph.leafKind(of: node) {
    case .parameter: return .parameter
    case .input, .gradient: return .given
    case .constant, .step: return .constant
    case .state, nil: return .other
    }
  }

  /// What an operation does to its operands.
  func operation(of node: NodeID) -> (operation: Operation, operands: [Drawing.Operand])? {
    guard let operation = graph.operation(of: node) else { return nil }
    return (operation, graph.drawnOperands(of: node).map { graph.isLiteral($0) ? .number(names($0)) : .edge })
  }
}

/// Cards for nodes.
private struct GraphDrawing {
  private let page: Presenter
  private let folded: FoldedGraph
  private let output: NodeID
  private let withGradient: Bool
  private let drawn: Set<NodeID>
  private var graph: Graph { page.graph }

  init(_ page: Presenter, _ folded: FoldedGraph, _ output: NodeID, withGradient: Bool) {
    self.page = page
    self.folded = folded
    self.output = output
    self.withGradient = withGradient
    drawn = Set(folded.nodes)
  }

  func drawing(_ title: Phrase, _ numbers: inout Numbers) -> Drawing {
    var builder = DrawingBuilder()
    let order = order()
    for node in folded.nodes { builder.add(card(node, order[node], &numbers)) }
    if folded.hidden > 0 {
      var rest = Drawing.Card(.rest(step: nil))
      rest.omission = .drawnNodes(folded.hidden, isMoreThere: page.view.detail != .full)
      builder.add(rest)
    }
    let contributions = contributions()
    for node in folded.nodes { connect(node, contributions, &numbers, &builder) }
    for (family, members) in layers() {
      builder.group(Phrase(family), members.map { .value($0) }, .layer)
    }
    return builder.drawing(title)
  }

  private func card(_ node: NodeID, _ order: Int?, _ numbers: inout Numbers) -> Drawing.Card {
    var card = Drawing.Card(.value(node))
    card.role = page.role(node, output: output)
    card.name = graph.label(of: node) == nil ? nil : page.names(node)
    if graph.operation(of: node) != nil {
      let isWhole = graph.drawnOperands(of: node).allSatisfy { drawn.contains($0) || graph.isLiteral($0) }
      if isWhole || !folded.isFolded {
        card.operation = page.operation(of: node)
      } else {
        card.formula = page.formula(of: node)
      }
    }
    card.value = numbers.given(node)
    let adjoint = withGradient ? graph.adjoint(of: output, to: node) : nil
    card.gradient = adjoint.map { numbers.quantity($0) }
    card.order = order
    return card
  }

  /// When each node is worked out, or, with gradients, its adjoint.
  private func order() -> [NodeID: Int] {
    let nodes =
      withGradient
      ? folded.nodes.reversed().filter { graph.adjoint(of: output, to: $0) != nil }
      : folded.nodes.filter { graph.operation(of: $0) != nil }
    return Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1, $0 + 1) })
  }

  private struct Use: Hashable {
    let user: NodeID
    let position: Int
  }

  /// What comes back along each use of a node.
  private func contributions() -> [Use: NodeID] {
    guard withGradient else { return [:] }
    var users: [NodeID: [NodeID]] = [:]
    for user in folded.nodes.reversed() {
      for operand in graph.operands(of: user) where users[operand]?.last != user {
        users[operand, default: []].append(user)
      }
    }
    var found: [Use: NodeID] = [:]
    for node in folded.nodes {
      // A sum of contributions can be told apart only where all users are drawn.
      guard let users = users[node], !folded.isFolded else { continue }
      for one in graph.contributions(of: output, to: node, from: users) {
        found[Use(user: one.user, position: one.position)] = one.product
      }
    }
    return found
  }

  /// Edges from the operands, in order; `x·x` has two.
  private func connect(
    _ node: NodeID, _ contributions: [Use: NodeID], _ numbers: inout Numbers, _ builder: inout DrawingBuilder
  ) {
    guard let operation = graph.operation(of: node) else { return }
    let id = CardID.value(node)
    let operands = folded.operands[node] ?? []
    let isDirect = Array(graph.drawnOperands(of: node).filter { !graph.isLiteral($0) }) == operands
    let isOrdered = isDirect && !operation.isCommutative && operands.count > 1
    let positions = graph.drawnOperands(of: node).indices.filter {
      !graph.isLiteral(graph.operands(of: node)[$0])
    }
    var hasMore = false
    for (place, operand) in operands.enumerated() {
      if drawn.contains(operand) {
        let product = isDirect ? contributions[Use(user: node, position: positions[place])] : nil
        builder.connect(
          .value(operand), id, isOrdered ? .operand(place + 1) : .plain,
          contribution: product.map {
            numbers.quantity($0, digits: min(page.view.digits, Limits.labelDigits))
          })
      } else if !hasMore {
        builder.connect(.rest(step: nil), id, .rest)
        hasMore = true
      }
    }
  }

  /// Computed families, each with what is computed for its members alone.
  private func layers() -> [(family: Name, members: [NodeID])] {
    var owners: [NodeID: Int] = [:]
    var isShared: Set<NodeID> = []
    for node in folded.nodes.reversed() where graph.operation(of: node) != nil {
      if let family = page.family(of: node) { owners[node] = family }
      guard !isShared.contains(node), let owner = owners[node] else { continue }
      for operand in graph.operands(of: node)
      where graph.operation(of: operand) != nil && graph.label(of: operand) == nil {
        if owners[operand] ?? owner != owner { isShared.insert(operand) }
        owners[operand] = owner
      }
    }
    var layers: [Int: [NodeID]] = [:]
    for node in folded.nodes where !isShared.contains(node) {
      if let owner = owners[node] { layers[owner, default: []].append(node) }
    }
    return layers.sorted { $0.key < $1.key }.compactMap { family, members in
      let count = members.count { page.family(of: $0) == family }
      return count > 1 ? (.plain(page.recording.families[family].name), members) : nil
    }
  }
}

extension Graph {
  /// A number that stands in the operation that uses it.
  func isLiteral(_ node: NodeID) -> Bool { isPrintedAsTyped(node) && label(of: node) == nil }

  /// The operands that are drawn: of `1 - y` only y.
  func drawnOperands(of node: NodeID) -> ArraySlice<NodeID> {
    Array(operands(of: node)).prefix(operation(of: node)?.row.notation == .rest ? 1 : .max)
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
