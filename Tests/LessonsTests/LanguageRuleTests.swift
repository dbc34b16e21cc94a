import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// The 51 rules of the language's specification, one by one: used rightly, a lesson runs and every claim comes out as
/// stated; used wrongly, it gives one diagnostic.
///
/// The cases stand in `LanguageRuleCases*.swift` as lessons, each below a line that tells its rule:
/// `== 12 what holds` or `!! 12 what is wrong | the diagnostic`, of which a part is enough.
@Suite struct LanguageRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: Int
    let title: String
    /// Part of the expected message; nil if the lesson must run.
    let message: String?
    let text: String

    /// The text with its fence, unless it has fences of its own.
    var lesson: String { text.contains("```") ? text : "```nntrace\n\(text)\n```\n" }

    var testDescription: String { "rule \(rule): \(title)" }
  }

  static let cases: [Case] = (namesAndFamilies + actsAndRules + claimsAndSpelling).split(separator: "\n§ ")
    .map { part in
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let head = lines[0].split(separator: " ", maxSplits: 2)
      guard lines.count == 2, head.count == 3, let rule = Int(head[1]) else {
        preconditionFailure("no case: \(part)")
      }
      let title = head[2].split(separator: "|", maxSplits: 1)
      let message = title.count > 1 ? String(title[1].drop { $0 == " " }) : nil
      return Case(rule: rule, title: String(title[0]), message: message, text: String(lines[1]))
    }

  @Test func everyRuleHasATest() {
    #expect(Set(LanguageRuleTests.cases.map(\.rule)) == Set(1...51))
    #expect(LanguageRuleTests.cases.count > 120)
  }

  @Test(arguments: cases) func holds(_ example: Case) {
    let source = Source(name: "rule \(example.rule)", text: example.lesson)
    let outcome = LessonRun.run(source) { path in
      LanguageRuleTests.files[path].map { .bytes(Array($0.utf8)) } ?? .unusable("no such file")
    }
    guard let message = example.message else {
      expectNothingWrong(outcome.diagnostics, in: source)
      expectAsStated(outcome.recording.claims)
      return
    }
    #expect(outcome.diagnostics.count == 1)
    let told = outcome.diagnostics.first.map { DiagnosticPrinter(color: false).text($0, in: source) } ?? ""
    #expect(told.contains(message))
  }

  private static let files = [
    "points.csv": "x1,x2,\"the y\"\r\n1,2,3\r\n4,5,6\r\n",
    "named.csv": "name,x,note\n\"a, \"\"b\"\"\",1,\n\nc,2,?\n",
    "bare.csv": "1,2\n3,4\n",
    "column.csv": "\u{FEFF}7\n8\n9\n",
  ]
}
