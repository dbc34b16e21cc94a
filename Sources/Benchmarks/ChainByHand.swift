#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// W2 as a loop there and a loop back, with x and sin(x) of every turn kept for the way back.
enum ChainByHand {
  @inline(never)
  static func run(turns: Int) -> [Double] {
    let (a, b) = (Chain.start.a, Chain.start.b)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * turns + 1) { buffer in
      // A buffer with room has an address.
      let xs = buffer.baseAddress!
      let sines = xs + turns
      var x = Chain.start.x
      for turn in 0..<turns {
        xs[turn] = x
        sines[turn] = sin(x)
        x = a * sines[turn] + b * x
      }
      var d = 1.0
      var inA = 0.0
      var inB = 0.0
      for turn in stride(from: turns - 1, through: 0, by: -1) {
        inB += d * xs[turn]
        inA += d * sines[turn]
        d = d * b + d * a * cos(xs[turn])
      }
      return [x, inA, inB, d]
    }
  }
}
