import Language
import Letters
import Trace

/// A lesson's Markdown, taken apart: the front matter, then prose and blocks of statements in turn.
///
/// All spans are byte offsets into the source the document was made from. Parsing takes time linear in the size of
/// the file and never fails: what is wrong stands in `diagnostics` (the lesson cannot be run) and `warnings`.
package struct Document: Sendable {
  package enum Part: Sendable {
    /// A stretch of prose and the claims it makes, in order.
    case prose([Block], marks: [ProseMark])
    /// The lines between the fences of an `nntrace` block, and the number of the first of them.
    case code(Span, line: Int)
  }

  /// The front matter, in the order written; keys are in lower case.
  package internal(set) var header: [(key: String, value: String)] = []
  package internal(set) var parts: [Part] = []
  /// What keeps the lesson from being run.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// What the author should know; the lesson runs all the same.
  package internal(set) var warnings: [Diagnostic] = []

  package init(_ source: Source) {
    if let problem = Document.unreadable(source) {
      diagnostics = [problem]
      return
    }
    var parser = BlockParser(source)
    let body = FrontMatter.parse(source, lines: parser.fileLines(), into: &self)
    parser.parse(body)
    parts = parser.parts
    diagnostics += parser.diagnostics
    warnings += parser.warnings
    let hasCode = parts.contains { if case .code = $0 { true } else { false } }
    if !hasCode && diagnostics.isEmpty {
      warnings.append(
        Diagnostic(
          "this lesson has no nntrace block, so there is nothing to run", at: Span(0, 0),
          help: "statements stand between a line ```nntrace and a line ```"))
    }
  }

  /// The front matter alone, for a list of lessons.
  package static func header(of source: Source) -> [(key: String, value: String)] {
    var document = Document()
    if unreadable(source) == nil {
      _ = FrontMatter.parse(source, lines: BlockParser(source).fileLines(), into: &document)
    }
    return document.header
  }

  private init() {}

  /// The first value of a key of the front matter.
  package subscript(key: String) -> String? {
    header.first { $0.key == key }?.value
  }

  /// All prose claims in document order; `Inline.claim` counts them.
  package var marks: [ProseMark] {
    parts.flatMap { part -> [ProseMark] in
      if case .prose(_, let marks) = part { marks } else { [] }
    }
  }

  /// Why a text cannot be a lesson at all: empty, binary, or not UTF-8.
  private static func unreadable(_ source: Source) -> Diagnostic? {
    let isBlank = source.bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    if isBlank {
      return Diagnostic(
        "this lesson is empty", at: Span(0, 0), help: "nntrace new FILE writes a lesson to start from")
    }
    if let zero = source.bytes.firstIndex(of: 0) {
      return Diagnostic(
        "this is a binary file, not a lesson: it contains a zero byte", at: Span(zero, zero + 1))
    }
    if let wrong = UTF8Text.firstError(in: source.bytes) {
      return Diagnostic(
        "this file is not UTF-8 text", at: Span(wrong, wrong + 1), help: "save it with the encoding UTF-8")
    }
    return nil
  }
}

/// A claim made in prose by a comment behind a number: `**0.19**<!-- claim s -->`.
package struct ProseMark: Hashable, Sendable {
  /// The text inside the comment, without the blanks around it: `claim s`.
  package let comment: Span
  /// The number claimed, sign included (rule 51); nil if there is not exactly one, which the document has reported.
  package let number: Span?
  /// From the number (or the comment, if there is none) to the end of the comment.
  package let whole: Span
}
