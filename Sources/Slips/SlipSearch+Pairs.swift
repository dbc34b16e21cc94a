import Lessons

extension SlipSearch {
  /// The work of a search for pairs, in evaluations of one node.
  private static let pairBudget = 3_000_000
  private static let mostPairs = 15_000

  /// Tries two slips together, where no single one explains a number and it has digits enough to tell two by.
  ///
  /// - Returns: the search with its answers; nil if there is nothing to ask.
  /// - Complexity: the square of the number of slips, times a replay of the lesson.
  func pairs() -> SlipSearch? {
    var search = self
    search.isOfPairs = true
    search.questions = []
    var singles: [Candidate] = []
    for question in questions {
      guard let open = opened(question) else { continue }
      let asked = search.questions + [open]
      let relevant = candidates.filter { candidate in
        candidate.kind.isPaired && asked.contains { isRelevant(candidate, to: $0) }
      }
      guard PairEdits.count(of: relevant.count) <= SlipSearch.mostPairs else { break }
      search.questions = asked
      singles = relevant
    }
    if search.questions.isEmpty { return nil }
    search.candidates =
      PairEdits(
        edits: ScriptEdits(replay: replay, script: script, digits: 0, variables: [], lastStep: nil),
        singles: singles
      ).all
    // In an edited formula there may be more to edit than in the formula.
    search.limit(to: 2 * SlipSearch.mostPairs, work: SlipSearch.pairBudget)
    search.tryAll()
    return search
  }

  /// The question once more, for pairs; nil if there is an answer, or none can be believed.
  private func opened(_ question: SlipQuestion) -> SlipQuestion? {
    guard !isKnown(question), !question.answers.isEmpty, question.arithmetic.isEmpty else { return nil }
    let verdict = verdict(on: question)
    guard verdict.believed.isEmpty, verdict.doubted.isEmpty, let deepest = deepest(for: question) else {
      return nil
    }
    var open = question
    open.answers = []
    open.deepest = deepest
    return open
  }

  /// The least plausible slips of which all pairs can be tried, and so few can be made that none would give the number
  /// by chance, wherever their values lie; nil if there are none.
  private func deepest(for question: SlipQuestion) -> Likelihood? {
    guard let coincidence = coincidence(of: question) else { return nil }
    return Likelihood.allCases.last { likelihood in
      let slips = question.answers.map { candidates[$0.candidate] }.filter {
        $0.kind.isPaired && $0.likelihood <= likelihood
      }
      let pairs = PairEdits.count(of: slips.count)
      return pairs > 0 && coincidence.expected(ofDifferent: pairs) <= Coincidence.limit
        && workOfPairs(of: slips, for: question) <= SlipSearch.pairBudget
    }
  }

  /// A pair is replayed from the earlier of its two places on.
  private func workOfPairs(of slips: [Candidate], for question: SlipQuestion) -> Int {
    let costs = slips.map { replay.cost(from: $0.start, to: question.item) }.sorted(by: >)
    return costs.enumerated().reduce(0) { $0 + $1.element * (costs.count - 1 - $1.offset) }
  }
}
