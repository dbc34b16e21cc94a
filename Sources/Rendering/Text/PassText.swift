import Autodiff
import Letters
import Trace

extension TextRenderer {
  // MARK: Forward

  /// What a forward pass computes, in the order it happens.
  mutating func forward(_ output: NodeID, at moment: Moment) {
    var valuation = recording.valuation(at: moment)
    let below = graph.nodes(below: output)
    page.line(style("Forward pass of \(names.text(of: output))", .bold) + after(moment))
    nameUnnamed(below)
    defer { names.numbers = [:] }
    if options.detail != .brief { given(below, &valuation) }
    let results = below.filter { node in
      guard graph.operation(of: node) != nil else { return false }
      if node == output { return true }
      return options.detail != .brief && (graph.label(of: node) != nil || names.numbers[node] != nil)
    }
    let selection = selection(of: results.dropLast())
    for node in results {
      switch selection[node] {
      case .shown: definition(node, &valuation)
      case .rest(let name, let count): page.line("  " + rest(of: name, count))
      case .leftOut: break
      }
    }
  }

  /// `z = w·x + b = 0.8·0.5 + 0.1 = 0.5`
  private mutating func definition(_ node: NodeID, _ valuation: inout Valuation) {
    var builder = builder(alsoNamed: Set(names.numbers.keys))
    let tree = builder.formula(of: node)
    let worked = worked(names.text(of: node), "=", tree, node: node, &valuation)
    page.lines(worked.lines(isUpdate: false, width: options.width - 2), indent: 2)
  }

  /// At full detail unnamed nodes get numbers, in the order of their making.
  private mutating func nameUnnamed(_ nodes: [NodeID]) {
    guard options.detail == .full else { return }
    var numbers: [NodeID: Int] = [:]
    for node in nodes where graph.label(of: node) == nil {
      guard let operation = graph.operation(of: node), !operation.isTransparent else { continue }
      numbers[node] = numbers.count + 1
    }
    names.numbers = numbers
  }

  /// The leaves and their values, a few to a line.
  private mutating func given(_ nodes: [NodeID], _ valuation: inout Valuation) {
    let leaves = nodes.filter { graph.leafKind(of: $0) != nil && graph.label(of: $0) != nil }
    let selection = selection(of: leaves)
    var items: [String] = []
    for node in leaves {
      switch selection[node] {
      case .shown: items.append(names.text(of: node) + " = " + number(node, &valuation))
      case .rest(let name, let count): items.append("\(dots) \(count) more of \(name)")
      case .leftOut: break
      }
    }
    if !items.isEmpty { page.lines(wrapped(items, head: "given "), indent: 2) }
  }

  /// Items joined by commas, broken into lines of the page's width.
  func wrapped(_ items: [String], head: String) -> [String] {
    let pieces = items.enumerated().map { $1 + ($0 < items.count - 1 ? ", " : "") }
    let room = Swift.max(options.width - 2, 30) - DisplayWidth.of(head)
    return pieces.filled(after: head, width: room, joinedBy: "")
      .map { $0.last == " " ? String($0.dropLast()) : $0 }
  }

  // MARK: Backward

  /// The adjoints of a backward pass in the order it happens, newest node first, and the gradient.
  mutating func backward(_ output: NodeID, at moment: Moment) {
    var valuation = recording.valuation(at: moment)
    let below = graph.nodes(below: output)
    page.line(style("Backward pass of \(names.text(of: output))", .bold) + after(moment))
    nameUnnamed(below)
    defer { names.numbers = [:] }
    if options.detail != .brief { adjoints(output, below, &valuation) }
    gradientTable(output, below, &valuation)
  }

  private mutating func adjoints(_ output: NodeID, _ below: [NodeID], _ valuation: inout Valuation) {
    let reached = below.reversed().filter {
      ($0 == output || hasLine($0)) && graph.adjoint(of: output, to: $0) != nil
    }
    let selection = selection(of: reached.dropFirst())
    let shown = Set(reached.filter { selection[$0] == .shown })
    let users = users(of: shown, among: below)
    let order = ReadingOrder(graph, below, usesOf: shown) { isKnown($0) }
    let sign = options.ascii ? "d" : "∂"
    names.writesReciprocals = true
    defer { names.writesReciprocals = false }
    var explained: Set<Operation> = []
    for node in reached {
      switch selection[node] {
      case .shown:
        let contributions = graph.contributions(of: output, to: node, from: users[node] ?? [])
        adjoint(output, node, order.sorted(contributions), &explained, &valuation)
      case .rest(let name, let count):
        page.line("  " + rest(of: sign + names.text(of: output) + "/" + sign + name, count))
      case .leftOut: break
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
    _ output: NodeID, _ node: NodeID, _ contributions: [Contribution],
    _ explained: inout Set<Operation>, _ valuation: inout Valuation
  ) {
    guard let adjoint = graph.adjoint(of: output, to: node) else { return }
    let name = names.adjoint(of: output, to: node)
    // Like any sum, a long fan-in shows its first two terms and the last.
    let isCut = options.detail != .full && contributions.count > FormulaBuilder.mostTermsOfASum
    let shown = isCut ? contributions.prefix(2) + contributions.suffix(1) : contributions[...]
    var terms = shown.map { term($0, of: output, to: node) }
    if isCut { terms.insert(Term(.more), at: 2) }
    guard let symbols = FormulaTree.sum(terms.map(\.symbols)),
      let numbers = FormulaTree.sum(terms.map(\.numbers))
    else {
      page.line("  \(name) = \(format.text(valuation.value(of: adjoint, in: graph)))")
      return
    }
    let worked = worked(name, "=", symbols, numbers: numbers, node: adjoint, &valuation)
    page.lines(worked.lines(isUpdate: false, width: options.width - 2), indent: 2)
    // The slopes of relu and |a|, the first time they are met.
    for slope in [Operation.step, .sign] where symbols.contains(slope) && explained.insert(slope).inserted {
      page.line(style("    \(slope.row.name)(a): \(slope.row.summary)", .dim))
    }
    if options.detail == .full, contributions.count > 1 {
      edges(contributions, terms, &valuation)
    }
  }

  /// Each contribution of a fan-in on a line of its own.
  private mutating func edges(
    _ contributions: [Contribution], _ terms: [Term], _ valuation: inout Valuation
  ) {
    for (contribution, term) in zip(contributions, terms) {
      let name = "from \(names.text(of: contribution.user)):"
      let worked = worked(
        name, "", term.symbols, numbers: term.numbers, node: contribution.product, &valuation)
      page.lines(worked.lines(isUpdate: false, width: options.width - 4), indent: 4)
    }
  }

  /// Adjoint of the user times local partial.
  ///
  /// The output's own adjoint, 1, is never a factor. A local partial of 1 is one beside the adjoint of a named user,
  /// where it says that the chain rule was at work, and only in symbols: `∂L/∂b = ∂L/∂z·1 = -0.11`.
  private func term(_ contribution: Contribution, of output: NodeID, to node: NodeID) -> Term {
    let user = contribution.user
    var builder = builder(alsoNamed: Set(names.numbers.keys), adjoint: (output, node))
    let partial: FormulaTree =
      switch contribution.partial {
      case .one: .number(1)
      case .minusOne: .number(-1)
      case .node(let node): builder.operand(node)
      }
    if user != output, isKnown(user) {
      let adjoint = FormulaTree.adjoint(of: output, to: user, node: contribution.adjoint)
      let product = FormulaTree.product(adjoint, partial)
      return Term(product, numbers: contribution.partial == .one ? adjoint : product)
    }
    if contribution.adjoint == graph.adjoint(of: output, to: output) { return Term(partial) }
    let adjoint = builder.operand(contribution.adjoint)
    return Term(contribution.partial == .one ? adjoint : FormulaTree.product(adjoint, partial))
  }

  private mutating func gradientTable(_ output: NodeID, _ below: [NodeID], _ valuation: inout Valuation) {
    var table = Columns(["parameter", "value", "gradient of " + names.text(of: output)])
    let parameters = below.filter { graph.leafKind(of: $0) == .parameter }
    let selection = selection(of: parameters)
    for node in parameters {
      switch selection[node] {
      case .shown:
        let adjoint = graph.adjoint(of: output, to: node)
        table.add([
          names.text(of: node), format.text(valuation.value(of: node, in: graph)),
          adjoint.map { format.text(valuation.value(of: $0, in: graph)) } ?? "0",
        ])
      case .rest(let name, let count): table.note(rest(of: name, count))
      case .leftOut: break
      }
    }
    guard !table.rows.isEmpty else { return }
    if options.detail != .brief { page.line("") }
    page.lines(table.lines(indent: 2, width: options.width))
  }
}
