import Language
import Letters
import Testing
import Trace

@testable import LessonMarkdown

/// A block tree on one line: `h1(…)`, `p(…)`, `*…*` emphasis, `**…**` strong, `{0}` the place of the first comment.
func outline(_ blocks: [Block]) -> String { blocks.map(outline).joined(separator: " ") }

private func outline(_ block: Block) -> String {
  switch block {
  case .heading(let level, let text): "h\(level)(\(outline(text)))"
  case .paragraph(let text): "p(\(outline(text)))"
  case .list(let items, let ordered, let start):
    (ordered ? "ol\(start)" : "ul") + "[" + items.map(outline).joined(separator: ", ") + "]"
  case .table(let header, let alignments, let rows):
    "table(" + header.map(outline).joined(separator: "|") + ";"
      + alignments.map { "\($0)" }.joined(separator: "|") + ";"
      + rows.map { $0.map(outline).joined(separator: "|") }.joined(separator: ";") + ")"
  case .code(let text, let language): "code:\(language)(\(text.debugDescription))"
  case .quote(let blocks): "q[\(outline(blocks))]"
  case .line: "line"
  }
}

private func outline(_ inlines: [Inline]) -> String {
  inlines.map { inline in
    switch inline {
    case .text(let text): text
    case .code(let text): "`\(text)`"
    case .emphasis(let inside): "*\(outline(inside))*"
    case .strong(let inside): "**\(outline(inside))**"
    case .link(let inside, let address): "[\(outline(inside))](\(address))"
    case .lineBreak: "⏎"
    case .mark(let index): "{\(index)}"
    }
  }.joined()
}

/// Comments that begin with `mark` have a place in the text, those with `note` belong to it.
private func role(_ content: ArraySlice<UInt8>) -> Document.Comment.Role {
  let words = String(decoding: content, as: UTF8.self).split(separator: " ")
  return switch words.first {
  case "mark": .mark
  case "note": .note
  default: .aside
  }
}

private func prose(_ text: String) -> String {
  Document(Source(name: "test", text: text), role: role).parts.map { part in
    switch part {
    case .prose(let blocks, _): outline(blocks)
    case .code(_, let line): "nntrace@\(line)"
    }
  }.joined(separator: " ")
}

@Suite struct DocumentTests {
  @Test(arguments: [
    ("# One", "h1(One)"),
    ("###### Six ##", "h6(Six)"),
    ("####### seven", "p(####### seven)"),
    ("#no", "p(#no)"),
    ("Title\n===", "h1(Title)"),
    ("Title\n---\ntext", "h2(Title) p(text)"),
    ("a\nb", "p(a b)"),
    ("a  \nb\\\nc", "p(a⏎b⏎c)"),
    ("a<br>b", "p(a⏎b)"),
    ("a\n\nb", "p(a) p(b)"),
    ("- a\n- b", "ul[p(a), p(b)]"),
    ("- a\n\n- b\n\nc", "ul[p(a), p(b)] p(c)"),
    ("- a\nlazy\n- b", "ul[p(a lazy), p(b)]"),
    ("- a\n  - b\n    - c\n- d", "ul[p(a) ul[p(b) ul[p(c)]], p(d)]"),
    ("3. a\n4. b", "ol3[p(a), p(b)]"),
    ("1) a\n\n   more", "ol1[p(a) p(more)]"),
    ("- a\n* b", "ul[p(a)] ul[p(b)]"),
    ("text\n1986. a year", "p(text 1986. a year)"),
    ("-\n\ntext", "ul[] p(text)"),
    ("- ```\n  x\n  ```", "ul[code:(\"x\")]"),
    ("> a\n> b\nlazy\n\nc", "q[p(a b lazy)] p(c)"),
    ("> - a\n>   b", "q[ul[p(a b)]]"),
    ("a\n\n---", "p(a) line"),
    ("a\n\n* * *\n\nb", "p(a) line p(b)"),
    ("    code\n\n      more\ntext", "code:(\"code\\n\\n  more\") p(text)"),
    ("\tcode", "code:(\"code\")"),
    ("-\tone\n\n\ttwo", "ul[p(one) p(two)]"),
    ("```swift\nlet x = 1\n```\nb", "code:swift(\"let x = 1\") p(b)"),
    ("````\n```\n````", "code:(\"```\")"),
    ("~~~\n```\n~~~", "code:(\"```\")"),
    ("  ```\n  a\n   b\n  ```", "code:(\"a\\n b\")"),
    ("| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 |", "table(a|b;unset|center;1|2;3|)"),
    ("a | b\n--|--:\n`x` | **y**\n\nz", "table(a|b;unset|right;`x`|**y**) p(z)"),
    ("| a \\| b |\n|---|\n| c |", "table(a | b;unset;c)"),
    ("| `a\\|b` |\n|---|\n| c |", "table(`a|b`;unset;c)"),
    ("a | b\nno table", "p(a | b no table)"),
  ])
  func blocks(_ text: String, _ expected: String) { #expect(prose(text) == expected) }

  @Test(arguments: [
    ("*a* _b_ **c** __d__", "*a* *b* **c** **d**"),
    ("***a***", "***a***"),
    ("**a *b* c**", "**a *b* c**"),
    ("*a **b** c*", "*a **b** c*"),
    ("2*3 and 4 * 5", "2*3 and 4 * 5"),
    ("snake_case_name and _x_", "snake_case_name and *x*"),
    ("**foo*bar**", "**foo*bar**"),
    ("*open", "*open"),
    ("a**", "a**"),
    ("`a*b*`", "`a*b*`"),
    ("`` a`b ``", "`a`b`"),
    ("`open", "`open"),
    ("[a *b*](c.md \"title\")", "[a *b*](c.md)"),
    ("![alt](x.svg)", "[alt](x.svg)"),
    ("V[j] and [x]", "V[j] and [x]"),
    ("[a](<b c>)", "[a](b c)"),
    ("[a](f(x))", "[a](f(x))"),
    ("[a [b](c) d](e)", "[a [b](c) d](e)"),
    ("<https://a.b/c>", "[https://a.b/c](https://a.b/c)"),
    ("see https://a.b/c.", "see [https://a.b/c](https://a.b/c)."),
    ("<me@a.b>", "[me@a.b](mailto:me@a.b)"),
    ("a < b > c", "a < b > c"),
    ("\\*a\\* \\# \\q", "*a* # \\q"),
    ("&lt;&amp;&theta;&#956;&#x3b8;&unknown; & &#27;", "<&θμθ&unknown; & &#27;"),
    ("a <!-- hidden --> b", "a  b"),
    ("$x_1*y*$ and $5 and $6", "`$x_1*y*$` and $5 and $6"),
    ("$$a$$", "`$$a$$`"),
    ("a <!-- open", "a <!-- open"),
  ])
  func inlines(_ text: String, _ expected: String) { #expect(prose("x\n" + text) == "p(x \(expected))") }

  @Test func partsAndHeader() {
    let text =
      "---\ntitle: \"RMSprop: a lesson\"\n\nlevel: 1\n---\nA\n\n```nntrace\na = 1\n```\n<!-- not\n\n```nntrace\nrun\n```\n-->\nB\n~~~~ nntrace x\r\nb = 1\r\n~~~\n~~~~"
    let source = Source(name: "test", text: text)
    let document = Document(source)
    #expect(document.header.map(\.key) == ["title", "level"])
    #expect(document["title"] == "RMSprop: a lesson")
    #expect(document.diagnostics.isEmpty && document.warnings.isEmpty)
    let code = document.parts.compactMap { part -> String? in
      guard case .code(let span, let line) = part else { return nil }
      return "\(line) \(source.text(span))"
    }
    #expect(code == ["9 a = 1\n", "19 b = 1\r\n~~~\n"])
    #expect(prose(text) == "p(A) nntrace@9 p(B) nntrace@19")
  }

  @Test(arguments: [
    ("", "this lesson is empty"),
    (" \n\t\n", "this lesson is empty"),
    ("a\0b", "this is a binary file, not a lesson: it contains a zero byte"),
    ("---\ntitle: x\n", "the front matter that begins here is not closed"),
    ("```nntrce\na = 1\n```", "this block is marked 'nntrce', so its statements would not be run"),
    ("```ntrace\na = 1\n```", "this block is marked 'ntrace', so its statements would not be run"),
    ("- ```nntrace\n  a = 1\n  ```", "an nntrace block inside a list or a quotation is not run"),
  ])
  func errors(_ text: String, _ message: String) {
    #expect(Document(Source(name: "test", text: text)).diagnostics.map(\.message) == [message])
  }

  @Test(arguments: [
    ("Prose.", "this lesson has no nntrace block, so there is nothing to run"),
    ("---\ntitle\n---\n```nntrace\n```", "expected key: value in the front matter"),
    ("```nntrace\na = 1", "this block is not closed, so it reaches to the end of the file"),
    ("```nntrace\n```\n<!-- a\n\nb", "this comment is not closed, so it hides the rest of the file"),
    ("```nntrace\n```\na <!-- b", "this comment is not closed before its paragraph ends"),
  ])
  func warnings(_ text: String, _ message: String) {
    let document = Document(Source(name: "test", text: text))
    #expect(document.diagnostics.isEmpty)
    #expect(document.warnings.map(\.message) == [message])
  }

  @Test func refusesWhatIsNotUTF8() {
    let document = Document(Source(name: "test", bytes: [0x61, 0xFF, 0x62]))
    #expect(document.diagnostics.first?.span == Span(1, 2))
    #expect(UTF8Text.firstError(in: Array("aθ√𝛼\u{10FFFF}".utf8)) == nil)
    for wrong: [UInt8] in [
      [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x88], [0x80],
    ] {
      #expect(UTF8Text.firstError(in: wrong) == 0)
    }
  }

  @Test(arguments: [
    ("a<!-- mark --> b<!-- note --> c <!-- mark -->", "p(a{0} b c {2})"),
    ("a\n<!-- mark --> b", "p(a {0} b)"),
    ("a\n<!-- note --> b", "p(a  b)"),
    ("a\n<!-- aside --> b", "p(a) p(b)"),
    ("<!-- mark --> b", "p({0} b)"),
    ("<!-- note --> b", "p(b)"),
    (
      "# a<!-- mark -->\n- b<!-- mark -->\n\n| c<!-- mark --> |\n|---|\n| d<!-- mark --> |",
      "h1(a{0}) ul[p(b{1})] table(c{2};unset;d{3})"
    ),
  ])
  func marks(_ text: String, _ expected: String) { #expect(prose(text) == expected) }

  @Test(arguments: [
    ("0.19<!-- a -->", "0.19"), ("**θ = 1** <!-- a --> <!-- b -->", "1**"), ("x\n<!-- a -->", "x"),
    ("1<!-- a -->2<!-- b -->", "2"), ("<!-- a -->", ""),
  ])
  func wordBeforeAComment(_ text: String, _ word: String) throws {
    let source = Source(name: "test", text: text)
    let comment = try #require(Document(source, role: { _ in .mark }).comments.last)
    #expect(source.text(comment.word) == word)
  }

  /// Each of these would take minutes, or the stack, if some part of the parser were not linear; all that is asked is
  /// that it comes to an end, and has something of it.
  @Test(arguments: [
    "[", "]", "*", "**a ", "*a **b ", "a*", "_a*", "`", "$", "$a ", "<!--", "<", "&", "![", "[a](", "[a](b",
    "> ", "- ",
    "1. ", "a\n- ", "`a``", "<!-- claim a -->", "|", "\\", "# ", "~~~\n", "- a\n\n", "[a](<b", "_a_*", "**x*",
    "a\n>",
    "https://",
  ])
  func hostileInputIsLinear(_ piece: String) {
    expectAnEnd(String(repeating: piece, count: 100_000 / piece.utf8.count))
  }

  @Test func bracketsBehindAnAddressAreLinear() {
    expectAnEnd("https://a" + String(repeating: ")", count: 100_000))
  }

  private func expectAnEnd(_ text: String) {
    let document = Document(Source(name: "test", text: text))
    #expect(!document.parts.isEmpty || !document.warnings.isEmpty)
  }

  @Test func ofManyOpenCommentsOneIsReported() {
    let text = "```nntrace\n```\n" + String(repeating: "a <!-- ", count: 1_000)
    #expect(Document(Source(name: "test", text: text)).warnings.count == 1)
  }

  @Test func aLongFenceIsCounted() {
    let warnings = Document(Source(name: "test", text: String(repeating: "`", count: 1_000))).warnings
    #expect(warnings.first?.help == "close it with a line of 1000 `")
  }
}
