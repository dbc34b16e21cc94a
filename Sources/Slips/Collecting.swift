import Autodiff
import Language
import Lessons
import Letters
import Trace

extension SlipSearch {
  /// Gathers the slips to try, the simplest first.
  mutating func collect() {
    let digits = questions.map(\.digits).max() ?? 0
    let edits = ScriptEdits(
      replay: replay, script: script, digits: digits, variables: variables, lastStep: lastStep)
    let rounding = RoundingEdits(replay: replay, script: script)
    let items = questions.reduce(into: Set<Int>()) { $0.formUnion($1.items) }
    var printed: [Key: Int] = [:]
    for item in script.items {
      if let claim = item.claim, let name = claim.left.bareName, let number = WrittenNumber(claim.right) {
        if let decimals = decimals(of: number) { printed[name.key] = decimals }
      }
    }
    for item in items.sorted() where candidates.count <= SlipSearch.mostCandidates {
      candidates += edits.candidates(at: item)
      if let candidate = rounding.definition(item, printed: printed) { candidates.append(candidate) }
    }
    for question in questions {
      if let syntax = script.items[question.item].claim {
        let claim = replay.claims[question.claim]
        candidates +=
          ClaimEdits(
            syntax: syntax, claim: claim, item: question.item, script: script, replay: replay,
            digits: question.digits
          ).all
      }
    }
    carryOn(rounding)
    candidates = candidates.likeliestFirst
    var seen = Set<Int>()
    candidates.removeAll { !seen.insert($0.key).inserted }
  }

  /// The parameters that the claims asked about have slopes by.
  private var variables: [Reference] {
    var keys = Set<Key>()
    return questions.compactMap { question in
      guard case .derivative(_, let by)? = script.items[question.item].claim?.left.kind,
        keys.insert(by.name.key).inserted
      else { return nil }
      return by
    }
  }

  /// The step after which all claims asked about were made.
  private var lastStep: Int? {
    let steps = Set(questions.map { replay.claims[$0.claim].verdict.moment.step })
    return steps.count == 1 ? steps.first : nil
  }

  /// Numbers carried on as printed, and runs with every result rounded.
  private mutating func carryOn(_ rounding: RoundingEdits) {
    var seen = Set<Int>()
    var rounded = Set<[Int]>()
    for question in questions {
      for earlier in question.held.union(question.refuted).sorted() where seen.insert(earlier).inserted {
        guard let item = script.items.indices.first(where: { replay.claimsBefore[$0 + 1] > earlier }),
          script.items[item].claim != nil
        else { continue }
        if let candidate = rounding.afterClaim(item, replay.claims[earlier]) { candidates.append(candidate) }
      }
      let claim = replay.claims[question.claim]
      let start = replay.runStarts[claim.verdict.moment.run]
      guard start < question.item, let syntax = script.items[question.item].claim,
        let number = WrittenNumber(syntax.right), let decimals = decimals(of: number)
      else { continue }
      let from = start == 0 ? 0 : start + 1
      if rounded.insert([from, decimals]).inserted {
        candidates.append(rounding.everything(from: from, decimals: decimals))
      }
    }
  }

  /// Decimals of a number written without an exponent; nil for none and for many.
  private func decimals(of number: WrittenNumber) -> Int? {
    number.exponent == nil && (1...8).contains(number.decimals) ? number.decimals : nil
  }
}
