/// Nodes of one operation, to be evaluated together; a single node is a wave of length 1.
///
/// Operand *j* of node *i* is `v[o[j*count + i]]`, and results go to `v[out...]`. In a wave with `lines`, the
/// operands of each position follow one another or are all the same, so that `o[j]` is where the line starts
/// and bit *j* of `lines` whether it moves; the compiler makes vector instructions of such loops.
struct Wave {
  let v: UnsafeMutablePointer<Double>
  let o: UnsafePointer<UInt32>
  let out: Int
  let count: Int
  let arity: Int
  /// Which positions move along, by bit; nil where operands stand anywhere.
  var lines: UInt8?

  // These are inlined into the switch over operations, so that each loop is made for its function.

  /// Evaluates a function of one operand.
  @inline(__always)
  func unary(_ value: (Double) -> Double) {
    let (v, o, result, count) = (v, o, v + out, count)
    if lines != nil {
      let a = v + Int(o[0])
      for i in 0..<count { result[i] = value(a[i]) }
    } else {
      for i in 0..<count { result[i] = value(v[Int(o[i])]) }
    }
  }

  /// Evaluates square roots, in lines two at a time. Inlined into the large switch it made all else slower.
  @inline(never)
  func squareRoots() {
    guard lines != nil else { return unary { $0.squareRoot() } }
    let (a, result, count) = (v + Int(o[0]), v + out, count)
    for i in stride(from: 0, to: count - 1, by: 2) {
      let roots = Real.sqrt(SIMD2(a[i], a[i + 1]))
      result[i] = roots[0]
      result[i + 1] = roots[1]
    }
    if count % 2 == 1 { result[count - 1] = a[count - 1].squareRoot() }
  }

  /// Evaluates a function of two operands.
  @inline(__always)
  func binary(_ value: (Double, Double) -> Double) {
    let (v, o, result, count) = (v, o, v + out, count)
    guard let lines else {
      let p = o + count
      for i in 0..<count { result[i] = value(v[Int(o[i])], v[Int(p[i])]) }
      return
    }
    let a = v + Int(o[0])
    let b = v + Int(o[1])
    if lines == 0b11 {
      for i in 0..<count { result[i] = value(a[i], b[i]) }
    } else if lines == 0b01 {
      let b = b[0]
      for i in 0..<count { result[i] = value(a[i], b) }
    } else {
      let a = a[0]
      for i in 0..<count { result[i] = value(a, b[i]) }
    }
  }

  /// Evaluates a function of three operands.
  @inline(__always)
  func ternary(_ value: (Double, Double, Double) -> Double) {
    let (v, o, result, count) = (v, o, v + out, count)
    let p = o + count
    let q = p + count
    for i in 0..<count { result[i] = value(v[Int(o[i])], v[Int(p[i])], v[Int(q[i])]) }
  }

  /// Combines any number of operands from left to right; none give `empty`.
  @inline(__always)
  func fold(empty: Double, _ value: (Double, Double) -> Double) {
    let (v, o, result, count, arity) = (v, o, v + out, count, arity)
    guard arity > 0 else {
      for i in 0..<count { result[i] = empty }
      return
    }
    for i in 0..<count {
      var total = v[Int(o[i])]
      var p = o + i
      for _ in 1..<arity {
        p += count
        total = value(total, v[Int(p[0])])
      }
      result[i] = total
    }
  }

  /// Adds up products from left to right; term *j* of node *i* is the product of the operands listed at
  /// `o[i*arity + 2*j]` and the place after it. One place to read on from needs fewer registers than one per term.
  ///
  /// The bits are those of `mul` nodes under a `sum` node: multiply, round, add, round. A function of its own:
  /// inlined into the large switch it had too few registers, and W1 took a tenth longer.
  @inline(never)
  func sumOfProducts() {
    if lines == Wave.averages { return addAverages() }
    // With a known number of terms the compiler unrolls the loop; with the order of operands, 6 % off W1.
    switch arity / 2 {
    case 2: addProducts(2)
    case 3: addProducts(3)
    case 4: addProducts(4)
    case 5: addProducts(5)
    case let terms: addProducts(terms)
    }
  }

  /// The lines of a·b + c·d, where a and c stay and b and d move along: the moving averages of optimizers.
  static let averages: UInt8 = 0b1010

  @inline(__always)
  private func addAverages() {
    let (v, result, count) = (v, v + out, count)
    let (a, b, c, d) = (v[Int(o[0])], v + Int(o[1]), v[Int(o[2])], v + Int(o[3]))
    for i in 0..<count { result[i] = a * b[i] + c * d[i] }
  }

  @inline(__always)
  private func addProducts(_ terms: Int) {
    let (v, result, count) = (v, v + out, count)
    var p = o
    for i in 0..<count {
      var total = v[Int(p[0])] * v[Int(p[1])]
      for term in 1..<terms { total += v[Int(p[2 * term])] * v[Int(p[2 * term + 1])] }
      result[i] = total
      p += 2 * terms
    }
  }
}
