extension Operation {
  /// Evaluates a wave of nodes of this operation in four lanes.
  @inline(__always)
  func evaluate<R: LaneRounding>(_ wave: NudgedWave, _: R.Type) {
    switch self {
    case .add: wave.binary { R.sum($0, $1) }
    case .sub: wave.binary { R.sum($0, -$1) }
    case .mul: wave.binary { R.product($0, $1) }
    case .div: wave.binary { R.quotient($0, $1) }
    case .square: wave.unary { R.product($0, $0) }
    case .sqrt: wave.unary { R.root($0) }
    case .pow: wave.binary { R.power($0, $1) }
    case .exp: wave.unary { R.function($0) { Real.exp($0) } }
    case .ln: wave.unary { a in R.approximate(a.each { Real.ln($0) }, isBounded: false) { a .== 1 } }
    case .log10: wave.unary { R.logarithm($0) }
    case .sin: wave.unary { R.function($0, isBounded: true) { Real.sin($0) } }
    case .cos: wave.unary { R.function($0, isBounded: true) { Real.cos($0) } }
    case .tan: wave.unary { R.function($0) { Real.tan($0) } }
    case .sinh: wave.unary { R.function($0) { Real.sinh($0) } }
    case .cosh: wave.unary { R.function($0) { Real.cosh($0) } }
    case .tanh: wave.unary { R.function($0, isBounded: true) { Real.tanh($0) } }
    case .erf: wave.unary { R.function($0, isBounded: true) { Real.erf($0) } }
    case .erfc: wave.unary { R.function($0) { Real.erfc($0) } }
    case .sigmoid: wave.unary { R.sigmoid($0) }
    case .elu: wave.unary { a in R.approximate(a.each { Real.elu($0) }, isBounded: false) { a .>= 0 } }
    case .softplus: wave.unary { R.softplus($0) }
    case .gelu: wave.unary { R.function($0) { Real.gelu($0) } }
    case .silu: wave.unary { R.product($0, R.sigmoid($0)) }
    case .leakyRelu: wave.binary { a, slope in R.product(slope, a).replacing(with: a, where: a .> 0) }
    case .sum: wave.fold { R.sum($0, $1) }
    case .neg: wave.unary { -$0 }
    case .relu: wave.unary { a in a.replacing(with: 0, where: a .< 0) }
    case .abs: wave.unary { a in a.each { $0.magnitude } }
    case .sign: wave.unary { a in a.each { Real.sign($0) } }
    case .step: wave.unary { a in a.each { Real.step($0) } }
    case .max: wave.binary { .each($0, $1) { Real.max($0, $1) } }
    case .min: wave.binary { .each($0, $1) { Real.min($0, $1) } }
    case .clip: wave.ternary { .each(.each($0, $1) { Real.max($0, $1) }, $2) { Real.min($0, $1) } }
    case .mod: wave.binary { .each($0, $1) { Real.mod($0, $1) } }
    case .and: wave.binary { .truth(($0 .!= 0) .& ($1 .!= 0)) }
    case .or: wave.binary { .truth(($0 .!= 0) .| ($1 .!= 0)) }
    case .floor: wave.unary { a in a.rounded(.down) }
    case .float32: wave.unary { a in a.each { Double(Float($0)) } }
    case .round, .carry: wave.binary { .each($0, $1) { Real.round($0, $1) } }
    case .carryDigits: wave.binary { .each($0, $1) { Real.roundDigits($0, $1) } }
    case .select: wave.ternary { $2.replacing(with: $1, where: $0 .!= 0) }
    case .less: wave.binary { .truth($0 .< $1) }
    case .lessEqual: wave.binary { .truth($0 .<= $1) }
    case .equal: wave.binary { .truth($0 .== $1) }
    case .notEqual: wave.binary { .truth($0 .!= $1) }
    case .greater: wave.binary { .truth($0 .> $1) }
    case .greaterEqual: wave.binary { .truth($0 .>= $1) }
    case .copy: wave.unary { $0 }
    case .sigmoidRest: wave.binary { y, a in R.rest(y) { Nudged.each(y, a) { Real.sigmoidRest($0, $1) } } }
    case .tanhRest: wave.binary { y, a in R.rest(y) { Nudged.each(y, a) { Real.tanhRest($0, $1) } } }
    }
  }
}

extension Nudged {
  @inline(__always)
  fileprivate static func truth(_ mask: Mask) -> Nudged { Nudged().replacing(with: 1, where: mask) }
}
