/// Appends local partials to a graph, doing the arithmetic of literals at once.
///
/// `3·x^(3 - 1)` becomes `3·x²`; nothing else is simplified, and nothing an author typed.
struct PartialBuilder {
  var graph: Graph
  /// Whether nodes are appended; otherwise only the shape of each partial is found out.
  let appends: Bool
  private let program = PartialProgram.all
  private var stack: [Entry] = []

  /// A partial, or a part of one: a number known now, or a node.
  struct Entry {
    /// `literal` for a number, `unknown` for a node that was not appended.
    var node: UInt32
    var value: Double

    static let literal = UInt32.max
    static let unknown = UInt32.max - 1

    /// Whether this is exactly the number given, as the table or the arithmetic of literals made it.
    @inline(__always)
    func isNumber(_ number: Double) -> Bool { node == Entry.literal && value == number }
  }

  init(_ graph: Graph, appends: Bool) {
    self.graph = graph
    self.appends = appends
  }

  /// The partial of `user` in its operand at `position`.
  mutating func partial(of user: UInt32, at position: Int) -> Entry {
    let node = graph.nodes[Int(user)]
    let range = program.range(node.code, position)
    stack.removeAll(keepingCapacity: true)
    for place in range {
      switch program.steps[place] {
      case .number(let value): stack.append(Entry(node: Entry.literal, value: value))
      case .operand(let which): stack.append(Entry(node: operand(which, of: node), value: 0))
      case .result: stack.append(Entry(node: user, value: 0))
      case .apply(let operation, let arity): apply(operation, arity)
      }
    }
    return stack[0]
  }

  /// The node of an entry; a number gets its literal.
  mutating func node(_ entry: Entry) -> NodeID {
    guard appends else { return NodeID(Entry.unknown) }
    return entry.node == Entry.literal ? graph.constant(entry.value) : NodeID(entry.node)
  }

  @inline(__always)
  func operand(_ position: Int, of node: Node) -> UInt32 {
    switch OperandPlace.table[Int(node.code)] {
    case .list: graph.more[Int(node.first) + position]
    default: position == 0 ? node.first : node.second
    }
  }

  /// The number an entry stands for, if it is a literal or the negative of one.
  private func number(_ entry: Entry) -> Double? {
    if entry.node == Entry.literal { return entry.value }
    if entry.node == Entry.unknown { return nil }
    let node = graph.nodes[Int(entry.node)]
    if node.isLeaf { return literal(node) }
    guard node.code == Operation.neg.rawValue else { return nil }
    let operand = graph.nodes[Int(node.first)]
    return operand.isLeaf ? literal(operand).map { -$0 } : nil
  }

  private func literal(_ leaf: Node) -> Double? {
    let entry = graph.leaves[Int(leaf.first)]
    return entry.isLiteral ? entry.start : nil
  }

  /// Replaces the topmost `arity` entries by `operation` of them.
  private mutating func apply(_ operation: Operation, _ arity: Int) {
    let base = stack.count - arity
    let result = simplified(operation, base, arity) ?? appended(operation, base, arity)
    stack.removeLast(arity)
    stack.append(result)
  }

  private func simplified(_ operation: Operation, _ base: Int, _ arity: Int) -> Entry? {
    let last = number(stack[base + arity - 1])
    switch operation {
    case .mul where last == 0: return Entry(node: Entry.literal, value: 0)
    case .mul: if number(stack[base]) == 0 { return Entry(node: Entry.literal, value: 0) }
    case .pow where last == 0: return Entry(node: Entry.literal, value: 1)
    case .pow where last == 1: return stack[base]
    case .select: return nil  // its partial must be a node: see `ReverseWalk.choose`
    default: break
    }
    guard last != nil else { return nil }
    var values: [Double] = []
    for entry in stack[base..<(base + arity)] {
      guard let value = number(entry) else { return nil }
      values.append(value)
    }
    let value = operation.value(values)
    return value.isFinite ? Entry(node: Entry.literal, value: value) : nil
  }

  private mutating func appended(_ operation: Operation, _ base: Int, _ arity: Int) -> Entry {
    guard appends else { return Entry(node: Entry.unknown, value: 0) }
    if operation == .pow, number(stack[base + 1]) == 2 {
      return Entry(node: graph.add(.square, node(stack[base])).raw, value: 0)
    }
    let first = node(stack[base])
    switch arity {
    case 1: return Entry(node: graph.add(operation, first).raw, value: 0)
    case 2: return Entry(node: graph.add(operation, first, node(stack[base + 1])).raw, value: 0)
    default:
      let second = node(stack[base + 1])
      return Entry(node: graph.add(operation, first, second, node(stack[base + 2])).raw, value: 0)
    }
  }
}

extension Operation {
  /// The value at these operands: a wave of one node.
  package func value(_ operands: [Double]) -> Double {
    precondition(row.arity == nil || row.arity == operands.count, "wrong number of operands")
    var values = operands + [0]
    let places = (0..<UInt32(operands.count + 1)).map { $0 }
    values.withUnsafeMutableBufferPointer { values in
      places.withUnsafeBufferPointer { places in
        // Neither buffer is empty: both hold one element more than there are operands.
        row.wave(values.baseAddress!, places.baseAddress!, operands.count, 1, operands.count)
      }
    }
    return values[operands.count]
  }
}
