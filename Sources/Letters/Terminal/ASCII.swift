/// Spellings in ASCII for everything nntrace prints: those the lesson language reads as the same.
package enum ASCII {
  /// - Complexity: O(*n*)
  package static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    var script = Script.line
    var root = false
    for scalar in text.unicodeScalars {
      if root {
        // `√v̂` is sqrt(v_hat); the bracket of `√(…)` is its own.
        if result.hasSuffix("sqrt"), scalar != "(" { result += "(" }
        if !isNamePart(scalar) || scalar == "(" {
          if scalar != "(" || !result.hasSuffix("sqrt") { result += ")" }
          root = false
        }
      }
      if scalar == "√" {
        result += "sqrt"
        root = true
        continue
      }
      if let digit = superscripts[scalar] {
        result += script == .raised ? digit : "^" + digit
        script = .raised
        continue
      }
      script = .line
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if let spelling = spellings[scalar] {
        result += spelling
      } else if let name = greek[scalar] {
        result += name
      } else if !isInvisible(scalar) {
        result += "?"
      }
    }
    return root ? result + (result.hasSuffix("sqrt") ? "" : ")") : result
  }

  private enum Script { case line, raised }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil && superscripts[scalar] == nil
      || scalar == "_" || scalar == "." || scalar.properties.generalCategory == .nonspacingMark
      || scalar == "("
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format || (0xFE00...0xFE0F).contains(scalar.value)
  }

  private static let superscripts: [Unicode.Scalar: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-", "⁺": "+",
  ]

  private static let spellings: [Unicode.Scalar: String] = [
    // Operators and relations
    "·": "*", "⋅": "*", "×": "*", "−": "-", "←": "<-", "→": "->", "⇒": "=>", "↦": "->", "↑": "^", "↓": "v",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~=", "±": "+/-", "∞": "inf", "∂": "d", "∇": "grad ", "∑": "sum",
    "∏": "prod", "√": "sqrt", "∈": " in ", "÷": "/", "∝": "~", "‖": "||", "°": " deg", "′": "'", "″": "''",
    // Verdicts
    "✓": "ok", "✔": "ok", "✗": "WRONG", "✘": "WRONG",
    // Fractions
    "½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3",
    // Subscripts
    "₀": "0", "₁": "1", "₂": "2", "₃": "3", "₄": "4", "₅": "5", "₆": "6", "₇": "7", "₈": "8", "₉": "9",
    "₊": "+", "₋": "-", "ₙ": "n", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ₜ": "t", "ₓ": "x",
    // Marks above a letter
    "\u{302}": "_hat", "\u{304}": "_bar", "\u{305}": "_bar", "\u{303}": "_tilde", "\u{307}": "_dot",
    "â": "a_hat", "ĉ": "c_hat", "ê": "e_hat", "ĝ": "g_hat", "ĥ": "h_hat", "î": "i_hat", "ĵ": "j_hat",
    "ô": "o_hat", "ŝ": "s_hat", "û": "u_hat", "ŵ": "w_hat", "ŷ": "y_hat", "ẑ": "z_hat", "ā": "a_bar",
    "ē": "e_bar", "ī": "i_bar", "ō": "o_bar", "ū": "u_bar", "ȳ": "y_bar", "ḡ": "g_bar", "ã": "a_tilde",
    "ẽ": "e_tilde", "ñ": "n_tilde", "õ": "o_tilde", "ũ": "u_tilde", "ṽ": "v_tilde", "ỹ": "y_tilde",
    // Letters of names and words
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "è": "e", "à": "a",
    "ç": "c", "ø": "o", "å": "a", "ï": "i", "ł": "l", "ℓ": "l", "µ": "mu", "ϵ": "epsilon", "ϑ": "theta",
    "ϕ": "phi", "ℝ": "R",
    // Punctuation and lines
    "–": "-", "—": "--", "‐": "-", "‑": "-", "…": "...", "‘": "'", "’": "'", "“": "\"", "”": "\"", "„": "\"",
    "«": "\"", "»": "\"", "\u{A0}": " ", "\u{2009}": " ", "\u{202F}": " ", "•": "-", "§": "section ",
    "©": "(c)",
    "│": "|", "─": "-", "═": "=", "┼": "+", "├": "+", "└": "+", "┌": "+", "█": "#", "▲": "^", "▼": "v",
  ]

  private static let greek: [Unicode.Scalar: String] = {
    let names =
      [
        "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
        "θ": "theta",
        "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
        "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi",
        "ψ": "psi",
        "ω": "omega",
      ] as [Unicode.Scalar: String]
    var table = names
    for (letter, name) in names where letter != "ς" {
      // The capitals stand 32 before the small letters.
      guard let capital = Unicode.Scalar(letter.value - 32) else { continue }
      table[capital] = capital == "Σ" ? "sum" : name.prefix(1).uppercased() + name.dropFirst()
    }
    return table
  }()
}
