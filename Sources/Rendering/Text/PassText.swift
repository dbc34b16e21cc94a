import Autodiff
import Trace

extension TextRenderer {
  // MARK: Forward

  /// What a forward pass computes, in the order it happens.
  mutating func forward(_ output: NodeID, at moment: Moment) {
    var valuation = recording.valuation(at: moment)
    let below = graph.nodes(below: output)
    page.line(style("Forward pass of \(outputName(output))", .bold) + after(moment))
    nameUnnamed(below)
    defer { names.numbers = [:] }
    if options.detail != .brief { given(below, &valuation) }
    var left = LeftOut()
    for node in below where graph.operation(of: node) != nil {
      let isNamed = graph.label(of: node) != nil || names.numbers[node] != nil || node == output
      guard isNamed, options.detail != .brief || node == output else { continue }
      if node != output, leaveOut(node, &left) { continue }
      definition(node, &valuation)
    }
    tell(&left)
  }

  /// `z = w·x + b = 0.8·0.5 + 0.1 = 0.5`
  private mutating func definition(_ node: NodeID, _ valuation: inout Valuation) {
    var builder = builder(alsoNamed: Set(names.numbers.keys))
    let tree = builder.formula(of: node)
    let worked = worked(outputName(node), "=", tree, node: node, &valuation)
    page.lines(worked.lines(isUpdate: false, width: options.width - 2), indent: 2)
  }

  /// The name of a node; one without a name is called after its formula's place.
  func outputName(_ node: NodeID) -> String {
    names.text(of: node)
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
    var items: [String] = []
    var left = LeftOut()
    for node in nodes where graph.leafKind(of: node) != nil && graph.label(of: node) != nil {
      if leaveOut(node, &left) { continue }
      items += left.take().map { "\(dots) \($0.count) more of \($0.name)" }
      items.append(names.text(of: node) + " = " + number(node, &valuation))
    }
    items += left.take().map { "\(dots) \($0.count) more of \($0.name)" }
    if !items.isEmpty { page.lines(wrapped(items, head: "given "), indent: 2) }
  }

  /// Items joined by commas, broken into lines of the page's width.
  func wrapped(_ items: [String], head: String) -> [String] {
    var lines: [String] = []
    var line = head
    var used = DisplayWidth.of(head)
    let margin = String(repeating: " ", count: used)
    for (position, item) in items.enumerated() {
      let text = position < items.count - 1 ? item + ", " : item
      if used + DisplayWidth.of(text) > Swift.max(options.width - 2, 30), used > margin.count {
        lines.append(line)
        line = margin
        used = margin.count
      }
      line += text
      used += DisplayWidth.of(text)
    }
    lines.append(line)
    return lines.map { $0.last == " " ? String($0.dropLast()) : $0 }
  }

  // MARK: Families

  /// Members of families that were not shown, until it is said.
  struct LeftOut {
    fileprivate var counts: [(family: Int, name: String, count: Int)] = []

    mutating func take() -> [(name: String, count: Int)] {
      defer { counts = [] }
      return counts.map { ($0.name, $0.count) }
    }
  }

  /// Whether a node is a member that is not shown; it is counted then.
  private func leaveOut(_ node: NodeID, _ left: inout LeftOut) -> Bool {
    guard !isShown(node), let family = familyOfNode[node]?.family else { return false }
    if let place = left.counts.firstIndex(where: { $0.family == family }) {
      left.counts[place].count += 1
    } else {
      left.counts.append((family, spelled(recording.families[family].name), 1))
    }
    return true
  }

  private mutating func tell(_ left: inout LeftOut, kind: (String) -> String = { $0 }) {
    for (name, count) in left.take() {
      page.line("  \(dots) and \(count) more of \(kind(name)) (--detail full shows all)")
    }
  }

  // MARK: Backward

  /// The adjoints of a backward pass in the order it happens, newest node first, and the gradient.
  mutating func backward(_ output: NodeID, at moment: Moment) {
    var valuation = recording.valuation(at: moment)
    let below = graph.nodes(below: output)
    page.line(style("Backward pass of \(outputName(output))", .bold) + after(moment))
    nameUnnamed(below)
    defer { names.numbers = [:] }
    if options.detail != .brief {
      var left = LeftOut()
      let users = users(of: below.filter { hasLine($0) && isShown($0) }, among: below)
      for node in below.reversed() {
        guard let adjoint = graph.adjoint(of: output, to: node), hasLine(node) || node == output else {
          continue
        }
        if node != output, leaveOut(node, &left) { continue }
        self.adjoint(output, node, adjoint, from: users[node] ?? [], &valuation)
      }
      let name = outputName(output)
      let sign = options.ascii ? "d" : "∂"
      tell(&left) { sign + name + "/" + sign + $0 }
    }
    gradientTable(output, below, &valuation)
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
  private func users(of nodes: [NodeID], among all: [NodeID]) -> [NodeID: [NodeID]] {
    var users: [NodeID: [NodeID]] = [:]
    for node in nodes { users[node] = [] }
    for user in all.reversed() {
      for operand in graph.operands(of: user) where users[operand]?.last != user {
        users[operand]?.append(user)
      }
    }
    return users
  }

  /// `∂L/∂a = ∂L/∂z·b = 0.74·2 = 1.48`
  private mutating func adjoint(
    _ output: NodeID, _ node: NodeID, _ adjoint: NodeID, from users: [NodeID], _ valuation: inout Valuation
  ) {
    let name = names.adjoint(of: output, to: node)
    let contributions = graph.contributions(of: output, to: node, from: users)
    // Like any sum, a long fan-in shows its first two terms and the last.
    let isCut = options.detail != .full && contributions.count > FormulaBuilder.mostTermsOfASum
    let shown = isCut ? contributions.prefix(2) + contributions.suffix(1) : contributions[...]
    var terms = shown.map { term($0, of: output, to: node) }
    if isCut { terms.insert(.more, at: 2) }
    guard let first = terms.first else {
      page.line("  \(name) = \(format.text(valuation.value(of: adjoint, in: graph)))")
      return
    }
    var tree = first
    for term in terms.dropFirst() { tree = FormulaTree.joined(tree, [(.add, term)]) }
    let worked = worked(name, "=", tree, node: adjoint, &valuation)
    page.lines(worked.lines(isUpdate: false, width: options.width - 2), indent: 2)
    if options.detail == .full, contributions.count > 1 {
      edges(contributions, terms, &valuation)
    }
  }

  /// Each contribution of a fan-in on a line of its own.
  private mutating func edges(
    _ contributions: [Contribution], _ terms: [FormulaTree], _ valuation: inout Valuation
  ) {
    for (contribution, term) in zip(contributions, terms) {
      let name = "from \(names.text(of: contribution.user)):"
      let worked = worked(name, "", term, node: contribution.product, &valuation)
      let parts = [worked.symbols, worked.numbers, worked.result]
      page.line("    " + name + " " + parts.joined(separator: " = "))
    }
  }

  /// Adjoint of the user times local partial. The output's own adjoint, 1, is left away where something else stands.
  private func term(_ contribution: Contribution, of output: NodeID, to node: NodeID) -> FormulaTree {
    let user = contribution.user
    let isKnown = graph.label(of: user) != nil || names.numbers[user] != nil
    var builder = builder(alsoNamed: Set(names.numbers.keys), adjoint: (output, node))
    let partial: FormulaTree =
      switch contribution.partial {
      case .one: .number(1)
      case .minusOne: .number(-1)
      case .node(let node): builder.operand(node)
      }
    if contribution.adjoint == graph.adjoint(of: output, to: output) { return partial }
    let adjoint: FormulaTree =
      isKnown
      ? .adjoint(of: output, to: user, node: contribution.adjoint) : builder.operand(contribution.adjoint)
    return FormulaTree.product(adjoint, partial)
  }

  private mutating func gradientTable(_ output: NodeID, _ below: [NodeID], _ valuation: inout Valuation) {
    var table = Columns(["parameter", "value", names.gradientHead(of: output)])
    var left = LeftOut()
    for node in below where graph.leafKind(of: node) == .parameter {
      if leaveOut(node, &left) { continue }
      let adjoint = graph.adjoint(of: output, to: node)
      table.add([
        names.text(of: node), format.text(valuation.value(of: node, in: graph)),
        adjoint.map { format.text(valuation.value(of: $0, in: graph)) } ?? "0",
      ])
    }
    guard !table.rows.isEmpty else { return }
    if options.detail != .brief { page.line("") }
    page.lines(table.lines(indent: 2, width: options.width))
    tell(&left)
  }
}

extension FormulaTree {
  /// A product, flat where a factor is a product itself.
  package static func product(_ first: FormulaTree, _ second: FormulaTree) -> FormulaTree {
    if case .chain(let start, let rest) = second, rest.allSatisfy({ $0.operation == .mul }) {
      return joined(first, [(.mul, start)] + rest)
    }
    return joined(first, [(.mul, second)])
  }
}

extension Names {
  /// `∂L/∂·`, the head of a column of adjoints.
  func gradientHead(of output: NodeID) -> String {
    "gradient of " + text(of: output)
  }
}

extension Graph {
  /// The nodes a node depends on and itself, in creation order.
  /// - Complexity: O(nodes up to `output`).
  package func nodes(below output: NodeID) -> [NodeID] {
    var isBelow = [Bool](repeating: false, count: Int(output.raw) + 1)
    isBelow[Int(output.raw)] = true
    var found: [NodeID] = []
    for raw in stride(from: Int(output.raw), through: 0, by: -1) where isBelow[raw] {
      let node = NodeID(UInt32(raw))
      found.append(node)
      for operand in operands(of: node) { isBelow[Int(operand.raw)] = true }
    }
    found.reverse()
    return found
  }

  /// A constant as typed.
  func spelling(of node: NodeID) -> String {
    if case .constant(let spelling)? = leafKind(of: node) { spelling } else { "" }
  }
}
