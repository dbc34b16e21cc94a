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

extension Graph {
  /// Goes through the operands of a node, in order, without a collection of them.
  @inline(__always)
  func forEachOperand(of node: Node, _ body: (UInt32) -> Void) { more.forEachOperand(of: node, body) }
}

extension [UInt32] {
  /// Goes through the operands of a node, where the array is the graph's list of further operands.
  @inline(__always)
  func forEachOperand(of node: Node, _ body: (UInt32) -> Void) {
    switch node.place {
    case .none: break
    case .one: body(node.first)
    case .two:
      body(node.first)
      body(node.second)
    case .list: for place in Int(node.first)..<Int(node.first + node.second) { body(self[place]) }
    }
  }
}
