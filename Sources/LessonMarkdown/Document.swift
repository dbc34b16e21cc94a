import Letters
import Trace

/// A lesson's Markdown, taken apart: the front matter, then prose and blocks of statements in turn.
///
/// All spans are byte offsets into the source the document was made from. Parsing takes time linear in the size of
/// the file and never fails: what is wrong stands in `diagnostics` (the lesson cannot be run) and `warnings`.
package struct Document: Sendable {
  package enum Part: Sendable {
    /// A stretch of prose and the comments in its running text, in order.
    case prose([Block], comments: [Document.Comment])
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

  /// - Parameter role: what a comment is, from its content: up to its end if that is known, or else all that follows.
  package init(
    _ source: Source, role: @escaping (ArraySlice<UInt8>) -> Document.Comment.Role = { _ in .note }
  ) {
    if let problem = Document.unreadable(source) {
      diagnostics = [problem]
      return
    }
    var parser = BlockParser(source, role: role)
    let body = FrontMatter.parse(source, lines: parser.fileLines(), into: &self)
    parser.parse(body)
    parts = parser.parts
    diagnostics += parser.diagnostics
    warnings += parser.warnings
    let hasCode = parts.contains { if case .code = $0 { true } else { false } }
    let hasMarks = comments.contains { role(source.bytes(in: $0.content)) == .mark }
    if !hasCode && !hasMarks && diagnostics.isEmpty {
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
      _ = FrontMatter.parse(
        source, lines: BlockParser(source, role: { _ in .note }).fileLines(), into: &document)
    }
    return document.header
  }

  private init() {}

  /// The first value of a key of the front matter.
  package subscript(key: String) -> String? {
    header.first { $0.key == key }?.value
  }

  /// The comments in all running text, in order; marks count them.
  package var comments: [Document.Comment] {
    parts.flatMap { part -> [Document.Comment] in
      if case .prose(_, let comments) = part { comments } else { [] }
    }
  }

  /// Why a text cannot be a lesson at all: empty, binary, or not UTF-8.
  private static func unreadable(_ source: Source) -> Diagnostic? {
    if source.bytes.allSatisfy(Byte.isBlank) {
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
