/// What the nodes of a schedule read.
///
/// A value of its own, so that the planner can change itself while it goes through a node's inputs.
struct Reading {
  private let nodes: [Node]
  private let more: [UInt32]
  /// By node, whether another node does its work: a product in a sum of products, a sum at the head of a sum.
  var isAbsorbed: [Bool]
  /// By node, whether it is a sum of products.
  var isProducts: [Bool]
  /// By node, the node that has its value: for a copy what it copies, else the node itself.
  private var sources: [UInt32]

  /// - Parameter count: how many nodes of the graph there are to read.
  init(_ graph: Graph, _ count: Int) {
    nodes = graph.nodes
    more = graph.more
    isAbsorbed = [Bool](repeating: false, count: count)
    isProducts = isAbsorbed
    sources = Array(0..<UInt32(count))
  }

  mutating func setCopy(_ id: Int) { sources[id] = sources[Int(nodes[id].first)] }

  @inline(__always)
  func isCopy(_ id: Int) -> Bool { sources[id] != UInt32(id) }

  /// The node that has the value of this one.
  @inline(__always)
  func source(of id: Int) -> Int { Int(sources[id]) }

  func isSum(_ id: Int) -> Bool {
    nodes[id].isOperation(.add) || nodes[id].isOperation(.sum) && nodes[id].arity > 0
  }

  /// The sum at the head of a sum that has taken it over.
  private func head(of id: Int) -> Int? {
    let first = source(of: Int(more.operand(0, of: nodes[id])))
    return isSum(first) && isAbsorbed[first] ? first : nil
  }

  /// Lets a sum take over the sum at its head, and the one at the head of that, as far as they are free.
  ///
  ///     (a + b) + c = a + b + c
  ///
  /// Both sides add in the same order, so no bit changes.
  mutating func absorbChain(from id: Int, _ isFree: (Int) -> Bool) {
    var id = id
    while true {
      let first = source(of: Int(more.operand(0, of: nodes[id])))
      guard isSum(first), isFree(first) else { return }
      isAbsorbed[first] = true
      id = first
    }
  }

  /// Appends the terms of a sum, those of the sum at its head included.
  func appendTerms(of id: Int, to list: inout [UInt32]) {
    guard var head = head(of: id) else {
      return more.forEachOperand(of: nodes[id]) { list.append(sources[Int($0)]) }
    }
    var chain = [id, head]
    while let next = self.head(of: head) {
      chain.append(next)
      head = next
    }
    for (depth, sum) in chain.enumerated().reversed() {
      // The first term of all but the innermost is the sum before.
      var isHead = depth < chain.count - 1
      more.forEachOperand(of: nodes[sum]) { term in
        if !isHead { list.append(sources[Int(term)]) }
        isHead = false
      }
    }
  }

  /// Appends the operands of a node, or for a sum of products two per term; any other term is itself times `Work.one`.
  func appendInputs(of id: Int, to list: inout [UInt32]) {
    if !isSum(id) {
      more.forEachOperand(of: nodes[id]) { list.append(sources[Int($0)]) }
    } else if !isProducts[id] {
      appendTerms(of: id, to: &list)
    } else {
      var terms: [UInt32] = []
      appendTerms(of: id, to: &terms)
      for term in terms {
        if isAbsorbed[Int(term)] {
          more.forEachOperand(of: nodes[Int(term)]) { list.append(sources[Int($0)]) }
        } else {
          list.append(term)
          list.append(Work.one)
        }
      }
    }
  }
}
