import Letters
import Testing

@testable import Language

/// How a diagnostic looks, and its columns.
@Suite struct SnippetTests {
  private func snippet(_ text: String, marking part: String, help: String? = nil, color: Bool = false)
    -> String
  {
    let bytes = Array(text.utf8)
    let mark = Array(part.utf8)
    let start = bytes.indices.first { bytes[$0...].starts(with: mark) } ?? 0
    let source = Source(name: "a.md", bytes: bytes)
    let diagnostic = Diagnostic("unknown name `\(part)`", at: Span(start, start + mark.count), help: help)
    return DiagnosticPrinter(color: color).text(diagnostic, in: source)
  }

  @Test func showsLineCaretAndHelp() {
    #expect(
      snippet("\n\nclaim thta = 0.1\n", marking: "thta", help: "did you mean θ?") == """
        error: unknown name `thta`
         --> a.md:3:7
          |
        3 | claim thta = 0.1
          |       ^^^^
          = help: did you mean θ?

        """)
  }

  @Test(arguments: [
    ("θ̂ ← x", "x", "1:5", "θ̂ ← x", "    ^"),
    ("\tx", "x", "1:2", "    x", "    ^"),
    ("a\tx", "x", "1:3", "a   x", "    ^"),
    ("漢字 x", "x", "1:4", "漢字 x", "     ^"),
    ("漢字 x", "漢字", "1:1", "漢字 x", "^^^^"),
    ("👩‍👩‍👧 x", "x", "1:3", "👩‍👩‍👧 x", "   ^"),
    ("a\u{7}x", "x", "1:3", "a\\u{7}x", "      ^"),
    ("a\u{202E}x", "x", "1:3", "a\\u{202e}x", "         ^"),
    ("\u{FEFF}x", "x", "1:1", "x", "^"),
    ("x\r\n", "x", "1:1", "x", "^"),
  ]) func countsCharactersAndCells(
    _ text: String, _ part: String, _ place: String, _ line: String, _ caret: String
  ) {
    let lines = snippet(text, marking: part).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == " --> a.md:" + place)
    #expect(lines[3] == "1 | " + line)
    #expect(lines[4] == "  | " + caret)
  }

  @Test func cutsLongLines() {
    let long =
      String(repeating: "abc + ", count: 10_000) + "thta" + String(repeating: " + abc", count: 10_000)
    let lines = snippet(long, marking: "thta").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3].count < 110)
    #expect(lines[3].hasPrefix("1 | …"))
    #expect(lines[3].hasSuffix("…"))
    let caret = lines[4].distance(
      from: lines[4].startIndex, to: lines[4].firstIndex(of: "^") ?? lines[4].startIndex)
    #expect(lines[3].dropFirst(caret).hasPrefix("thta"))
  }

  /// A name of one letter and very many marks is one character, and too much for a terminal.
  @Test func cutsLongCharacters() {
    let marks = String(repeating: "\u{301}", count: 100_000)
    #expect(snippet("x = a" + marks + " + 1", marking: "a\u{301}").utf8.count < 10_000)
    #expect(snippet("x = a" + marks + " + b", marking: "b").utf8.count < 10_000)
  }

  @Test func showsNotesAndSpansBeyondTheText() {
    let source = Source(name: "a.md", text: "x = 1\nx = 2")
    let note = Diagnostic.Note("first defined here", at: Span(0, 1))
    let text = DiagnosticPrinter().text(
      Diagnostic("`x` is defined twice", at: Span(6, 99), notes: [note]), in: source)
    #expect(
      text == """
        error: `x` is defined twice
         --> a.md:2:1
          |
        2 | x = 2
          | ^^^^^
        note: first defined here
         --> a.md:1:1
          |
        1 | x = 1
          | ^

        """)
  }

  @Test func coloursOnlyWhenAsked() {
    #expect(!snippet("x", marking: "x").contains("\u{1B}"))
    #expect(snippet("x", marking: "x", color: true).contains("\u{1B}[1;31merror\u{1B}[0m"))
    #expect(!snippet("x\u{1B}[31m", marking: "x").contains("\u{1B}"))
  }

  @Test func invalidUTF8IsShown() {
    let source = Source(name: "a.md", bytes: Array("x = ".utf8) + [0xFF, 0x20, 0x31])
    let result = Parser.parse(source, fences: [Span(0, source.bytes.count)])
    #expect(result.diagnostics.map(\.message) == ["this is not valid UTF-8"])
    #expect(DiagnosticPrinter().text(result.diagnostics[0], in: source).contains("x = \u{FFFD} 1"))
  }
}
