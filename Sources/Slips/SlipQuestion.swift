import Language
import Lessons
import Trace

/// A false claim, and what the slips tried so far make of it.
struct SlipQuestion {
  let claim: Int
  let item: Int
  let items: Set<Int>
  /// Earlier claims of the same run that held, and have to hold with a slip.
  let held: Set<Int>
  /// Earlier numbers of the same run that are refuted.
  let refuted: Set<Int>
  /// Those of them that say something else. One number claimed of two things, or two of one thing at one moment, are
  /// alternatives, of which no slip has to give both.
  let others: Set<Int>
  /// The least plausible slips that are tried.
  var deepest = Likelihood.rare
  var answers: [SlipAnswer] = []
  /// The slips of arithmetic that would give it, if none of a formula does.
  var arithmetic: [ArithmeticSlip] = []
  var arithmeticTried = 0
  /// The digits of the number that tell something.
  var digits = 0

  /// The claims that answers look at: those that held or are refuted, and the false claim itself.
  var needed: Set<Int> { held.union(refuted).union([claim]) }

  /// Whether a claim is one number that is not so. Of 0 there are no digits to tell a slip by.
  static func isOne(_ claim: Claim) -> Bool {
    let (statement, verdict) = (claim.statement, claim.verdict)
    guard verdict.outcome == .fails, !verdict.isFragile, statement.relation.statesValue,
      statement.number != nil,
      verdict.actual.isFinite, verdict.expected != 0
    else { return false }
    return claim.explanation.notes.isEmpty && (statement.verb == .claim || verdict.instances == 1)
  }
}

/// What a slip makes of a false claim.
struct SlipAnswer {
  let candidate: Int
  let value: Double
  /// Whether the claimed digits come out.
  let fits: Bool
  /// How many of the refuted numbers before come out, too.
  let explained: Int
  /// Whether another one of them becomes yet another number.
  let altersOthers: Bool
  /// Whether every claim that held still holds.
  let isConsistent: Bool
}

extension SlipSearch {
  /// Notes what is to be explained: every claim of a number that is not so.
  mutating func ask(_ claims: [Claim]) {
    let relevance = Relevance(script)
    let subjects = claimSubjects(claims)
    let asked = claims.indices.filter { SlipQuestion.isOne(claims[$0]) }.prefix(SlipSearch.mostQuestions)
    for index in asked {
      let claim = claims[index]
      guard let item = script.items.indices.first(where: { replay.claimsBefore[$0 + 1] > index }) else {
        continue
      }
      // A claim inside a compare belongs to a member; the compare itself is then the item.
      guard let syntax = script.items[item].claim ?? memberClaim(item, index) else { continue }
      let items = relevance.items(
        for: syntax, at: item, runStart: replay.runStarts[claim.verdict.moment.run],
        steps: claim.verdict.moment.step)
      var held = Set<Int>()
      var refuted = Set<Int>()
      for earlier in 0..<index where claims[earlier].verdict.moment.run == claim.verdict.moment.run {
        // What hangs on rounding binds nobody.
        if claims[earlier].verdict.isFragile { continue }
        if claims[earlier].holds {
          if !isCorrection(earlier, of: asked, claims, subjects) { held.insert(earlier) }
        } else if SlipQuestion.isOne(claims[earlier]) {
          refuted.insert(earlier)
        }
      }
      let others = refuted.filter { earlier in
        claims[earlier].verdict.expected != claim.verdict.expected
          && (claims[earlier].verdict.moment != claim.verdict.moment
            || claims[earlier].statement.subject != claim.statement.subject)
      }
      var question = SlipQuestion(
        claim: index, item: item, items: items, held: held, refuted: refuted, others: others)
      question.digits = coincidence(of: question)?.digits ?? 0
      questions.append(question)
    }
  }

  /// Notes as questions the claims that hold and state a number.
  mutating func askAbout(_ claims: [Claim]) {
    let relevance = Relevance(script)
    for (index, claim) in claims.enumerated() where questions.count < SlipSearch.mostQuestions {
      let (statement, verdict) = (claim.statement, claim.verdict)
      guard statement.verb == .claim, verdict.outcome == .holds, !verdict.isFragile,
        statement.relation.statesValue, let number = statement.number, verdict.instances == 1,
        let item = script.items.indices.first(where: { replay.claimsBefore[$0 + 1] > index }),
        let syntax = script.items[item].claim
      else { continue }
      let items = relevance.items(
        for: syntax, at: item, runStart: replay.runStarts[verdict.moment.run], steps: verdict.moment.step)
      var question = SlipQuestion(
        claim: index, item: item, items: items, held: [], refuted: [], others: [])
      question.digits = number.written.digits
      questions.append(question)
    }
  }

  private func memberClaim(_ item: Int, _ index: Int) -> ClaimSyntax? {
    guard case .compare(_, _, let members)? = script.items[item].statement?.kind else { return nil }
    let claims = members.flatMap(\.body).compactMap { inner -> ClaimSyntax? in
      if case .claim(let claim) = inner.kind { claim } else { nil }
    }
    let place = index - replay.claimsBefore[item]
    return claims.indices.contains(place) ? claims[place] : nil
  }

  /// The printed expressions each claim is about.
  private func claimSubjects(_ claims: [Claim]) -> [(left: String, all: Set<String>)] {
    var result = [(left: String, all: Set<String>)](repeating: ("", []), count: claims.count)
    for item in script.items.indices {
      for index in replay.claimsBefore[item]..<replay.claimsBefore[item + 1] {
        guard let syntax = script.items[item].claim ?? memberClaim(item, index) else { continue }
        var all = Set<String>()
        for side in [syntax.left, syntax.right] {
          side.forEachDescendant {
            if case .number = $0.kind {} else { all.insert(ExpressionPrinter.text($0)) }
          }
        }
        result[index] = (ExpressionPrinter.text(syntax.left), all)
      }
    }
    return result
  }

  /// Whether a claim says what a refuted number really is: whoever made the slip cannot have known it.
  private func isCorrection(
    _ claim: Int, of asked: ArraySlice<Int>, _ claims: [Claim], _ subjects: [(left: String, all: Set<String>)]
  ) -> Bool {
    asked.contains { other in
      claims[other].verdict.moment == claims[claim].verdict.moment
        && subjects[claim].all.contains(subjects[other].left)
    }
  }
}
