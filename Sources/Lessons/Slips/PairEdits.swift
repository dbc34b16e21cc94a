import Language

/// Two slips made together, of those that are tried one by one.
///
/// Two incidental ones are left out: of two digits read wrongly, or two roundings, no number can tell.
struct PairEdits {
  let edits: ScriptEdits
  let singles: [Candidate]

  /// How many pairs there are at most among so many slips.
  static func count(of slips: Int) -> Int { slips * (slips - 1) / 2 }

  /// The pairs, the simplest first; a pair whose order makes no difference is there once.
  var all: [Candidate] {
    var found: [Candidate] = []
    for (index, first) in singles.enumerated() {
      for second in singles[(index + 1)...] {
        if let pair = independent(first, second) { found.append(pair) }
      }
    }
    var seen = Set<String>()
    for first in singles {
      for second in edits.further(after: first) {
        guard let pair = combined(first, second), seen.insert(key(of: pair)).inserted else { continue }
        found.append(pair)
      }
    }
    return found.enumerated().sorted {
      ($0.element.simplicity, $0.offset) < ($1.element.simplicity, $1.offset)
    }.map(\.element)
  }

  /// Two slips of which neither changes what the other is about.
  private func independent(_ first: Candidate, _ second: Candidate) -> Candidate? {
    let (a, b) = (first.changes[0], second.changes[0])
    guard a.item != b.item || a.edit.place != b.edit.place else { return nil }
    let changes = (a.item, a.edit.place) < (b.item, b.edit.place) ? [a, b] : [b, a]
    return pair(first, second, changes)
  }

  /// A slip in what another one has left.
  private func combined(_ first: Candidate, _ second: Candidate) -> Candidate? {
    // An optimizer's call and its rule are edited independently.
    guard first.changes[0].edit.place == second.changes[0].edit.place else { return nil }
    return pair(first, second, second.changes)
  }

  private func pair(_ first: Candidate, _ second: Candidate, _ changes: [Change]) -> Candidate? {
    let simplicity = max(first.simplicity, second.simplicity)
    guard min(first.simplicity, second.simplicity) < .incidental else { return nil }
    return Candidate(
      changes: changes, simplicity: simplicity, text: first.text + ", together with " + second.text)
  }

  /// What stands in the script with the pair, as printed.
  private func key(of pair: Candidate) -> String {
    pair.changes.reduce(into: "") { key, change in
      key += "\(change.item)"
      for text in change.edit.texts { key += "\n" + text }
    }
  }
}

extension Edit {
  /// What is edited of an item, in the order in which a replay does it.
  fileprivate var place: Int {
    switch self {
    case .before: 0
    case .item: 1
    case .rule: 2
    case .rounded: 3
    case .after: 4
    }
  }

  /// The formulas and numbers of what stands there after the edit, as printed.
  fileprivate var texts: [String] {
    switch self {
    case .rule(let rule, _): return rule.syntax.lines.map { ExpressionPrinter.text($0.value) }
    case .item(.statement(let statement)):
      switch statement.kind {
      case .definition(_, let value), .macro(_, _, let value): return [ExpressionPrinter.text(value)]
      case .leaf(_, _, let value): return value.texts
      case .optimizer(let call): return call.texts
      case .step(let feeds, _): return feeds.flatMap(\.value.texts)
      case .compare(_, _, let members): return members.flatMap(\.call.texts)
      default: return []
      }
    case .item(.proseClaim), .before, .rounded, .after: return []
    }
  }
}

extension OptimizerCall {
  fileprivate var texts: [String] {
    arguments.map { $0.name.text + " = " + ExpressionPrinter.text($0.value) }
  }
}

extension LeafValue {
  fileprivate var texts: [String] {
    switch self {
    case .expression(let expression): [ExpressionPrinter.text(expression)]
    case .array(let values, _): values.flatMap(\.texts)
    case .file: []
    }
  }
}
