/// What a page says of itself, and to those who change it.
extension Words {
  package static let changed = "These are your numbers; the text speaks of the lesson's."
  package static let restore = "Restore"
  package static let numbers = "numbers"
  package static let stepName = "step"
  package static func ofSteps(_ last: Int) -> String { " of \(last)" }
  package static let stops = "steps through the page"
  package static let tooLarge = "Numbers on this page cannot be changed: there are too many of them."
  package static let lessons = "Lessons"
  package static let allLessons = "All lessons"
  package static let searchLessons = "search the lessons"
  package static let noSuchPage = "There is no such page"
  package static let moreLessons = "more lessons"
  /// What a reader does to go from stop to stop: its name for scripts, its words, its sign.
  package static let moves = [
    ("first", "back to the beginning", "⇤"), ("back", "one back", "←"),
    ("play", "play", "▶"),
    ("forward", "one forward", "→"),
  ]

  /// What happens where a reader stops at a line: `∂q/∂a: 2 contributions`, `step 1: θ`.
  package static func stop(_ equation: Equation, in heading: Heading) -> Phrase? {
    guard case .name(let name) = equation.subject else { return nil }
    switch heading {
    case .forward: return Phrase(name)
    case .backward:
      return "\(name)"
        + (equation.terms == 0
          ? "" : equation.terms == 1 ? ": one contribution" : ": \(equation.terms) contributions")
    case .step(let step, _, _, _): return "step \(step): \(name)"
    default: return nil
    }
  }
}
