import Language
import Lessons

/// Which items of a script a claim rests on: a slip elsewhere cannot have made it false.
struct Relevance {
  private let script: Script
  /// The items that define each name, and the names each item reads.
  private var definitions: [Key: [Int]] = [:]
  private var reads: [Set<Key>] = []

  init(_ script: Script) {
    self.script = script
    for (index, item) in script.items.enumerated() {
      if let name = item.statement?.defined { definitions[name.key, default: []].append(index) }
      reads.append(item.statement?.kind.nameKeys ?? [])
    }
  }

  /// The items before a claim that it rests on, the claim's own included.
  /// - Parameters:
  ///   - start: the item at which the claim's run began.
  ///   - steps: how many steps the run had made.
  func items(for claim: ClaimSyntax, at place: Int, runStart start: Int, steps: Int) -> Set<Int> {
    var found: Set<Int> = [place]
    var names = claim.left.nameKeys.union(claim.right.nameKeys)
    var waiting = Array(names)
    func add(_ item: Int) {
      guard item < place, found.insert(item).inserted else { return }
      for name in reads[item] where names.insert(name).inserted { waiting.append(name) }
    }
    if steps > 0 {
      for item in start...place where isAct(item) { add(item) }
      if let item = (0..<start).last(where: isOptimizer) { add(item) }
      // A member's claim stands inside the compare that made its run.
      if start == place {
        for name in reads[place] where names.insert(name).inserted { waiting.append(name) }
      }
    }
    while let name = waiting.popLast() {
      for item in definitions[name] ?? [] { add(item) }
    }
    return found
  }

  private func isOptimizer(_ item: Int) -> Bool {
    if case .optimizer? = script.items[item].statement?.kind { true } else { false }
  }

  private func isAct(_ item: Int) -> Bool {
    switch script.items[item].statement?.kind {
    case .optimizer, .minimize, .step, .reset, .carry: true
    case .definition, .leaf, .macro, .rule, .forward, .backward, .compare, .show, .plot, .graph, .claim, .ask,
      .broken, nil:
      false
    }
  }
}

extension Statement.Kind {
  /// The names that what it does depends on.
  fileprivate var nameKeys: Set<Key> {
    switch self {
    case .definition(_, let value), .macro(_, _, let value): value.nameKeys
    case .leaf(_, _, let value): value.nameKeys
    case .optimizer(let call): call.nameKeys
    case .minimize(let loss, _): [loss.name.key]
    case .step(let feeds, _): feeds.nameKeys
    case .compare(.minimize(let loss), _, let members): members.nameKeys.union([loss.name.key])
    case .compare(.feed(let feeds), _, let members): members.nameKeys.union(feeds.nameKeys)
    case .reset(let overrides):
      overrides.reduce(into: []) { $0.formUnion($1.value.nameKeys.union([$1.target.name.key])) }
    case .rule, .forward, .backward, .show, .plot, .graph, .carry, .claim, .ask, .broken: []
    }
  }
}

extension [Member] {
  fileprivate var nameKeys: Set<Key> { reduce(into: []) { $0.formUnion($1.call.nameKeys) } }
}

extension OptimizerCall {
  fileprivate var nameKeys: Set<Key> {
    arguments.reduce(into: []) { $0.formUnion($1.value.nameKeys) }
  }
}

extension [Feed] {
  fileprivate var nameKeys: Set<Key> {
    reduce(into: []) { names, feed in
      names.formUnion(feed.value.nameKeys)
      if let parameter = feed.parameter { names.insert(parameter.name.key) }
    }
  }
}

extension LeafValue {
  /// The names of its expressions; of long arrays of numbers there are none to find.
  fileprivate var nameKeys: Set<Key> {
    switch self {
    case .expression(let expression): expression.nameKeys
    case .array(let values, _): values.reduce(into: []) { $0.formUnion($1.nameKeys) }
    case .file: []
    }
  }
}
