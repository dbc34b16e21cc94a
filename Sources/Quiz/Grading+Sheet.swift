import Lessons
import Letters
import Presentation
import Slips
import Trace

extension Worksheet {
  /// The lesson that a sheet was made of; nil for a lesson that is no sheet.
  package static func origin(_ header: [(key: String, value: String)]) -> String? {
    header.first { $0.key == mark }.map { String($0.value.prefix { $0 != "," }) }
  }

  /// What is said of each claim of a sheet, and the claims as they are graded: a number is right by its digits, and a
  /// wrong one has its slips.
  package static func grades(
    of outcome: LessonRun.Outcome, data: @escaping (String) -> DataFile
  ) -> (claims: [Claim], grades: [Grade]) {
    var grading = Grading(outcome.recording)
    let grades = outcome.recording.claims.enumerated().map { place, claim -> Grade in
      let (statement, verdict) = (claim.statement, claim.verdict)
      guard statement.isBlank || statement.number != nil else { return claim.asStated ? .right : .wrong }
      guard let number = statement.number?.written else { return .unanswered }
      switch Expected(value: verdict.actual, doubt: verdict.doubt).judge(number) {
      case .right: return .right
      case .tooFewDigits: return .tooFewDigits
      case .wrong: break
      }
      let (node, reading) = (verdict.sides.first?.left, Reading(after: verdict.moment))
      let roots = grading.roots(of: number, node, reading)
      grading.take(number, node, reading, roots: roots ?? [place])
      return roots.map { Grade.follows(from: $0) } ?? .wrong
    }
    let wrong = Set(
      zip(outcome.recording.claims, grades).compactMap { claim, grade in
        if case .wrong = grade { claim.statement.number?.bytes } else { nil }
      })
    var claims = SlipSearch.explained(outcome, data: data) { claim in
      claim.statement.number?.bytes.map(wrong.contains) ?? false
    }
    for (index, grade) in grades.enumerated() where !claims[index].statement.isBlank {
      claims[index].verdict.isFragile = false
      if case .right = grade {
        claims[index].verdict.outcome = .holds
      } else {
        claims[index].verdict.outcome = .fails
      }
    }
    return (claims, grades)
  }
}
