import Language
import Letters
import Rendering
import Testing
import Trace

@testable import Lessons

/// What a recording says of the lesson's own words: each statement once, each shown value under its name.
@Suite struct EchoTests {
  private func events(_ statements: String) throws -> [Event] {
    let outcome = run(lesson(statements))
    try #require(outcome.diagnostics.isEmpty)
    return outcome.recording.events
  }

  @Test func linesOfAComparisonStandOnceAndInOrder() throws {
    let events = try events(
      """
      param θ = 1
      L = θ²
      # which rate?
      compare L for 3 steps
        sgd(α = 0.1)
          claim L < 1
          # kept
          let a = L
        sgd(α = 0.2)
        sgd(α = 0.3)
          claim L < a
          plot L
      show L
      """)
    let told = events.compactMap { event -> String? in
      switch event {
      case .statement(let text, _): text
      case .member(let text, _): "| " + text
      default: nil
      }
    }
    #expect(
      told == [
        "param θ = 1", "L = θ²", "# which rate?\ncompare L for 3 steps", "| sgd(α = 0.1)",
        "|   # kept\n  let a = L",
        "| sgd(α = 0.2)", "| sgd(α = 0.3)", "|   plot L", "show L",
      ])
  }

  @Test func shownValuesBearTheirNames() throws {
    let events = try events(
      """
      param w = [1, 2]
      L = Σ[n] w[n]²
      show w, w[n], w[n] + 1, ∂L/∂w, L
      """)
    let shown = events.flatMap { event -> [String] in
      if case .show(let shown, _) = event { shown.map(\.text) } else { [] }
    }
    #expect(
      shown == [
        "w[1]", "w[2]", "w[1]", "w[2]", "w[n] + 1 (n = 1)", "w[n] + 1 (n = 2)", "∂L/∂w[1]", "∂L/∂w[2]", "L",
      ])
  }
}
