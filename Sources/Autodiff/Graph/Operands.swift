/// The operands of one node, in order; `x·x` has two.
package struct Operands: RandomAccessCollection, Sendable {
  private let node: Node
  private let more: [UInt32]
  package let count: Int

  init(_ node: Node, more: [UInt32]) {
    self.node = node
    self.more = node.place == .list ? more : []
    count = node.arity
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }

  package subscript(position: Int) -> NodeID {
    precondition(position >= 0 && position < count, "no operand at this position")
    return NodeID(more.operand(position, of: node))
  }
}
