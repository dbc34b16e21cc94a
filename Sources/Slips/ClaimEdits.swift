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

  var all: [Candidate] {
    var found: [Candidate] = []
    let left = syntax.left
    let subject = ExpressionPrinter.text(left)
    var isPlain = false
    switch left.kind {
    case .reference, .derivative: isPlain = true
    case .apply, .call, .reduction:
      for edit in TreeEdits().of(left) { found.append(candidate(edit.formula, edit.kind, edit.simplicity)) }
    default: break
    }
    if claim.verdict.expected * claim.verdict.actual < 0 {
      found.append(candidate(.made(.neg, left), .negated(subject), .plain))
    }
    if isPlain, claim.verdict.moment.step > 0 {
      let step = claim.verdict.moment.step - 1
      let earlier = Expression(.history(left, at: .number(Double(step), String(step))), at: left.span)
      found.append(candidate(earlier, .earlier(subject), .plain))
    }
    return found
  }

  private func candidate(_ left: Expression, _ kind: Mistake.Kind, _ simplicity: Simplicity) -> Candidate {
    var changed = syntax
    changed.left = left
    let new =
      script.items[item].statement.map { Script.Item.statement(Statement(.claim(changed), at: $0.span)) }
      ?? .proseClaim(changed)
    return Candidate(item: item, edit: .item(new), simplicity: simplicity, mistake: Mistake(kind))
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
      simplicity: claim.holds ? .incidental : .exchanged,
      mistake: Mistake(.printed(claim.statement.subject, number.spelling)))
  }

  /// A formula whose value was printed with some decimals, and used as printed.
  func definition(_ index: Int, printed: [Key: Int]) -> Candidate? {
    guard case .definition(let target, _)? = script.items[index].statement?.kind,
      let decimals = printed[target.name.key]
    else { return nil }
    return Candidate(
      item: index, edit: .rounded(decimals: decimals), simplicity: .incidental,
      mistake: Mistake(.rounded(target.name.text, decimals: decimals)))
  }

  /// Every result of a run rounded, as with pencil and paper.
  func everything(from index: Int, decimals: Int) -> Candidate {
    let carry = Statement(.carry(.decimals(decimals)), at: Span(-1, -1))
    return Candidate(
      item: index, edit: .before(carry), simplicity: .incidental,
      mistake: Mistake(.allRounded(decimals: decimals)))
  }
}
