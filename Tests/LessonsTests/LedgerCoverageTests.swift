import Language
import Letters
import Testing
import Trace

import struct Foundation.Data
import struct Foundation.URL

@testable import LessonMarkdown
@testable import Lessons

/// What the five articles state, as the ledger has it, against what the carried lessons show.
@Suite struct LedgerCoverageTests {
  /// An entry of the ledger.
  struct Entry {
    let id: String
    let verdict: String
    /// The entry that this one repeats.
    let twin: String?

    var hasSomethingToCompute: Bool { verdict != "not-computable" }
    /// The three digits of the article that makes the statement; nil for truths and techniques of the ledger's own.
    var article: String? {
      let parts = id.split(separator: "-")
      return parts[0].count == 2 && id.hasPrefix("A") ? "00" + parts[0].dropFirst() : nil
    }
  }

  static let entries: [Entry] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Data/ledger.txt")
    let text = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: " ").map(String.init)
      return Entry(id: words[0], verdict: words[1], twin: words.count > 2 ? words[2] : nil)
    }
  }()

  static let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })

  /// For each lesson the ids that it cites at its passages, in comments of ids alone, and at its claims. The rows of the
  /// pages that list an article's statements cite nothing: they are what is to be shown.
  static let cited: [String: Set<String>] = {
    var cited: [String: Set<String>] = [:]
    for name in LessonLibrary.names {
      let lines = text(of: LessonLibrary.lesson(named: name)!).split(separator: "\n")
      let passages = lines.filter { !$0.hasPrefix("|") }.map(String.init).joined(separator: "\n")
      let comments = passages.components(after: "<!-- ", until: " -->").map {
        $0.split(separator: ",").map(\.trimmed)
      }
      let claims = passages.components(after: "from \"")
      cited[name] = Set(comments.filter { $0.allSatisfy(isID) }.joined() + claims.filter(isID))
    }
    return cited
  }()

  static func text(of source: Source) -> String { String(decoding: source.bytes, as: UTF8.self) }

  /// `A2-4.3-theta2`, `G-bias`, `T-adam`, in contrast to `article 002 §4.3` and names of files.
  static func isID(_ text: String) -> Bool {
    let head = text.prefix { $0 != "-" }
    return head.count < text.count && ["G", "T", "A0", "A1", "A2", "A3", "A4"].contains(String(head))
  }

  @Test func theLedgerIsWhole() {
    #expect(Self.entries.count == 402)
    for entry in Self.entries {
      if let twin = entry.twin { #expect(Self.byID[twin] != nil, "\(entry.id) repeats \(twin)") }
    }
  }

  @Test func whatLessonsCiteIsInTheLedger() {
    for (name, ids) in Self.cited {
      for id in ids { #expect(Self.byID[id] != nil, "\(name) cites \(id)") }
    }
  }

  @Test func everyEntryIsShownByALesson() {
    let shown = Self.cited.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    let missing = Self.entries.filter { entry in
      entry.hasSomethingToCompute && !shown.contains(entry.id)
        && !(entry.twin.map(shown.contains) ?? false)
    }
    #expect(missing.isEmpty, "no lesson shows \(missing.map(\.id).joined(separator: ", "))")
  }

  // MARK: The pages that list an article's statements

  static let words = [
    "correct": "right", "misleading": "misleading", "wrong": "wrong", "does-not-run": "does not run",
    "not-computable": "untestable",
  ]

  /// A row of a page's tables: `| § | statement <!-- id --> | verdict | because | [lesson](lesson.md) |`.
  struct Row {
    let id: String
    let verdict: String
    let isPutRight: Bool
    let lesson: String?
  }

  static func rows(of page: String) throws -> [Row] {
    let source = try #require(LessonLibrary.lesson(named: page))
    return try text(of: source).split(separator: "\n").filter { $0.contains("<!-- A") }.map { line in
      let cells = line.split(separator: "|").map(\.trimmed)
      try #require(cells.count == 5, "\(line)")
      #expect(!cells[3].isEmpty, "no reason: \(line)")
      let id = try #require(cells[1].components(after: "<!-- ", until: " ").first)
      return Row(
        id: id, verdict: cells[2], isPutRight: cells[1].hasPrefix("put right"),
        lesson: cells[4].components(after: "](", until: ".md)").first)
    }
  }

  /// What a page says of its rows, those put right left out: they are not the article's.
  @Test(arguments: ["000", "002", "003", "004"])
  func pagesCountTheirStatements(_ article: String) throws {
    let source = try #require(LessonLibrary.lesson(named: "article-" + article))
    let own = try Self.rows(of: "article-" + article).filter { !$0.isPutRight }
    func count(_ verdict: String) -> Int { own.count { $0.verdict == verdict } }
    let words = Self.text(of: source).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains(
        "\(own.count) statements \(count("right")) are right, \(count("misleading")) misleading and "
          + "\(count("wrong")) wrong;"))
  }

  @Test(arguments: ["000", "001", "002", "003", "004"])
  func pagesListEveryStatement(_ article: String) throws {
    let rows = try Self.rows(of: "article-" + article)
    let listed = Set(rows.map(\.id))
    #expect(listed.count == rows.count)
    for entry in Self.entries where entry.article == article {
      // A copy's statements are listed where they fare otherwise than the original's.
      let isOriginals = article == "001" && entry.twin.flatMap { Self.byID[$0] }?.verdict == entry.verdict
      #expect(listed.contains(entry.id) != isOriginals, "\(entry.id)")
    }
    for row in rows {
      let entry = try #require(Self.byID[row.id], "\(row.id)")
      #expect(row.verdict == Self.words[entry.verdict], "\(row.id)")
      guard entry.hasSomethingToCompute else { continue }
      let lesson = try #require(row.lesson, "\(row.id) has no lesson")
      let ids = try #require(Self.cited[lesson], "there is no lesson \(lesson)")
      #expect(
        ids.contains(row.id) || entry.twin.map(ids.contains) == true, "\(lesson) does not show \(row.id)")
    }
  }
}

extension String {
  /// The stretches between each occurrence of a mark and the next end.
  fileprivate func components(after mark: String, until end: String = "\"") -> [String] {
    var result: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: mark) {
      rest = rest[start.upperBound...]
      result.append(String(rest[..<(rest.firstRange(of: end)?.lowerBound ?? rest.endIndex)]))
    }
    return result
  }
}
