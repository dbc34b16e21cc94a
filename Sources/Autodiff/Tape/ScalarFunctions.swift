// The functions of the table, for scalars: free functions, as in mathematics. `Operation`'s rows say what each
// does where it has no derivative.

public func sqrt(_ x: Scalar) -> Scalar { unary(.sqrt, x) }
public func exp(_ x: Scalar) -> Scalar { unary(.exp, x) }
/// The natural logarithm.
public func ln(_ x: Scalar) -> Scalar { unary(.ln, x) }
/// The natural logarithm, under the name that Swift's own has.
public func log(_ x: Scalar) -> Scalar { unary(.ln, x) }
public func log10(_ x: Scalar) -> Scalar { unary(.log10, x) }
public func sin(_ x: Scalar) -> Scalar { unary(.sin, x) }
public func cos(_ x: Scalar) -> Scalar { unary(.cos, x) }
public func tan(_ x: Scalar) -> Scalar { unary(.tan, x) }
public func sinh(_ x: Scalar) -> Scalar { unary(.sinh, x) }
public func cosh(_ x: Scalar) -> Scalar { unary(.cosh, x) }
public func tanh(_ x: Scalar) -> Scalar { unary(.tanh, x) }
/// The error function.
public func erf(_ x: Scalar) -> Scalar { unary(.erf, x) }

/// The logistic function 1/(1 + e^-x).
public func sigmoid(_ x: Scalar) -> Scalar { unary(.sigmoid, x) }
public func relu(_ x: Scalar) -> Scalar { unary(.relu, x) }
public func leakyRelu(_ x: Scalar, slope: Double) -> Scalar { binary(.leakyRelu, x, slope) }
public func elu(_ x: Scalar) -> Scalar { unary(.elu, x) }
/// ln(1 + e^x).
public func softplus(_ x: Scalar) -> Scalar { unary(.softplus, x) }
/// x·Φ(x), exactly.
public func gelu(_ x: Scalar) -> Scalar { unary(.gelu, x) }
/// x·σ(x).
public func silu(_ x: Scalar) -> Scalar { unary(.silu, x) }

public func abs(_ x: Scalar) -> Scalar { unary(.abs, x) }
public func sign(_ x: Scalar) -> Scalar { unary(.sign, x) }
/// 1 where x > 0, else 0.
public func step(_ x: Scalar) -> Scalar { unary(.step, x) }
public func floor(_ x: Scalar) -> Scalar { unary(.floor, x) }
/// `x` rounded, halves away from zero; its slope is 0.
public func round(_ x: Scalar, decimals: Int) -> Scalar { binary(.round, x, Double(decimals)) }
/// `x` as a number in single precision; its slope is 1.
public func float32(_ x: Scalar) -> Scalar { unary(.float32, x) }
public func max(_ a: Scalar, _ b: Scalar) -> Scalar { binary(.max, a, b) }
public func max(_ a: Scalar, _ b: Double) -> Scalar { binary(.max, a, b) }
public func min(_ a: Scalar, _ b: Scalar) -> Scalar { binary(.min, a, b) }
public func min(_ a: Scalar, _ b: Double) -> Scalar { binary(.min, a, b) }

/// `x` kept between two limits.
public func clip(_ x: Scalar, _ low: Double, _ high: Double) -> Scalar {
  let tape = x.tape
  let low = tape.graph.constant(low)
  return ternary(.clip, x, Scalar(tape, low), Scalar(tape, tape.graph.constant(high)))
}

/// `a` where `condition` is not 0, else `b`; the branch not chosen gets no gradient.
public func select(_ condition: Scalar, _ a: Scalar, _ b: Scalar) -> Scalar {
  ternary(.select, condition, a, b)
}

/// The sum of any number of scalars of one tape, added in order as one operation.
public func sum(_ terms: [Scalar]) -> Scalar {
  precondition(!terms.isEmpty, "a sum of no scalars belongs to no tape")
  let tape = terms[0].tape
  for term in terms { tape.check(term) }
  return Scalar(tape, tape.graph.sum(terms.map(\.node)))
}

// Comparisons: 1 where they hold, else 0.

public func < (a: Scalar, b: Scalar) -> Scalar { binary(.less, a, b) }
public func < (a: Scalar, b: Double) -> Scalar { binary(.less, a, b) }
public func <= (a: Scalar, b: Scalar) -> Scalar { binary(.lessEqual, a, b) }
public func <= (a: Scalar, b: Double) -> Scalar { binary(.lessEqual, a, b) }
public func > (a: Scalar, b: Scalar) -> Scalar { binary(.greater, a, b) }
public func > (a: Scalar, b: Double) -> Scalar { binary(.greater, a, b) }
public func >= (a: Scalar, b: Scalar) -> Scalar { binary(.greaterEqual, a, b) }
public func >= (a: Scalar, b: Double) -> Scalar { binary(.greaterEqual, a, b) }
