import Language
import LessonMarkdown
import Letters
import Trace

/// A lesson, parsed: its front matter, and what it says and does in the order of its text.
package struct Lesson: Sendable {
  package enum Item: Sendable {
    /// Prose, whose marks are the numbers of claims, counted over the whole lesson.
    case prose([Block])
    /// The text of the next statement with the comments above it, or comments alone; and the number of its last line.
    case source(String, line: Int)
    case instruction(Instruction)
    /// A claim in prose that cannot be read.
    case broken(Diagnostic)
  }

  /// What a run does something about.
  package enum Instruction: Sendable {
    case statement(Statement)
    /// A claim about a number of the prose before it.
    case proseClaim(ClaimSyntax)
  }

  package let source: Source
  package let header: [(key: String, value: String)]
  package private(set) var items: [Item] = []
  /// What keeps the lesson from being run. Without items nothing of it can be checked.
  package let diagnostics: [Diagnostic]
  /// What its author should know.
  package let warnings: [Diagnostic]
  /// Where each name is first and last defined, by key, so that a use above its definition can say so.
  package private(set) var definitions: [Key: (first: Span, last: Span)] = [:]

  /// - Complexity: linear in the size of the text.
  package init(_ source: Source) {
    let document = Document(source, role: ProseClaim.role)
    self.source = source
    header = document.header
    warnings = document.warnings
    let mistakes = document.comments.compactMap { ProseClaim.mistake(in: $0, source) }
    guard document.diagnostics.isEmpty, mistakes.isEmpty else {
      diagnostics = (document.diagnostics + mistakes).enumerated().sorted {
        ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
      }.map(\.element)
      return
    }
    let fences = document.parts.compactMap { part -> Span? in
      if case .code(let span, _) = part { span } else { nil }
    }
    let parsed = Parser.parse(source, fences: fences)
    diagnostics = parsed.diagnostics
    var statements = parsed.statements[...]
    var counts = (claims: 0, comments: 0)
    for part in document.parts {
      switch part {
      case .prose(let blocks, let comments): add(blocks, comments, &counts)
      case .code(let span, _): add(statements.removeFirst(), in: span, &counts.claims)
      }
    }
  }

  /// A lesson without a text: the instructions alone.
  package init(_ instructions: [Instruction], in source: Source) {
    self.source = source
    header = []
    diagnostics = []
    warnings = []
    items = instructions.map(Item.instruction)
  }

  private mutating func add(
    _ blocks: [Block], _ comments: [Document.Comment], _ counts: inout (claims: Int, comments: Int)
  ) {
    var numbers: [Int: Int] = [:]
    var claims: [Item] = []
    for comment in comments {
      if let claim = ProseClaim.parse(comment, source) {
        numbers[counts.comments] = counts.claims
        counts.claims += 1
        switch claim {
        case .success(let syntax): claims.append(.instruction(.proseClaim(syntax)))
        case .failure(let diagnostic): claims.append(.broken(diagnostic))
        }
      }
      counts.comments += 1
    }
    if !blocks.isEmpty {
      items.append(.prose(blocks.map { block in block.renumberingMarks { numbers[$0] ?? $0 } }))
    }
    items += claims
  }

  private mutating func add(_ statements: [Statement], in fence: Span, _ claims: inout Int) {
    var start = fence.start
    for statement in statements {
      if let text = SourceText(source, statement, from: start) {
        items.append(.source(text.text, line: text.line))
      }
      items.append(.instruction(.statement(statement)))
      start = max(start, source.endOfLine(statement.span.end))
      claims += statement.claimCount
      if let name = statement.defined {
        definitions[name.key] = (definitions[name.key]?.first ?? name.span, name.span)
      }
    }
    if let text = SourceText(source, Span(start, fence.end), commentsOnly: true) {
      items.append(.source(text.text, line: text.line))
    }
  }
}
