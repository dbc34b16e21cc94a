// The one place of this target that names the platform's C library.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number in C's `%.*g`, `%.*f` or `%.*e`, correctly rounded from its exact binary value.
func printed(_ value: Double, digits: Int, as format: String) -> String {
  var buffer = [CChar](repeating: 0, count: 400)
  let count = withVaList([Int32(digits), value]) {
    vsnprintf(&buffer, buffer.count, format, $0)
  }
  return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
