import Language
import Letters
import Testing
import Trace

@testable import Lessons

/// Data files as spreadsheets and people write them.
@Suite struct TableTests {
  private func outcome(_ data: String, _ statements: String) -> LessonRun.Outcome {
    LessonRun.run(lesson(statements)) { _ in .bytes(Array(data.utf8)) }
  }

  /// A file, and what the sum of its cells is.
  @Test(arguments: [
    ("1,2\n3,4\n", 10), ("1,2\r\n3,4", 10), ("1,2\r3,4\r", 10), ("\n1,2\n\n", 3), (" 1 ,\t2 \n", 3),
    ("\"1\" , \"2\"\n", 3), ("\u{FEFF}a,b\n1,2", 3), ("−1,-2\n+3,.5e1\n", 5),
  ]) func cells(_ data: String, _ sum: Double) {
    let outcome = outcome(data, "input x from \"d.csv\"\nclaim Σ[i,j] x[i,j] = \(sum)")
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(outcome.recording.claims.map(\.asStated) == [true])
  }

  /// A file, what is told of it, and how to mend it.
  @Test(arguments: [
    ("", "d.csv is empty", nil),
    ("a,b\n", "d.csv has a header but no rows", nil),
    ("a\n1\n\"2\n", "d.csv, line 3: a quoted cell is not closed", nil),
    ("a\n\"1\"2\n", "d.csv, line 2: text behind the closing quote of a cell", "written twice"),
    ("a\n\"1\" \"2\"\n", "d.csv, line 2: text behind the closing quote of a cell", "written twice"),
    ("a,b\n1\n", "d.csv, line 2: 1 cell where the first line has 2", nil),
    ("a;b\n1,5;2,5\n", "d.csv, line 2: 3 cells where the first line has 1", "separated by commas"),
    ("a;b\n1;2\n", "d.csv, line 2, column 1: expected a number, found `1;2`", "separated by commas"),
    ("a\tb\n1\t2\n", "d.csv, line 2, column 1: expected a number, found `1\t2`", "separated by commas"),
    (
      "a\n\"1,5\"\n", "d.csv, line 2, column 1: expected a number, found `1,5`",
      "a decimal point is written ."
    ),
    ("a\nnan\n", "d.csv, line 2, column 1: expected a number, found `nan`", nil),
    ("a\n0x10\n", "d.csv, line 2, column 1: expected a number, found `0x10`", nil),
    ("a,b\n1,\n", "d.csv, line 2, column 2: expected a number, found an empty cell", nil),
    ("nan,1\n2,3\n", "d.csv, line 1: expected a number or a name, found `nan`", "every column, or none"),
    ("1 000,2\n3,4\n", "d.csv, line 1: expected a number or a name, found `1 000`", "every column, or none"),
    (
      "\n\"1,5\",x\n3,4\n", "d.csv, line 2: expected a number or a name, found `1,5`",
      "a decimal point is written ."
    ),
    ("a,1\n3,4\n", "d.csv, line 1: `a` is a name and `1` is not", "every column, or none"),
    ("1\n1e400\n", "d.csv, line 2, column 1: `1e400` is too large for double precision", nil),
    ("-1e999\n", "d.csv, line 1, column 1: `-1e999` is too large for double precision", nil),
    ("0e-999\n1e-400\n", "d.csv, line 2, column 1: `1e-400` is too small for double precision", nil),
  ]) func mistakes(_ data: String, _ message: String, _ help: String?) {
    let diagnostics = outcome(data, "input x from \"d.csv\"").diagnostics
    #expect(diagnostics.map(\.message) == [message])
    #expect(diagnostics.first?.help?.contains(help ?? "") ?? (help == nil))
  }

  @Test(arguments: [[0x61, 0xFF, 0x0A, 0x31, 0x0A], [0x61, 0x0A, 0x31, 0xC3]] as [[UInt8]])
  func whatIsNotUTF8IsRefused(_ bytes: [UInt8]) {
    let outcome = LessonRun.run(lesson("input x from \"d.csv\"")) { _ in .bytes(bytes) }
    #expect(outcome.diagnostics.count == 1)
    #expect(outcome.diagnostics.first?.message.hasSuffix("this is not UTF-8 text") == true)
  }

  /// Before the numbers become nodes, and before the cells become text.
  @Test func tooManyNumbersAreRefused() throws {
    var limits = LessonLimits()
    limits.members = 9
    let table = String(repeating: "1,2,3,4,5\n", count: 2)
    for (columns, count) in [("", 1), (" columns a, b", 0)] {
      let source = lesson("input x from \"d.csv\"" + columns)
      let outcome = LessonRun.run(source, limits: limits) { _ in .bytes(Array(("a,b,c,d,e\n" + table).utf8)) }
      #expect(outcome.diagnostics.count == count)
      if count == 1 { #expect(outcome.diagnostics[0].message == "d.csv has more than 9 numbers") }
    }
    #expect(throws: Diagnostic.self) {
      try CSVText(Array(table.utf8), path: "d.csv", mostLines: 5, mostCells: 9, at: Span(0, 0))
    }
    #expect(throws: Diagnostic.self) {
      try CSVText(Array(table.utf8), path: "d.csv", mostLines: 1, mostCells: 99, at: Span(0, 0))
    }
  }

  @Test func aLongCellIsCutInMessages() {
    let data = "a\n" + String(repeating: "x", count: 1_000_000)
    let message = outcome(data, "input x from \"d.csv\"").diagnostics.first?.message
    #expect(message?.utf8.count ?? .max < 200)
  }

  @Test func aColumnNameMustMeanOneColumn() {
    let ambiguous = outcome("a,b,a\n1,2,3\n", "input x from \"d.csv\" column a").diagnostics
    #expect(ambiguous.map(\.message) == ["d.csv has 2 columns a"])
    let exact = outcome("theta,θ\n1,2\n", "input x from \"d.csv\" column θ\nclaim x[1] = 2")
    #expect(exact.recording.claims.map(\.asStated) == [true])
    #expect(outcome("theta,θ\n1,2\n", "input x from \"d.csv\" column ϑ").diagnostics.count == 1)
  }
}
