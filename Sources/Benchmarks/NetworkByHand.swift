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
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 68) { buffer in
      // A buffer with room has an address.
      let h1 = buffer.baseAddress!
      let (h2, d2, d1, errors) = (h1 + 16, h1 + 32, h1 + 48, h1 + 64)
      for i in 0..<337 { g[i] = 0 }
      for sample in stride(from: 3, through: 0, by: -1) {
        let x0 = Double(sample >> 1)
        let x1 = Double(sample & 1)
        let y = Double((sample >> 1) ^ (sample & 1))
        for j in 0..<16 { h1[j] = tanh((w[2 * j] * x0 + w[2 * j + 1] * x1) + w[b1 + j]) }
        for j in 0..<16 {
          let row = w + w2 + 16 * j
          var z = row[0] * h1[0]
          for i in 1..<16 { z += row[i] * h1[i] }
          h2[j] = tanh(z + w[b2 + j])
        }
        var z = w[w3] * h2[0]
        for i in 1..<16 { z += w[w3 + i] * h2[i] }
        let o = tanh(z + w[b3])
        let e = o - y
        errors[sample] = e * e
        let d = 0.25 * (2 * e) * (1 - o * o)
        g[b3] += d
        for i in 0..<16 {
          g[w3 + i] += d * h2[i]
          d2[i] = d * w[w3 + i] * (1 - h2[i] * h2[i])
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
          let dj = d1[j] * (1 - h1[j] * h1[j])
          g[b1 + j] += dj
          g[2 * j] += dj * x0
          g[2 * j + 1] += dj * x1
        }
      }
      return (errors[0] + errors[1] + errors[2] + errors[3]) / 4
    }
  }
}
