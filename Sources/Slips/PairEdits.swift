/// Two slips made together, of those that are tried one by one.
///
/// Two rare ones are left out: of two digits read wrongly, or two roundings, no number can tell.
struct PairEdits {
  let edits: ScriptEdits
  let singles: [Candidate]

  /// How many pairs there are at most among this many slips.
  static func count(of slips: Int) -> Int { slips * (slips - 1) / 2 }

  /// The pairs, the simplest first; a pair whose order makes no difference is there once.
  var all: [Candidate] {
    var found: [Candidate] = []
    for (index, first) in singles.enumerated() {
      for second in singles[(index + 1)...] {
        if let pair = independent(first, second) { found.append(pair) }
      }
    }
    let deepest = singles.map(\.likelihood).max() ?? .plain
    var seen = Set<Int>()
    for first in singles where !first.isFinal {
      for second in edits.further(after: first) where second.kind.isPaired && second.likelihood <= deepest {
        guard let pair = pair(first, second, second.changes), seen.insert(pair.key).inserted else { continue }
        found.append(pair)
      }
    }
    return found.likeliestFirst
  }

  /// Two slips of which neither changes what the other is about.
  private func independent(_ first: Candidate, _ second: Candidate) -> Candidate? {
    let (a, b) = (first.changes[0], second.changes[0])
    guard a.item != b.item || a.edit.place != b.edit.place else { return nil }
    let changes = (a.item, a.edit.place) < (b.item, b.edit.place) ? [a, b] : [b, a]
    return pair(first, second, changes)
  }

  private func pair(_ first: Candidate, _ second: Candidate, _ changes: [Change]) -> Candidate? {
    guard min(first.likelihood, second.likelihood) < .rare else { return nil }
    return Candidate(
      changes: changes, kind: first.likelihood < second.likelihood ? second.kind : first.kind,
      mistakes: first.mistakes + second.mistakes)
  }
}
