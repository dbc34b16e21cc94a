/// Evaluates `n` nodes of one operation: operand *j* of node *i* is `v[o[j*n + i]]`, results go to `v[out...]`.
///
/// The value of a single node is a wave of length 1, so that no two evaluators can differ in a bit.
package typealias Wave =
  @Sendable (
    _ v: UnsafeMutablePointer<Double>, _ o: UnsafePointer<UInt32>, _ out: Int, _ n: Int, _ arity: Int
  ) -> Void

/// An operation's arithmetic, written once, with its number of operands.
struct Kernel: Sendable {
  let arity: Int?
  let wave: Wave
}

// These four are inlined into the table, so that the compiler specialises each loop for its closure.

/// The kernel of a function of one operand.
@inline(__always)
func unary(_ value: @escaping @Sendable (Double) -> Double) -> Kernel {
  Kernel(arity: 1) { v, o, out, n, _ in
    for i in 0..<n { v[out &+ i] = value(v[Int(o[i])]) }
  }
}

/// The kernel of a function of two operands.
@inline(__always)
func binary(_ value: @escaping @Sendable (Double, Double) -> Double) -> Kernel {
  Kernel(arity: 2) { v, o, out, n, _ in
    for i in 0..<n { v[out &+ i] = value(v[Int(o[i])], v[Int(o[n &+ i])]) }
  }
}

/// The kernel of a function of three operands.
@inline(__always)
func ternary(_ value: @escaping @Sendable (Double, Double, Double) -> Double) -> Kernel {
  Kernel(arity: 3) { v, o, out, n, _ in
    for i in 0..<n {
      v[out &+ i] = value(v[Int(o[i])], v[Int(o[n &+ i])], v[Int(o[2 &* n &+ i])])
    }
  }
}

/// The kernel of any number of operands, combined from left to right; `empty` for none.
@inline(__always)
func fold(empty: Double, _ value: @escaping @Sendable (Double, Double) -> Double) -> Kernel {
  Kernel(arity: nil) { v, o, out, n, arity in
    guard arity > 0 else {
      for i in 0..<n { v[out &+ i] = empty }
      return
    }
    for i in 0..<n {
      var total = v[Int(o[i])]
      var next = i
      for _ in 1..<arity {
        next &+= n
        total = value(total, v[Int(o[next])])
      }
      v[out &+ i] = total
    }
  }
}
