import Language
import Lessons
import Trace

/// Looks for the one slip that would make a false claim true, or the only two: for what is claimed wrongly, and for
/// what is refuted.
///
/// Every single edit of the formulas, rules and numbers that a claim rests on is tried by doing the lesson again with
/// it. It explains the claim if the claimed digits come out, and what was claimed before and held still holds.
package struct SlipSearch {
  /// The work of a whole search, in evaluations of one node.
  static let budget = 6_000_000
  static let mostCandidates = 1_500
  /// False claims that are asked about, the first of a lesson.
  static let mostQuestions = 64

  let script: Script
  let replay: Replay
  var questions: [SlipQuestion] = []
  var candidates: [Candidate] = []
  /// Whether the candidates are two slips each.
  var isOfPairs = false

  /// The claims of a run with the slips behind those that are false, if any of them is going to be shown.
  /// - Parameter isShown: whether a reader sees the slips of a claim; of no other are any looked for.
  package static func explained(
    _ outcome: LessonRun.Outcome, data: @escaping (String) -> DataFile,
    where isShown: (Claim) -> Bool = { _ in true }
  ) -> [Claim] {
    guard outcome.diagnostics.isEmpty else { return outcome.recording.claims }
    return explained(
      outcome.recording.claims, of: outcome.lesson, work: outcome.work, data: data, where: isShown)
  }

  /// - Parameters:
  ///   - claims: as the lesson made them.
  ///   - work: what the whole lesson cost.
  static func explained(
    _ claims: [Claim], of lesson: Lesson, work: Int, data: @escaping (String) -> DataFile,
    where isShown: (Claim) -> Bool = { _ in true }
  ) -> [Claim] {
    guard claims.contains(where: { SlipQuestion.isOne($0) && isShown($0) }), work <= Replay.mostWork else {
      return claims
    }
    let script = Script(lesson)
    guard let replay = Replay(script, LessonRun(lesson, data: data)), replay.claims.count == claims.count
    else { return claims }
    var search = SlipSearch(script: script, replay: replay)
    search.ask(claims)
    search.collect()
    search.limit(to: SlipSearch.mostCandidates, work: SlipSearch.budget)
    search.questions.removeAll { !isShown(claims[$0.claim]) }
    search.tryAll()
    search.tryArithmetic()
    let pairs = search.pairs()
    return claims.enumerated().map { search.explained($1, $0, pairs: pairs) }
  }

  /// Gives up the questions that would cost too much, the latest first; with too many candidates, all. A question is
  /// answered by all candidates or none: "no slip explains it" must not depend on the time there was.
  mutating func limit(to mostCandidates: Int, work budget: Int = SlipSearch.budget) {
    var work = [Int](repeating: 0, count: questions.count)
    var total = 0
    for candidate in candidates {
      var before = 0
      for (place, question) in questions.enumerated() where isRelevant(candidate, to: question) {
        let cost = replay.cost(from: candidate.start, to: question.item)
        work[place] += max(cost - before, 0)
        before = max(cost, before)
      }
    }
    let places = questions.indices.prefix { place in
      total += work[place]
      return total <= budget
    }
    questions = candidates.count > mostCandidates ? [] : Array(questions[places])
  }

  mutating func tryAll() {
    var needed: (by: [Int], claims: Set<Int>) = ([], [])
    for index in candidates.indices {
      let concerned = questions.indices.filter { isRelevant(candidates[index], to: questions[$0]) }
      guard !concerned.isEmpty else { continue }
      if needed.by != concerned {
        needed = (concerned, concerned.reduce(into: []) { $0.formUnion(questions[$1].needed) })
      }
      attempt(index, concerned, needing: needed.claims)
    }
  }

  func isRelevant(_ candidate: Candidate, to question: SlipQuestion) -> Bool {
    candidate.likelihood <= question.deepest && candidate.fewestDigits <= question.digits
      && candidate.changes.allSatisfy { isRelevant($0, to: question) }
  }

  private func isRelevant(_ change: Change, to question: SlipQuestion) -> Bool {
    guard change.item <= question.item else { return false }
    switch change.edit {
    case .item where script.items[change.item].claim != nil: return change.item == question.item
    case .item, .rule, .rounded: return question.items.contains(change.item)
    case .before: return true
    case .after:
      let printed = replay.claimsBefore[change.item]
      let (claim, before) = (replay.claims[question.claim], replay.claims[printed])
      // A number is not explained by itself: not under the same name, nor under another for the same thing.
      let isSame =
        before.verdict.moment == claim.verdict.moment && before.statement.subject == claim.statement.subject
        || before.verdict.actual == claim.verdict.actual
          && before.statement.number?.written.value == claim.statement.number?.written.value
      return !isSame && (question.held.contains(printed) || question.refuted.contains(printed))
    }
  }

  /// - Parameter needed: the claims that the questions concerned look at.
  private mutating func attempt(_ index: Int, _ concerned: [Int], needing needed: Set<Int>) {
    guard let last = concerned.map({ questions[$0].item }).max() else { return }
    var alive = concerned
    var explained = Set<Int>()
    var broken = Set<Int>()
    var altered = Set<Int>()
    var answers: [(question: Int, answer: SlipAnswer)] = []
    let isWhole = replay.repeatWith(candidates[index], to: last, needed: needed) { claim, made in
      if made.holds { explained.insert(claim) } else { broken.insert(claim) }
      let before = replay.claims[claim].verdict
      if !made.holds, abs(made.verdict.actual - before.actual) > before.tolerance { altered.insert(claim) }
      for place in alive where questions[place].claim == claim {
        let question = questions[place]
        let answer = SlipAnswer(
          candidate: index, value: made.verdict.actual, fits: made.holds,
          explained: question.refuted.intersection(explained).count,
          altersOthers: !question.others.isDisjoint(with: altered),
          isConsistent: question.held.isDisjoint(with: broken))
        answers.append((place, answer))
      }
      alive.removeAll { questions[$0].claim == claim || !questions[$0].held.isDisjoint(with: broken) }
      return !alive.isEmpty
    }
    for (place, answer) in answers { questions[place].answers.append(answer) }
    for place in concerned where isWhole && !answers.contains(where: { $0.question == place }) {
      // It broke a claim that held; it has been tried all the same.
      questions[place].answers.append(
        SlipAnswer(
          candidate: index, value: .nan, fits: false, explained: 0, altersOthers: false, isConsistent: false))
    }
  }
}
