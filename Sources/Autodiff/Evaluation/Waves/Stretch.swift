extension Graph {
  /// Evaluates a stretch of nodes in creation order, a wave each; all operands outside it must be known.
  func compute(_ range: Range<Int>, _ values: UnsafeMutableBufferPointer<Double>, _ given: [Double]) {
    nodes.withUnsafeBufferPointer { nodes in
      more.withUnsafeBufferPointer { more in
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2) { pair in
          // An empty graph has no values.
          guard let v = values.baseAddress, let two = pair.baseAddress else { return }
          for id in range {
            let node = nodes[id]
            guard let operation = node.operation else {
              let index = Int(node.first)
              v[id] = index < given.count ? given[index] : leaves[index].start
              continue
            }
            // An empty sum may stand in a graph without any list; then no operand is read.
            var operands = UnsafePointer(two)
            if node.place == .list {
              if let base = more.baseAddress { operands = base + Int(node.first) }
            } else {
              two[0] = node.first
              two[1] = node.second
            }
            operation.evaluate(Wave(v: v, o: operands, out: id, count: 1, arity: node.arity))
          }
        }
      }
    }
  }
}
