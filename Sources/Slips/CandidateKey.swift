import Language
import Lessons

extension Candidate {
  /// The same for candidates that leave the same script: a number made of the formulas, whatever led to them.
  var key: Int {
    var hasher = Hasher()
    for change in changes {
      hasher.combine(change.item)
      change.edit.hash(into: &hasher)
    }
    return hasher.finalize()
  }
}

extension Edit {
  /// What is edited of an item, in the order in which a replay does it.
  var place: Int {
    switch self {
    case .before: 0
    case .item: 1
    case .rule: 2
    case .rounded: 3
    case .after: 4
    }
  }

  /// Feeds what is there after the edit.
  fileprivate func hash(into hasher: inout Hasher) {
    hasher.combine(place)
    switch self {
    case .item(.proseClaim(let claim)): claim.left.hash(into: &hasher)
    case .item(.statement(let statement)), .before(let statement): statement.kind.hash(into: &hasher)
    case .rule(let rule, let call):
      hasher.combine(call.start)
      for line in rule.syntax.lines {
        hasher.combine(line.name.key)
        line.value.hash(into: &hasher)
      }
    case .rounded(let decimals): hasher.combine(decimals)
    case .after(let name, let value):
      name.hash(into: &hasher)
      hasher.combine(value)
    }
  }
}

extension Statement.Kind {
  /// Feeds the formulas and numbers of the statements that edits are made of.
  fileprivate func hash(into hasher: inout Hasher) {
    switch self {
    case .definition(_, let value), .macro(_, _, let value): value.hash(into: &hasher)
    case .leaf(_, _, let value): value.hash(into: &hasher)
    case .optimizer(let call): call.hash(into: &hasher)
    case .step(let feeds, _): for feed in feeds { feed.value.hash(into: &hasher) }
    case .compare(_, _, let members): for member in members { member.call.hash(into: &hasher) }
    case .claim(let claim): claim.left.hash(into: &hasher)
    case .carry(let rounding): hasher.combine(rounding)
    case .rule, .forward, .backward, .minimize, .reset, .show, .plot, .graph, .ask, .broken: break
    }
  }
}

extension OptimizerCall {
  /// Feeds the call's place, of which a comparison has several, and its arguments in whatever order they were given.
  fileprivate func hash(into hasher: inout Hasher) {
    hasher.combine(span.start)
    for argument in arguments.sorted(by: { $0.name.key.text < $1.name.key.text }) {
      hasher.combine(argument.name.key)
      argument.value.hash(into: &hasher)
    }
  }
}

extension LeafValue {
  fileprivate func hash(into hasher: inout Hasher) {
    switch self {
    case .expression(let expression): expression.hash(into: &hasher)
    case .array(let values, _): for value in values { value.hash(into: &hasher) }
    case .file: break
    }
  }
}
