import Foundation

private func σ(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

extension Exercise {
  static let rmsprop: Exercise = {
    let (α, β, ε) = (0.05, 0.85, 1e-3)
    let g = [0.7, -0.45]
    let s1 = (1 - β) * g[0] * g[0]
    let s2 = β * s1 + (1 - β) * g[1] * g[1]
    func first(_ s: Double) -> Double { 1.4 - α / sqrt(s + ε) * g[0] }
    func end(_ s: Double, from θ: Double? = nil) -> Double { (θ ?? first(s1)) - α / sqrt(s + ε) * g[1] }
    return Exercise(
      name: "rmsprop",
      block: """
        param θ = 1.4
        rule r(α = 0.05, β = 0.85, ε = 0.001)
          s ← β·s + (1 - β)·g²
          θ ← θ - α/√(s + ε)·g
        optimizer r
        step with g = 0.7
        step with g = -0.45
        """,
      subject: "θ",
      paper: { s in
        let (α, β, ε) = (s.given("α", 0.05), s.given("β", 0.85), s.given("ε", 1e-3))
        let g1 = s.given("g1", 0.7)
        let g2 = s.given("g2", -0.45)
        let θ0 = s.given("θ", 1.4)
        let s1 = s.note("s1", (1 - β) * g1 * g1)
        let θ1 = s.note("θ1", θ0 - α / sqrt(s1 + ε) * g1)
        let s2 = s.note("s2", s.note("β·s", β * s1) + s.note("(1 - β)·g²", (1 - β) * g2 * g2))
        return θ1 - s.note("step", s.note("α/√(s + ε)", α / s.note("√(s + ε)", sqrt(s2 + ε))) * g2)
      },
      slips: [
        Wrong(
          "1 - β", "forgotten", end(β * g[0] * g[0] + g[1] * g[1], from: first(g[0] * g[0])), "without 1 - β"),
        Wrong(
          "1 - β", "swapped",
          end((1 - β) * β * g[0] * g[0] + β * g[1] * g[1], from: first(β * g[0] * g[0])),
          "swap β and 1 - β"),
        Wrong(
          "1 - β", "β for 1 - β", end(β * β * g[0] * g[0] + β * g[1] * g[1], from: first(β * g[0] * g[0])),
          "β in place of 1 - β"),
        Wrong(
          "square", "g for g²", end(β * (1 - β) * g[0] + (1 - β) * g[1], from: first((1 - β) * g[0])),
          "without the square"),
        Wrong("root", "no root", (1.4 - α / (s1 + ε) * g[0]) - α / (s2 + ε) * g[1], "without the root"),
        Wrong(
          "ε", "outside", (1.4 - α / (sqrt(s1) + ε) * g[0]) - α / (sqrt(s2) + ε) * g[1], "√s + ε"),
        Wrong("ε", "dropped", (1.4 - α / sqrt(s1) * g[0]) - α / sqrt(s2) * g[1], "without ε", "ε = 0"),
        Wrong("sign", "+ for -", (1.4 + α / sqrt(s1 + ε) * g[0]) + α / sqrt(s2 + ε) * g[1], "sign"),
        Wrong("sign", "of the second g", first(s1) + α / sqrt(s2 + ε) * g[1], "sign", "0.45"),
        Wrong("factor forgotten", "g", (1.4 - α / sqrt(s1 + ε)) - α / sqrt(s2 + ε), "without g"),
        Wrong("state", "s from 0 again", end((1 - β) * g[1] * g[1]), "without β·s", "s of the start"),
        Wrong("state", "s of the step before", end(s1), "of the step before", "step before"),
        Wrong("state", "θ from the start", end(s2, from: 1.4), "start"),
        Wrong("state", "g of the first step", first(s1) - α / sqrt(s2 + ε) * g[0], "0.7", "g of"),
        Wrong("state", "only the step", -α / sqrt(s2 + ε) * g[1], "without θ"),
        Wrong("state", "one step too few", first(s1), "one step earlier"),
        Wrong(
          "hyperparameter", "α = 0.5", (1.4 - 0.5 / sqrt(s1 + ε) * g[0]) - 0.5 / sqrt(s2 + ε) * g[1],
          "α = 0.5"),
        Wrong(
          "hyperparameter", "α = 0.005", (1.4 - 0.005 / sqrt(s1 + ε) * g[0]) - 0.005 / sqrt(s2 + ε) * g[1],
          "α = 0.005"),
        Wrong(
          "operation", "multiplied by the root", (1.4 - α * sqrt(s1 + ε) * g[0]) - α * sqrt(s2 + ε) * g[1],
          "multiplied instead of divided"),
        Wrong(
          "one step", "1 - β forgotten in the second", end(β * s1 + g[1] * g[1]), "step 2", "in the last step"
        ),
        Wrong(
          "one step", "g for g² in the second", end(β * s1 + (1 - β) * g[1]), "step 2", "in the last step"),
      ])
  }()

  static let adam: Exercise = {
    let (α, β1, β2, ε) = (0.02, 0.8, 0.95, 1e-4)
    let g = [0.6, 0.9]
    func run(
      _ n: Int = 2, m update: (Double, Double) -> Double, v: (Double, Double) -> Double,
      hatM: (Double, Int) -> Double, hatV: (Double, Int) -> Double,
      step: (Double, Double, Double) -> Double = { 0.02 * $0 / (sqrt($1) + 1e-4) + 0 * $2 }
    ) -> Double {
      var (m, s, θ) = (0.0, 0.0, 0.9)
      for t in 1...n {
        m = update(m, g[t - 1])
        s = v(s, g[t - 1])
        θ -= step(hatM(m, t), hatV(s, t), g[t - 1])
      }
      return θ
    }
    let m: (Double, Double) -> Double = { β1 * $0 + (1 - β1) * $1 }
    let v: (Double, Double) -> Double = { β2 * $0 + (1 - β2) * $1 * $1 }
    let hm: (Double, Int) -> Double = { $0 / (1 - pow(β1, Double($1))) }
    let hv: (Double, Int) -> Double = { $0 / (1 - pow(β2, Double($1))) }
    return Exercise(
      name: "adam",
      block: """
        param θ = 0.9
        rule r(α = 0.02, β₁ = 0.8, β₂ = 0.95, ε = 0.0001)
          m ← β₁·m + (1 - β₁)·g
          v ← β₂·v + (1 - β₂)·g²
          m̂ = m/(1 - β₁^t)
          v̂ = v/(1 - β₂^t)
          θ ← θ - α·m̂/(√v̂ + ε)
        optimizer r
        step with g = 0.6
        step with g = 0.9
        """,
      subject: "θ",
      paper: { s in
        let (α, b1, b2) = (s.given("α", 0.02), s.given("β₁", 0.8), s.given("β₂", 0.95))
        let ε = s.given("ε", 1e-4)
        let (g1, g2) = (s.given("g1", 0.6), s.given("g2", 0.9))
        let θ1 = s.note("θ1", s.given("θ", 0.9) - α * g1 / (g1 + ε))
        let m1 = s.note("m1", (1 - b1) * g1)
        let v1 = s.note("v1", (1 - b2) * g1 * g1)
        let m2 = s.note("m2", b1 * m1 + (1 - b1) * g2)
        let v2 = s.note("v2", b2 * v1 + (1 - b2) * g2 * g2)
        let mh = s.note("m̂", m2 / (1 - b1 * b1))
        let vh = s.note("v̂", v2 / (1 - b2 * b2))
        return θ1 - s.note("step", α * mh / (s.note("√v̂", sqrt(vh)) + ε))
      },
      slips: [
        Wrong(
          "correction", "none of m", run(m: m, v: v, hatM: { m, _ in m }, hatV: hv), "m in place of m̂",
          "without dividing by 1 - β₁", "without dividing by (1 - β₁"),
        Wrong(
          "correction", "none of v", run(m: m, v: v, hatM: hm, hatV: { v, _ in v }), "v in place of v̂",
          "without dividing by 1 - β₂", "without dividing by (1 - β₂"),
        Wrong(
          "correction", "t forgotten in m̂", run(m: m, v: v, hatM: { m, _ in m / (1 - β1) }, hatV: hv),
          "exponent", "without t"),
        Wrong(
          "correction", "t forgotten in v̂", run(m: m, v: v, hatM: hm, hatV: { v, _ in v / (1 - β2) }),
          "exponent"),
        Wrong("correction", "t + 1", run(m: m, v: v, hatM: { hm($0, $1 + 1) }, hatV: hv), "t + 1"),
        Wrong("correction", "β₁·t", run(m: m, v: v, hatM: { $0 / (1 - β1 * Double($1)) }, hatV: hv), "β₁·t"),
        Wrong(
          "1 - β", "forgotten in m", run(m: { β1 * $0 + $1 }, v: v, hatM: hm, hatV: hv), "without 1 - β₁",
          "without (1 - β₁)"),
        Wrong(
          "1 - β", "forgotten in v", run(m: m, v: { β2 * $0 + $1 * $1 }, hatM: hm, hatV: hv),
          "without 1 - β₂", "without (1 - β₂)"),
        Wrong(
          "1 - β", "swapped in m", run(m: { (1 - β1) * $0 + β1 * $1 }, v: v, hatM: hm, hatV: hv),
          "swap β₁ and 1 - β₁"),
        Wrong(
          "1 - β", "swapped in v", run(m: m, v: { (1 - β2) * $0 + β2 * $1 * $1 }, hatM: hm, hatV: hv),
          "swap β₂ and 1 - β₂"),
        Wrong(
          "hyperparameter", "swap β₁ and β₂",
          run(
            m: { β2 * $0 + (1 - β2) * $1 }, v: { β1 * $0 + (1 - β1) * $1 * $1 },
            hatM: { $0 / (1 - pow(β2, Double($1))) }, hatV: { $0 / (1 - pow(β1, Double($1))) }),
          "swap β₁ and β₂"),
        Wrong(
          "square", "g for g²", run(m: m, v: { β2 * $0 + (1 - β2) * $1 }, hatM: hm, hatV: hv),
          "without the square"),
        Wrong(
          "root", "no root", run(m: m, v: v, hatM: hm, hatV: hv, step: { m, v, _ in α * m / (v + ε) }),
          "without the root"),
        Wrong(
          "ε", "below the root",
          run(m: m, v: v, hatM: hm, hatV: hv, step: { m, v, _ in α * m / sqrt(v + ε) }), "√(v̂ + ε)"),
        Wrong("sign", "+ for -", 1.8 - run(m: m, v: v, hatM: hm, hatV: hv), "sign"),
        Wrong(
          "one name for another", "g for m̂",
          run(m: m, v: v, hatM: hm, hatV: hv, step: { _, v, g in α * g / (sqrt(v) + ε) }), "g in place of m̂"),
        Wrong("state", "one step too few", run(1, m: m, v: v, hatM: hm, hatV: hv), "one step earlier"),
        Wrong(
          "hyperparameter", "α = 0.2",
          run(m: m, v: v, hatM: hm, hatV: hv, step: { m, v, _ in 0.2 * m / (sqrt(v) + ε) }), "α = 0.2"),
      ])
  }()

  static let momentum: Exercise = {
    let (α, μ) = (0.12, 0.7)
    let (w0, x, y) = (0.4, 1.5, 2.2)
    func g(_ w: Double) -> Double { 2 * x * (w * x - y) }
    func run(_ v: (Double, Double) -> Double, _ step: (Double, Double) -> Double, _ g: (Double) -> Double)
      -> Double
    {
      var (w, u) = (w0, 0.0)
      for _ in 0..<2 {
        let slope = g(w)
        u = v(u, slope)
        w = step(w, u)
      }
      return w
    }
    return Exercise(
      name: "momentum",
      block: """
        param w = 0.4
        input x = 1.5
        input y = 2.2
        L = (w·x - y)²
        rule r(α = 0.12, μ = 0.7)
          v ← μ·v + g
          θ ← θ - α·v
        optimizer r
        minimize L for 2 steps
        """,
      subject: "w",
      paper: { s in
        let (α, μ) = (s.given("α", 0.12), s.given("μ", 0.7))
        let (w0, x, y) = (s.given("w", 0.4), s.given("x", 1.5), s.given("y", 2.2))
        let g1 = s.note("g1", 2 * x * s.note("r1", w0 * x - y))
        let w1 = s.note("w1", w0 - α * g1)
        let g2 = s.note("g2", 2 * x * s.note("r2", w1 * x - y))
        let v2 = s.note("v2", s.note("μ·v", μ * g1) + g2)
        return w1 - s.note("α·v", α * v2)
      },
      slips: [
        Wrong("½ or 2", "2 lost", run({ μ * $0 + $1 }, { $0 - α * $1 }, { g($0) / 2 }), "without the 2"),
        Wrong("factor forgotten", "x", run({ μ * $0 + $1 }, { $0 - α * $1 }, { g($0) / x }), "the slope"),
        Wrong("sign", "+ for -", run({ μ * $0 + $1 }, { $0 + α * $1 }, g), "sign"),
        Wrong("sign", "μv - g", run({ μ * $0 - $1 }, { $0 - α * $1 }, g), "μ·v - g"),
        Wrong("1 - β", "(1 - μ)·g", run({ μ * $0 + (1 - μ) * $1 }, { $0 - α * $1 }, g), "(1 - μ)·g"),
        Wrong("1 - β", "1 - μ for μ", run({ (1 - μ) * $0 + $1 }, { $0 - α * $1 }, g), "1 - μ"),
        Wrong("factor forgotten", "μ", run({ $0 + $1 }, { $0 - α * $1 }, g), "without μ"),
        Wrong(
          "term forgotten", "μ·v", run({ $1 + 0 * $0 }, { $0 - α * $1 }, g), "without μ·v", "g in place of v"),
        Wrong("factor forgotten", "α", run({ μ * $0 + $1 }, { $0 - $1 }, g), "without α"),
        Wrong(
          "hyperparameter", "swap α and μ", run({ α * $0 + $1 }, { $0 - μ * $1 }, g), "swap α and μ"),
        Wrong(
          "state", "one step too few", run({ μ * $0 + $1 }, { $0 - α * $1 }, g) * 0 + w0 - α * g(w0),
          "one step earlier"),
        Wrong("state", "g of the start", run({ μ * $0 + $1 }, { $0 - α * $1 }, { _ in g(w0) }), "start"),
        Wrong("state", "w of the start", w0 - α * (μ * g(w0) + g(w0 - α * g(w0))), "start"),
        Wrong("state", "only the step", -α * (μ * g(w0) + g(w0 - α * g(w0))), "without w", "without θ"),
        Wrong("input", "α = 1.2", run({ μ * $0 + $1 }, { $0 - 1.2 * $1 }, g), "α = 1.2"),
        Wrong(
          "sign", "w·x + y", run({ μ * $0 + $1 }, { $0 - α * $1 }, { 2 * x * ($0 * x + y) }), "w·x + y",
          "y = -2.2"),
      ])
  }()

  static let descent: Exercise = {
    // Two parameters, of which the second must not see the first's new value.
    let (α, w, b, x, y) = (0.153, 0.937, 0.317, 1.43, 2.59)
    let r = w * x + b - y
    let w1 = w - α * 2 * r * x
    let b1 = b - α * 2 * r
    return Exercise(
      name: "descent",
      block: """
        param w = 0.937
        param b = 0.317
        input x = 1.43
        input y = 2.59
        L = (w·x + b - y)²
        optimizer sgd(α = 0.153)
        minimize L for 1 step
        """,
      subject: "b",
      paper: { s in
        let (α, w, b) = (s.given("α", 0.153), s.given("w", 0.937), s.given("b", 0.317))
        let (x, y) = (s.given("x", 1.43), s.given("y", 2.59))
        let g = s.note("g", 2 * s.note("r", s.note("w·x", w * x) + b - y))
        return b - s.note("α·g", α * g)
      },
      slips: [
        Wrong("updated value", "w already new", b - α * 2 * (w1 * x + b - y), "already updated"),
        Wrong("sign", "+ for -", b + α * 2 * r, "sign"),
        Wrong("½ or 2", "2 lost", b - α * r, "without the 2"),
        Wrong("factor forgotten", "α", b - 2 * r, "without α"),
        Wrong("one name for another", "w's slope", b - α * 2 * r * x, "∂L/∂w", "g[w]"),
        Wrong("one name for another", "w for b", w1, "w"),
        Wrong("one name for another", "w - αg_b", w - α * 2 * r, "w in place of b"),
        Wrong("term forgotten", "b in r", b - α * 2 * (w * x - y), "without b"),
        Wrong("term forgotten", "y in r", b - α * 2 * (w * x + b), "without y"),
        Wrong("sign", "y - …", b - α * -2 * r, "sign"),
        Wrong("state", "two steps", b1 - α * 2 * (w1 * x + b1 - y), "one step later", "one step more"),
        Wrong("state", "no step", b, "one step earlier"),
        Wrong("state", "only the step", -α * 2 * r, "without b", "without θ"),
        Wrong("operation", "w + x", b - α * 2 * (w + x + b - y), "w + x"),
        Wrong("input", "α = 0.0153", b - 0.0153 * 2 * r, "α = 0.0153"),
        Wrong("square", "the loss itself", b - α * r * r, "L in place of", "value"),
      ])
  }()

  static let decay: Exercise = {
    let (w, x, y, λ) = (1.3, 0.8, 2.1, 0.07)
    let r = w * x - y
    return Exercise(
      name: "decay",
      block: """
        param w = 1.3
        input x = 0.8
        input y = 2.1
        let λ = 0.07
        L = (w·x - y)² + λ·w²
        """,
      subject: "∂L/∂w",
      paper: { s in
        let (w, x, y, λ) = (s.given("w", 1.3), s.given("x", 0.8), s.given("y", 2.1), s.given("λ", 0.07))
        return s.note("data", 2 * s.note("r", s.note("w·x", w * x) - y) * x) + s.note("2λw", 2 * λ * w)
      },
      slips: [
        Wrong("term forgotten", "decay", 2 * r * x, "without λ·w²", "path"),
        Wrong("½ or 2", "2 lost in the decay", 2 * r * x + λ * w, "without the 2 of w²", "without the 2"),
        Wrong(
          "½ or 2", "2 lost in the loss", r * x + 2 * λ * w, "without the 2 of (w·x - y)²", "without the 2"),
        Wrong("½ or 2", "both lost", r * x + λ * w, "½·L", "2 of both", "½"),
        Wrong("power rule", "w² → 2w²", 2 * r * x + 2 * λ * w * w, "w²"),
        Wrong("power rule", "w² stays", 2 * r * x + λ * w * w, "w²"),
        Wrong("power rule", "w² → 2", 2 * r * x + 2 * λ, "w²"),
        Wrong("sign", "- λw²", 2 * r * x - 2 * λ * w, "- λ·w²"),
        Wrong("factor forgotten", "λ", 2 * r * x + 2 * w, "without λ"),
        Wrong("factor forgotten", "x", 2 * r + 2 * λ * w, "slope"),
        Wrong("sign", "y - wx", -2 * r * x + 2 * λ * w, "sign", "minus"),
        Wrong("sign", "wx + y", 2 * (w * x + y) * x + 2 * λ * w, "w·x + y", "y = -2.1"),
        Wrong("one name for another", "w for x", 2 * r * w + 2 * λ * w, "w"),
        Wrong("input", "λ = 0.7", 2 * r * x + 1.4 * w, "λ = 0.7"),
        Wrong("input", "λ = 0.007", 2 * r * x + 0.014 * w, "λ = 0.007"),
      ])
  }()
}
