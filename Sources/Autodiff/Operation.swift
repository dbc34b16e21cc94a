/// One scalar operation of the graph; everything nntrace knows about it stands on its row.
package enum Operation: UInt8, CaseIterable, Sendable {
  case add, sub, mul, div, neg, square, pow, sqrt
  case exp, ln, log10, sin, cos, tan, sinh, cosh, tanh, erf
  case sigmoid, relu, leakyRelu, elu, softplus, gelu, silu
  case abs, sign, step, max, min, clip, floor, round
  case select, less, lessEqual, equal, notEqual, greater, greaterEqual
  case sum, copy, carry
}
