import Autodiff
import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// Texts that ask for too much, or are no lessons at all: one clear diagnostic, no crash, no waiting.
@Suite struct HostileLessonTests {
  private func outcome(_ text: String) -> LessonRun.Outcome { run(Source(name: "hostile.md", text: text)) }

  private func fenced(_ statements: String, limits: LessonLimits = LessonLimits()) -> LessonRun.Outcome {
    run(lesson(statements), limits: limits)
  }

  @Test func noTextAtAll() {
    #expect(outcome("").diagnostics.map(\.message) == ["this lesson is empty"])
    #expect(outcome(" \n\n").diagnostics.map(\.message) == ["this lesson is empty"])
  }

  @Test func noText() {
    let binary = Source(name: "a.png", bytes: [0x89, 0x50, 0x4E, 0x47, 0, 0xFF, 0xFE, 0x00, 0x80])
    #expect(run(binary).diagnostics.count == 1)
  }

  @Test func nestedDeep() {
    let deep = String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000)
    #expect(fenced("a = \(deep)").diagnostics.count == 1)
    #expect(fenced("a = \(String(repeating: "√", count: 100_000))4").diagnostics.count == 1)
    #expect(fenced("a = 1\(String(repeating: " + 1", count: 100_000))").diagnostics.count == 1)
  }

  @Test func longLine() {
    #expect(fenced("a = \(String(repeating: "x", count: 10 << 20))").diagnostics.count == 1)
  }

  /// In quadratic time they would take minutes.
  @Test func blankLinesAreLinear() {
    let outcome = fenced(String(repeating: "\n", count: 500_000) + "x = 1\nclaim x = 1")
    #expect(outcome.recording.claims.map(\.asStated) == [true])
  }

  @Test func claimsOfProseWithErrorsAreNotWithoutEnd() {
    let text = (1...10_000).map { "1<!-- claim x\($0) --> " }.joined()
    #expect(outcome(text).diagnostics.count == LessonRun.mostDiagnostics)
  }

  /// A lesson keeps the leaves of each run.
  @Test(arguments: [
    "compare L for 2 steps\n  sgd(α = 1)\n  sgd(α = 2)\n  sgd(α = 3)",
    "reset\nreset\nreset", "compare L for 2 steps\n  sgd(α = 1)\nreset\nreset",
  ]) func runsHaveALimit(_ acts: String) {
    var limits = LessonLimits()
    for (runs, count) in [(3, 1), (4, 0)] {
      limits.runs = runs
      let diagnostics = fenced("param w = 1\nL = w²\n" + acts, limits: limits).diagnostics
      #expect(diagnostics.count == count)
      if count == 1 { #expect(diagnostics[0].message == "this lesson makes more than 3 runs") }
    }
  }

  /// Adam has seven lines and states for each parameter, sgd one; each batch is a program of its own.
  @Test(arguments: [
    ("adam", "", 700), ("sgd", "", 100), ("sgd", " in batches of 50 over i", 200),
  ]) func parametersTimesStateHaveALimit(_ rule: String, _ batches: String, _ lines: Int) {
    var limits = LessonLimits()
    let lesson = "param w[i=1..100] = i\nL = Σ[i] w[i]²\noptimizer \(rule)\nminimize L for 2 steps"
    for (most, count) in [(lines - 1, 1), (lines, 0)] {
      limits.lines = most
      let diagnostics = fenced(lesson + batches, limits: limits).diagnostics
      #expect(
        diagnostics.map { $0.message.contains("more than \(most) lines and states") }
          == Array(repeating: true, count: count))
    }
  }

  @Test(arguments: ["param V[i=1..3, i=1..3] = i", "V[i=1..3, i=1..3] = i"])
  func anIndexStandsForOnePlace(_ statement: String) {
    #expect(fenced(statement).diagnostics.map(\.message) == ["i is used for two indices of V"])
  }

  @Test func aToleranceThatIsNoNumberIsNotKept() {
    let claims = fenced("claim 1 ≈ 1 ± 0/0\nrefute 1 ≈ 2 ± 0/0").recording.claims
    #expect(claims.map(\.asStated) == [false, false])
  }

  @Test(arguments: [
    ("param x = 0\nL = 1/x\nforward L", "div"),
    ("param x = 1\nL = ln(-x) + 1\nforward L", "ln"),
    ("param x = 0\nL = 2·x^-1\nforward L", "pow"),
  ]) func firstNodeThatIsNotFiniteIsNamed(_ statements: String, _ operation: String) {
    let recording = fenced(statements).recording
    let named = recording.events.compactMap { event -> NodeID? in
      if case .notFinite(let node, _, _) = event { node } else { nil }
    }
    #expect(named.count == 1)
    #expect(named.first.flatMap { recording.graph.operation(of: $0) }?.row.name == operation)
  }

  @Test(arguments: [
    "param w[i=1..2000000] = 0", "param w[i=1..19000, j=1..i] = 0",
    "a = Σ[i=1..2000000, j=1..2000000, k=1..0] 1",
    "a = Σ[i=1..2000000] Σ[j=1..2000000] 1",
    "a[1] = 1\na[1000000000000000] = 2\nb = Σ[i] a[i]",
    "a[1] = 1\na[100000000000000] = 2\nclaim a[i] < a[j]·a[k]",
    "let a(x) = x·x + 1\nlet b(x) = a(x)+a(x+1)\nlet c(x) = b(x)+b(x+1)\nlet d(x) = c(x)+c(x+1)\n"
      + "let f(x) = d(x)+d(x+1)\nlet h(x) = f(x)+f(x+1)\nlet j(x) = h(x)+h(x+1)\nlet l(x) = j(x)+j(x+1)\n"
      + "param w = 1\nL = Σ[i=1..100] l(w·i)",
    "param θ = 1\nL = θ²\noptimizer sgd\nminimize L for 100000000 steps",
    "param θ = 1\nL = θ²\noptimizer sgd\nminimize L for 100000 steps, showing every 1",
  ]) func asksForTooMuch(_ statements: String) {
    var limits = LessonLimits()
    limits.nodes = 10_000
    limits.allMembers = 50_000
    limits.turns = 100_000
    limits.members = 20_000
    limits.work = 10_000_000
    limits.shown = 1_000
    #expect(fenced(statements, limits: limits).diagnostics.count == 1)
  }

  /// Arguments of macros that are texts of texts of texts are worked out once.
  @Test func macrosOfConstantsAreLinear() {
    var text = "let f0(x) = x\n"
    for k in 1...50 { text += "let f\(k)(x) = f\(k - 1)(x + x)\n" }
    text += "b = where(f50(1) > 1, 1, 2)\nclaim b = 1"
    let outcome = fenced(text)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.recording.claims.map(\.asStated) == [true])
  }

  /// A recurrence may be written in either direction and be as long as a family may be.
  @Test func longRecurrences() {
    let outcome = fenced(
      """
      d[20000] = 1
      d[k=1..19999] = d[k+1] + 1
      a[0] = 0
      a[k=1..20000] = a[k-1] + 1
      claim d[1] = 20000
      claim a[20000] = 20000
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.recording.claims.map(\.asStated) == [true, true])
  }

  /// Members whose formulas are as high as a formula may be, each waiting for the next.
  @Test func highRecurrence() {
    let ones = String(repeating: "1 + ", count: 900)
    let outcome = fenced("d[40] = 0\nd[k=1..39] = d[k+1] + \(ones)1\nclaim d[1] = \(39 * 901)")
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.recording.claims.map(\.asStated) == [true])
  }
}
