import Autodiff
import Language
import Letters
import Trace

/// Claims and refutations, in blocks and in prose.
extension LessonRun {
  mutating func record(_ claim: Claim) {
    elaborator.recording.events.append(.claim(elaborator.recording.claims.count))
    elaborator.recording.claims.append(claim)
  }

  /// Checks a claim at the present values.
  mutating func state(_ claim: ClaimSyntax, place: Claim.Place) throws {
    buildPending()
    if hasFailed { return try checkOnly(claim) }
    try record(elaborator.claim(claim, place: place))
  }

  /// In a lesson with errors, claims are checked for their names alone.
  func checkOnly(_ claim: ClaimSyntax) throws {
    if !stepsAreUnknown { try checkNames([claim.left, claim.right]) }
  }

  func checkNames(_ expressions: [Expression]) throws {
    let bound = Set(elaborator.freeIndices(expressions).map(\.key))
    for expression in expressions {
      try elaborator.checkNames(expression, bound: bound, purpose: .reading)
    }
  }

  /// Whether a value consists of numbers and other `let`s, so that no act can matter to it.
  func isKnown(_ value: Expression) -> Bool {
    elaborator.isStatic(value, Environment(.reading))
  }
}
