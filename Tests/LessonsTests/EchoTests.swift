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
        "param θ = 1", "L = θ²", "# which rate?\ncompare L for 3 steps", "|   sgd(α = 0.1)",
        "|     # kept\n    let a = L",
        "|   sgd(α = 0.2)", "|   sgd(α = 0.3)", "|     plot L", "show L",
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

  /// Optimizers are kept as rules, names and numbers: of a member those given, of its steps all.
  @Test func optimizersAreNoTexts() throws {
    let recording = run(
      lesson("param θ = 1\nL = θ²\ncompare L for 2 steps\n  momentum(alpha=0.1)\n  sgd(α = 0.1/t)")
    ).recording
    let members = recording.runs.compactMap(\.member)
    #expect(members.map(\.rule) == ["momentum", "sgd"])
    let given = members.flatMap(\.hyperparameters)
    #expect(given.map(\.name) == ["alpha", "α"])
    #expect(given.map(\.spelling) == ["0.1", "0.1/t"])
    #expect(given.map(\.value) == [0.1, nil])
    let run = try #require(recording.runs.firstIndex { $0.member?.rule == "momentum" })
    let program = recording.programs[try #require(recording.runs[run].program(ofStep: 1))]
    #expect(program.optimizer.hyperparameters.map(\.name) == ["α", "μ"])
    #expect(program.optimizer.hyperparameters.map(\.value) == [0.1, 0.9])
  }

  /// An instance of a claim is kept as the values of its indices, and a note as what it says.
  @Test func claimsAreNoTexts() throws {
    let recording = run(
      lesson(
        "param w = [1, 2]\nL = Σ[n] w[n]²\noptimizer sgd(α = 0.25)\nminimize L\nrefute w[n] > 0.6\nclaim L = 5"
      )
    ).recording
    let (each, stale) = (recording.claims[0], recording.claims[1])
    #expect(each.statement.relation == .greater)
    #expect(each.verdict.instance.map(\.index) == ["n"])
    #expect(each.verdict.instance.map(\.value) == [2])
    #expect(stale.explanation.notes == [.wasTrue(afterStep: 0)])
  }
}
