import Language
import Lessons
import Trace

extension SlipSearch {
  /// What likely slips make of the left-hand sides of claims that are false, by the place of the claim.
  package static func values(
    _ outcome: LessonRun.Outcome, data: @escaping (String) -> DataFile, of isAsked: (Claim) -> Bool
  ) -> [Int: [Double]] {
    let claims = outcome.recording.claims
    guard outcome.diagnostics.isEmpty, outcome.work <= Replay.mostWork,
      claims.contains(where: { SlipQuestion.isOne($0) && isAsked($0) })
    else { return [:] }
    let script = Script(outcome.lesson)
    guard let replay = Replay(script, LessonRun(outcome.lesson, data: data)),
      replay.claims.count == claims.count
    else { return [:] }
    var search = SlipSearch(script: script, replay: replay)
    search.ask(claims)
    search.questions.removeAll { !isAsked(claims[$0.claim]) }
    search.collect()
    search.limit(to: SlipSearch.mostCandidates, work: SlipSearch.budget)
    search.tryAll()
    return search.questions.reduce(into: [:]) { values, question in
      values[question.claim] = question.answers.filter {
        search.candidates[$0.candidate].likelihood <= .usual && $0.value.isFinite
      }.map(\.value)
    }
  }
}
