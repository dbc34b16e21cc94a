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
      var names = Set<Key>()
      switch item {
      case .proseClaim: break
      case .statement(let statement):
        switch statement.kind {
        case .definition(let target, let value):
          definitions[target.name.key, default: []].append(index)
          names = value.nameKeys
        case .leaf(_, let target, let value):
          definitions[target.name.key, default: []].append(index)
          names = value.nameKeys
        case .macro(let name, _, let body):
          definitions[name.key, default: []].append(index)
          names = body.nameKeys
        case .optimizer(let call): names = call.nameKeys
        case .minimize(let loss, _): names = [loss.name.key]
        case .step(let feeds, _): names = feeds.nameKeys
        case .compare(let objective, _, let members):
          switch objective {
          case .minimize(let loss): names = [loss.name.key]
          case .feed(let feeds): names = feeds.nameKeys
          }
          for member in members { names.formUnion(member.call.nameKeys) }
        case .reset(let overrides):
          for (target, value) in overrides { names.formUnion(value.nameKeys.union([target.name.key])) }
        case .rule, .forward, .backward, .show, .plot, .graph, .carry, .claim, .broken: break
        }
      }
      reads.append(names)
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
    guard case .statement(let statement) = script.items[item] else { return false }
    if case .optimizer = statement.kind { return true }
    return false
  }

  private func isAct(_ item: Int) -> Bool {
    guard case .statement(let statement) = script.items[item] else { return false }
    switch statement.kind {
    case .optimizer, .minimize, .step, .reset, .carry: return true
    case .definition, .leaf, .macro, .rule, .forward, .backward, .compare, .show, .plot, .graph, .claim,
      .broken:
      return false
    }
  }
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
