/// Spellings in ASCII for everything nntrace prints: those the lesson language reads as the same.
package enum ASCII {
  /// - Complexity: O(*n*)
  package static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    var isRaised = false
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
      if let digit = raised(scalar) {
        result += isRaised ? digit : "^" + digit
        isRaised = true
        continue
      }
      isRaised = false
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if let spelling = spelling(of: scalar) {
        result += spelling
      } else if !isInvisible(scalar) {
        result += "?"
      }
    }
    return root ? result + (result.hasSuffix("sqrt") ? "" : ")") : result
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil && raised(scalar) == nil
      || scalar == "_" || scalar == "." || scalar.properties.generalCategory == .nonspacingMark
      || scalar == "("
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format || (0xFE00...0xFE0F).contains(scalar.value)
  }

  /// A superscript on the line: `2` for `²`.
  private static func raised(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "⁻": "-"
    case "⁺": "+"
    default: scalar.superscriptDigit.map { String($0) }
    }
  }

  private static func spelling(of scalar: Unicode.Scalar) -> String? {
    spellings[scalar] ?? Greek.name(of: Greek.usual(scalar)) ?? Fraction(scalar)?.text
      ?? scalar.subscriptDigit.map { String($0) }
  }

  private static let spellings: [Unicode.Scalar: String] = [
    // Operators and relations
    "·": "*", "⋅": "*", "×": "*", "−": "-", "←": "<-", "→": "->", "⇒": "=>", "↦": "->", "↑": "^", "↓": "v",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~=", "±": "+/-", "∞": "inf", "∂": "d", "∇": "grad ", "∑": "sum",
    "Σ": "sum",
    "∏": "prod", "√": "sqrt", "∈": " in ", "÷": "/", "∝": "~", "‖": "||", "°": " deg", "′": "'", "″": "''",
    // Verdicts
    "✓": "ok", "✔": "ok", "✗": "WRONG", "✘": "WRONG",
    // Subscripts
    "₊": "+", "₋": "-", "ₙ": "n", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "ₜ": "t", "ₓ": "x",
    // Marks above a letter
    "\u{302}": "_hat", "\u{304}": "_bar", "\u{305}": "_bar", "\u{303}": "_tilde", "\u{307}": "_dot",
    "â": "a_hat", "ĉ": "c_hat", "ê": "e_hat", "ĝ": "g_hat", "ĥ": "h_hat", "î": "i_hat", "ĵ": "j_hat",
    "ô": "o_hat", "ŝ": "s_hat", "û": "u_hat", "ŵ": "w_hat", "ŷ": "y_hat", "ẑ": "z_hat", "ā": "a_bar",
    "ē": "e_bar", "ī": "i_bar", "ō": "o_bar", "ū": "u_bar", "ȳ": "y_bar", "ḡ": "g_bar", "ã": "a_tilde",
    "ẽ": "e_tilde", "ñ": "n_tilde", "õ": "o_tilde", "ũ": "u_tilde", "ṽ": "v_tilde", "ỹ": "y_tilde",
    // Letters of names and words
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "è": "e", "à": "a",
    "ç": "c", "ø": "o", "å": "a", "ï": "i", "ł": "l", "ℓ": "l", "ℝ": "R",
    // Punctuation and lines
    "–": "-", "—": "--", "‐": "-", "‑": "-", "…": "...", "‘": "'", "’": "'", "“": "\"", "”": "\"", "„": "\"",
    "«": "\"", "»": "\"", "\u{A0}": " ", "\u{2009}": " ", "\u{202F}": " ", "•": "-", "§": "section ",
    "©": "(c)",
    "│": "|", "─": "-", "═": "=", "┼": "+", "├": "+", "└": "+", "┌": "+", "█": "#", "▲": "^", "▼": "v",
  ]
}

extension String {
  /// The text with `-` for each `−`, as numbers and formulas are printed.
  package var withASCIIMinus: String {
    utf8.contains(0xE2) ? escaping { $0 == "\u{2212}" ? "-" : nil } : self
  }
}
