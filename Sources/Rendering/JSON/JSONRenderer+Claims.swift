import Autodiff
import Presentation
import Trace

/// The claims, each with both sides and what it comes to.
extension JSONRenderer {
  mutating func claims() {
    for claim in recording.claims { row { $0.members(of: claim) } }
  }

  private mutating func members(of claim: Claim) {
    let (statement, verdict) = (claim.statement, claim.verdict)
    json.members(of: claim)
    json.member("place", "\(statement.place)")
    json.member("subject", statement.subject)
    json.member("relation", statement.relation.rawValue)
    json.member("said", statement.number?.spelling)
    json.member("tolerance", verdict.tolerance)
    json.member("holds", claim.holds)
    json.member("asStated", claim.asStated)
    moment(Reading(after: verdict.moment))
    json.member("instances", verdict.instances)
    json.object("instance") { json in for (index, value) in verdict.instance { json.member(index, value) } }
    if let whole = statement.whole {
      json.object("array") { json in
        json.member("text", whole.text)
        json.member("position", whole.position)
        json.member("count", whole.count)
      }
    }
    json.array("sides") { json in
      for sides in verdict.sides {
        json.object { json in
          json.member("left", Int(sides.left.raw))
          json.member("right", Int(sides.right.raw))
          json.member("tolerance", sides.tolerance)
          json.member("indices", sides.indices)
        }
      }
    }
    let words = ClaimView(claim, digits: view.digits)
    json.member("words", ([words.finding].filter { !$0.isEmpty } + words.remarks.map(\.words)).map(text))
    json.slips("slips", of: claim)
    json.searchMembers(of: claim)
  }
}
