#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The functions of real numbers behind the table: the platform's, and sound forms of those it lacks.
///
/// Only this file imports the platform's mathematics.
enum Real {
  static func exp(_ x: Double) -> Double { _exp(x) }
  static func ln(_ x: Double) -> Double { _ln(x) }
  static func log10(_ x: Double) -> Double { _log10(x) }
  static func sin(_ x: Double) -> Double { _sin(x) }
  static func cos(_ x: Double) -> Double { _cos(x) }
  static func tan(_ x: Double) -> Double { _tan(x) }
  static func sinh(_ x: Double) -> Double { _sinh(x) }
  static func cosh(_ x: Double) -> Double { _cosh(x) }
  static func tanh(_ x: Double) -> Double { _tanh(x) }
  static func erf(_ x: Double) -> Double { _erf(x) }
  static func erfc(_ x: Double) -> Double { _erfc(x) }
  /// Two square roots at once. `squareRoot()` on Linux is C's, which sets an error number, and no loop of such calls
  /// becomes vector instructions; the bits are the same.
  static func sqrt(_ x: SIMD2<Double>) -> SIMD2<Double> { _sqrt(x) }
  /// The remainder with the sign of the divisor.
  static func mod(_ x: Double, _ y: Double) -> Double {
    let rest = x.truncatingRemainder(dividingBy: y)
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
  }
  static func pow(_ x: Double, _ y: Double) -> Double { _pow(x, y) }

  /// The logistic function; the exponential never overflows, and small results keep their digits.
  static func sigmoid(_ x: Double) -> Double {
    let e = _exp(-Swift.abs(x))
    return (x < 0 ? e : 1) / (1 + e)
  }

  /// ln(1 + e^x), without overflow for large x and without losing small results.
  static func softplus(_ x: Double) -> Double { relu(x) + _log1p(_exp(-Swift.abs(x))) }

  static func relu(_ x: Double) -> Double { x < 0 ? 0 : x }

  static func elu(_ x: Double) -> Double { x > 0 ? x : _expm1(x) }

  /// x·Φ(x), with the error function (Hendrycks and Gimpel, "Gaussian Error Linear Units"); 1 + erf(x/√2) would lose the
  /// digits of small results.
  static func gelu(_ x: Double) -> Double { 0.5 * x * _erfc(-x / 2.0.squareRoot()) }

  /// From here on, 1 - y loses a digit or more.
  private static let nearlyOne = 0.9

  /// 1 - y, where y is σ(x).
  static func sigmoidRest(_ y: Double, _ x: Double) -> Double { y < nearlyOne ? 1 - y : sigmoid(-x) }

  /// 1 - y, where y is tanh(x)².
  static func tanhRest(_ y: Double, _ x: Double) -> Double {
    if y < nearlyOne { return 1 - y }
    let slope = 1 / _cosh(x)
    return slope * slope
  }

  static func sign(_ x: Double) -> Double { x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x }

  static func step(_ x: Double) -> Double { x > 0 ? 1 : x <= 0 ? 0 : x }

  static func max(_ a: Double, _ b: Double) -> Double { a >= b || a != a ? a : b }

  static func min(_ a: Double, _ b: Double) -> Double { a <= b || a != a ? a : b }

  /// `x` rounded to a number of decimals as with pencil and paper: halves away from zero.
  ///
  /// 0.1·0.35 is 0.035, a half on paper, and slightly less in binary; so what is within two units of the
  /// last place of a half counts as one. A number too large to have such decimals stays as it is.
  static func round(_ x: Double, _ decimals: Double) -> Double {
    guard decimals == decimals else { return decimals }
    let places = decimals.rounded(.towardZero)
    let power = _pow(10, Swift.abs(places))
    guard power.isFinite else { return places < 0 && x.isFinite ? 0 : x }
    let scaled = places < 0 ? x / power : x * power
    let size = Swift.abs(scaled)
    guard size < 0x1p51 else { return x }
    let whole = (size + 0.5 + 2 * size.ulp).rounded(.down)
    let rounded = places < 0 ? whole * power : whole / power
    return scaled < 0 && rounded > 0 ? -rounded : rounded
  }

  /// `x` rounded to a number of significant digits, as `round` does it.
  static func roundDigits(_ x: Double, _ digits: Double) -> Double {
    guard x.isFinite, x != 0 else { return x }
    let size = Swift.abs(x)
    var exponent = _log10(size).rounded(.down)
    // The logarithm of a number next to a power of ten may be that of the power.
    if _pow(10, exponent) > size { exponent -= 1 }
    if _pow(10, exponent + 1) <= size { exponent += 1 }
    let rounded = round(x, digits - 1 - exponent)
    // Powers of ten beyond 10²² are not exact; a number with no more digits stays as it is.
    return Swift.abs(rounded - x) <= x.ulp ? x : rounded
  }
}

// The platform's functions under names that the members of `Real` do not hide.
@inline(__always) private func _exp(_ x: Double) -> Double { exp(x) }
@inline(__always) private func _expm1(_ x: Double) -> Double { expm1(x) }
@inline(__always) private func _ln(_ x: Double) -> Double { log(x) }
@inline(__always) private func _log1p(_ x: Double) -> Double { log1p(x) }
@inline(__always) private func _log10(_ x: Double) -> Double { log10(x) }
@inline(__always) private func _sin(_ x: Double) -> Double { sin(x) }
@inline(__always) private func _cos(_ x: Double) -> Double { cos(x) }
@inline(__always) private func _tan(_ x: Double) -> Double { tan(x) }
@inline(__always) private func _sinh(_ x: Double) -> Double { sinh(x) }
@inline(__always) private func _cosh(_ x: Double) -> Double { cosh(x) }
@inline(__always) private func _tanh(_ x: Double) -> Double { tanh(x) }
@inline(__always) private func _erf(_ x: Double) -> Double { erf(x) }
@inline(__always) private func _erfc(_ x: Double) -> Double { erfc(x) }
@_silgen_name("llvm.sqrt.v2f64") private func _sqrt(_ x: SIMD2<Double>) -> SIMD2<Double>
@inline(__always) private func _pow(_ x: Double, _ y: Double) -> Double { pow(x, y) }
