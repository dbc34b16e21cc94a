/// What one use of a node adds to its adjoint: the user's adjoint times the local partial.
package struct Contribution: Hashable, Sendable {
  package enum Partial: Hashable, Sendable {
    /// The contribution is the user's adjoint itself.
    case one
    /// The contribution is the negative of the user's adjoint.
    case minusOne
    case node(NodeID)
  }

  package let user: NodeID
  /// Which operand of the user the node is.
  package let position: Int
  /// The adjoint of the user.
  package let adjoint: NodeID
  package let partial: Partial
  package let product: NodeID
}

extension Graph {
  /// The contributions that make up ∂output/∂node, in the order they happen: newest user first.
  ///
  /// They are not stored but found again: a node's adjoint is its only product or the sum of all, in order.
  /// Empty for the output itself, where no path leads, and before `gradient(of: output)`.
  /// - Parameter users: the nodes that have `node` among their operands, newest first.
  package func contributions(
    of output: NodeID, to node: NodeID, from users: some Sequence<NodeID>
  ) -> [Contribution] {
    guard node < output, var total = adjoint(of: output, to: node) else { return [] }
    // What it was before it was rounded.
    if rounding(ofAdjointTo: node, of: output) != nil { total = operands(of: total)[0] }
    var shapes = PartialBuilder(self, appends: false)
    var found: [(user: NodeID, position: Int, adjoint: NodeID, shape: PartialBuilder.Term)] = []
    for user in users where user <= output {
      guard let adjoint = adjoint(of: output, to: user) else { continue }
      for (position, operand) in operands(of: user).enumerated() where operand == node {
        let shape = shapes.partial(of: user.raw, nodes[Int(user.raw)], at: position)
        if !shape.isNumber(0) { found.append((user, position, adjoint, shape)) }
      }
    }
    let products = found.count == 1 ? [total] : Array(operands(of: total))
    return zip(found, products).map { use, product in
      Contribution(
        user: use.user, position: use.position, adjoint: use.adjoint,
        partial: partial(use.shape, of: use.user, adjoint: use.adjoint, product: product), product: product)
    }
  }

  /// How ∂output/∂node is rounded: the operation and the node of its decimals or digits; nil if it is not.
  func rounding(ofAdjointTo node: NodeID, of output: NodeID) -> (operation: Operation, to: NodeID)? {
    let rounded: NodeID
    switch leafKind(of: node) {
    case .parameter, .input: rounded = output
    case .constant, .state, .gradient, .step: return nil
    case nil: rounded = node
    }
    let row = nodes[Int(rounded.raw)]
    if row.isOperation(.carry) { return (.carry, NodeID(row.second)) }
    return row.isOperation(.carryDigits) ? (.carryDigits, NodeID(row.second)) : nil
  }

  private func partial(
    _ shape: PartialBuilder.Term, of user: NodeID, adjoint: NodeID, product: NodeID
  ) -> Contribution.Partial {
    if shape.isNumber(1) { return .one }
    if shape.isNumber(-1) { return .minusOne }
    if operation(of: user) == .select { return .node(NodeID(product.raw - 1)) }
    var multiplied = product
    if operation(of: product) == .select {
      // Under a guard: the branch that is the product, the other one is the literal 0.
      let branches = operands(of: product)
      multiplied = operation(of: branches[1]) == .mul ? branches[1] : branches[2]
    }
    return .node(operands(of: multiplied)[1])
  }
}
