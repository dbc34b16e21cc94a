#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// W1 as one would write it without a graph: loops over local buffers, nothing kept.
///
/// Contributions are added newest first, as in the graph, so that both give the same bits.
struct NetworkByHand {
  // Where the parameters of `Network.start` stand.
  private static let b1 = 32
  private static let w2 = 48
  private static let b2 = 304
  private static let w3 = 320
  private static let b3 = 336

  /// The loss; the gradient goes to `g`.
  @inline(never)
  static func run(_ w: UnsafePointer<Double>, gradient g: UnsafeMutablePointer<Double>) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 100) { buffer in
      // A buffer with room has an address.
      let h1 = buffer.baseAddress!
      let (h2, d2, d1, errors, z1, z2) = (h1 + 16, h1 + 32, h1 + 48, h1 + 64, h1 + 68, h1 + 84)
      for i in 0..<337 { g[i] = 0 }
      for sample in stride(from: 3, through: 0, by: -1) {
        let x0 = Double(sample >> 1)
        let x1 = Double(sample & 1)
        let y = Double((sample >> 1) ^ (sample & 1))
        for j in 0..<16 {
          z1[j] = (w[2 * j] * x0 + w[2 * j + 1] * x1) + w[b1 + j]
          h1[j] = tanh(z1[j])
        }
        for j in 0..<16 {
          let row = w + w2 + 16 * j
          var z = row[0] * h1[0]
          for i in 1..<16 { z += row[i] * h1[i] }
          z2[j] = z + w[b2 + j]
          h2[j] = tanh(z2[j])
        }
        var z = w[w3] * h2[0]
        for i in 1..<16 { z += w[w3 + i] * h2[i] }
        z += w[b3]
        let o = tanh(z)
        let e = o - y
        errors[sample] = e * e
        let d = 0.25 * (2 * e) * rest(o * o, z)
        g[b3] += d
        for i in 0..<16 {
          g[w3 + i] += d * h2[i]
          d2[i] = d * w[w3 + i] * rest(h2[i] * h2[i], z2[i])
          d1[i] = 0
        }
        for j in stride(from: 15, through: 0, by: -1) {
          let (dj, row, sums) = (d2[j], w + w2 + 16 * j, g + w2 + 16 * j)
          g[b2 + j] += dj
          for i in 0..<16 {
            sums[i] += dj * h1[i]
            d1[i] += dj * row[i]
          }
        }
        for j in 0..<16 {
          let dj = d1[j] * rest(h1[j] * h1[j], z1[j])
          g[b1 + j] += dj
          g[2 * j] += dj * x0
          g[2 * j + 1] += dj * x1
        }
      }
      return (errors[0] + errors[1] + errors[2] + errors[3]) / 4
    }
  }
  /// 1 - y, where y is tanh(x)², to all digits.
  @inline(__always)
  private static func rest(_ y: Double, _ x: Double) -> Double {
    if y < 0.9 { return 1 - y }
    let slope = 1 / cosh(x)
    return slope * slope
  }
}
