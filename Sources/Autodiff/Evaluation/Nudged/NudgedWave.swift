/// A `Wave` in four lanes at once.
struct NudgedWave {
  let v: UnsafeMutablePointer<Nudged>
  let o: UnsafePointer<UInt32>
  let out: Int
  let count: Int
  let arity: Int
  var lines: UInt8?

  /// How far the operands of a position are apart in a wave with lines.
  @inline(__always)
  private func step(_ lines: UInt8, _ position: UInt8) -> Int { Int(lines >> position & 1) }

  @inline(__always)
  func unary(_ value: (Nudged) -> Nudged) {
    let (v, o, result, count) = (v, o, v + out, count)
    if let lines {
      let (a, step) = (v + Int(o[0]), step(lines, 0))
      for i in 0..<count { result[i] = value(a[i &* step]) }
    } else {
      for i in 0..<count { result[i] = value(v[Int(o[i])]) }
    }
  }

  @inline(__always)
  func binary(_ value: (Nudged, Nudged) -> Nudged) {
    let (v, o, result, count) = (v, o, v + out, count)
    if let lines {
      let (a, b) = (v + Int(o[0]), v + Int(o[1]))
      let (s, t) = (step(lines, 0), step(lines, 1))
      for i in 0..<count { result[i] = value(a[i &* s], b[i &* t]) }
    } else {
      let p = o + count
      for i in 0..<count { result[i] = value(v[Int(o[i])], v[Int(p[i])]) }
    }
  }

  @inline(__always)
  func ternary(_ value: (Nudged, Nudged, Nudged) -> Nudged) {
    let (v, o, result, count) = (v, o, v + out, count)
    let p = o + count
    let q = p + count
    for i in 0..<count { result[i] = value(v[Int(o[i])], v[Int(p[i])], v[Int(q[i])]) }
  }

  /// Combines any number of operands from left to right; none give 0.
  @inline(__always)
  func fold(_ value: (Nudged, Nudged) -> Nudged) {
    let (v, o, result, count, arity) = (v, o, v + out, count, arity)
    for i in 0..<count {
      var p = o + i
      var total = arity > 0 ? v[Int(p[0])] : Nudged()
      for _ in stride(from: 1, to: arity, by: 1) {
        p += count
        total = value(total, v[Int(p[0])])
      }
      result[i] = total
    }
  }

  /// See `Wave.sumOfProducts`.
  @inline(never)
  func sumOfProducts<R: LaneRounding>(_: R.Type) {
    let (v, result, count, arity) = (v, v + out, count, arity)
    if lines == Wave.averages {
      let (a, b, c, d) = (v[Int(o[0])], v + Int(o[1]), v[Int(o[2])], v + Int(o[3]))
      for i in 0..<count { result[i] = R.sum(R.product(a, b[i]), R.product(c, d[i])) }
      return
    }
    var p = o
    for i in 0..<count {
      var total = R.product(v[Int(p[0])], v[Int(p[1])])
      p += 2
      for _ in stride(from: 2, to: arity, by: 2) {
        total = R.sum(total, R.product(v[Int(p[0])], v[Int(p[1])]))
        p += 2
      }
      result[i] = total
    }
  }
}
