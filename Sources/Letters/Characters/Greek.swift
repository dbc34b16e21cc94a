/// The Greek letters and their names.
package enum Greek {
  /// In the order of α…ω, with the final ς between ρ and σ.
  private static let names = [
    "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
    "nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
  ]
  /// The scalars of α and Α.
  private static let (small, capital): (UInt32, UInt32) = (0x3B1, 0x391)

  /// `theta` for θ, `Theta` for Θ; nil for what is not Greek.
  package static func name(of letter: Unicode.Scalar) -> String? {
    switch letter.value {
    case 0x3B1...0x3C9: return names[Int(letter.value - small)]
    case 0x391...0x3A1, 0x3A3...0x3A9:
      let name = names[Int(letter.value - capital)]
      return name.prefix(1).uppercased() + name.dropFirst()
    default: return nil
    }
  }

  /// θ for `theta`, Θ for `Theta`.
  package static func letter(named name: String) -> Unicode.Scalar? { letters[name] }

  private static let letters: [String: Unicode.Scalar] = {
    var letters: [String: Unicode.Scalar] = [:]
    for value in [small, capital].flatMap({ $0..<($0 + 25) }) {
      guard let letter = Unicode.Scalar(value), let name = name(of: letter) else { continue }
      letters[name] = letter
    }
    return letters
  }()

  /// The usual form of a letter or of a sign that looks like one: θ for ϑ, σ for ς, Σ for ∑; otherwise the scalar itself.
  package static func usual(_ scalar: Unicode.Scalar) -> Unicode.Scalar { lookAlikes[scalar] ?? scalar }

  private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{B5}": "μ",  // micro sign
    "\u{3F5}": "ε",  // lunate epsilon
    "\u{3D1}": "θ",  // script theta
    "\u{3F4}": "Θ",  // capital theta symbol
    "\u{3D5}": "φ",  // phi symbol
    "\u{3D6}": "π",  // pi symbol
    "\u{3F0}": "κ",  // kappa symbol
    "\u{3F1}": "ρ",  // rho symbol
    "\u{3C2}": "σ",  // final sigma
    "\u{2206}": "Δ",  // increment
    "\u{2211}": "Σ",  // n-ary sum
    "\u{220F}": "Π",  // n-ary product
  ]
}
