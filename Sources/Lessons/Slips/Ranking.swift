import Language
import Trace

extension SlipSearch {
  /// How many slips are kept for a claim.
  private static let mostSlips = 12

  /// A claim with the slips that explain it, the simplest first; those that explain earlier refuted numbers, too, before
  /// all others.
  func explained(_ claim: Claim, _ index: Int) -> Claim {
    guard let question = questions.first(where: { $0.claim == index }), !question.answers.isEmpty,
      let unit = claim.spelling.flatMap(unit)
    else { return claim }
    var result = claim
    let answers = question.answers.filter { $0.isConsistent && $0.value.isFinite }
    let coincidence = Coincidence(
      claimed: claim.expected, actual: claim.actual, unit: max(unit, 2 * claim.tolerance))
    var believed: [SlipAnswer] = []
    var doubted = 0
    for simplicity in Simplicity.allCases {
      let upTo = answers.filter { candidates[$0.candidate].simplicity <= simplicity }
      let fitting = upTo.filter { $0.fits && candidates[$0.candidate].simplicity == simplicity }
      if coincidence.expected(upTo.map(\.value)) <= Coincidence.limit {
        believed += fitting
      } else {
        doubted += fitting.count
      }
    }
    if believed.isEmpty, doubted > 0 {
      let many = doubted == 1 ? "one slip" : "\(doubted) slips"
      result.notes.append("\(many) would give \(claim.spelling ?? ""), but it has too few digits to tell")
      return result
    }
    believed.sort {
      ($1.others, candidates[$0.candidate].simplicity, $0.candidate)
        < ($0.others, candidates[$1.candidate].simplicity, $1.candidate)
    }
    result.slips = believed.prefix(SlipSearch.mostSlips).map {
      Slip(text: candidates[$0.candidate].text, value: $0.value)
    }
    // A refuted number that is right of something else is no slip; that none explains it would mislead.
    let isKnown = question.held.contains { replay.claims[$0].expected == claim.expected }
    result.slipsTried = believed.isEmpty && isKnown ? 0 : question.answers.count
    return result
  }

  private func unit(of spelling: String) -> Double? {
    let digits = spelling.hasPrefix("-") ? String(spelling.dropFirst()) : spelling
    guard let value = Double(digits) else { return nil }
    return WrittenNumber(.number(value, digits))?.unit
  }
}
