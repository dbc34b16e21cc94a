import Letters
import Trace

/// What the answers to a question come to.
struct Verdict {
  /// The slips that explain the number, those first that explain earlier refuted numbers, too; then the simplest.
  var believed: [SlipAnswer] = []
  /// The others that would give it, of which too few digits are written to tell.
  var doubted: [SlipAnswer] = []
}

extension SlipSearch {
  /// How many slips are kept for a claim.
  private static let mostSlips = 12

  /// A claim with what is found of it.
  /// - Parameter pairs: the search for two slips together, for the claims of which no single one can be reported.
  func explained(_ claim: Claim, _ index: Int, pairs: SlipSearch?) -> Claim {
    guard let question = questions.first(where: { $0.claim == index }), !question.answers.isEmpty else {
      return claim
    }
    var result = claim
    let verdict = verdict(on: question)
    if verdict.believed.isEmpty, question.arithmetic.isEmpty, !verdict.doubted.isEmpty {
      result.explanation.notes.append(.tooFewDigits(slips: verdict.doubted.count))
      result.explanation.singles.fitting = verdict.doubted.count
      return result
    }
    let slips = verdict.believed.map(slip) + question.arithmetic.map { Slip([$0.mistake], value: $0.value) }
    result.explanation.slips = Array(slips.prefix(SlipSearch.mostSlips))
    // That no slip explains a number which is right of something else would mislead.
    result.explanation.singles = Claim.Attempts(
      tried: slips.isEmpty && isKnown(question) ? 0 : tried(question),
      fitting: slips.count + verdict.doubted.count)
    if let pairs, let question = pairs.questions.first(where: { $0.claim == index }) {
      pairs.explain(&result.explanation, by: question)
    }
    return result
  }

  /// Two slips are reported only if no other two as simple give the number, and none another with the same digits.
  private func explain(_ explanation: inout Claim.Explanation, by question: SlipQuestion) {
    let fitting = question.answers.filter { $0.fits && $0.isConsistent && !$0.altersOthers }
    explanation.pairs = Claim.Attempts(tried: question.answers.count, fitting: fitting.count)
    let believed = verdict(on: question).believed
    guard let told = believed.first else { return }
    let equals = believed.filter {
      candidates[$0.candidate].likelihood == candidates[told.candidate].likelihood
    }
    let isOneNumber = fitting.allSatisfy { Rounding.equates($0.value, told.value) }
    if equals.count == 1, isOneNumber { explanation.slips = [slip(told)] }
  }

  /// How many slips were tried: the same for the same question, whatever else is claimed around it.
  private func tried(_ question: SlipQuestion) -> Int {
    let own = question.answers.filter { !candidates[$0.candidate].kind.dependsOnOtherClaims }
    return own.count + question.arithmeticTried
  }

  private func slip(_ answer: SlipAnswer) -> Slip {
    let candidate = candidates[answer.candidate]
    return Slip(candidate.mistakes, value: answer.value, formula: candidate.formula)
  }

  /// The slips that fit, class by class, as long as they would not fit by chance.
  func verdict(on question: SlipQuestion) -> Verdict {
    var verdict = Verdict()
    guard let coincidence = coincidence(of: question) else { return verdict }
    let answers = question.answers.filter {
      $0.isConsistent && $0.value.isFinite && !($0.altersOthers && isOfPairs)
    }
    for likelihood in Likelihood.allCases {
      let upTo = answers.filter { candidates[$0.candidate].likelihood <= likelihood }
      let fitting = upTo.filter { $0.fits && candidates[$0.candidate].likelihood == likelihood }
      if coincidence.expected(upTo.map(\.value)) <= Coincidence.limit {
        verdict.believed += fitting
      } else {
        verdict.doubted += fitting
      }
    }
    // What gives the very same number is not kept back where something else is named.
    let told = verdict.believed
    let equals = verdict.doubted.filter { other in told.contains { Rounding.equates($0.value, other.value) } }
    verdict.believed += equals
    verdict.doubted.removeAll { other in equals.contains { $0.candidate == other.candidate } }
    verdict.believed.sort { ($1.explained, $0.candidate) < ($0.explained, $1.candidate) }
    return verdict
  }

  func coincidence(of question: SlipQuestion) -> Coincidence? {
    let claim = replay.claims[question.claim]
    guard let unit = claim.statement.number?.written.unit else { return nil }
    return Coincidence(
      claimed: claim.verdict.expected, actual: claim.verdict.actual,
      unit: max(unit, 2 * claim.verdict.tolerance))
  }

  /// Whether the number is right of something else, claimed before.
  func isKnown(_ question: SlipQuestion) -> Bool {
    let number = replay.claims[question.claim].verdict.expected
    return question.held.contains { replay.claims[$0].verdict.expected == number }
  }
}
