/// Spoils a lesson as a slip of the hand or a hostile mind would.
package struct Mutation {
  private static let numbers = [
    "0", "-1", "1e300", "1e18", "9223372036854775807", "9223372036854775808", "1e-320", "0.5", "2000001",
    "1..1e18", "1..0", "0..3", "2", "1e15", "-1e15", "100000000", "½",
  ]
  private static let words = [
    "Σ[i] ", "mean[n] ", "prod[i=1..3] ", "max[k] ", "where(", "∂L/∂θ", "@", "@0", "@1", "²", "⁻¹", "^", "√",
    "|",
    "(", ")", "[", "]", ",", "·", "/", "-", " = ", " ≈ ", " < ", " ± 1", " from \"x\"", " if ", "step",
    "reset\n",
    "reset with θ = 2\n", "carry 2 decimals\n", "claim ", "refute ", "show ", "plot ", "graph ",
    "forward L\n",
    "backward L\n", "minimize L\n", "minimize L for 3 steps\n", " in batches of 2 over n",
    ", showing every 1",
    "step with g = 1\n", "optimizer sgd\n", "optimizer adam(α = 0.1^t)\n",
    "compare L for 3 steps\n  sgd\n  adam\n",
    "compare with g = 1\n  sgd\n    let q = θ\n", "let f(x) = f(x)\n", "let f(x) = x·x\n", "f(", "θ", "g",
    "t", "s",
    "x[i]", "x[n,i]", "W", "W[1]", "rule r(α = 1)\n  θ ← θ - α·norm(g)\n", "start s = 1\n", "param θ = 0\n",
    "a[k=1..5] = 2·a[k-1]\n", "a[0] = 1\n", "d[k=1..9] = d[k+1]\n", "<!-- claim θ -->", "```",
    "\n```nntrace\n",
    "\n", "\n  ", "\t", "input x from \"x.csv\"\n", "σ(", "max(", "clip(", "round(", "norm(", "  ", "#",
    "true", "π",
  ]

  /// The text with one to five changes.
  package static func spoil(_ text: [UInt8], _ draws: inout Draws) -> [UInt8] {
    var bytes = text
    for _ in 0...draws.below(5) { change(&bytes, &draws) }
    return bytes
  }

  private static func change(_ bytes: inout [UInt8], _ draws: inout Draws) {
    guard !bytes.isEmpty else { return }
    let place = draws.below(bytes.count)
    switch draws.below(9) {
    case 0: bytes[place] = UInt8(truncatingIfNeeded: draws.next())
    case 1: bytes.insert(contentsOf: Array(draws.pick(words).utf8), at: place)
    case 2: replaceNumber(&bytes, from: place, with: Array(draws.pick(numbers).utf8))
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + draws.below(6)))
    case 4: bytes.swapAt(place, draws.below(bytes.count))
    default: changeLines(&bytes, &draws)
    }
  }

  private static func changeLines(_ bytes: inout [UInt8], _ draws: inout Draws) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let a = draws.below(lines.count)
    let b = draws.below(lines.count)
    switch draws.below(5) {
    case 0: lines.remove(at: a)
    case 1: lines.insert(lines[a], at: b)
    case 2: lines.swapAt(a, b)
    case 3: lines[a] = replacedWord(lines[a], like: lines[b], &draws)
    default: lines.insert(Array(draws.pick(words).utf8), at: a)
    }
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  /// A word of one line in the place of a word of another.
  private static func replacedWord(_ line: [UInt8], like other: [UInt8], _ draws: inout Draws) -> [UInt8] {
    var words = line.split(separator: 0x20, omittingEmptySubsequences: false).map(Array.init)
    let others = other.split(separator: 0x20).map(Array.init)
    guard !words.isEmpty, !others.isEmpty else { return line }
    words[draws.below(words.count)] = draws.pick(others)
    return Array(words.joined(separator: [0x20]))
  }

  private static func replaceNumber(_ bytes: inout [UInt8], from place: Int, with number: [UInt8]) {
    func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || byte == 0x2E }
    guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
    let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: number)
  }
}
