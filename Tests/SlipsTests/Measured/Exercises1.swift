import Foundation

private func σ(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

extension Exercise {
  static let neuron: Exercise = {
    let (w, b, x, y) = (0.73, -0.24, 1.62, 0.9)
    let z = w * x + b
    let p = σ(z)
    let slope = p * (1 - p)
    func d(_ p: Double) -> Double { (p - y) * p * (1 - p) * x }
    return Exercise(
      name: "neuron",
      block: """
        param w = 0.73
        param b = -0.24
        input x = 1.62
        input y = 0.9
        z = w·x + b
        p = σ(z)
        L = ½·(p - y)²
        """,
      subject: "∂L/∂w",
      paper: { s in
        let (w, b, x, y) = (s.given("w", 0.73), s.given("b", -0.24), s.given("x", 1.62), s.given("y", 0.9))
        let z = s.note("z", s.note("w·x", w * x) + b)
        let p = s.note("p", σ(z))
        return s.note("p - y", p - y) * s.note("σ′", p * (1 - p)) * x
      },
      slips: [
        Wrong("factor forgotten", "x", (p - y) * slope, "∂L/∂b", "without the slope x"),
        Wrong("factor forgotten", "σ′", (p - y) * x, "without the slope of σ"),
        Wrong("factor forgotten", "p - y", slope * x, "without p - y", "(p - y)²)′ = 2"),
        Wrong("sign", "y - p", -d(p), "with the other sign", "sign"),
        Wrong("½ or 2", "2 kept, ½ lost", 2 * d(p), "without ½"),
        Wrong("½ or 2", "2 lost, ½ kept", d(p) / 2, "without the 2", "½·"),
        Wrong("wrong derivative", "σ′ = σ", (p - y) * p * x, "σ′ = σ"),
        Wrong("wrong derivative", "σ′ = 1 - σ", (p - y) * (1 - p) * x, "σ′ = 1 - σ"),
        Wrong("wrong derivative", "σ′ = z(1 - z)", (p - y) * z * (1 - z) * x, "σ′ = z·(1 - z)"),
        Wrong("wrong derivative", "σ′ = σ²", (p - y) * p * p * x, "σ′ = σ²"),
        Wrong("one name for another", "w for x", (p - y) * slope * w, "∂L/∂x"),
        Wrong("term forgotten", "b", d(σ(w * x)), "without b"),
        Wrong("sign", "w·x - b", d(σ(w * x - b)), "w·x - b", "b = 0.24"),
        Wrong("function", "tanh for σ", (tanh(z) - y) * (1 - tanh(z) * tanh(z)) * x, "tanh(z) in place of"),
        Wrong("function", "e^z for e^-z", d(σ(-z)), "σ(-z)", "-z in place of z"),
        Wrong("function forgotten", "σ", (z - y) * x, "without σ"),
        Wrong("operation", "w + x", d(σ(w + x + b)), "w + x"),
      ])
  }()

  static let regression: Exercise = {
    let (w, b) = (0.657, 0.351)
    let x = [1.31, 2.26, 3.74]
    let y = [2.13, 1.44, 4.37]
    let r = zip(x, y).map { w * $0 + b - $1 }
    let sum = zip(r, x).map { $0 * $1 }.reduce(0, +)
    let plain = zip(x, y).map { (w * $0 - $1) * $0 }.reduce(0, +)
    return Exercise(
      name: "regression",
      block: """
        param w = 0.657
        param b = 0.351
        input x = [1.31, 2.26, 3.74]
        input y = [2.13, 1.44, 4.37]
        r[n] = w·x[n] + b - y[n]
        L = mean[n] r[n]²
        """,
      subject: "∂L/∂w",
      paper: { s in
        let (w, b) = (s.given("w", 0.657), s.given("b", 0.351))
        let x = [1.31, 2.26, 3.74].enumerated().map { s.given("x[\($0 + 1)]", $1) }
        let y = [2.13, 1.44, 4.37].enumerated().map { s.given("y[\($0 + 1)]", $1) }
        let r = (0..<3).map { s.note("r[\($0 + 1)]", w * x[$0] + b - y[$0]) }
        return (0..<3).map { s.note("term[\($0 + 1)]", 2.0 / 3 * r[$0] * x[$0]) }.reduce(0, +)
      },
      slips: [
        Wrong("mean or sum", "sum for mean", 2 * sum, "sum in place of the mean", "without dividing"),
        Wrong("mean or sum", "n - 1", sum, "n - 1", "dividing by 2"),
        Wrong("½ or 2", "2 lost", 2 * sum / 6, "without the 2"),
        Wrong("½ or 2", "2 and n lost", sum, "n - 1", "dividing by 2"),
        Wrong("sign", "y - r", -2 * sum / 3, "with the other sign", "sign"),
        Wrong("factor forgotten", "x[n]", 2 * r.reduce(0, +) / 3, "∂L/∂b"),
        Wrong("term forgotten", "b", 2 * plain / 3, "without b"),
        Wrong("one sample", "the first alone", 2 * r[0] * x[0] / 3, "n = 1 alone"),
        Wrong("one sample", "the first alone, n = 1", 2 * r[0] * x[0], "n = 1 alone"),
        Wrong(
          "one sample", "the last left out", 2 * (r[0] * x[0] + r[1] * x[1]) / 3, "without n = 3",
          "without the last"),
        Wrong(
          "sign", "-b", 2 * zip(x, y).map { (w * $0 - b - $1) * $0 }.reduce(0, +) / 3, "- b", "b = -0.351"),
        Wrong("sign", "+y", 2 * zip(x, y).map { (w * $0 + b + $1) * $0 }.reduce(0, +) / 3, "+ y[n]"),
        Wrong(
          "one member", "b forgotten for n = 2", 2 * (sum - b * x[1]) / 3, "without b", "r[2]"),
        Wrong("one member", "sign of r[1]", 2 * (sum - 2 * r[0] * x[0]) / 3, "r[1]"),
        Wrong("factor forgotten", "x for n = 1", 2 * (sum - r[0] * x[0] + r[0]) / 3, "n = 1", "r[1]"),
      ])
  }()

  static let polynomial: Exercise = {
    let x = 1.7
    return Exercise(
      name: "polynomial",
      block: "param x = 1.7\nf = 3·x^4 - 2·x^3 + 5·x",
      subject: "∂f/∂x",
      paper: { s in
        let x = s.given("x", 1.7)
        let (c, q) = (s.note("x³", x * x * x), s.note("x²", x * x))
        return s.note("12x³", 12 * c) - s.note("6x²", 6 * q) + 5
      },
      slips: [
        Wrong("power rule", "4x⁴", 12 * pow(x, 4) - 6 * pow(x, 2) + 5, "4·x⁴", "4·x^4"),
        Wrong("power rule", "3x⁴ → 3x³", 3 * pow(x, 3) - 6 * pow(x, 2) + 5, "x³", "x^3"),
        Wrong("power rule", "3x⁴ → 9x³", 9 * pow(x, 3) - 6 * pow(x, 2) + 5, "3·x³", "3·x^3"),
        Wrong("power rule", "x³ → 3x³", 12 * pow(x, 3) - 6 * pow(x, 3) + 5, "3·x³", "3·x^3"),
        Wrong("power rule", "x³ → x²", 12 * pow(x, 3) - 2 * pow(x, 2) + 5, "x²", "x^2"),
        Wrong("power rule", "x³ → 2x²", 12 * pow(x, 3) - 4 * pow(x, 2) + 5, "2·x²", "2·x^2"),
        Wrong("power rule", "x³ → 3x", 12 * pow(x, 3) - 6 * x + 5, "3·x"),
        Wrong("power rule", "5x → 5x", 12 * pow(x, 3) - 6 * pow(x, 2) + 5 * x, "5·x"),
        Wrong("power rule", "5x → 1", 12 * pow(x, 3) - 6 * pow(x, 2) + 1, "without 5"),
        Wrong("term forgotten", "5x → 0", 12 * pow(x, 3) - 6 * pow(x, 2), "without 5·x", "without the path"),
        Wrong("sign", "+ 2x³", 12 * pow(x, 3) + 6 * pow(x, 2) + 5, "+ 2·x^3"),
        Wrong("factor forgotten", "2 of 2x³", 12 * pow(x, 3) - 3 * pow(x, 2) + 5, "without 2"),
        Wrong("factor forgotten", "3 of 3x⁴", 4 * pow(x, 3) - 6 * pow(x, 2) + 5, "without 3"),
        Wrong("value for slope", "f", 3 * pow(x, 4) - 2 * pow(x, 3) + 5 * x, "f"),
      ])
  }()

  static let wave: Exercise = {
    let x = 0.83
    let (u, v) = (sin(x * x + 1), exp(-x / 2))
    let (du, dv) = (cos(x * x + 1) * 2 * x, -exp(-x / 2) / 2)
    return Exercise(
      name: "wave",
      block: "param x = 0.83\nu = sin(x² + 1)\nv = exp(-x/2)\nf = u·v",
      subject: "∂f/∂x",
      paper: { s in
        let x = s.given("x", 0.83)
        let a = s.note("x² + 1", x * x + 1)
        let v = s.note("v", exp(-x / 2))
        let u = s.note("u", sin(a))
        return s.note("u′", cos(a) * 2 * x) * v + u * s.note("v′", -v / 2)
      },
      slips: [
        Wrong("product rule", "u′·v′", du * dv, "u′·v′", "product of the slopes"),
        Wrong("product rule", "u′v only", du * v, "path", "without"),
        Wrong("product rule", "uv′ only", u * dv, "path", "without"),
        Wrong("product rule", "u′v - uv′", du * v - u * dv, "sign", "u′·v - u·v′"),
        Wrong("chain rule", "2x", cos(x * x + 1) * v + u * dv, "the slope"),
        Wrong("chain rule", "x for 2x", cos(x * x + 1) * x * v + u * dv, "without the 2"),
        Wrong("chain rule", "2 for 2x", cos(x * x + 1) * 2 * v + u * dv, "x² → 2", "2"),
        Wrong("chain rule", "-1/2", du * v + u * exp(-x / 2), "the slope", "without"),
        Wrong("sign", "+x/2 in the slope", du * v - u * dv, "minus", "sign", "u′·v - u·v′"),
        Wrong("wrong derivative", "sin′ = -cos", -du * v + u * dv, "sin′ = -cos"),
        Wrong("wrong derivative", "sin′ = sin", u * 2 * x * v + u * dv, "sin′ = sin"),
        Wrong("wrong derivative", "exp′ = x·exp", du * v + u * dv * (-x / 2), "exp′"),
        Wrong("function", "cos for sin", (-sin(x * x + 1) * 2 * x) * v + cos(x * x + 1) * dv, "cos"),
        Wrong("square", "x for x²", cos(x + 1) * v + sin(x + 1) * dv, "square"),
        Wrong("square", "2x for x²", cos(2 * x + 1) * 2 * v + sin(2 * x + 1) * dv, "2·x in place of x²"),
        Wrong("term forgotten", "1", cos(x * x) * 2 * x * v + sin(x * x) * dv, "without 1"),
        Wrong(
          "units", "degrees",
          cos((x * x + 1) * .pi / 180) * 2 * x * v + sin((x * x + 1) * .pi / 180) * dv, "degrees"),
      ])
  }()

  static let logarithm: Exercise = {
    let x = 2.6
    let n = 3 * x + 2
    return Exercise(
      name: "logarithm",
      block: "param x = 2.6\nf = ln(3·x + 2)/√x",
      subject: "f",
      paper: { s in
        let x = s.given("x", 2.6)
        let a = s.note("3x + 2", s.note("3x", 3 * x) + s.given("2", 2))
        return s.note("ln", log(a)) / s.note("√x", sqrt(x))
      },
      slips: [
        Wrong("function", "log10", log10(n) / sqrt(x), "log10"),
        Wrong("function", "log2", log2(n) / sqrt(x), "log2"),
        Wrong("operation", "multiplied", log(n) * sqrt(x), "multiplied instead of divided"),
        Wrong("root", "no root", log(n) / x, "without the root"),
        Wrong("function forgotten", "ln", n / sqrt(x), "without ln"),
        Wrong("term forgotten", "2", log(3 * x) / sqrt(x), "without 2"),
        Wrong("factor forgotten", "3", log(x + 2) / sqrt(x), "without 3"),
        Wrong("divisor forgotten", "√x", log(n), "without dividing"),
        Wrong("sign", "3x - 2", log(3 * x - 2) / sqrt(x), "3·x - 2"),
        Wrong("parentheses", "3(x + 2)", log(3 * (x + 2)) / sqrt(x), "3·(x + 2)"),
        Wrong("parentheses", "ln(3x) + 2", (log(3 * x) + 2) / sqrt(x), "ln(3·x) + 2"),
        Wrong("parentheses", "√ of all", sqrt(log(n) / x), "√("),
        Wrong("square", "x² for √x", log(n) / (x * x), "x²"),
      ])
  }()

  static let logSlope: Exercise = {
    let x = 2.6
    let n = 3 * x + 2
    return Exercise(
      name: "slope of a logarithm",
      block: "param x = 2.6\nu = ln(3·x + 2)\nq = √x\nf = u/q",
      subject: "∂f/∂x",
      paper: { s in
        let x = s.given("x", 2.6)
        let a = s.note("a", 3 * x + 2)
        let (u, q) = (s.note("u", log(a)), s.note("q", sqrt(x)))
        let (du, dq) = (s.note("u′", 3 / a), s.note("q′", 1 / (2 * q)))
        return (du * q - u * dq) / (q * q)
      },
      slips: {
        let (u, q) = (log(n), sqrt(x))
        let (du, dq) = (3 / n, 1 / (2 * sqrt(x)))
        return [
          Wrong("chain rule", "3", (du / 3 * q - u * dq) / x, "the slope", "without 3"),
          Wrong("quotient rule", "u′/q′", du / dq, "u′/v′"),
          Wrong("quotient rule", "sign", (du * q + u * dq) / x, "sign", "u′·v + u·v′"),
          Wrong("quotient rule", "turned round", (u * dq - du * q) / x, "other sign"),
          Wrong("quotient rule", "q for q²", (du * q - u * dq) / q, "(u′·v - u·v′)/v"),
          Wrong("quotient rule", "no q²", du * q - u * dq, "(u/v)′ = u′·v - u·v′"),
          Wrong("quotient rule", "u′/q", du / q, "path", "without"),
          Wrong("wrong derivative", "ln′ = ln", (3 * u * q - u * dq) / x, "ln′"),
          Wrong("wrong derivative", "√′ = 1/√", (du * q - u / q) / x, "√′ = 1/√", "without the 2"),
          Wrong("wrong derivative", "√′ = 2√", (du * q - u * 2 * q) / x, "√′ = 2"),
          Wrong("wrong derivative", "√′ = ½√", (du * q - u * q / 2) / x, "√′"),
          Wrong("wrong derivative", "√′ = √", (du * q - u * q) / x, "√′ = √"),
          Wrong("function", "ln as log10", ((3 / n / log(10)) * q - log10(n) * dq) / x, "log10"),
        ]
      }())
  }()
}
