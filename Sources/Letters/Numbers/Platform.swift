// The one place of this target that names the platform's C library.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number in C's `%.*g`, `%.*f` or `%.*e`, correctly rounded from its exact binary value; halves away from zero, and not
/// to the even digit as in C.
func printed(_ value: Double, digits: Int, as format: String) -> String {
  let isHalf = value.isHalf(digits: format == "%.*e" ? digits + 1 : digits, decimals: format == "%.*f")
  // Next to a half no digit is another but the one that it decides.
  return unevenly(isHalf ? value + (value < 0 ? -value.ulp : value.ulp) : value, digits: digits, as: format)
}

extension Double {
  /// Whether it lies exactly in the middle between two numbers of these decimals, or else of these significant digits.
  fileprivate func isHalf(digits: Int, decimals: Bool) -> Bool {
    guard isFinite, self != 0 else { return false }
    // An odd number times 2⁻ᵏ has k decimals, the last of them a 5.
    let own = significandWidth - Int(exponent)
    guard own <= 25 else { return false }
    if decimals { return own == digits + 1 }
    // Of a number so short the digits up to its end are written without rounding.
    let text = unevenly(self, digits: 30, as: "%.*e")
    guard let mark = text.firstIndex(of: "e") else { return false }
    let written = text[..<mark].filter(\.isNumber)
    let rest = written.dropFirst(Swift.max(digits, 1))
    return rest.first == "5" && rest.dropFirst().allSatisfy { $0 == "0" } && magnitude < 1e22
  }
}

private func unevenly(_ value: Double, digits: Int, as format: String) -> String {
  var buffer = [CChar](repeating: 0, count: 400)
  let count = withVaList([Int32(digits), value]) {
    vsnprintf(&buffer, buffer.count, format, $0)
  }
  return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
