import Letters
import TestSupport
import Testing

import struct Foundation.Data
import class Foundation.FileManager
import struct Foundation.URL

@testable import Language

/// The specification, `lessons/grammar.md`, against the parser: what the grammar can say parses, and what parses the
/// grammar can say.
@Suite struct GrammarTests {
  static let lessons = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "lessons")
  static let page = text("grammar.md")
  static let grammar = Grammar(page.split(separator: "```ebnf\n").last?.prefix { $0 != "`" } ?? "")

  static func text(_ name: String) -> String {
    String(decoding: (try? Data(contentsOf: lessons.appending(path: name))) ?? Data(), as: UTF8.self)
  }

  @Test func everySymbolHasAProduction() {
    let (_, symbols) = GrammarTests.grammar.used
    let classes: Set = [
      "NAME", "NUMBER", "DIGITS", "INTEGER", "SUPERSCRIPT", "STRING", "NL", "INDENT", "DEDENT",
    ]
    let named = Set(GrammarTests.grammar.productions.keys)
    #expect(named.count > 30)
    #expect(symbols.subtracting(named) == classes)
    #expect(named.subtracting(symbols) == ["lesson", "proseclaim"])
  }

  /// The page has all rules in order, and an example of each.
  @Test func everyRuleHasAnExample() {
    let count = 52
    let numbers = GrammarTests.page.matches(of: #/(?m)^(\d+)\. /#).compactMap { Int($0.output.1) }
    #expect(numbers == Array(1...count))
    let remarks = GrammarTests.page.matches(of: #/(?m)(?:\#|\() ?((?:\d+(?:, )?)+)/#)
    let shown = remarks.flatMap { $0.output.1.split(separator: ", ").compactMap { Int($0) } }
    #expect(Set(1...count).subtracting(shown).isEmpty)
  }

  // MARK: What the grammar says, parses

  @Test(arguments: 0..<16) func sentencesParse(_ seed: UInt64) {
    var writer = SentenceWriter(GrammarTests.grammar, seed: seed)
    for _ in 0..<100 {
      let text = SentenceWriter.text(writer.sentence("statement", room: 6 + writer.draws.below(14)))
      // Of no digits nothing is left.
      if text.contains("carry 0 digits") { continue }
      let (statements, diagnostics) = parse(text)
      #expect(diagnostics.isEmpty && !statements.isEmpty, "\(text)\n\(diagnostics.map(\.message))")
    }
  }

  @Test func proseClaimsParse() {
    var writer = SentenceWriter(GrammarTests.grammar, seed: 1)
    for _ in 0..<100 {
      let words = writer.sentence("proseclaim").dropFirst().dropLast()
      let source = Source(name: "test", text: "1 " + words.joined(separator: " "))
      let result = Parser.parseProseClaim(
        source, comment: Span(2, source.bytes.count), number: Span(0, 1))
      if case .success? = result {} else { Issue.record("\(words)") }
    }
  }

  // MARK: The words of both

  /// Words that may be names: another one makes a call of `where(a, b, c)`, `every (a)` and the like.
  static let ambiguous: Set = ["where", "grad", "every", "not", "none"]
  static let words = GrammarTests.grammar.used.literals.filter { $0.allSatisfy(\.isLetter) && $0 != "Σ" }

  @Test func statementWordsAreInTheGrammar() {
    #expect(Set(StatementWord.allCases.map(\.rawValue)).isSubset(of: GrammarTests.words))
  }

  /// The words that the parser looks for, in its source.
  @Test func wordsOfTheParserAreInTheGrammar() throws {
    let folder = GrammarTests.lessons.deletingLastPathComponent().appending(
      path: "Sources/Language/Parsing")
    var found: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
      for match in text.matches(of: /(?:takeWord\(|isWord\([a-zA-Z]+, )"([a-z]+)"/) {
        found.insert(String(match.output.1))
      }
    }
    #expect(found.count > 20)
    // In English one decimal is a `decimal`, one digit a `digit`; `nothing` and `while` are only refused.
    #expect(
      found.subtracting(GrammarTests.words).subtracting(["decimal", "digit", "nothing", "while"]) == [])
  }

  @Test(arguments: words.sorted()) func wordOfTheGrammarIsAWordOfTheParser(_ word: String) {
    guard !GrammarTests.ambiguous.contains(word) else { return }
    var writer = SentenceWriter(GrammarTests.grammar, seed: 3)
    for _ in 0..<20_000 {
      let words = writer.sentence("statement", room: 12)
      // `max[i] -x` is a sentence with any name.
      if words.contains("]"), words.contains("-") { continue }
      guard let place = words.firstIndex(of: word) else { continue }
      var other = words
      other[place] = "nonsense"
      #expect(!parse(SentenceWriter.text(other)).diagnostics.isEmpty, "\(other.joined(separator: " "))")
      return
    }
    Issue.record("no sentence has the word \(word)")
  }

  // MARK: What parses, the grammar says

  static let pages = ((try? FileManager.default.contentsOfDirectory(atPath: lessons.path)) ?? [])
    .filter { $0.hasSuffix(".md") }.sorted()

  @Test(arguments: pages) func lessonIsASentence(_ name: String) {
    check(Source(name: name, text: GrammarTests.text(name)))
  }

  @Test(arguments: Fixtures.sketches.names) func sketchIsASentence(_ name: String) throws {
    check(Source(name: name, bytes: try Fixtures.sketches.bytes(name)))
  }

  private func check(_ source: Source) {
    for fence in fences(of: source) {
      var recognizer = Recognizer(GrammarTests.grammar, source, in: fence)
      let isSentence = recognizer.accepts("lesson")
      #expect(isSentence, "\(source.name): \(source.text(fence))")
    }
  }
}
