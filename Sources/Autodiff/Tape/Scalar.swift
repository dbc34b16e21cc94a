/// One scalar of a tape: a leaf, or the result of an operation that the tape recorded.
///
/// Scalars of two tapes do not mix; that is a programming error, and stops the program with a message.
public struct Scalar {
  package let tape: Tape
  package let node: NodeID

  package init(_ tape: Tape, _ node: NodeID) {
    self.tape = tape
    self.node = node
  }

  /// The number at the current leaves.
  public var value: Double { tape.valuation.value(of: node, in: tape.graph) }

  /// The same scalar, under a name that traces print; naming twice keeps the last name.
  @discardableResult
  public func named(_ name: String) -> Scalar {
    tape.graph.setLabel(Label(name), of: node)
    return self
  }

  /// Changes a leaf; the values of everything that depends on it follow.
  public func set(_ value: Double) {
    let index = tape.graph.leafIndex(of: node)
    let isNamed = index.map { !tape.graph.leaves[$0].isLiteral } ?? false
    precondition(isNamed, "only a parameter, an input or a named constant can be set")
    tape.graph.setStart(value, of: node)
    tape.valuation.invalidate()
  }

  /// The square, computed as the scalar times itself.
  public func squared() -> Scalar { Scalar(tape, tape.graph.add(.square, node)) }

  /// This scalar to a power that may itself be recorded.
  public func power(_ exponent: Scalar) -> Scalar { binary(.pow, self, exponent) }

  /// This scalar to a fixed power; the second power is the square.
  public func power(_ exponent: Double) -> Scalar { exponent == 2 ? squared() : binary(.pow, self, exponent) }

  // MARK: Operators

  public static func + (left: Scalar, right: Scalar) -> Scalar { binary(.add, left, right) }
  public static func + (left: Scalar, right: Double) -> Scalar { binary(.add, left, right) }
  public static func + (left: Double, right: Scalar) -> Scalar { binary(.add, left, right) }
  public static func - (left: Scalar, right: Scalar) -> Scalar { binary(.sub, left, right) }
  public static func - (left: Scalar, right: Double) -> Scalar { binary(.sub, left, right) }
  public static func - (left: Double, right: Scalar) -> Scalar { binary(.sub, left, right) }
  public static func * (left: Scalar, right: Scalar) -> Scalar { binary(.mul, left, right) }
  public static func * (left: Scalar, right: Double) -> Scalar { binary(.mul, left, right) }
  public static func * (left: Double, right: Scalar) -> Scalar { binary(.mul, left, right) }
  public static func / (left: Scalar, right: Scalar) -> Scalar { binary(.div, left, right) }
  public static func / (left: Scalar, right: Double) -> Scalar { binary(.div, left, right) }
  public static func / (left: Double, right: Scalar) -> Scalar { binary(.div, left, right) }
  public static prefix func - (operand: Scalar) -> Scalar { unary(.neg, operand) }
  public static func += (left: inout Scalar, right: Scalar) { left = left + right }
}

// Appending one operation to the tape of its operands.

func unary(_ operation: Operation, _ a: Scalar) -> Scalar {
  Scalar(a.tape, a.tape.graph.add(operation, a.node))
}

func binary(_ operation: Operation, _ a: Scalar, _ b: Scalar) -> Scalar {
  a.tape.check(b)
  return Scalar(a.tape, a.tape.graph.add(operation, a.node, b.node))
}

func binary(_ operation: Operation, _ a: Scalar, _ b: Double) -> Scalar {
  Scalar(a.tape, a.tape.graph.add(operation, a.node, a.tape.graph.constant(b)))
}

func binary(_ operation: Operation, _ a: Double, _ b: Scalar) -> Scalar {
  Scalar(b.tape, b.tape.graph.add(operation, b.tape.graph.constant(a), b.node))
}

func ternary(_ operation: Operation, _ a: Scalar, _ b: Scalar, _ c: Scalar) -> Scalar {
  a.tape.check(b)
  a.tape.check(c)
  return Scalar(a.tape, a.tape.graph.add(operation, a.node, b.node, c.node))
}
