import Letters

/// Characters that are not in the language, and what to write instead.
extension Lexer {
  /// Refuses a character, and says what it is or what to write instead.
  mutating func refuse(_ scalar: Unicode.Scalar, length: Int) {
    if scalar.isInvisible {
      let what = scalar.properties.generalCategory == .control ? "control" : "invisible"
      refuse(length, "\(what) character \(scalar.codePoint)", help: "delete it")
    } else {
      let place = scalar.value < 0x80 ? "" : " (\(scalar.codePoint))"
      report(
        "`\(scalar)`\(place) has no meaning here", Span(position, position + length),
        help: Lexer.explanations[scalar])
      position += length
    }
  }

  private static let explanations: [Unicode.Scalar: String] = [
    "%": "write 0.97 for 97 %; a remainder is mod(a, b)",
    ":": "a range is written 1..3",
    ";": "each statement has a line of its own",
    "{": "brackets are ( ) and [ ]", "}": "brackets are ( ) and [ ]",
    "'": "put text in \"double quotes\"", "\u{2018}": "put text in \"double quotes\"",
    "\u{201C}": "put text in straight quotes: \"…\"", "\u{201D}": "put text in straight quotes: \"…\"",
    "!": "unequal is written != or ≠; a condition is turned round by not",
    "~": "about equal is written ~= or ≈",
    "&": "two conditions are joined by and: where(x > 0 and x < 1, …, …)",
    "?": "a choice is written where(condition, a, b)",
    "\\": "no LaTeX; write theta or θ, sqrt(x) or √x",
    "$": "write the formula without $",
    "÷": "write /", "\u{2215}": "write /", "\u{2044}": "write /",
    "\u{2010}": "this is a hyphen; write -", "\u{2011}": "this is a hyphen; write -",
    "\u{2012}": "this is a dash; write -", "\u{2013}": "this is a dash; write -",
    "\u{2014}": "this is a dash; write -",
    "…": "a range is written 1..3",
    "‖": "write norm(x), or |x| for one number",
    "∇": "write ∂L/∂w, or grad(L, w)",
    "∞": "there is no number ∞",
    "∈": "a range is written k=1..3",
    "→": "write =", "⇒": "write =",
    "≃": "write ≈", "≅": "write ≈", "∼": "write ≈",
    "∗": "write ·",
    "²": "a superscript follows what it raises",
  ]
}
