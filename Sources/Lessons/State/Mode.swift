/// What a lesson is run for.
enum Mode: Equatable, Sendable {
  /// To be read: everything that happens is recorded.
  case telling
  /// To be known at every statement; claims have their texts, and nothing else is recorded.
  case rehearsing
  /// To see what numbers come out with something changed; nothing has a text.
  case silent
  /// To find all its mistakes: names are checked, and nothing is computed any more. `stepsAreUnknown` after an act or an
  /// optimizer has failed: the names that a step would have left cannot be checked.
  case checking(stepsAreUnknown: Bool)
  /// No lesson, but one expression, whose names get their values on the command line.
  case expression

  var isChecking: Bool {
    if case .checking = self { true } else { false }
  }
}
