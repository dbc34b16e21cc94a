/// The character references a lesson may use: the few named ones that matter in prose, and all numeric ones.
enum Entities {
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "",
    "ndash": "–", "mdash": "—", "hellip": "…", "times": "×", "middot": "·", "minus": "−", "plusmn": "±",
    "le": "≤", "ge": "≥", "ne": "≠", "asymp": "≈", "larr": "←", "rarr": "→", "infin": "∞", "radic": "√",
    "sum": "∑", "part": "∂", "deg": "°", "copy": "©", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "theta": "θ", "lambda": "λ",
    "mu": "μ", "sigma": "σ", "phi": "φ", "omega": "ω",
  ]
  private static let longest = 10

  /// The text of the reference that begins with the `&` at `start`, and the offset after its `;`.
  static func read(_ bytes: [UInt8], at start: Int) -> (text: String, end: Int)? {
    let limit = min(start + longest + 2, bytes.count)
    guard let end = bytes[(start + 1)..<limit].firstIndex(of: UInt8(ascii: ";")), end > start + 1 else {
      return nil
    }
    let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
    if let text = named[name] { return (text, end + 1) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    // Control characters are no text: a terminal would obey them.
    guard let number, number >= 0x20, !(0x7F...0x9F).contains(number), let scalar = Unicode.Scalar(number)
    else { return nil }
    return (String(Character(scalar)), end + 1)
  }
}
