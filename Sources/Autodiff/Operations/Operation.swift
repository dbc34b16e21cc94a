/// One scalar operation of the graph; everything nntrace knows about it stands on its row.
package enum Operation: UInt8, CaseIterable, Sendable {
  case add, sub, mul, div, neg, square, pow, sqrt
  case exp, ln, log10, sin, cos, tan, sinh, cosh, tanh, erf, erfc
  case sigmoid, relu, leakyRelu, elu, softplus, gelu, silu
  case abs, sign, step, max, min, clip, floor, mod, round, float32
  case select, less, lessEqual, equal, notEqual, greater, greaterEqual, and, or
  case sum, copy, carry, carryDigits, sigmoidRest, tanhRest
}

extension Operation {
  /// The rows of all operations, indexed by raw value.
  package static let rows: [Row] = allCases.map(writtenRow)

  /// Everything known about this operation.
  package var row: Row { Operation.rows[Int(rawValue)] }

  /// The names that may stand before `(` in a lesson, as the table lists them: `exp`, `sigmoid`, `σ`, ….
  package static let callableNames: [String] = rows.filter(\.isCallable).flatMap { [$0.name] + $0.spellings }

  /// The operation that `spelling(…)` calls, or nil if nothing callable is spelled so.
  package static func named(_ spelling: String) -> Operation? { callables[spelling] }

  private static let callables: [String: Operation] = {
    var found: [String: Operation] = [:]
    for operation in allCases where operation.row.isCallable {
      for spelling in [operation.row.name] + operation.row.spellings { found[spelling] = operation }
    }
    return found
  }()
}
