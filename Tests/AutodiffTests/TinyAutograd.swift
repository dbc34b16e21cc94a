/// A number that remembers what it was made of.
final class Value {
  let number: Double
  var slope = 0.0
  let operands: [(value: Value, local: Double)]

  init(_ number: Double, _ operands: [(value: Value, local: Double)] = []) {
    (self.number, self.operands) = (number, operands)
  }

  static func + (a: Value, b: Value) -> Value {
    Value(a.number + b.number, [(a, 1), (b, 1)])
  }

  static func * (a: Value, b: Value) -> Value {
    Value(a.number * b.number, [(a, b.number), (b, a.number)])
  }

  /// All that this number is made of, and itself; each after its operands.
  func nodes() -> [Value] {
    var seen: Set<ObjectIdentifier> = []
    func list(_ node: Value) -> [Value] {
      guard seen.insert(ObjectIdentifier(node)).inserted else { return [] }
      return node.operands.flatMap { list($0.value) } + [node]
    }
    return list(self)
  }

  /// Gives each node its slope: how fast this number changes with it.
  func backward() {
    slope = 1
    for node in nodes().reversed() {
      for (operand, local) in node.operands {
        operand.slope += node.slope * local
      }
    }
  }
}
