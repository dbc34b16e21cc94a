import Autodiff
import Language
import Lessons
import Letters
import Trace

/// The slips that may have been made in reading off one claim: of the claimed expression, of the moment.
struct ClaimEdits {
  let syntax: ClaimSyntax
  let claim: Claim
  /// The claim's place in the script, and how it stands there.
  let item: Int
  let script: Script
  let replay: Replay
  /// The digits of the claimed number.
  let digits: Int

  var all: [Candidate] {
    var found: [Candidate] = []
    let left = syntax.left
    let subject = ExpressionPrinter.text(left)
    var isPlain = false
    switch left.kind {
    case .reference, .derivative: isPlain = true
    case .apply, .call, .reduction:
      for edit in TreeEdits(digits: digits).of(left) {
        found.append(candidate(edit.formula, edit.mistake, edit.kind))
      }
    default: break
    }
    for other in others {
      let mistake = Mistake.Kind.quantity(ExpressionPrinter.text(other.expression), insteadOf: subject)
      found.append(candidate(other.expression, mistake, other.kind))
    }
    if claim.verdict.expected * claim.verdict.actual < 0 {
      found.append(candidate(.made(.neg, left), .negated(subject), .otherSign))
    }
    if isPlain, claim.verdict.moment.step > 0 {
      let step = claim.verdict.moment.step - 1
      let earlier = Expression(.history(left, at: .number(Double(step), String(step))), at: left.span)
      found.append(candidate(earlier, .earlier(subject), .stepBefore))
    }
    return found
  }

  /// At most this many other quantities are compared with a number.
  private static let mostOthers = 12

  /// What the number may be instead: the slope by another parameter, the value for the slope, another member.
  private var others: [(expression: Expression, kind: SlipKind)] {
    switch syntax.left.kind {
    case .derivative(let of, let by):
      let leaves = script.leaves.filter { $0.key != by.name.key }.prefix(ClaimEdits.mostOthers).flatMap {
        name in
        members(of: name.key, rank: replay.entry(name.key)?.rank ?? 0).map {
          Reference(name: name, subscripts: $0, span: .made)
        }
      }
      let siblings = members(of: by.name.key, rank: by.subscripts.count).filter {
        $0.map(ExpressionPrinter.text) != by.subscripts.map(ExpressionPrinter.text)
      }.map { Reference(name: by.name, subscripts: $0, span: .made) }
      let slopes = (siblings + leaves).prefix(ClaimEdits.mostOthers).map {
        Expression(.derivative(of, $0), at: .made)
      }
      return slopes.map { ($0, .otherQuantity) } + [(of, .otherQuantity)]
    case .reference(let reference):
      let own = reference.subscripts.map(ExpressionPrinter.text)
      let siblings = members(of: reference.name.key, rank: own.count).filter {
        $0.map(ExpressionPrinter.text) != own
      }
      let leaves =
        claim.verdict.moment.step > 0 && reference.subscripts.isEmpty && script.isLeaf(reference.name.key)
        ? script.leaves.filter { $0.key != reference.name.key && replay.entry($0.key)?.rank == 0 } : []
      return siblings.prefix(ClaimEdits.mostOthers).map {
        (
          Expression(.reference(Reference(name: reference.name, subscripts: $0, span: .made)), at: .made),
          .member
        )
      } + leaves.prefix(ClaimEdits.mostOthers).map { (.reference(to: $0.text), .otherValue) }
    default: return []
    }
  }

  /// The subscripts of the members of a small family.
  private func members(of key: Key, rank: Int) -> [[Expression]] {
    guard let entry = replay.entry(key), entry.rank == rank else { return [] }
    return entry.indices.prefix(ClaimEdits.mostOthers).map { $0.map { .number(Double($0), String($0)) } }
  }

  private func candidate(_ left: Expression, _ mistake: Mistake.Kind, _ kind: SlipKind) -> Candidate {
    var changed = syntax
    changed.left = left
    let new =
      script.items[item].statement.map { Script.Item.statement(Statement(.claim(changed), at: $0.span)) }
      ?? .proseClaim(changed)
    return Candidate(item: item, edit: .item(new), kind: kind, mistake: Mistake(mistake))
  }
}

/// The slips of carrying on with fewer digits than there are.
struct RoundingEdits {
  let replay: Replay
  let script: Script

  /// Going on from a number as it was printed, right or wrong.
  func afterClaim(_ index: Int, _ claim: Claim) -> Candidate? {
    guard let leaf = claim.verdict.node, replay.run(before: index).hasLeaf(leaf),
      let name = script.items[index].claim?.left, let number = claim.statement.number,
      claim.verdict.expected != claim.verdict.actual
    else { return nil }
    return Candidate(
      item: index, edit: .after(name, value: claim.verdict.expected),
      kind: .carriedOn,
      mistake: Mistake(.printed(claim.statement.subject, number.spelling)))
  }

  /// A formula whose value was printed with some decimals, and used as printed.
  func definition(_ index: Int, printed: [Key: Int]) -> Candidate? {
    guard case .definition(let target, _)? = script.items[index].statement?.kind,
      let decimals = printed[target.name.key]
    else { return nil }
    return Candidate(
      item: index, edit: .rounded(decimals: decimals), kind: .rounded,
      mistake: Mistake(.rounded(target.name.text, decimals: decimals)))
  }

  /// Every result of a run rounded, as with pencil and paper.
  func everything(from index: Int, decimals: Int) -> Candidate {
    let carry = Statement(.carry(.decimals(decimals)), at: Span(-1, -1))
    return Candidate(
      item: index, edit: .before(carry), kind: .roundedAll,
      mistake: Mistake(.allRounded(decimals: decimals)))
  }
}
