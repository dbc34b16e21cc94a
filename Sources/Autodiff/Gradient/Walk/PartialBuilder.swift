/// Appends local partials to a graph, doing the arithmetic of literals at once.
///
/// `3·x^(3 - 1)` becomes `3·x²`; nothing else is simplified, and nothing an author typed.
struct PartialBuilder {
  var graph: Graph
  /// Whether nodes are appended; otherwise only the shape of each partial is found out.
  let appends: Bool
  private let instructions: [PartialProgram.Instruction]
  private let partials: [PartialProgram.Partial]
  private let shapes: [PartialProgram.Shape]
  /// What the instructions of the current partial came to.
  private var results: [Term]
  /// The first literals that were needed.
  private var literals: [(bits: UInt64, node: NodeID)] = []

  /// A partial, or a part of one: a number known now, or a node.
  struct Term {
    /// `literal` for a number, `unknown` for a node that was not appended.
    let node: UInt32
    let value: Double

    static let literal = UInt32.max
    static let unknown = UInt32.max - 1

    @inline(__always)
    init(_ node: UInt32) {
      self.node = node
      value = 0
    }

    @inline(__always)
    init(number: Double) {
      node = Term.literal
      value = number
    }

    /// Whether this is exactly the number given, as the table or the arithmetic of literals made it.
    @inline(__always)
    func isNumber(_ number: Double) -> Bool { node == Term.literal && value == number }
  }

  init(_ graph: Graph, appends: Bool) {
    self.graph = graph
    self.appends = appends
    instructions = PartialProgram.all.instructions
    partials = PartialProgram.all.partials
    shapes = PartialProgram.all.shapes
    results = [Term](repeating: Term(number: 0), count: PartialProgram.all.longest)
  }

  /// The partial of `user`, whose node is `node`, in its operand at `position`.
  @inline(__always)
  mutating func partial(of user: UInt32, _ node: Node, at position: Int) -> Term {
    let index = 3 * Int(node.code) + (position < 3 ? position : 2)
    switch shapes[index] {
    case .zero: return Term(number: 0)
    case .one: return Term(number: 1)
    case .minusOne: return Term(number: -1)
    case .first: return Term(node.first)
    case .second: return Term(node.second)
    case .written: return written(partials[index], user, node)
    }
  }

  private mutating func written(_ partial: PartialProgram.Partial, _ user: UInt32, _ node: Node) -> Term {
    let start = partial.instructions.lowerBound
    for place in partial.instructions { results[place - start] = follow(instructions[place], user, node) }
    return term(partial.result, user, node)
  }

  /// The node of a term; a number gets its literal.
  mutating func node(_ term: Term) -> NodeID {
    guard appends else { return NodeID(Term.unknown) }
    return term.node == Term.literal ? literal(term.value) : NodeID(term.node)
  }

  /// The literal of a number; asking the graph would spell it out each time.
  private mutating func literal(_ value: Double) -> NodeID {
    for known in literals where known.bits == value.bitPattern { return known.node }
    let node = graph.constant(value, spelling: Formula.spelling(of: value))
    if literals.count < 8 { literals.append((value.bitPattern, node)) }
    return node
  }

  @inline(__always)
  private func term(_ source: PartialProgram.Source, _ user: UInt32, _ node: Node) -> Term {
    switch source {
    case .number(let value): Term(number: value)
    case .operand(let position): Term(graph.more.operand(position, of: node))
    case .result: Term(user)
    case .earlier(let index): results[index]
    }
  }

  private mutating func follow(
    _ instruction: PartialProgram.Instruction, _ user: UInt32, _ node: Node
  ) -> Term {
    let operation = instruction.operation
    let a = term(instruction.a, user, node)
    if instruction.arity == 1 {
      if let value = number(a), let result = calculated(operation, [value]) { return result }
      guard appends else { return Term(Term.unknown) }
      return Term(graph.add(operation, self.node(a)).raw)
    }
    let b = term(instruction.b, user, node)
    if instruction.arity == 2 {
      if let known = simplified(operation, a, b) { return known }
      guard appends else { return Term(Term.unknown) }
      if operation == .pow, number(b) == 2 { return Term(graph.add(.square, self.node(a)).raw) }
      let first = self.node(a)
      return Term(graph.add(operation, first, self.node(b)).raw)
    }
    if operation == .select, let condition = number(a) {
      return condition != 0 ? b : term(instruction.c, user, node)
    }
    // Only `where` has three operands in the table, and its partial must be a node: see `ReverseWalk.choose`.
    guard appends else { return Term(Term.unknown) }
    let first = self.node(a)
    let second = self.node(b)
    return Term(graph.add(operation, first, second, self.node(term(instruction.c, user, node))).raw)
  }

  @inline(__always)
  private func simplified(_ operation: Operation, _ a: Term, _ b: Term) -> Term? {
    let (x, y) = (number(a), number(b))
    guard x != nil || y != nil else { return nil }
    if operation == .mul, x == 0 || y == 0 { return Term(number: 0) }
    if operation == .pow, y == 0 { return Term(number: 1) }
    if operation == .pow, y == 1 { return a }
    guard let x, let y else { return nil }
    return calculated(operation, [x, y])
  }

  private func calculated(_ operation: Operation, _ operands: [Double]) -> Term? {
    let value = operation.value(operands)
    return value.isFinite ? Term(number: value) : nil
  }

  /// The number a term stands for, if it is a literal or the negative of one.
  @inline(__always)
  private func number(_ term: Term) -> Double? {
    if term.node == Term.literal { return term.value }
    if term.node == Term.unknown { return nil }
    let node = graph.nodes[Int(term.node)]
    if node.isLeaf { return literal(node) }
    guard node.isOperation(.neg) else { return nil }
    let operand = graph.nodes[Int(node.first)]
    return operand.isLeaf ? literal(operand).map { -$0 } : nil
  }

  private func literal(_ leaf: Node) -> Double? {
    let entry = graph.leaves[Int(leaf.first)]
    return entry.isLiteral ? entry.start : nil
  }
}
