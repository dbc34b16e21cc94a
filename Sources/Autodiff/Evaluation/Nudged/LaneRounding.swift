/// How results are rounded, lane by lane.
protocol LaneRounding {
  /// - Parameter error: the exact result less the rounded one; only its sign counts, and whether it is 0.
  static func round(_ result: Nudged, error: () -> Nudged) -> Nudged
  /// Whether results differ from those of the processor.
  static var nudges: Bool { get }
  /// A result known to the last digit or so.
  /// - Parameters:
  ///   - isExact: where it is no approximation.
  ///   - isBounded: whether its magnitude is at most 1.
  static func approximate(_ result: Nudged, isBounded: Bool, isExact: () -> Nudged.Mask) -> Nudged
}

/// Up or down, by a coin.
enum RandomRounding: LaneRounding {
  @inline(__always) static var nudges: Bool { true }

  @inline(__always)
  static func round(_ result: Nudged, error: () -> Nudged) -> Nudged { result.nudged(error: error()) }

  @inline(__always)
  static func approximate(_ result: Nudged, isBounded: Bool, isExact: () -> Nudged.Mask) -> Nudged {
    result.nudgedFreely(isExact: isExact(), isBounded: isBounded)
  }
}

/// As the processor does it.
enum UsualRounding: LaneRounding {
  @inline(__always) static var nudges: Bool { false }

  @inline(__always)
  static func round(_ result: Nudged, error: () -> Nudged) -> Nudged { result }

  @inline(__always)
  static func approximate(_ result: Nudged, isBounded: Bool, isExact: () -> Nudged.Mask) -> Nudged { result }
}

extension LaneRounding {
  @inline(__always)
  static func sum(_ a: Nudged, _ b: Nudged) -> Nudged {
    let s = a + b
    return round(s) { .error(ofSum: s, a, b) }
  }

  @inline(__always)
  static func product(_ a: Nudged, _ b: Nudged) -> Nudged {
    let p = a * b
    return round(p) { .error(ofProduct: p, a, b) }
  }

  @inline(__always)
  static func quotient(_ a: Nudged, _ b: Nudged) -> Nudged {
    let q = a / b
    return round(q) { .error(ofQuotient: q, a, b) }
  }

  @inline(__always)
  static func root(_ a: Nudged) -> Nudged {
    let r = Nudged(lowHalf: Real.sqrt(a.lowHalf), highHalf: Real.sqrt(a.highHalf))
    return round(r) { .error(ofRoot: r, a) }
  }

  // Functions. Each result is right to the last digit or so.

  /// A function whose value at 0 is exact, and at no other double.
  @inline(__always)
  static func function(_ a: Nudged, isBounded: Bool = false, _ value: (Double) -> Double) -> Nudged {
    approximate(a.each(value), isBounded: isBounded) { a .== 0 }
  }

  @inline(__always)
  static func sigmoid(_ a: Nudged) -> Nudged {
    guard nudges else { return a.each { Real.sigmoid($0) } }
    let e = function(a) { Real.exp(-$0.magnitude) }
    let one = Nudged(repeating: 1)
    return quotient(one.replacing(with: e, where: a .< 0), sum(one, e))
  }

  /// 1 - y, or what stands for it where y is nearly 1.
  @inline(__always)
  static func rest(_ y: Nudged, _ value: () -> Nudged) -> Nudged {
    let value = value()
    guard nudges else { return value }
    let difference = sum(Nudged(repeating: 1), -y)
    return approximate(value, isBounded: false) { Nudged.Mask(repeating: false) }
      .replacing(with: difference, where: y .< 0.9)
  }

  @inline(__always)
  static func softplus(_ a: Nudged) -> Nudged {
    let rest = a.each { Real.softplus(-$0.magnitude) }
    return sum(
      a.replacing(with: 0, where: a .< 0),
      approximate(rest, isBounded: false) { Nudged.Mask(repeating: false) })
  }

  @inline(__always)
  static func logarithm(_ a: Nudged) -> Nudged {
    let y = a.each { Real.log10($0) }
    return approximate(y, isBounded: false) {
      (y .== y.rounded(.down)) .& (y.each { Real.pow(10, $0) } .== a)
    }
  }

  @inline(__always)
  static func power(_ a: Nudged, _ b: Nudged) -> Nudged {
    approximate(.each(a, b) { Real.pow($0, $1) }, isBounded: false) {
      Nudged.each(a, b) { isExactPower($0, $1) ? 1 : 0 } .!= 0
    }
  }
}

/// Whether no digit of a power is lost, as far as multiplying can tell.
private func isExactPower(_ a: Double, _ b: Double) -> Bool {
  if a == 0 || a == 1 || b == 0 || b == 1 { return true }
  if b == 0.5 {
    let root = a.squareRoot()
    return (-a).addingProduct(root, root) == 0
  }
  guard b == b.rounded(.down), b.magnitude <= 64 else { return false }
  if b < 0 { return a.significandBitPattern == 0 }
  var power = a
  for _ in 1..<Int(b) {
    let next = power * a
    guard (-next).addingProduct(power, a) == 0 else { return false }
    power = next
  }
  return true
}
