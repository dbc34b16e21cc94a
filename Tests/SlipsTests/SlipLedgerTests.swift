import Lessons
import Testing
import Trace

@testable import Slips

/// The wrong numbers and formulas of the articles, each as the smallest lesson that has them: the search finds the slip
/// that the ledger names, and none where the ledger knows none.
@Suite struct SlipLedgerTests {
  /// An entry of the ledger whose last claim is false.
  struct Entry: Sendable, CustomTestStringConvertible {
    let id: String
    let lesson: String
    /// What the slips must say; empty: there must be none.
    let slips: [String]
    var testDescription: String { id }
  }

  static let rmsprop = """
    param θ = 0
    optimizer rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
    step with g = 1
    claim s = 0.1 from "article 002 §4.3"
    refute θ ≈ -0.0316 from "article 002 §4.3"

    """

  /// Half the mean squared error of 000 §3.3.1, and its gradient by hand.
  static let halfError = """
    input x = [1, 2]
    input y = [2, 3]
    param w = 0.5
    ŷ[n] = w·x[n]
    L = 1/2·mean[n] (y[n] - ŷ[n])²
    dw = mean[n] (ŷ[n] - y[n])·x[n]
    claim L = 1.5625

    """

  /// One sigmoid unit, 000 §2.1.2.
  static let unit = """
    input x = [0.5, -1]
    input y = 1
    param w = [0.8, 0.3]
    param b = 0.1
    p = σ(Σ[i] w[i]·x[i] + b)
    L = ½·(y - p)²
    δ = (p - y)·p·(1 - p)
    dw[i] = δ·x[i]
    claim p ≈ 0.5498

    """

  static let softmax = """
    param z = [2, 1, 0.1]
    input p = [1, 0, 0]
    q[k] = exp(z[k])/Σ[j] exp(z[j])
    H = -Σ[k] p[k]·ln(q[k])
    dq[k] = -p[k]/q[k]
    dz[k] = q[k] - p[k]
    claim H ≈ 0.4170

    """

  /// The listing of 000 §4.1 with its one sign put right.
  static let xor = """
    input x = [[0, 0], [0, 1], [1, 0], [1, 1]]
    input y = [0, 1, 1, 0]
    param W = [[0.09762700785, 0.4303787327], [0.2055267521, 0.08976636599]]
    param b = [0, 0]
    z[n,k] = σ(Σ[i] x[n,i]·W[i,k] + b[k])
    L = mean[n,k] (y[n] - z[n,k])²
    dz[n,k] = 2·(z[n,k] - y[n])
    dW[i,k] = Σ[n] x[n,i]·dz[n,k]
    db[k] = mean[n] dz[n,k]
    claim L ≈ 0.2543994
    optimizer sgd(α = 0.01)
    step with g[W[i,k]] = dW[i,k], g[b[k]] = db[k] for 100 steps

    """

  /// Its gradients, at the start.
  static let xorGradient = String(xor.prefix { $0 != "@" }.split(separator: "claim").first ?? "")

  static let entries: [Entry] = [
    Entry(
      id: "A2-4.3-theta1", lesson: rmsprop,
      slips: [
        "α = 0.01 instead of 0.1", "√(s + ε) multiplied instead of divided", "s in place of g in θ ← …",
      ]),
    Entry(
      id: "A2-4.3-theta2",
      lesson: rmsprop + "step with g = -1\nclaim s = 0.19 from \"article 002 §4.3\"\nrefute θ ≈ 0.0395",
      slips: []),
    Entry(
      id: "A0-3.3.1-gradient", lesson: halfError + "refute dw ≈ 2.750",
      slips: ["dw with the other sign", "y[n] - ŷ[n] in place of ŷ[n] - y[n] (sign) in dw"]),
    Entry(
      id: "A0-3.3.1-gradient (by the graph)", lesson: halfError + "refute ∂L/∂w ≈ 2.750",
      slips: ["∂L/∂w with the other sign", "the chain rule without the minus of y[n] - ŷ[n]"]),
    Entry(
      id: "A0-3.3.2-update",
      lesson: halfError + "optimizer rmsprop(α = 0.1)\nminimize L\nrefute w ≈ 0.1838",
      slips: ["θ + α/√(s + ε)·g in place of θ - α/√(s + ε)·g (sign)"]),
    Entry(
      id: "A0-3.3.2-rate",
      lesson: """
        param θ = 1
        L = θ²
        optimizer rmsprop(α = 0.1, β = 0.9, ε = 1e-8)
        step with g = 1
        claim s = 0.1
        refute θ ≈ -1.8460
        """,
      slips: ["β in place of α in θ ← …"]),
    Entry(
      id: "A0-2.1.2-delta", lesson: unit + "claim δ ≈ -0.11142\nrefute dw[1] ≈ -0.11142",
      slips: ["δ·x[i] without x[i] in dw"]),
    Entry(
      id: "A0-2.1.2-delta (by the graph)", lesson: unit + "refute ∂L/∂w[1] ≈ -0.11142",
      slips: ["the chain rule without the slope of w[i]·x[i]"]),
    Entry(
      id: "A0-4.1-sigma (by the graph)", lesson: unit + "refute ∂L/∂w[1] ≈ -0.2251",
      slips: ["the chain rule without the slope of σ(Σ[i] w[i]·x[i] + b)"]),
    Entry(
      id: "A0-2.2-avg-gradient",
      lesson: """
        param θ = 0
        optimizer rmsprop(α = 0.1)
        step with g = 1
        step with g = -1
        step with g = 1
        step with g = -1
        refute s ≈ -0.01810
        """,
      slips: ["g² without the square"]),
    Entry(
      id: "A0-4.1-sign", lesson: xor + "refute L ≈ 0.3064003",
      slips: ["y[n] - z[n,k] in place of z[n,k] - y[n] (sign) in dz", "θ + α·g in place of θ - α·g (sign)"]),
    Entry(
      id: "A0-4.1-scale",
      lesson: """
        input x = [[0, 0], [0, 1], [1, 0], [1, 1]]
        input y = [0, 1, 1, 0]
        param W = [0.09762700785, 0.4303787327]
        z[n] = σ(Σ[i] x[n,i]·W[i])
        dz[n] = 2·(z[n] - y[n])
        db = mean[n] dz[n]
        claim db ≈ 0.1297
        refute db ≈ 0.5187
        """,
      slips: ["the sum in place of the mean in mean[n] dz[n]"]),
    Entry(
      id: "A0-4.1-sigma",
      lesson: unit + "refute dw[1] ≈ -0.2251", slips: ["(p - y)·p·(1 - p) without p·(1 - p) in δ"]),
    Entry(
      id: "A3-2.2-ema",
      lesson: """
        param θ = 0
        optimizer rmsprop(α = 0.1, β = 0.9)
        step with g = 1
        claim s = 0.1
        step with g = 1 for 9 steps
        refute s ≈ 1.000
        """,
      slips: ["β·s without β"]),
    Entry(
      id: "A3-2.3-rate",
      lesson: """
        input v = 0.1
        input α = 0.1
        input ε = 1e-8
        rate = α/√(v + ε)
        refute rate ≈ 0.03162
        """,
      slips: ["√(v + ε) multiplied instead of divided"]),
    Entry(
      id: "A3-Q3-second-moment",
      lesson: """
        input G = [2.1, 1.7, 2.6]
        m = mean[n] G[n]
        variance = mean[n] (G[n] - m)²
        refute variance ≈ 4.687
        """,
      slips: ["G[n] - m without m"]),
    Entry(
      id: "A4-3.3-mse-gradient",
      lesson: """
        input x = [1, 2]
        input y = [2, 3]
        param θ = 0.5
        ŷ[n] = θ·x[n]
        MSE = mean[n] (y[n] - ŷ[n])²
        dθ = 2·mean[n] (ŷ[n] - y[n])·x[n]
        claim MSE = 3.125
        refute dθ ≈ 5.500
        """,
      slips: ["dθ with the other sign"]),
    Entry(
      id: "A4-3.3-ce-gradient-theta", lesson: softmax + "refute dz[1] ≈ 0.3410",
      slips: ["p[k] - q[k] in place of q[k] - p[k] (sign)"]),
    // Two slips, the sign and a − 1: no single one explains it.
    Entry(id: "A4-3.3-ce-gradient-q", lesson: softmax + "refute dq[1] ≈ 0.5174", slips: []),
    Entry(
      id: "A0-4.2-dz2",
      lesson: xorGradient
        + "squares[i,k] = dW[i,k]²\nrefute squares[2,1] ≈ 0.8057",
      slips: ["dz[i,k] in place of dW[i,k] in squares"]),
    Entry(
      id: "A4-4.2-grad-shape", lesson: halfError + "refute dw ≈ -1.500",
      slips: ["n = 1 alone in mean[n] (ŷ[n] - y[n])·x[n] in dw"]),
    Entry(
      id: "A4-4.2-grad-shape (no 1/n)",
      lesson: "input x = [1.137, 2.291]\nfactor = 1 - 0.01·2·mean[n] x[n]²\nrefute factor ≈ 0.869171",
      slips: ["the sum in place of the mean in mean[n] x[n]²"]),
    Entry(
      id: "A4-4.2-loss", lesson: halfError + "E = mean[n] (ŷ[n] - y[n])²\nrefute E ≈ 6.250",
      slips: ["the sum in place of the mean"]),
  ]

  @Test(arguments: entries) func findsTheDiagnosis(_ entry: Entry) throws {
    let claim = try #require(claims(of: entry.lesson).last)
    let told = claim.explanation.slips.map { $0.words.replacing("take ", with: "") }
    #expect(!claim.holds)
    for slip in entry.slips {
      #expect(
        told.contains { $0.hasPrefix(slip) }, "\(slip) is not among \(told), notes \(claim.explanation.notes)"
      )
    }
    if entry.slips.isEmpty {
      #expect(told.isEmpty)
      #expect(claim.explanation.singles.tried > 20)
    }
  }
}
