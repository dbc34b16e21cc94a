import Letters

/// Why an expression could not be turned into nodes.
enum Failure: Error {
  case diagnostic(Diagnostic)
  /// A member has to be built first: a recurrence of any length is built from its far end, without deep recursion.
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
