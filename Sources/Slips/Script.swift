import Language
import Lessons

/// A lesson's statements and prose claims in the order of its text: what a replay does again, with something changed.
struct Script: Sendable {
  typealias Item = Lesson.Instruction

  let items: [Item]

  init(_ items: [Item]) { self.items = items }

  init(_ lesson: Lesson) {
    items = lesson.items.compactMap { item in
      if case .instruction(let instruction) = item { instruction } else { nil }
    }
  }

  /// The names of parameters and inputs, in order.
  var leaves: [Name] {
    items.compactMap { item in
      if case .leaf(let keyword, let target, _)? = item.statement?.kind, keyword != .let {
        target.name
      } else {
        nil
      }
    }
  }

  /// The names of parameters, in order.
  var parameters: [Name] {
    items.compactMap { item in
      if case .leaf(.param, let target, _)? = item.statement?.kind { target.name } else { nil }
    }
  }

  func isLeaf(_ key: Key) -> Bool { leaves.contains { $0.key == key } }

  /// The names that more than one place of the definitions uses.
  var sharedNames: Set<Key> {
    var once = Set<Key>()
    var twice = Set<Key>()
    for item in items {
      guard case .definition(_, let value)? = item.statement?.kind else { continue }
      value.forEachDescendant { inner in
        guard case .reference(let reference) = inner.kind else { return }
        if !once.insert(reference.name.key).inserted { twice.insert(reference.name.key) }
      }
    }
    return twice
  }
}

extension Lesson.Instruction {
  /// Nil for a claim in prose.
  var statement: Statement? { if case .statement(let statement) = self { statement } else { nil } }

  /// The claim that it is, in a block or in prose.
  var claim: ClaimSyntax? {
    if case .proseClaim(let claim) = self { return claim }
    if case .claim(let claim)? = statement?.kind { return claim }
    return nil
  }

  /// The optimizers that are called in it.
  var calls: [OptimizerCall] {
    switch statement?.kind {
    case .optimizer(let call): [call]
    case .compare(_, _, let members): members.map(\.call)
    case .definition, .leaf, .macro, .rule, .forward, .backward, .minimize, .step, .reset, .show, .plot,
      .graph, .carry, .claim, .ask, .broken, nil:
      []
    }
  }

  /// Whether a gradient is formed in it.
  var formsGradients: Bool {
    if let claim { return claim.left.hasDerivative || claim.right.hasDerivative }
    switch statement?.kind {
    case .minimize, .compare(.minimize, _, _): return true
    case .definition(_, let value), .leaf(_, _, .expression(let value)): return value.hasDerivative
    case .step(let feeds, _):
      return feeds.contains { feed in
        if case .expression(let value) = feed.value { value.hasDerivative } else { false }
      }
    case .leaf, .macro, .rule, .optimizer, .forward, .backward, .compare, .reset, .show, .plot, .graph,
      .carry, .claim, .ask, .broken, nil:
      return false
    }
  }
}
