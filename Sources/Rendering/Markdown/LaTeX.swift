import Autodiff
import Letters
import Presentation

/// Formulas and names in LaTeX.
struct LaTeX {
  func text(_ tree: FormulaTree, values: FormulaValues? = nil) -> String {
    text(FormulaSetter(style: .tall, values: values).box(tree))
  }

  // MARK: Formulas

  private func text(_ box: FormulaBox) -> String {
    switch box {
    case .row(let parts): parts.map(text).joined(separator: " ")
    case .name(let name): text(name)
    case .number(let number): LaTeX.number(number.spelled)
    case .sign(let operation): sign(operation)
    case .dots: "\\dots"
    case .parenthesised(let inside): fenced("(", text(inside), ")")
    case .call(let operation, let operands):
      function(operation) + fenced("(", operands.map(text).joined(separator: ", "), ")")
    case .root(let inside): "\\sqrt{\(text(inside))}"
    case .bars(let inside): "\\left\\lvert \(text(inside)) \\right\\rvert"
    case .raised(let base, let exponent): "{\(text(base))}^{\(exponent)}"
    case .power(let base, let exponent): "{\(text(base))}^{\(text(exponent))}"
    case .fraction(let above, let below): "\\frac{\(text(above))}{\(text(below))}"
    }
  }

  private func fenced(_ open: String, _ inside: String, _ close: String) -> String {
    inside.contains("\\frac") || inside.contains("\\sqrt")
      ? "\\left\(open) \(inside) \\right\(close)" : open + inside + close
  }

  private func sign(_ operation: Operation) -> String {
    let sign = FormulaStyle.tall.symbol(operation)
    return LaTeX.signs[sign]
      ?? (sign.allSatisfy(\.isLetter) ? "\\mathbin{\\mathrm{\(sign)}}" : LaTeX.escaped(sign))
  }

  private static let signs = [
    "·": "\\cdot", "-": "-", "+": "+", "/": "/", "<": "\\lt", ">": "\\gt", "≤": "\\le", "≥": "\\ge", "=": "=",
    "≠": "\\ne", "∧": "\\land", "∨": "\\lor",
  ]

  private func function(_ operation: Operation) -> String {
    let name = FormulaStyle.tall.call(operation)
    if ["exp", "ln", "sin", "cos", "tan", "sinh", "cosh", "tanh", "max", "min"].contains(name) {
      return "\\" + name
    }
    return name.count == 1 ? LaTeX.letters(name) : "\\operatorname{\(LaTeX.escaped(name))}"
  }

  // MARK: Names and numbers

  func text(_ name: Name) -> String {
    switch name {
    case .plain(let name, let places):
      LaTeX.letters(name) + (places.isEmpty ? "" : "_{\(places.map(String.init).joined(separator: ","))}")
    case .owned(let name, let owner): "{\(text(name))}_{\(text(owner))}"
    case .typed(let spelling): LaTeX.number(spelling)
    case .reciprocal(let divisor): "\\tfrac{1}{\(divisor)}"
    case .numbered(let number): "v_{\(number)}"
    case .adjoint(let output, let variables): adjoint(of: output, by: variables)
    case .version(let name, let step): "{\(text(name))}^{(\(step))}"
    case .tooLong: "(\\dots)"
    case .expression(let tree):
      DisplayWidth.of(FormulaText().text(tree)) <= Limits.longestName ? "(\(text(tree)))" : "(\\dots)"
    }
  }

  private func adjoint(of output: Name, by variables: [(name: Name, times: Int)]) -> String {
    func power(_ times: Int) -> String { times == 1 ? "" : "^{\(times)}" }
    let order = variables.reduce(0) { $0 + $1.times }
    let below = variables.map { name, times in
      "\\partial " + (times == 1 ? text(name) : "{\(text(name))}" + power(times))
    }
    return "\\frac{\\partial\(power(order)) \(text(output))}{\(below.joined(separator: "\\, "))}"
  }

  /// A number as it is printed: `1e-8` as a power of ten.
  static func number(_ text: String) -> String {
    var text = text
    var before = ""
    if text.hasPrefix("(") { (before, text) = ("(", String(text.dropFirst())) }
    if text.hasPrefix("~") { (before, text) = (before + "{\\sim}", String(text.dropFirst())) }
    if let e = text.firstIndex(of: "e"), Double(text.prefix { $0 != ")" }) != nil {
      let mantissa = text[..<e]
      let exponent = text[text.index(after: e)...].prefix { $0 != ")" }
      let rest = text[exponent.endIndex...]
      let power = "10^{\(exponent.drop { $0 == "+" })}"
      return before + (mantissa == "1" ? power : "\(mantissa) \\cdot \(power)") + rest
    }
    if text == "NaN" || text == "nan" { return "\\mathrm{NaN}" }
    return before + text.map { LaTeX.symbols[$0] ?? LaTeX.escaped(String($0)) }.joined()
  }

  private static let symbols: [Character: String] = [
    "π": "\\pi", "∞": "\\infty", "½": "\\tfrac{1}{2}", "⅓": "\\tfrac{1}{3}", "¼": "\\tfrac{1}{4}",
    "⅔": "\\tfrac{2}{3}", "¾": "\\tfrac{3}{4}", "⅕": "\\tfrac{1}{5}", "⅙": "\\tfrac{1}{6}",
    "⅛": "\\tfrac{1}{8}",
  ]

  /// A name: one letter, with what stands above it, or a word set upright.
  static func letters(_ name: String) -> String {
    let scalars = Array(name.decomposedLetters)
    let accents: [Unicode.Scalar: String] = [
      "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar", "\u{305}": "bar", "\u{307}": "dot",
      "\u{301}": "acute",
    ]
    if scalars.count == 2, let accent = accents[scalars[1]] { return "\\\(accent){\(letter(scalars[0]))}" }
    if scalars.count == 1 { return letter(scalars[0]) }
    // A letter with digits written low, as β₁.
    let (head, low) = (scalars.prefix { !isLow($0) }, scalars.drop { !isLow($0) })
    if !low.isEmpty, low.allSatisfy(isLow) {
      let digits = low.map { String($0.value - 0x2080) }.joined()
      return "\(letters(String(String.UnicodeScalarView(head))))_{\(digits)}"
    }
    return "\\mathrm{\(scalars.map(letter).joined())}"
  }

  private static func isLow(_ scalar: Unicode.Scalar) -> Bool { (0x2080...0x2089).contains(scalar.value) }

  private static func letter(_ scalar: Unicode.Scalar) -> String {
    if let name = Greek.name(of: scalar) {
      // Capitals that look like Latin ones have no command.
      let latin = [
        "Alpha", "Beta", "Epsilon", "Zeta", "Eta", "Iota", "Kappa", "Mu", "Nu", "Omicron", "Rho", "Tau",
        "Chi",
      ]
      if name == "omicron" { return "o" }
      return latin.contains(name) ? "\\mathrm{\(scalar)}" : "\\\(name == "epsilon" ? "varepsilon" : name) "
    }
    return escaped(String(scalar))
  }

  /// Letters that LaTeX would take for commands.
  static func escaped(_ text: String) -> String {
    Visible.text(text).escaping { scalar in
      switch scalar {
      case "\\": "\\backslash "
      case "{", "}", "_", "#", "%", "&": "\\" + String(scalar)
      case "$": "\\text{\\textdollar}"
      case "^": "\\hat{}"
      case "~": "{\\sim}"
      case "<": "\\lt "
      case ">": "\\gt "
      case "|": "\\vert "
      case "`", "\n": " "
      default: nil
      }
    }
  }
}

extension String {
  /// Its scalars, an accent after its letter: m̂ has two, and so has x̂ in whatever way it was typed.
  fileprivate var decomposedLetters: [Unicode.Scalar] { Array(unicodeScalars) }
}
