import Language
import Lessons
import Letters

/// A lesson's statements and prose claims in the order of its text: what a replay does again, with something changed.
struct Script: Sendable {
  typealias Item = Lesson.Instruction

  let items: [Item]

  init(_ lesson: Lesson) {
    items = lesson.items.compactMap { item in
      if case .instruction(let instruction) = item { instruction } else { nil }
    }
  }

  /// The names that more than one place of the definitions uses.
  var sharedNames: Set<Key> {
    var once = Set<Key>()
    var twice = Set<Key>()
    for item in items {
      guard case .statement(let statement) = item, case .definition(_, let value) = statement.kind else {
        continue
      }
      value.forEachDescendant { inner in
        guard case .reference(let reference) = inner.kind else { return }
        if !once.insert(reference.name.key).inserted { twice.insert(reference.name.key) }
      }
    }
    return twice
  }
}

extension Lesson.Instruction {
  var claim: ClaimSyntax? {
    switch self {
    case .proseClaim(let claim): return claim
    case .statement(let statement):
      if case .claim(let claim) = statement.kind { return claim }
      return nil
    }
  }

  /// The optimizers that are called in it.
  var calls: [OptimizerCall] {
    guard case .statement(let statement) = self else { return [] }
    switch statement.kind {
    case .optimizer(let call): return [call]
    case .compare(_, _, let members): return members.map(\.call)
    case .definition, .leaf, .macro, .rule, .forward, .backward, .minimize, .step, .reset, .show, .plot,
      .graph,
      .carry, .claim, .broken:
      return []
    }
  }

  /// Whether a gradient is formed in it.
  var formsGradients: Bool {
    if let claim { return claim.left.hasDerivative || claim.right.hasDerivative }
    guard case .statement(let statement) = self else { return false }
    switch statement.kind {
    case .minimize, .compare(.minimize, _, _): return true
    case .definition(_, let value), .leaf(_, _, .expression(let value)): return value.hasDerivative
    case .step(let feeds, _):
      return feeds.contains { feed in
        if case .expression(let value) = feed.value { value.hasDerivative } else { false }
      }
    case .leaf, .macro, .rule, .optimizer, .forward, .backward, .compare, .reset, .show, .plot, .graph,
      .carry,
      .claim, .broken:
      return false
    }
  }
}
