/// A value in four evaluations that round at random, one in each lane.
///
/// Where an operation rounds, its exact result lies between two neighbouring doubles; a nudged evaluation takes either
/// of them, by a coin. What four such evaluations agree on does not hang on how a computer rounds (stochastic
/// arithmetic: La Porte and Vignes, CESTAC). What is computed exactly is left alone: 0, small integers, halves.
///
/// The coin is a hash of the digits of the result, so equal quantities get equal nudges wherever they are computed, and
/// a quantity and its negative, its double or its half get the same. The lanes come in pairs in which the second takes
/// what the first leaves, so that no rounding goes unnoticed.
package typealias Nudged = SIMD4<Double>

extension Nudged {
  private typealias Bits = SIMD4<UInt64>
  typealias Mask = SIMDMask<MaskStorage>

  /// The same value in all lanes.
  package init(same value: Double) { self.init(repeating: value) }

  // MARK: Errors

  /// a + b less its rounded value (Møller, Knuth).
  @inline(__always)
  static func error(ofSum s: Nudged, _ a: Nudged, _ b: Nudged) -> Nudged {
    let part = s - a
    return (a - (s - part)) + (b - part)
  }

  /// a·b less its rounded value, exactly unless something overflows or underflows (Dekker, Veltkamp): vector
  /// instructions that every processor has, where a fused multiply-add may be a call.
  @inline(__always)
  static func error(ofProduct p: Nudged, _ a: Nudged, _ b: Nudged) -> Nudged {
    let (c, d) = (a.highPart, b.highPart)
    let (x, y) = (a - c, b - d)
    return ((c * d - p) + c * y + x * d) + x * y
  }

  /// A number of the sign of a/b less its rounded value.
  @inline(__always)
  static func error(ofQuotient q: Nudged, _ a: Nudged, _ b: Nudged) -> Nudged {
    let p = q * b
    let rest = (a - p) - error(ofProduct: p, q, b)
    return Nudged(bits: rest.bits ^ (b.bits & Bits(repeating: 1 << 63)))
  }

  /// A number of the sign of √a less its rounded value.
  @inline(__always)
  static func error(ofRoot r: Nudged, _ a: Nudged) -> Nudged {
    let p = r * r
    return (a - p) - error(ofProduct: p, r, r)
  }

  /// The upper half of the digits.
  @inline(__always)
  private var highPart: Nudged {
    let scaled = 134_217_729 * self
    return scaled - (scaled - self)
  }

  // MARK: Nudging

  /// A rounded result, or its neighbour beyond the exact one.
  /// - Parameter error: the exact result less this one; only its sign counts, and whether it is 0.
  @inline(__always)
  func nudged(error: Nudged) -> Nudged {
    // The error of a result is less than the result, except where something overflowed or underflowed.
    let isRounded = (error .!= 0) .& (error.magnitudes .< magnitudes)
    return replacing(
      with: moved(by: coins &>> Bits(repeating: 32), away: ~(bits ^ error.bits)), where: isRounded)
  }

  /// A result known to the last digit or so, or a neighbour.
  /// - Parameters:
  ///   - isExact: where it is no approximation.
  ///   - isBounded: whether its magnitude is at most 1.
  @inline(__always)
  func nudgedFreely(isExact: Mask, isBounded: Bool = false) -> Nudged {
    let coins = coins
    var away = coins &<< Bits(repeating: 20)
    if isBounded { away &= Bits(repeating: 0).replacing(with: .max, where: magnitudes .< 1) }
    let isApproximate = .!isExact .& (magnitudes .> 0) .& (magnitudes .< .infinity)
    return replacing(with: moved(by: coins &>> Bits(repeating: 32), away: away), where: isApproximate)
  }

  /// The value or a neighbour, where the digits do not end early.
  var nudgedUnlessShort: Nudged {
    let last = bits & Bits(repeating: 0xF_FFFF)
    return nudgedFreely(isExact: unsafeBitCast(last .== Bits(repeating: 0), to: Mask.self))
  }

  /// One step to the next double in the lanes whose last bit of `coins` says so: away from 0 where the first bit of
  /// `away` is set.
  @inline(__always)
  private func moved(by coins: Bits, away: Bits) -> Nudged {
    let move = (coins ^ Bits(0, 1, 0, 1)) & Bits(repeating: 1)
    // 2 or 0, less 1.
    return Nudged(bits: bits &+ (((away &>> Bits(repeating: 62)) & (move &+ move)) &- move))
  }

  /// A hash of the digits.
  @inline(__always)
  private var coins: Bits {
    let digits = bits & Bits(repeating: 0xF_FFFF_FFFF_FFFF)
    let low = (digits & Bits(repeating: 0xFFFF_FFFF)) ^ Nudged.seeds
    let high = (digits &>> Bits(repeating: 32)) ^ Bits(repeating: 0x9E37_79B1)
    return low &* high
  }

  @inline(__always)
  private static var seeds: Bits { Bits(0x85EB_CA77, 0x85EB_CA77, 0xC2B2_AE3D, 0xC2B2_AE3D) }

  @inline(__always) private var bits: Bits { unsafeBitCast(self, to: Bits.self) }
  @inline(__always) private init(bits: Bits) { self = unsafeBitCast(bits, to: Nudged.self) }
  @inline(__always)
  private var magnitudes: Nudged { Nudged(bits: bits & Bits(repeating: .max >> 1)) }

  // MARK: Lanes

  @inline(__always)
  func each(_ value: (Double) -> Double) -> Nudged {
    Nudged(value(self[0]), value(self[1]), value(self[2]), value(self[3]))
  }

  @inline(__always)
  static func each(_ a: Nudged, _ b: Nudged, _ value: (Double, Double) -> Double) -> Nudged {
    Nudged(value(a[0], b[0]), value(a[1], b[1]), value(a[2], b[2]), value(a[3], b[3]))
  }
}
