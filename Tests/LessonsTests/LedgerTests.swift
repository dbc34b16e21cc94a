import Language
import Letters
import TestSupport
import Testing
import Trace

@testable import Lessons

/// Networks written in the lesson language against independent programs in NumPy and Keras: the same data, the same
/// start, the same figures to ten digits.
@Suite struct LedgerTests {
  /// Full-batch gradient descent on exclusive or; `START` names the weights.
  static let xor = """
    input x from "xor.csv" columns x1, x2
    input y from "xor.csv" column y
    param W from "START.csv W1"
    param V from "START.csv W2"
    param b[j=1..UNITS] = 0
    param c = 0
    h[n,j] = σ(Σ[i] x[n,i]·W[i,j] + b[j])
    o[n] = σ(Σ[j] h[n,j]·V[j] + c)
    L = mean[n] (y[n] - o[n])²
    optimizer sgd(α = 1)
    minimize L for 5000 steps, showing 5000

    """

  static func xor(_ start: String, units: Int, _ claims: String) -> String {
    let named = xor.replacing("START", with: start).replacing("UNITS", with: "\(units)")
    return named + claims
  }

  @Test func xorWithTwoHiddenUnits() throws {
    try check(
      Self.xor(
        "xor_init_2-2-1_seed0", units: 2,
        """
        claim L@0 ≈ 0.2504173003
        claim L@100 ≈ 0.2499851480
        claim L@500 ≈ 0.2498852124
        claim L@1000 ≈ 0.2433698430
        claim L@2000 ≈ 0.007875147992
        claim L@5000 ≈ 0.0008539080921
        claim o[1] ≈ 0.03171984108
        claim o[2] ≈ 0.9721159091
        claim o[3] ≈ 0.9721091795
        claim o[4] ≈ 0.02922436756
        """), claims: 10)
  }

  @Test func xorWithFourHiddenUnits() throws {
    try check(
      Self.xor(
        "xor_init_2-4-1_seed0", units: 4,
        """
        claim L@0 ≈ 0.2749793750
        claim L@100 ≈ 0.2501619377
        claim L@500 ≈ 0.2500033175
        claim L@1000 ≈ 0.2498410264
        claim L@2000 ≈ 0.03495471297
        claim L@5000 ≈ 0.0009395332267
        claim o[1] ≈ 0.03140877898
        claim o[2] ≈ 0.9689913654
        claim o[3] ≈ 0.9714967815
        claim o[4] ≈ 0.03158563951
        """), claims: 10)
  }

  /// Two hidden units and an unlucky start: two of the four answers stay at a half.
  @Test func xorTrapped() throws {
    try check(
      Self.xor(
        "xor_init_2-2-1_seed3", units: 2,
        """
        claim L@0 ≈ 0.2864322363
        claim L@100 ≈ 0.2500526280
        claim L@500 ≈ 0.2499213243
        claim L@1000 ≈ 0.2480387730
        claim L@2000 ≈ 0.1344246164
        claim L@5000 ≈ 0.1262285278
        claim o[1] ≈ 0.03282764117
        claim o[2] ≈ 0.4989380943
        claim o[3] ≈ 0.9692469143
        claim o[4] ≈ 0.5018243432
        """), claims: 10)
  }

  @Test func lineThroughTheOrigin() throws {
    try check(
      """
      input x from "linreg_seed1.csv" column x
      input y from "linreg_seed1.csv" column y
      param θ = -0.40087819178892664
      L = mean[n] (θ·x[n] - y[n])²
      optimizer sgd(α = 0.01)
      minimize L for 1000 steps
      claim θ@1 ≈ -0.3440731287
      claim θ@10 ≈ 0.1285724842
      claim θ@100 ≈ 2.469188916
      claim θ@1000 ≈ 3.207295742
      claim L ≈ 4.494753577
      """, claims: 5)
  }

  @Test func lineWithAnIntercept() throws {
    try check(
      """
      input x from "linreg_seed1.csv" column x
      input y from "linreg_seed1.csv" column y
      param w = -0.40087819178892664
      param b = 0
      L = mean[n] (w·x[n] + b - y[n])²
      optimizer sgd(α = 0.01)
      minimize L for 1000 steps
      claim w@1 ≈ -0.3440731287
      claim b@1 ≈ 0.04564864578
      claim w@10 ≈ 0.1263190112
      claim b@10 ≈ 0.4147106310
      claim w@100 ≈ 2.380198474
      claim b@100 ≈ 1.866906193
      claim w ≈ 3.047713084
      claim b ≈ 2.073506889
      claim L ≈ 0.2153698776
      """, claims: 9)
  }

  /// Dense(10, relu) → Dense(1) as Keras trains it: RMSprop with its default ε inside the root, two batches of four
  /// rows in order. The loss reported for an epoch is what its second batch saw: that of the step before its last.
  @Test func denseLayersInBatches() throws {
    try check(
      """
      input x from "dense10_data_seed0.csv" columns x1, x2
      input y from "dense10_data_seed0.csv" column y
      param W from "dense10_init_seed0.csv W1"
      param V from "dense10_init_seed0.csv W2"
      param b[j=1..10] = 0
      param c = 0
      h[n,j] = relu(Σ[i] x[n,i]·W[i,j] + b[j])
      o[n] = Σ[j] h[n,j]·V[j] + c
      L = mean[n] (o[n] - y[n])²
      claim L ≈ 9.231661403
      optimizer rmsprop(α = 0.001, β = 0.9, ε = 1e-7)
      minimize L for 10 epochs in batches of 4 over n
      second = mean[m=5..8] (o[m] - y[m])²
      claim second@1 ≈ 1.771383701
      claim second@3 ≈ 1.745446355
      claim second@5 ≈ 1.724534445
      claim second@7 ≈ 1.706048890
      claim second@9 ≈ 1.689048005
      claim second@11 ≈ 1.673040433
      claim second@13 ≈ 1.657740526
      claim second@15 ≈ 1.642966824
      claim second@17 ≈ 1.628597019
      claim second@19 ≈ 1.614545146
      claim L ≈ 8.493972522
      claim c ≈ 0.02021248402
      claim V[1] ≈ -0.1877737964
      """, claims: 14)
  }

  // MARK: Support

  private func check(_ statements: String, claims: Int) throws {
    let source = lesson(statements)
    let outcome = LessonRun.run(source, data: Self.file)
    expectNothingWrong(outcome.diagnostics, in: source)
    expectAsStated(outcome.recording.claims)
    #expect(outcome.recording.claims.count == claims)
  }

  private static let files = Fixtures("Data")

  /// `xor.csv`, or with `start.csv W1` the matrix W1 of a file with the columns matrix, row, col, value, as a table.
  private static func file(_ path: String) -> DataFile {
    let words = path.split(separator: " ")
    guard let data = try? files.bytes(String(words[0])) else { return .unusable("there is no such file") }
    guard words.count == 2 else { return .bytes(data) }
    var rows: [[Substring]] = []
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let cells = line.split(separator: ",")
      guard cells[0] == words[1], let row = Int(cells[1]) else { continue }
      if row > rows.count { rows.append([]) }
      rows[row - 1].append(cells[3])
    }
    return .bytes(Array(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8))
  }
}
