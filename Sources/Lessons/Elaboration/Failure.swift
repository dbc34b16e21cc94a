import Language
import Letters

/// Why an expression could not be turned into nodes.
enum Failure: Error {
  case diagnostic(Diagnostic)
  /// A member deep in a chain has to be built first; the chain is then worked off from its end, so that a recurrence
  /// of any length needs no deep recursion.
  case missing(MemberKey)
  /// A name whose definition is broken, which has been reported.
  case alreadyReported
}

extension Failure {
  init(
    _ message: String, at span: Span, help: String? = nil, notes: [Diagnostic.Note] = [],
    isAboutName: Bool = false
  ) {
    self = .diagnostic(Diagnostic(message, at: span, help: help, notes: notes, isAboutName: isAboutName))
  }
}
