import Autodiff
import Letters
import Testing
import Trace

@testable import Language
@testable import LessonMarkdown
@testable import Lessons

/// `lessons/language.md` is a lesson whose claims hold, and what it says outside its blocks agrees with the program.
@Suite struct LanguageReferenceTests {
  static let text = LessonLibrary.lesson(named: "language").map { $0.text(Span(0, $0.bytes.count)) } ?? ""
  static let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  @Test func everyClaimHolds() throws {
    let source = try #require(LessonLibrary.lesson(named: "language"))
    let outcome = run(source)
    expectNothingWrong(outcome.diagnostics, in: source)
    expectAsStated(outcome.recording.claims)
    #expect(outcome.recording.claims.count > 30)
  }

  @Test(arguments: [
    "| a lesson's text | \(Limits.sourceBytes >> 20) MiB |",
    "| a data file | \(LessonLimits.dataFile >> 20) MiB |",
    "| cells of a data file | \(LessonLimits.dataCells) |",
    "| terms of all sums | \(LessonLimits().turns) |",
    "| lines and states of a step, for all parameters | \(LessonLimits().lines) |",
    "| runs of a lesson | \(LessonLimits().runs) |",
    "| steps shown by an act, or by `--step` | \(LessonLimits().shown) |",
    "| nodes worked out by all acts | \(LessonLimits().work) |",
    "| brackets and roots inside one another | \(Limits.nesting) |",
    "| members of a family, terms of a sum, numbers of an array | \(LessonLimits().members) |",
    "| members of all families | \(LessonLimits().allMembers) |",
    "| nodes of the graph | \(LessonLimits().nodes) |",
    "| steps of one act | \(LessonLimits().steps) |",
    "| graphs, by their nodes | \(NudgedRuns.mostNodes) |",
    "| runs, by their acts | \(NudgedRuns.mostActs) |",
    "| points of a curve, and of a map each way | \(LessonLimits.pointsOfCurve), \(LessonLimits.pointsOfMap) |",
    "| dots of a plot | \(LessonLimits.dots) |",
    "| nodes worked out by all plots over ranges | \(LessonLimits().plotted) |",
  ])
  func limitsAreThoseOfTheProgram(_ line: String) {
    #expect(LanguageReferenceTests.lines.contains(line), "lessons/language.md must have: \(line)")
  }

  // MARK: Operations

  /// The lines of the table, made from the rows: what a lesson can write, what it means, where it has no slope.
  static let table: [String] = Operation.allCases.compactMap { operation in
    let row = operation.row
    switch row.notation {
    case .transparent, .terms, .rest, .infix(.comparison), .infix(.conjunction), .infix(.disjunction):
      return nil
    default: break
    }
    var meaning = row.summary
    var call: String?
    // A summary that begins with the call names the operands: `clip(a, low, high): …`.
    if meaning.hasPrefix("\(row.name)("), let colon = meaning.firstIndex(of: ":") {
      call = String(meaning[..<colon])
      meaning = String(meaning[colon...].dropFirst(2))
    }
    return escaped("| \(written(row, call)) | \(meaning) | \(row.kink ?? "") |")
  }

  /// How a lesson writes an operation; all spellings of those that are called.
  private static func written(_ row: Row, _ call: String?) -> String {
    let letters = ["a", "b", "c"].prefix(row.arity ?? 1)
    switch row.notation {
    case .infix, .fraction, .power: return "`\(letters.joined(separator: row.spellings[0]))`"
    case .prefix: return "`-a`"
    case .square: return "`a²`"
    case .root: return "`√a`, `\(row.name)(a)`"
    case .bars: return "`¦a¦`, `\(row.name)(a)`"
    case .call, .cases, .terms, .rest, .transparent:
      let arguments = "(\(letters.joined(separator: ", ")))"
      return ([call ?? row.name + arguments] + row.spellings.map { $0 + arguments })
        .map { "`\($0)`" }.joined(separator: ", ")
    }
  }

  /// A bar within a cell would end it.
  private static func escaped(_ line: String) -> String {
    line.map { $0 == "¦" ? "\\|" : String($0) }.joined().split(separator: "|a|").joined(separator: "\\|a\\|")
  }

  @Test func operationsAreThoseOfTheTable() {
    let start = LanguageReferenceTests.lines.firstIndex { $0.hasPrefix("| write | meaning |") } ?? 0
    let found = Array(LanguageReferenceTests.lines.dropFirst(start + 2).prefix { $0.hasPrefix("|") })
    let table = LanguageReferenceTests.table
    for (index, line) in table.enumerated() where !found.contains(line) {
      let before = index > 0 ? table[index - 1] : LanguageReferenceTests.lines[start + 1]
      Issue.record("lessons/language.md must have, below the line\n\(before)\nthe line\n\(line)")
    }
    for line in found where !table.contains(line) {
      Issue.record("lessons/language.md must not have the line\n\(line)")
    }
    #expect(found == table)
  }

  // MARK: Statements and mistakes

  /// What the page shows as code: the lines of its lesson blocks without remarks, and the spans in its prose.
  static let code: [Substring] = {
    var found: [Substring] = []
    var inBlock = false
    for line in lines {
      if line.hasPrefix("```") {
        inBlock = line == "```nntrace"
      } else if inBlock {
        found.append(line.prefix { $0 != "#" })
      } else {
        found += line.matches(of: /`([^`]+)`/).map(\.output.1)
      }
    }
    return found
  }()

  /// Every word that begins a statement begins one that the page shows.
  @Test(arguments: StatementWord.allCases.map(\.rawValue)) func statementIsShown(_ word: String) {
    #expect(
      LanguageReferenceTests.code.contains {
        ($0.trimmed + " ").hasPrefix(word + " ") && !$0.hasPrefix(word + " = ")
      })
  }

  /// Every word and sign inside a statement stands in one that the page shows.
  @Test(arguments: [
    "step with", "compare E for", "start v", "if", "for", "steps", "epochs", "in batches of",
    "over",
    "showing", "every", "from", "column", "columns", "decimals", "exact", "where(", "mean[", "prod[", "Σ[",
    "@",
    "≈", "±", "≠", "norm(g)",
  ])
  func partOfAStatementIsShown(_ part: String) {
    let isWord = part.allSatisfy(\.isLetter)
    #expect(LanguageReferenceTests.code.contains { (" " + $0 + " ").contains(isWord ? " \(part) " : part) })
  }

  /// The examples of mistakes: statements, a blank line, and what is told.
  static let mistakes: [(statements: String, told: String)] = {
    var found: [(String, String)] = []
    var block: [String]?
    for line in lines {
      if line == "```text" {
        block = []
      } else if line == "```", let whole = block {
        let parts = whole.split(separator: "", maxSplits: 1)
        if parts.count == 2 {
          found.append((parts[0].joined(separator: "\n"), parts[1].joined(separator: "\n")))
        }
        block = nil
      } else {
        block?.append(line)
      }
    }
    return found
  }()

  @Test func mistakesAreThere() { #expect(LanguageReferenceTests.mistakes.count == 2) }

  @Test(arguments: mistakes.indices) func mistakeIsToldSo(_ index: Int) {
    let (statements, told) = LanguageReferenceTests.mistakes[index]
    let source = lesson(statements)
    let texts = run(source).diagnostics.map { DiagnosticPrinter(color: false).text($0, in: source) }
    #expect(texts == [told + "\n"])
  }
}
