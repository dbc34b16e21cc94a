/// The operands of one node, in order; `x·x` has two.
package struct Operands: RandomAccessCollection, Sendable {
  private let node: Node
  private let more: [UInt32]
  package let count: Int

  init(_ node: Node, more: [UInt32]) {
    self.node = node
    switch OperandPlace.table[Int(node.code)] {
    case .none: count = 0
    case .one: count = 1
    case .two: count = 2
    case .list:
      count = Int(node.second)
      self.more = more
      return
    }
    self.more = []
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(position: Int) -> NodeID {
    precondition(position >= 0 && position < count, "no operand at this position")
    if OperandPlace.table[Int(node.code)] == .list { return NodeID(more[Int(node.first) + position]) }
    return NodeID(position == 0 ? node.first : node.second)
  }
}
