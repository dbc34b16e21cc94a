import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// The tables with which the lessons of rules begin, against the rules themselves.
@Suite struct RuleTableTests {
  static func text(_ lesson: String) -> String {
    LessonLibrary.lesson(named: lesson).map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
  }

  /// The cells of the rows below the first line that begins so.
  static func rows(of lesson: String, below head: String) -> [[String]] {
    text(lesson).split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix(head) }.dropFirst(2).prefix { $0.hasPrefix("|") }
      .map { $0.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") } }
  }

  static let papers = rows(of: "optimizers", below: "| rule | from")
  static let frameworks = rows(of: "framework-rules", below: "| rule | rate")

  @Test func everyRuleHasItsRow() {
    let names = Self.papers.flatMap { $0[0].split(separator: ", ").map(String.init) }
    let rules = RuleLibrary.carried.rules.map(\.name)
    #expect(names == rules.filter { !$0.contains(".") }.reordered(like: names))
    #expect(Self.frameworks.map { $0[0] } == rules.filter { $0.contains(".") })
  }

  /// The first steps that the table prints, in units of α, were worked out from the formulas by hand.
  @Test(arguments: papers) func firstStepsAreAsLong(_ row: [String]) throws {
    for name in row[0].split(separator: ", ") {
      for (gradient, length) in [(1, row[3]), (2, row[4])] {
        let lesson = """
          ```nntrace
          param θ = 0
          optimizer \(name)(α = 0.1)
          step with g = \(gradient)
          claim -10·θ ≈ \(length)
          ```

          """
        let source = Source(name: "first-step", text: lesson)
        let outcome = run(source)
        expectNothingWrong(outcome.diagnostics, in: source)
        expectAsStated(outcome.recording.claims)
      }
    }
  }

  @Test(arguments: frameworks) func defaultsAreTheRules(_ row: [String]) throws {
    let text = Self.text("framework-rules")
    let start = try #require(text.range(of: "\nrule \(row[0])("))
    let head = text[start.upperBound...].prefix { $0 != ")" }
    #expect(head.contains("lr = \(row[1])") || head.contains("learning_rate = \(row[1])"))
    for number in row[2].split(separator: ", ") where number != "-" { #expect(head.contains("= \(number)")) }
    let epsilon = row[3].prefix { $0 != "," }
    #expect(epsilon == "-" ? !head.contains("eps") : head.contains("= \(epsilon)"))
  }
}

extension [String] {
  /// The same names in the order in which another list has them; those it lacks come last.
  fileprivate func reordered(like order: [String]) -> [String] {
    order.filter(contains) + filter { !order.contains($0) }
  }
}
