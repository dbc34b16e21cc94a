extension Operation {
  /// Evaluates a wave of nodes of this operation: the arithmetic of every operation, written once.
  ///
  /// A switch that all evaluators inline, and not closures on the rows: fetching and retaining a closure for
  /// each wave costs as much as a short wave itself.
  @inline(__always)
  func evaluate(_ wave: Wave) {
    switch self {
    case .add: wave.binary { $0 + $1 }
    case .sub: wave.binary { $0 - $1 }
    case .mul: wave.binary { $0 * $1 }
    case .div: wave.binary { $0 / $1 }
    case .neg: wave.unary { -$0 }
    case .square: wave.unary { $0 * $0 }
    case .pow: wave.binary { Real.pow($0, $1) }
    case .sqrt: wave.squareRoots()
    case .exp: wave.unary { Real.exp($0) }
    case .ln: wave.unary { Real.ln($0) }
    case .log10: wave.unary { Real.log10($0) }
    case .sin: wave.unary { Real.sin($0) }
    case .cos: wave.unary { Real.cos($0) }
    case .tan: wave.unary { Real.tan($0) }
    case .sinh: wave.unary { Real.sinh($0) }
    case .cosh: wave.unary { Real.cosh($0) }
    case .tanh: wave.unary { Real.tanh($0) }
    case .erf: wave.unary { Real.erf($0) }
    case .erfc: wave.unary { Real.erfc($0) }
    case .sigmoid: wave.unary { Real.sigmoid($0) }
    case .relu: wave.unary { Real.relu($0) }
    case .leakyRelu: wave.binary { $0 > 0 ? $0 : $1 * $0 }
    case .elu: wave.unary { Real.elu($0) }
    case .softplus: wave.unary { Real.softplus($0) }
    case .gelu: wave.unary { Real.gelu($0) }
    case .silu: wave.unary { $0 * Real.sigmoid($0) }
    case .abs: wave.unary { $0.magnitude }
    case .sign: wave.unary { Real.sign($0) }
    case .step: wave.unary { Real.step($0) }
    case .max: wave.binary { Real.max($0, $1) }
    case .min: wave.binary { Real.min($0, $1) }
    case .clip: wave.ternary { Real.min(Real.max($0, $1), $2) }
    case .floor: wave.unary { $0.rounded(.down) }
    case .float32: wave.unary { Double(Float($0)) }
    case .mod: wave.binary { Real.mod($0, $1) }
    case .round, .carry: wave.binary { Real.round($0, $1) }
    case .carryDigits: wave.binary { Real.roundDigits($0, $1) }
    case .select: wave.ternary { $0 != 0 ? $1 : $2 }
    case .less: wave.binary { $0 < $1 ? 1 : 0 }
    case .lessEqual: wave.binary { $0 <= $1 ? 1 : 0 }
    case .equal: wave.binary { $0 == $1 ? 1 : 0 }
    case .notEqual: wave.binary { $0 != $1 ? 1 : 0 }
    case .greater: wave.binary { $0 > $1 ? 1 : 0 }
    case .greaterEqual: wave.binary { $0 >= $1 ? 1 : 0 }
    case .and: wave.binary { $0 != 0 && $1 != 0 ? 1 : 0 }
    case .or: wave.binary { $0 != 0 || $1 != 0 ? 1 : 0 }
    case .sum: wave.fold(empty: 0) { $0 + $1 }
    case .copy: wave.unary { $0 }
    case .sigmoidRest: wave.binary { Real.sigmoidRest($0, $1) }
    case .tanhRest: wave.binary { Real.tanhRest($0, $1) }
    }
  }

  /// The value at these operands.
  package func value(_ operands: [Double]) -> Double {
    precondition(row.arity == nil || row.arity == operands.count, "wrong number of operands")
    let count = operands.count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count + 1) { values in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count + 1) { places in
        for (place, operand) in operands.enumerated() {
          values[place] = operand
          places[place] = UInt32(place)
        }
        // Neither buffer is empty: both have room for one more than there are operands.
        let (v, o) = (values.baseAddress!, UnsafePointer(places.baseAddress!))
        evaluate(Wave(v: v, o: o, out: count, count: 1, arity: count))
        return values[count]
      }
    }
  }
}
