import Letters

/// A formula broken into lines where it means least: outside brackets before inside, at `+` and `-` before `·`.
///
/// A sign begins its line, a comma ends one.
enum BrokenFormula {
  /// A place at which a line may end.
  private struct Break {
    /// How many characters stand before it.
    let place: Int
    /// How much is torn apart there; the least is broken first.
    let depth: Int
    let isInProduct: Bool

    func tears(lessThan other: Break) -> Bool {
      depth == other.depth ? !isInProduct && other.isInProduct : depth < other.depth
    }
  }

  /// The formula in lines of at most `width` columns; only what cannot be broken passes it.
  /// - Complexity: O(*n*)
  static func lines(of formula: String, width: Int) -> [String] {
    guard DisplayWidth.of(formula) > width else { return [formula] }
    let characters = Array(formula)
    var lines: [String] = []
    var start = 0
    var used = 0
    var best: Break?
    /// The places after the best one, in case that one is taken.
    var later: [Break] = []
    var depth = 0
    for (place, character) in characters.enumerated() {
      if let isInProduct = breaksBefore(place, characters), place > start {
        let here = Break(place: place, depth: depth, isInProduct: isInProduct)
        later.append(here)
        if best.map({ !$0.tears(lessThan: here) }) ?? true { best = here }
      }
      used += DisplayWidth.of(character)
      // A blank at the end of a line takes no room.
      while used - (character == " " ? 1 : 0) > width, let end = best {
        lines.append(trimmed(characters[start..<end.place]))
        start = end.place
        used = characters[start...place].reduce(0) { $0 + DisplayWidth.of($1) }
        later.removeAll { $0.place <= start }
        best = later.reduce(nil as Break?) { best, next in
          best.map { $0.tears(lessThan: next) ? $0 : next } ?? next
        }
      }
      if character == "(" || character == "[" { depth += 1 }
      if character == ")" || character == "]" { depth -= 1 }
    }
    return lines + [trimmed(characters[start...])]
  }

  /// Whether a line may begin here, and if so, whether with a factor.
  private static func breaksBefore(_ place: Int, _ characters: [Character]) -> Bool? {
    let character = characters[place]
    if character == "·" || character == "*" { return true }
    guard place > 0, characters[place - 1] == " " else { return nil }
    if place > 1, characters[place - 2] == "," { return false }
    // A sign between blanks has an operand on either side.
    let isBetweenBlanks = place + 1 < characters.count && characters[place + 1] == " "
    let isNamePart = character.isLetter || character.isNumber || character == "…"
    return isBetweenBlanks && !isNamePart ? false : nil
  }

  private static func trimmed(_ characters: ArraySlice<Character>) -> String {
    var line = characters
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
