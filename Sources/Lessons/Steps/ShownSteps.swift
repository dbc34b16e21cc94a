import Language
import Letters

/// The steps of an act that are shown, by their numbers in the run (rule 29).
struct ShownSteps {
  private enum Item {
    case range(ClosedRange<Int>, Span)
    case every(Int, Span)
  }

  /// nil where the lesson does not say.
  private var items: [Item]?
  /// The steps that the run had made before.
  private let before: Int

  /// - Parameter steps: how many steps the act makes, at most.
  /// - Throws: `Failure`, if it says a step that is not made.
  init(_ showing: [Training.Shown]?, of steps: Int, _ elaborator: inout Elaborator) throws {
    let before = elaborator.state.presentRun.steps
    self.before = before
    guard let showing else {
      items = elaborator.state.mode == .silent ? [] : nil
      return
    }
    let made = before + 1...before + steps
    func number(_ expression: Expression) throws -> Int {
      let step = try elaborator.integer(expression, Environment(.reading))
      guard !made.contains(step) else { return step }
      let first = before == 0 ? steps.counted("step") : nil
      throw Failure(
        "step \(step) is not made: this act makes "
          + (first ?? (steps == 1 ? "step \(before + 1)" : "steps \(before + 1) to \(before + steps)"))
          + (before == 0 ? "" : " of the run"),
        at: expression.span,
        help: step < 0 ? "a range is written \(made.lowerBound)..\(made.upperBound)" : nil)
    }
    var items: [Item] = []
    for item in showing {
      switch item {
      case .step(let expression):
        let step = try number(expression)
        items.append(.range(step...step, expression.span))
      case .range(let lower, let upper):
        let (first, last) = (try number(lower), try number(upper))
        let span = lower.span.joined(upper.span)
        guard first <= last else { throw Failure("no step lies in \(first)..\(last)", at: span) }
        items.append(.range(first...last, span))
      case .every(let expression):
        let value = try elaborator.integer(expression, Environment(.reading))
        guard value >= 1 else {
          throw Failure("every needs a number from 1, found \(value)", at: expression.span)
        }
        items.append(.every(value, expression.span))
      }
    }
    self.items = items
  }

  /// The steps to show of those that were made: where the lesson does not say, the first two and the last.
  /// - Throws: `Failure`, if they are too many.
  func of(_ made: ClosedRange<Int>, _ limits: LessonLimits) throws -> [Int] {
    guard let items else {
      return Set([before + 1, before + 2, made.upperBound].filter(made.contains)).sorted()
    }
    var shown = Set<Int>()
    func insert(_ steps: some Collection<Int>, at span: Span) throws {
      guard steps.count <= limits.shown else {
        throw Failure(
          "this would show more than \(limits.shown) steps", at: span,
          help: "show fewer: every \(max(made.count / 100, 1))")
      }
      shown.formUnion(steps)
    }
    for item in items {
      switch item {
      case .range(let range, let span):
        // An act that waits for a condition may end before.
        if range.overlaps(made) { try insert(range.clamped(to: made), at: span) }
      case .every(let value, let span):
        let first = (before / value + 1) * value
        try insert(stride(from: first, through: made.upperBound, by: value).map { $0 }, at: span)
      }
    }
    return shown.sorted()
  }
}
