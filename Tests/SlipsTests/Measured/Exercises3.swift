import Foundation

private func σ(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

extension Exercise {
  static let softmax: Exercise = {
    let z = [1.6, 0.3, -0.7]
    let e = z.map { exp($0) }
    let sum = e.reduce(0, +)
    let p = e.map { $0 / sum }
    let t = 10.0
    return Exercise(
      name: "softmax",
      block: """
        param z = [1.6, 0.3, -0.7]
        input y = [0, 1, 0]
        e[k] = exp(z[k])
        S = Σ[k] e[k]
        p[k] = e[k]/S
        L = -Σ[k] y[k]·ln(p[k])
        """,
      subject: "L",
      paper: { s in
        let z = [1.6, 0.3, -0.7].enumerated().map { s.given("z[\($0 + 1)]", $1) }
        let e = z.enumerated().map { s.note("e[\($0 + 1)]", exp($1)) }
        let sum = s.note("S", e.reduce(0, +))
        return -log(s.note("p[2]", e[1] / sum))
      },
      slips: [
        Wrong("sign", "no minus", log(p[1]), "other sign", "minus"),
        Wrong("function", "log10", -log10(p[1]), "log10"),
        Wrong("function", "log2", -log2(p[1]), "log2"),
        Wrong("index", "p[1]", -log(p[0]), "p[1]", "p[k-1]"),
        Wrong("index", "p[3]", -log(p[2]), "p[3]", "p[k+1]"),
        Wrong("function forgotten", "ln", -p[1], "without ln"),
        Wrong("function forgotten", "exp", -log(0.3 / (1.6 + 0.3 - 0.7)), "without exp"),
        Wrong("function", "10^z", -log(pow(t, z[1]) / z.map { pow(t, $0) }.reduce(0, +)), "10^"),
        Wrong("divisor forgotten", "S", -log(e[1]), "without dividing"),
        Wrong("sum", "others only", -log(e[1] / (e[0] + e[2])), "without"),
        Wrong("mean or sum", "mean of e", -log(e[1] / (sum / 3)), "mean"),
        Wrong("mean or sum", "mean of the terms", -log(p[1]) / 3, "mean"),
        Wrong("sign", "z[3] = 0.7", -log(e[1] / (e[0] + e[1] + exp(0.7))), "z[3] = 0.7"),
        Wrong("sign", "exp(-z)", -log(exp(-z[1]) / z.map { exp(-$0) }.reduce(0, +)), "-z[k]"),
        Wrong("operation", "e·S", -log(e[1] * sum), "multiplied"),
      ])
  }()

  static let softmaxSlope: Exercise = {
    let z = [1.6, 0.3, -0.7]
    let e = z.map { exp($0) }
    let sum = e.reduce(0, +)
    let p = e.map { $0 / sum }
    return Exercise(
      name: "slope of softmax",
      block: """
        param z = [1.6, 0.3, -0.7]
        p[k] = exp(z[k])/Σ[j] exp(z[j])
        L = -ln(p[2])
        """,
      subject: "∂L/∂z[1]",
      paper: { s in
        let z = [1.6, 0.3, -0.7].enumerated().map { s.given("z[\($0 + 1)]", $1) }
        let e = z.enumerated().map { s.note("e[\($0 + 1)]", exp($1)) }
        return e[0] / s.note("S", e.reduce(0, +))
      },
      slips: [
        Wrong("sign", "-p", -p[0], "sign", "minus"),
        Wrong("index", "∂L/∂z[2]", p[1] - 1, "∂L/∂z[2]"),
        Wrong("index", "∂L/∂z[3]", p[2], "∂L/∂z[3]"),
        Wrong("index", "p[1] - 1", p[0] - 1, "p[1]", "p[2]"),
        Wrong("chain rule", "σ′-like", p[0] * (1 - p[0]), "p[1]", "∂p[1]"),
        Wrong("chain rule", "-p[1]p[2]", -p[0] * p[1], "slope", "ln"),
        Wrong("function", "log10", p[0] / log(10), "log10"),
        Wrong("function forgotten", "exp", 1 / (1.6 + 0.3 - 0.7), "without exp"),
      ])
  }()

  static let layers: Exercise = {
    let (w, v, x, y, b, c) = (0.56, 1.35, 0.92, 0.7, -0.18, 0.26)
    let z = w * x + b
    let h = tanh(z)
    let o = v * h + c
    let r = o - y
    let d = 1 - h * h
    return Exercise(
      name: "layers",
      block: """
        param w = 0.56
        param b = -0.18
        param v = 1.35
        param c = 0.26
        input x = 0.92
        input y = 0.7
        z = w·x + b
        h = tanh(z)
        o = v·h + c
        L = (o - y)²
        """,
      subject: "∂L/∂w",
      paper: { s in
        let (w, b) = (s.given("w", 0.56), s.given("b", -0.18))
        let (v, c) = (s.given("v", 1.35), s.given("c", 0.26))
        let (x, y) = (s.given("x", 0.92), s.given("y", 0.7))
        let h = s.note("h", tanh(s.note("z", w * x + b)))
        let o = s.note("o", v * h + c)
        return s.note("2r", 2 * s.note("r", o - y)) * v * s.note("tanh′", 1 - h * h) * x
      },
      slips: [
        Wrong("wrong derivative", "tanh′ = 1 - tanh", 2 * r * v * (1 - h) * x, "tanh′ = 1 - tanh"),
        Wrong(
          "wrong derivative", "tanh′ = tanh·(1 - tanh)", 2 * r * v * h * (1 - h) * x,
          "tanh′ = tanh·(1 - tanh)"),
        Wrong("wrong derivative", "tanh′ = 1 - z²", 2 * r * v * (1 - z * z) * x, "tanh′ = 1 - z²"),
        Wrong("wrong derivative", "tanh′ = tanh", 2 * r * v * h * x, "tanh′ = tanh"),
        Wrong("factor forgotten", "tanh′", 2 * r * v * x, "slope of tanh"),
        Wrong("factor forgotten", "v", 2 * r * d * x, "slope"),
        Wrong("factor forgotten", "x", 2 * r * v * d, "∂L/∂b"),
        Wrong("½ or 2", "2", r * v * d * x, "without the 2"),
        Wrong("factor forgotten", "r", 2 * v * d * x, "(o - y)"),
        Wrong("sign", "y - o", -2 * r * v * d * x, "sign"),
        Wrong("one name for another", "∂L/∂v", 2 * r * h, "∂L/∂v"),
        Wrong("one name for another", "w for v", 2 * r * w * d * x, "w"),
        Wrong(
          "term forgotten", "b", 2 * (v * tanh(w * x) + c - y) * v * (1 - tanh(w * x) * tanh(w * x)) * x,
          "without b"),
        Wrong("term forgotten", "c", 2 * (v * h - y) * v * d * x, "without c"),
        Wrong("function", "σ for tanh", 2 * (v * σ(z) + c - y) * v * σ(z) * (1 - σ(z)) * x, "σ(z)"),
        Wrong("updated value", "v already new, α = 1", 2 * r * (v - 2 * r * h) * d * x, "already updated"),
      ])
  }()

  static let spread: Exercise = {
    let x = [2.3, 4.1, 3.2, 6.8]
    let mu = x.reduce(0, +) / 4
    let q = x.map { ($0 - mu) * ($0 - mu) }.reduce(0, +)
    let s = sqrt(q / 4 + 0.01)
    return Exercise(
      name: "spread",
      block: """
        input x = [2.3, 4.1, 3.2, 6.8]
        let ε = 0.01
        μ = mean[n] x[n]
        v = mean[n] (x[n] - μ)²
        u[n] = (x[n] - μ)/√(v + ε)
        """,
      subject: "u[4]",
      paper: { s in
        let x = [2.3, 4.1, 3.2, 6.8].enumerated().map { s.given("x[\($0 + 1)]", $1) }
        let epsilon = s.given("ε", 0.01)
        let mu = s.note("μ", s.note("Σ", x.reduce(0, +)) / 4)
        let v = s.note(
          "v", x.enumerated().map { s.note("q[\($0 + 1)]", ($1 - mu) * ($1 - mu)) }.reduce(0, +) / 4)
        return s.note("x - μ", x[3] - mu) / s.note("√", sqrt(v + epsilon))
      },
      slips: [
        Wrong("mean or sum", "n - 1", (x[3] - mu) / sqrt(q / 3 + 0.01), "n - 1", "dividing by 3"),
        Wrong(
          "mean or sum", "sum", (x[3] - mu) / sqrt(q + 0.01), "sum in place of the mean", "sum for the mean"),
        Wrong("root", "none", (x[3] - mu) / (q / 4 + 0.01), "without the root"),
        Wrong("ε", "dropped", (x[3] - mu) / sqrt(q / 4), "without ε"),
        Wrong("ε", "outside", (x[3] - mu) / (sqrt(q / 4) + 0.01), "√v + ε"),
        Wrong("term forgotten", "μ in u", x[3] / s, "without μ"),
        Wrong(
          "term forgotten", "μ in v", (x[3] - mu) / sqrt(x.map { $0 * $0 }.reduce(0, +) / 4 + 0.01),
          "without μ"),
        Wrong("divisor forgotten", "√", x[3] - mu, "without dividing"),
        Wrong("sign", "μ - x", (mu - x[3]) / s, "sign"),
        Wrong("index", "u[1]", (x[0] - mu) / s, "u[1]"),
        Wrong("index", "u[3]", (x[2] - mu) / s, "u[3]"),
        Wrong(
          "square", "absolute value", (x[3] - mu) / sqrt(x.map { abs($0 - mu) }.reduce(0, +) / 4 + 0.01), "|",
          "absolute"),
        Wrong("operation", "multiplied", (x[3] - mu) * s, "multiplied instead"),
        Wrong("parentheses", "x - μ/√", x[3] - mu / s, "parentheses", "x[n] - μ/"),
        Wrong(
          "mean or sum", "μ over 3",
          (x[3] - 16.4 / 3) / sqrt(x.map { ($0 - 16.4 / 3) * ($0 - 16.4 / 3) }.reduce(0, +) / 4 + 0.01),
          "n - 1"),
      ])
  }()

  static let matrix: Exercise = {
    let weights = [[0.437, -1.126, 0.713], [1.349, 0.218, -0.652], [-0.527, 0.944, 1.637]]
    let x = [1.23, 0.58, 2.17]
    let b = [0.158, -0.354, 0.629]
    func row(_ j: Int) -> Double { (0..<3).map { weights[j][$0] * x[$0] }.reduce(0, +) + b[j] }
    func h(_ z: [Double]) -> Double { z.map { max($0, 0) * $0 }.reduce(0, +) }
    let z = (0..<3).map(row)
    return Exercise(
      name: "matrix",
      block: """
        param W = [[0.437, -1.126, 0.713], [1.349, 0.218, -0.652], [-0.527, 0.944, 1.637]]
        param b = [0.158, -0.354, 0.629]
        input x = [1.23, 0.58, 2.17]
        z[j] = Σ[i] W[j,i]·x[i] + b[j]
        """,
      subject: "z[3]",
      paper: { s in
        let x = [1.23, 0.58, 2.17].enumerated().map { s.given("x[\($0 + 1)]", $1) }
        let w = [-0.527, 0.944, 1.637].enumerated().map { s.given("W[3,\($0 + 1)]", $1) }
        let terms = (0..<3).map { s.note("term \($0 + 1)", w[$0] * x[$0]) }
        return s.note("Σ", terms.reduce(0, +)) + s.given("b[3]", 0.629)
      },
      slips: [
        Wrong("index", "transposed", (0..<3).map { weights[$0][2] * x[$0] }.reduce(0, +) + b[2], "W[i,j]"),
        Wrong("index", "z[2]", z[1], "z[2]"),
        Wrong("index", "z[1]", z[0], "z[1]"),
        Wrong("index", "b[2]", z[2] - b[2] + b[1], "b[2]"),
        Wrong("index", "b[1]", z[2] - b[2] + b[0], "b[1]"),
        Wrong("index", "x[j] for x[i]", (0..<3).map { weights[2][$0] * x[2] }.reduce(0, +) + b[2], "x[j]"),
        Wrong("term forgotten", "b", z[2] - b[2], "without b[j]", "without b"),
        Wrong("sign", "- b", z[2] - 2 * b[2], "- b", "b[3] = -0.629"),
        Wrong("sign", "W[3,1] = 0.527", z[2] + 2 * 0.527 * x[0], "W[3,1] = 0.527"),
        Wrong("sum", "last term left out", z[2] - weights[2][2] * x[2], "without i = 3", "without the last"),
        Wrong("sum", "first term alone", weights[2][0] * x[0] + b[2], "i = 1 alone"),
        Wrong(
          "sum", "first term left out", z[2] - weights[2][0] * x[0], "without i = 1", "without the first"),
        Wrong("factor forgotten", "x", weights[2].reduce(0, +) + b[2], "without x[i]"),
        Wrong("factor forgotten", "W", x.reduce(0, +) + b[2], "without W"),
        Wrong(
          "mean or sum", "mean", (z[2] - b[2]) / 3 + b[2], "mean in place of the sum", "mean for the sum"),
        Wrong("parentheses", "b in every term", z[2] + 2 * b[2], "parentheses", "(W[j,i]·x[i] + b[j])"),
        Wrong(
          "operation", "W + x", (0..<3).map { weights[2][$0] + x[$0] }.reduce(0, +) + b[2], "W[j,i] + x[i]"),
      ])
  }()

  static let entropy: Exercise = {
    let p = [0.22, 0.37, 0.41]
    let h = -p.map { $0 * log($0) }.reduce(0, +)
    return Exercise(
      name: "entropy",
      block: "input p = [0.22, 0.37, 0.41]\nH = -Σ[k] p[k]·ln(p[k])",
      subject: "H",
      paper: { s in
        let p = [0.22, 0.37, 0.41].enumerated().map { s.given("p[\($0 + 1)]", $1) }
        return -p.enumerated().map { s.note("term \($0 + 1)", $1 * s.note("ln \($0 + 1)", log($1))) }.reduce(
          0, +)
      },
      slips: [
        Wrong("function", "log2", h / log(2), "log2"),
        Wrong("function", "log10", h / log(10), "log10"),
        Wrong("sign", "no minus", -h, "sign", "minus"),
        Wrong("factor forgotten", "p", -p.map { log($0) }.reduce(0, +), "without p[k]"),
        Wrong("mean or sum", "mean", h / 3, "mean"),
        Wrong("sum", "last left out", h + p[2] * log(p[2]), "without k = 3", "without the last"),
        Wrong("sum", "first left out", h + p[0] * log(p[0]), "without k = 1", "without the first"),
        Wrong("one member", "sign of the second", h + 2 * p[1] * log(p[1]), "k = 2"),
        Wrong("input", "p[2] = 0.73", h + p[1] * log(p[1]) - 0.73 * log(0.73), "p[2] = 0.73"),
        Wrong("sum", "first alone", -p[0] * log(p[0]), "k = 1 alone"),
        Wrong("operation", "divided", -p.map { $0 / log($0) }.reduce(0, +), "divided"),
      ])
  }()

  static let angle: Exercise = {
    let (F, r, phi) = (3.7, 0.85, 0.62)
    return Exercise(
      name: "angle",
      block: "let F = 3.7\nlet r = 0.85\nlet φ = 0.62\nM = F·r·sin(φ) - F²·cos(φ)/7",
      subject: "M",
      paper: { s in
        let (F, r, phi) = (s.given("F", 3.7), s.given("r", 0.85), s.given("φ", 0.62))
        let a = s.note("F·r·sin φ", s.note("F·r", F * r) * s.note("sin φ", sin(phi)))
        return a - s.note("second", s.note("F²", F * F) * s.note("cos φ", cos(phi)) / 7)
      },
      slips: [
        Wrong("units", "degrees", F * r * sin(phi * .pi / 180) - F * F * cos(phi * .pi / 180) / 7, "degrees"),
        Wrong("units", "degrees in sin", F * r * sin(phi * .pi / 180) - F * F * cos(phi) / 7, "degrees"),
        Wrong(
          "function", "cos for sin", F * r * cos(phi) - F * F * cos(phi) / 7, "cos(φ) in place of sin(φ)"),
        Wrong(
          "function", "sin for cos", F * r * sin(phi) - F * F * sin(phi) / 7, "sin(φ) in place of cos(φ)"),
        Wrong("function", "swapped", F * r * cos(phi) - F * F * sin(phi) / 7, "swap"),
        Wrong("function", "tan for sin", F * r * tan(phi) - F * F * cos(phi) / 7, "tan(φ)"),
        Wrong("square", "F for F²", F * r * sin(phi) - F * cos(phi) / 7, "without the square"),
        Wrong("square", "2F", F * r * sin(phi) - 2 * F * cos(phi) / 7, "2·F in place of F²"),
        Wrong("factor forgotten", "r", F * sin(phi) - F * F * cos(phi) / 7, "without r"),
        Wrong("divisor forgotten", "7", F * r * sin(phi) - F * F * cos(phi), "without dividing by 7"),
        Wrong("parentheses", "all over 7", (F * r * sin(phi) - F * F * cos(phi)) / 7, "/7", "parentheses"),
        Wrong("sign", "+", F * r * sin(phi) + F * F * cos(phi) / 7, "sign", "+ F"),
        Wrong("sign", "turned round", F * F * cos(phi) / 7 - F * r * sin(phi), "sign"),
        Wrong("function forgotten", "sin", F * r * phi - F * F * cos(phi) / 7, "without sin"),
        Wrong("function forgotten", "cos", F * r * sin(phi) - F * F / 7, "without cos"),
        Wrong(
          "one name for another", "r² for F²", F * r * sin(phi) - r * r * cos(phi) / 7, "r in place of F"),
      ])
  }()

  static let precedence: Exercise = {
    let (a, b, c, d) = (7.3, 2.6, 3.4, 1.9)
    return Exercise(
      name: "precedence",
      block: "let a = 7.3\nlet b = 2.6\nlet c = 3.4\nlet d = 1.9\nq = a/(b·c) - (d + b)²·c",
      subject: "q",
      paper: { s in
        let (a, b, c, d) = (s.given("a", 7.3), s.given("b", 2.6), s.given("c", 3.4), s.given("d", 1.9))
        let first = s.note("first", a / s.note("b·c", b * c))
        return first - s.note("second", s.note("(d + b)²", s.note("d + b", d + b) * (d + b)) * c)
      },
      slips: [
        Wrong("precedence", "a/b·c", a / b * c - (d + b) * (d + b) * c, "a/b·c"),
        Wrong("parentheses", "d + b²", a / (b * c) - (d + b * b) * c, "d + b²"),
        Wrong("parentheses", "d² + b²", a / (b * c) - (d * d + b * b) * c, "d² + b²"),
        Wrong("precedence", "((d + b)·c)²", a / (b * c) - (d + b) * c * (d + b) * c, "((d + b)·c)²"),
        Wrong("parentheses", "(…)·c of both", (a / (b * c) - (d + b) * (d + b)) * c, "·c", "parentheses"),
        Wrong("square", "dropped", a / (b * c) - (d + b) * c, "without the square"),
        Wrong("square", "doubled", a / (b * c) - 2 * (d + b) * c, "2·(d + b) in place"),
        Wrong("square", "cubed", a / (b * c) - pow(d + b, 3) * c, "^3", "³"),
        Wrong("sign", "+", a / (b * c) + (d + b) * (d + b) * c, "sign"),
        Wrong("sign", "d - b", a / (b * c) - (d - b) * (d - b) * c, "d - b"),
        Wrong("operation", "a·b·c", a * b * c - (d + b) * (d + b) * c, "multiplied"),
        Wrong("operation", "a/(b + c)", a / (b + c) - (d + b) * (d + b) * c, "b + c"),
        Wrong("factor forgotten", "c", a / b - (d + b) * (d + b) * c, "without c"),
        Wrong("factor forgotten", "c at the end", a / (b * c) - (d + b) * (d + b), "without c"),
        Wrong("operation", "turned over", b * c / a - (d + b) * (d + b) * c, "turned over", "b·c/a"),
        Wrong("one name for another", "d for b", a / (d * c) - (d + b) * (d + b) * c, "d in place of b"),
      ])
  }()

  static let all = [
    neuron, regression, polynomial, wave, logarithm, logSlope, rmsprop, adam, momentum, descent, decay,
    softmax, softmaxSlope, layers, spread, matrix, entropy, angle, precedence,
  ]
}
