import Letters
import Testing
import Trace

@testable import Lessons

/// Questions to the reader: what is asked, and when its answer is told.
@Suite struct AskTests {
  private static func run(_ text: String) -> LessonRun.Outcome {
    LessonRun.run(Source(name: "ask", text: "```nntrace\n\(text)\n```\n")) { _ in .unusable("none") }
  }

  /// The questions and answers among passes, steps and claims, in order.
  private static func course(_ outcome: LessonRun.Outcome) -> [String] {
    outcome.recording.events.compactMap { event in
      switch event {
      case .question(let index): "ask \(outcome.recording.asks[index].subject)"
      case .answer(let index): "answer \(outcome.recording.asks[index].subject)"
      case .forward: "forward"
      case .backward: "backward"
      case .steps: "steps"
      case .claim: "claim"
      case .show: "show"
      default: nil
      }
    }
  }

  private static func answer(_ outcome: LessonRun.Outcome, _ index: Int) -> Double? {
    guard let origin = outcome.recording.asks[index].answer else { return nil }
    var valuation = outcome.recording.valuation(at: origin.moment)
    return valuation.value(of: origin.node, in: outcome.recording.graph)
  }

  private static let start = "param w = 3\nL = w²\noptimizer sgd(α = 0.1)\n"

  @Test func answersComeAfterWhatShowsThem() {
    let outcome = AskTests.run(AskTests.start + "ask ∂L/∂w \"?\"\nbackward L\nshow L")
    #expect(outcome.diagnostics.isEmpty)
    #expect(AskTests.course(outcome) == ["ask ∂L/∂w", "backward", "answer ∂L/∂w", "show"])
    #expect(AskTests.answer(outcome, 0) == 6)
  }

  @Test func whatIsToComeIsAnsweredAfterItsSteps() {
    let outcome = AskTests.run(
      AskTests.start
        + """
        ask w@2 "Where?"
        ask L@2 < L@1 "Smaller?"
        ask g "Which gradient?"
        forward L
        minimize L
        minimize L
        claim w ≈ 1.92
        """)
    #expect(outcome.diagnostics.isEmpty)
    #expect(
      AskTests.course(outcome) == [
        "ask w@2", "ask L@2 < L@1", "ask g", "forward", "steps", "answer g", "steps", "claim",
        "answer w@2", "answer L@2 < L@1",
      ])
    // w goes 3, 2.4, 1.92; the first gradient is 2·3.
    #expect(abs((AskTests.answer(outcome, 0) ?? 0) - 1.92) < 1e-12)
    #expect(AskTests.answer(outcome, 1) == 1)
    #expect(AskTests.answer(outcome, 2) == 6)
    #expect(outcome.recording.asks.map(\.isCondition) == [false, true, false])
    // The line at whose end each is known; the lesson begins on line 2.
    #expect(outcome.recording.asks.map(\.line) == [10, 10, 9])
  }

  @Test func withoutAnythingToShowItComesLast() {
    let outcome = AskTests.run("let a = 2\nask a + 1 \"How much?\"")
    #expect(AskTests.course(outcome) == ["ask a + 1", "answer a + 1"])
    #expect(AskTests.answer(outcome, 0) == 3)
  }

  /// A question changes nothing else: the same claims come out the same without it.
  @Test func questionsLeaveTheLessonAsItIs() {
    let text = AskTests.start + "ASK\nminimize L for 3 steps\nclaim w ≈ 1.536\nclaim g = ∂L/∂w@2"
    let asked = AskTests.run(text.replacing("ASK", with: "ask L@3 < 4 \"?\""))
    let plain = AskTests.run(text.replacing("ASK", with: ""))
    #expect(asked.recording.claims.map(\.verdict.actual) == plain.recording.claims.map(\.verdict.actual))
    #expect(asked.recording.claims.allSatisfy { $0.asStated })
  }

  @Test func manyQuestionsAreRefused() {
    let lines = Array(repeating: "ask 1 \"?\"", count: LessonLimits.asks + 1).joined(separator: "\n")
    #expect(AskTests.run(lines).diagnostics.map(\.message) == ["a lesson asks at most 200 questions"])
  }
}
