import Autodiff
import Trace

/// The obvious way to evaluate: every node in creation order, one operation at a time.
struct SlowEvaluator {
  let graph: Graph

  /// The values of some nodes and of all that stand below them.
  /// - Parameter leaves: by leaf index; missing ones have their start values.
  func values(of nodes: [NodeID], _ leaves: [Double]) -> [NodeID: Double] {
    var values: [NodeID: Double] = [:]
    for node in below(nodes) {
      if let operation = graph.operation(of: node) {
        values[node] = operation.value(graph.operands(of: node).map { values[$0] ?? .nan })
      } else if let index = graph.leafIndex(of: node) {
        values[node] = index < leaves.count ? leaves[index] : graph.leaf(at: index).start
      }
    }
    return values
  }

  /// In creation order.
  func below(_ nodes: [NodeID]) -> [NodeID] {
    var found = Set(nodes)
    var waiting = nodes
    while let node = waiting.popLast() {
      for operand in graph.operands(of: node) where found.insert(operand).inserted { waiting.append(operand) }
    }
    return found.sorted { $0.raw < $1.raw }
  }

  /// What a step of a program leaves behind, by leaf index.
  func leaves(after leaves: [Double], _ program: Program, clock: Int) -> [Double] {
    var leaves = leaves
    while leaves.count < graph.leafCount { leaves.append(graph.leaf(at: leaves.count).start) }
    if let index = program.clock.flatMap({ graph.leafIndex(of: $0) }) { leaves[index] = Double(clock) }
    let values = values(of: program.carried.map(\.next), leaves)
    for pair in program.carried {
      if let index = graph.leafIndex(of: pair.leaf) { leaves[index] = values[pair.next] ?? .nan }
    }
    return leaves
  }
}

/// Whether two lists of numbers are the same, bit for bit; one NaN is as good as another.
func same(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
}
