/// Did-you-mean for words.
package enum NearestWord {
  /// The candidate that is nearest to what was written, if any is near enough.
  ///
  /// A third of the letters may differ; among equally near candidates the first in alphabetical order is taken,
  /// whatever their order was.
  /// - Parameter spelling: how a word is compared.
  /// - Complexity: O(*candidates* · *length*²); words beyond 64 letters are not compared.
  package static func suggestion(
    for written: String, among candidates: [String], comparedAs spelling: (String) -> String = { $0 }
  ) -> String? {
    func letters(_ text: String) -> [Character] { Array(spelling(text).lowercased()) }
    let word = letters(written)
    guard !word.isEmpty, word.count <= 64 else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate != written {
      let other = letters(candidate)
      // One letter for another is no slip of the pen: φ is not meant where π is known.
      if written.count == 1, candidate.count == 1, word != other { continue }
      guard !other.isEmpty, other.count <= 64 else { continue }
      let allowed = Swift.max(word.count, other.count) / 3
      guard abs(word.count - other.count) <= allowed else { continue }
      let found = distance(word, other)
      guard found <= allowed else { continue }
      if let best, best.distance < found || (best.distance == found && best.candidate <= candidate) {
        continue
      }
      best = (found, candidate)
    }
    return best?.candidate
  }

  /// The Damerau–Levenshtein distance (optimal string alignment), which counts a swap of neighbours once.
  package static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in 0..<b.count {
        let substitution = last[j] + (a[i] == b[j] ? 0 : 1)
        row[j + 1] = Swift.min(substitution, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = Swift.min(row[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
