import Autodiff
import Language
import Lessons
import Letters
import Trace

/// What the numbers of a lesson cannot tell: the likely slips that give the number a claim states, and those that give
/// the same wrong number as another.
///
/// With x = 2, x² and 2·x are one number. Whether it is the numbers that hide a slip, or the formula that makes it none,
/// shows when the lesson is done again with its inputs a little different.
package struct Indistinct: Sendable {
  /// The claim's place in the recording.
  package let claim: Int
  /// The slips that give the number stated.
  package let hidden: [Mistake]
  /// Slips that give one wrong number, two each.
  package let alike: [(Mistake, Mistake)]

  /// The hidden and the alike slips of all claims that hold and state a number.
  /// - Complexity: that of two searches for slips.
  package static func all(
    of outcome: LessonRun.Outcome, data: @escaping (String) -> DataFile
  ) -> [Indistinct] {
    guard outcome.diagnostics.isEmpty, outcome.work <= Replay.mostWork else { return [] }
    let script = Script(outcome.lesson)
    let nudged = Script(script.items.enumerated().map { $1.nudged($0) })
    guard let here = answers(script, outcome, data), let there = answers(nudged, outcome, data) else {
      return []
    }
    return here.compactMap { claim, slips in
      guard let others = there[claim] else { return nil }
      let right = slips.actual
      let half = slips.unit / 2
      var hidden: [Mistake] = []
      var wrong: [(mistake: Mistake, value: Double, other: Double)] = []
      for (mistake, value) in slips.values {
        guard let other = others.values.first(where: { $0.mistake == mistake })?.value else { continue }
        let isApart = abs(other - others.actual) > 1e-9 * abs(others.actual)
        if abs(value - right) <= half {
          if isApart { hidden.append(mistake) }
        } else {
          wrong.append((mistake, value, other))
        }
      }
      var alike: [(Mistake, Mistake)] = []
      for (index, one) in wrong.enumerated() {
        for two in wrong[(index + 1)...]
        where abs(one.value - two.value) <= half && abs(one.other - two.other) > 1e-9 * abs(one.other) {
          alike.append((one.mistake, two.mistake))
        }
      }
      return hidden.isEmpty && alike.isEmpty ? nil : Indistinct(claim: claim, hidden: hidden, alike: alike)
    }.sorted { $0.claim < $1.claim }
  }

  private struct Answers {
    let actual: Double
    let unit: Double
    var values: [(mistake: Mistake, value: Double)] = []
  }

  /// What the likely slips of formulas give for each claim that holds in the lesson as it is.
  private static func answers(
    _ script: Script, _ outcome: LessonRun.Outcome, _ data: @escaping (String) -> DataFile
  ) -> [Int: Answers]? {
    let claims = outcome.recording.claims
    guard let replay = Replay(script, LessonRun(outcome.lesson, data: data)),
      replay.claims.count == claims.count
    else { return nil }
    var search = SlipSearch(script: script, replay: replay)
    search.askAbout(claims)
    search.collect()
    search.candidates.removeAll { $0.likelihood > .usual || $0.formula == nil && $0.kind != .otherQuantity }
    search.limit(to: SlipSearch.mostCandidates)
    search.tryAll()
    var found: [Int: Answers] = [:]
    for question in search.questions {
      guard let unit = claims[question.claim].statement.number?.written.unit else { continue }
      var answers = Answers(actual: replay.claims[question.claim].verdict.actual, unit: unit)
      for answer in question.answers where answer.value.isFinite {
        answers.values.append((search.candidates[answer.candidate].mistakes[0], answer.value))
      }
      found[question.claim] = answers
    }
    return found
  }
}

extension Lesson.Instruction {
  /// With every number of its parameters, inputs and fed gradients a little different, each by its own part.
  /// - Parameter place: where the instruction stands.
  fileprivate func nudged(_ place: Int) -> Lesson.Instruction {
    guard let statement else { return self }
    var count = place * 7
    func nudge(_ value: LeafValue) -> LeafValue {
      switch value {
      case .expression(let expression):
        guard let number = WrittenNumber(expression) else { return value }
        count += 1
        // Multiples of the golden section lie evenly and never together.
        let part = (Double(count) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
        let nudged = number.value * (1 + 0.01 * (0.2 + part)) + (number.value == 0 ? 0.01 * part : 0)
        return .expression(NumberEdits.expression(nudged))
      case .array(let values, let span): return .array(values.map(nudge), span)
      case .file: return value
      }
    }
    switch statement.kind {
    case .leaf(let keyword, let target, let value) where keyword != .let:
      return .statement(Statement(.leaf(keyword, target, nudge(value)), at: statement.span))
    case .step(let feeds, let training):
      let feeds = feeds.map { Feed(parameter: $0.parameter, value: nudge($0.value), span: $0.span) }
      return .statement(Statement(.step(feeds, training), at: statement.span))
    default: return self
    }
  }
}
