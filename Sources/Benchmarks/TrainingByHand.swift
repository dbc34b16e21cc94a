#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// W3 as one would write it without a graph, keeping each step's loss, 17 parameters and 17 states.
///
/// Contributions are added newest first, as in the graph, so that both give the same bits.
enum TrainingByHand {
  /// Numbers kept of one step: the loss before it, the parameters and the states after it.
  static let width = 35

  static var start: [Double] {
    Training.weights + [0, 0, 0, 0] + Training.outputWeights + [0]
  }

  @inline(never)
  static func run(steps: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: steps * width) { kept, count in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 64) { buffer in
        // Buffers with room have addresses.
        train(steps, buffer.baseAddress!, kept.baseAddress!)
      }
      count = steps * width
    }
  }

  private static func train(
    _ steps: Int, _ w: UnsafeMutablePointer<Double>, _ kept: UnsafeMutablePointer<Double>
  ) {
    // Parameters: 8 weights, 4 biases, 4 weights of the output, its bias.
    let (s, g, h, errors, sums) = (w + 17, w + 34, w + 51, w + 55, w + 59)
    let (alpha, beta, epsilon) = (0.01, 0.9, 1e-8)
    for (i, value) in start.enumerated() {
      w[i] = value
      s[i] = 0
    }
    for step in 0..<steps {
      for i in 0..<17 { g[i] = 0 }
      for sample in stride(from: 3, through: 0, by: -1) {
        let x0 = Double(sample >> 1)
        let x1 = Double(sample & 1)
        let y = Double((sample >> 1) ^ (sample & 1))
        for j in 0..<4 {
          sums[j] = (w[2 * j] * x0 + w[2 * j + 1] * x1) + w[8 + j]
          h[j] = sigmoid(sums[j])
        }
        var z = w[12] * h[0]
        for j in 1..<4 { z += w[12 + j] * h[j] }
        z += w[16]
        let o = sigmoid(z)
        let e = o - y
        errors[sample] = e * e
        let d = 0.25 * (2 * e) * (o * rest(o, z))
        g[16] += d
        for j in 0..<4 {
          g[12 + j] += d * h[j]
          let dj = d * w[12 + j] * (h[j] * rest(h[j], sums[j]))
          g[8 + j] += dj
          g[2 * j] += dj * x0
          g[2 * j + 1] += dj * x1
        }
      }
      let row = kept + width * step
      row[0] = (errors[0] + errors[1] + errors[2] + errors[3]) / 4
      for i in 0..<17 {
        s[i] = beta * s[i] + (1 - beta) * (g[i] * g[i])
        w[i] -= alpha / (s[i] + epsilon).squareRoot() * g[i]
        row[1 + i] = w[i]
        row[18 + i] = s[i]
      }
    }
  }

  @inline(__always)
  private static func sigmoid(_ x: Double) -> Double {
    let e = exp(-abs(x))
    return (x < 0 ? e : 1) / (1 + e)
  }

  /// 1 - y, where y is σ(x), to all digits.
  @inline(__always)
  private static func rest(_ y: Double, _ x: Double) -> Double { y < 0.9 ? 1 - y : sigmoid(-x) }
}
