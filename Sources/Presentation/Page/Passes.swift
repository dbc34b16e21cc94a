import Autodiff
import Trace

extension Presenter {
  // MARK: Forward

  /// What a forward pass computes, in the order it happens.
  mutating func forward(_ output: NodeID, at moment: Moment) {
    var numbers = Numbers(recording, Reading(after: moment), view.digits, doubts)
    let below = graph.nodes(below: output)
    emit(.open(.forward(names(output), numbers.reading)))
    tellFigures()
    defer { emit(.close) }
    numberUnnamed(below)
    defer { names.numbers = [:] }
    if !isBrief { given(below, &numbers) }
    let results = below.filter { node in
      graph.operation(of: node) != nil && (node == output || isKnown(node))
    }
    let choices = chosen(results, but: output)
    let (first, rest, last) = isBrief ? ([], choices.dropLast(), choices.suffix(1)) : folded(choices)
    for (place, choice) in (first + last).enumerated() {
      if place == first.count { notShown(rest) }
      switch choice {
      case .node(let node):
        emit(.equation(equation(.name(names(node)), formula(of: node), node: node, &numbers)))
      case .rest(let family, let count): emit(.omitted(.members(count, of: .plain(family))))
      }
    }
  }

  /// Says how many lines are folded.
  private func notShown(_ choices: ArraySlice<Choice>) {
    guard !choices.isEmpty else { return }
    let count = choices.reduce(0) { sum, choice in
      if case .rest(_, let count) = choice { sum + count } else { sum + 1 }
    }
    emit(.omitted(.lines(count)))
  }

  /// At full detail unnamed nodes get numbers, in the order of their making.
  private mutating func numberUnnamed(_ nodes: [NodeID]) {
    guard view.detail == .full else { return }
    for node in nodes where graph.label(of: node) == nil {
      guard let operation = graph.operation(of: node), !operation.isTransparent else { continue }
      names.numbers[node] = names.numbers.count + 1
    }
  }

  private mutating func given(_ nodes: [NodeID], _ numbers: inout Numbers) {
    let leaves = nodes.filter { graph.leafKind(of: $0) != nil && graph.label(of: $0) != nil }
    let given = chosen(leaves).map { choice -> PageItem.Given in
      switch choice {
      case .node(let node): .value(names(node), numbers.given(node))
      case .rest(let family, let count): .more(count, of: family)
      }
    }
    if !given.isEmpty { emit(.given(given)) }
  }

  // MARK: Backward

  /// The adjoints of a backward pass in the order it happens, newest node first, and the gradient.
  mutating func backward(_ output: NodeID, at moment: Moment) {
    var numbers = Numbers(recording, Reading(after: moment), view.digits, doubts)
    let below = graph.nodes(below: output)
    emit(.open(.backward(names(output), numbers.reading)))
    tellFigures()
    defer { emit(.close) }
    numberUnnamed(below)
    defer { names.numbers = [:] }
    if !isBrief { adjoints(output, below, &numbers) }
    gradientTable(output, below, &numbers)
  }

  private mutating func adjoints(_ output: NodeID, _ below: [NodeID], _ numbers: inout Numbers) {
    let reached = below.reversed().filter {
      ($0 == output || hasLine($0)) && graph.adjoint(of: output, to: $0) != nil
    }
    let chosen = chosen(reached, but: output)
    let shown = Set(chosen.compactMap { if case .node(let node) = $0 { node } else { nil } })
    let users = users(of: shown, among: below)
    let order = ReadingOrder(graph, below, usesOf: shown) { isKnown($0) }
    names.tellsReciprocals = true
    defer { names.tellsReciprocals = false }
    var explained: Set<Operation> = []
    let (first, rest, last) = folded(chosen)
    for (place, choice) in (first + last).enumerated() {
      if place == first.count { notShown(rest) }
      switch choice {
      case .node(let node):
        let contributions = graph.contributions(of: output, to: node, from: users[node] ?? [])
        adjoint(output, node, order.sorted(contributions), &explained, &numbers)
      case .rest(let family, let count):
        emit(.omitted(.members(count, of: .adjoint(of: names(output), by: [(.plain(family), 1)]))))
      }
    }
  }

  /// Whether the reader knows a node by name.
  private func isKnown(_ node: NodeID) -> Bool {
    graph.label(of: node) != nil || names.numbers[node] != nil
  }

  /// Whether a node's adjoint has a line of its own: named nodes, parameters and inputs.
  private func hasLine(_ node: NodeID) -> Bool {
    if names.numbers[node] != nil { return true }
    guard graph.label(of: node) != nil else { return false }
    switch graph.leafKind(of: node) {
    case .parameter, .input, .state, .gradient, nil: return true
    case .constant, .step: return false
    }
  }

  /// The users of some nodes, newest first.
  private func users(of nodes: Set<NodeID>, among all: [NodeID]) -> [NodeID: [NodeID]] {
    var users: [NodeID: [NodeID]] = [:]
    for user in all.reversed() {
      for operand in graph.operands(of: user) where nodes.contains(operand) && users[operand]?.last != user {
        users[operand, default: []].append(user)
      }
    }
    return users
  }

  /// A contribution as a term of a sum, in symbols and with what numbers are put into.
  private struct Term {
    let symbols: FormulaTree
    let numbers: FormulaTree

    init(_ symbols: FormulaTree, numbers: FormulaTree? = nil) {
      self.symbols = symbols
      self.numbers = numbers ?? symbols
    }
  }

  /// `∂L/∂a = ∂L/∂z·b = 0.74·2 = 1.48`
  private mutating func adjoint(
    _ output: NodeID, _ node: NodeID, _ contributions: [Contribution], _ explained: inout Set<Operation>,
    _ numbers: inout Numbers
  ) {
    guard let adjoint = graph.adjoint(of: output, to: node) else { return }
    let name = names.adjoint(of: output, to: node)
    // Like any sum, a long fan-in shows its first two terms and the last.
    let isCut = contributions.count > limits.contributions
    let shown = isCut ? contributions.prefix(2) + contributions.suffix(1) : contributions[...]
    var terms = shown.map { term($0, of: output, to: node) }
    if isCut { terms.insert(Term(.more), at: 2) }
    guard let symbols = FormulaTree.sum(terms.map(\.symbols)),
      let substituted = FormulaTree.sum(terms.map(\.numbers))
    else {
      emit(.value([name], numbers.quantity(adjoint), claims: []))
      return
    }
    var equation = equation(.name(name), symbols, numbers: substituted, node: adjoint, &numbers)
    equation.terms = contributions.count
    // The slopes of relu and |a|, the first time they are met.
    for slope in [Operation.step, .sign] where symbols.contains(slope) && explained.insert(slope).inserted {
      equation.remarks.append("\(slope.row.name)(a): \(slope.row.summary)")
    }
    if view.detail == .full, contributions.count > 1 {
      for (contribution, term) in zip(contributions, terms) {
        equation.contributions.append(
          self.equation(
            .from(names(contribution.user)), term.symbols, numbers: term.numbers, node: contribution.product,
            &numbers))
      }
    }
    emit(.equation(equation))
  }

  /// Adjoint of the user times local partial.
  ///
  /// The output's own adjoint, 1, is never a factor. A local partial of 1 is one beside the adjoint of a named user,
  /// where it says that the chain rule was at work, and only in symbols: `∂L/∂b = ∂L/∂z·1 = -0.11`.
  private func term(_ contribution: Contribution, of output: NodeID, to node: NodeID) -> Term {
    let user = contribution.user
    var builder = FormulaBuilder(graph, names: names, limits: limits, adjoint: (output, node))
    let partial: FormulaTree =
      switch contribution.partial {
      case .one: .number(1)
      case .minusOne: .number(-1)
      case .node(let node): builder.operand(node)
      }
    if user != output, isKnown(user) {
      let adjoint = FormulaTree.leaf(
        FormulaTree.Leaf(
          node: contribution.adjoint, name: names.adjoint(of: output, to: user), literal: nil))
      let product = FormulaTree.product(adjoint, partial)
      return Term(product, numbers: contribution.partial == .one ? adjoint : product)
    }
    if contribution.adjoint == graph.adjoint(of: output, to: output) { return Term(partial) }
    let adjoint = builder.operand(contribution.adjoint)
    return Term(contribution.partial == .one ? adjoint : FormulaTree.product(adjoint, partial))
  }

  private mutating func gradientTable(_ output: NodeID, _ below: [NodeID], _ numbers: inout Numbers) {
    var table = Table(Words.gradientTable(of: names(output)))
    let parameters = below.filter { graph.leafKind(of: $0) == .parameter }
    for choice in chosen(parameters) {
      switch choice {
      case .node(let node):
        let adjoint = graph.adjoint(of: output, to: node)
        let slope = adjoint.map { Phrase(numbers.quantity($0)) }
        table.rows.append(
          .cells([Phrase(names(node)), Phrase(numbers.quantity(node)), slope ?? "0"]))
      case .rest(let family, let count): table.rows.append(.omitted(.members(count, of: .plain(family))))
      }
    }
    table.standsAlone = isBrief
    if !table.rows.isEmpty { emit(.table(folded(table))) }
    if isBrief { emit(.omitted(.workings)) }
  }
}
