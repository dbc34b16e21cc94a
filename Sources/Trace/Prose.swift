/// One block of a lesson's prose, parsed from its Markdown.
///
/// Renderers need no Markdown. The tree is never deeper than the parser's limit: recursion over it is safe.
package indirect enum Block: Hashable, Sendable {
  /// A heading and its level, 1…6.
  case heading(Int, [Inline])
  case paragraph([Inline])
  /// The items of a list, each a sequence of blocks; `start` is the first number of an ordered list.
  case list([[Block]], ordered: Bool, start: Int)
  /// Each row has as many cells as the header.
  case table(header: [[Inline]], alignments: [Alignment], rows: [[[Inline]]])
  /// Verbatim text without its last line end, and the first word after the fence (empty if there is none).
  case code(String, language: String)
  case quote([Block])
  /// A thematic break.
  case line

  /// Where the text of a table's column stands.
  package enum Alignment: Hashable, Sendable {
    case unset, left, center, right
  }
}

/// A piece of running text.
package indirect enum Inline: Hashable, Sendable {
  case text(String)
  /// Verbatim: a code span, or mathematics between dollar signs (with them).
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case link([Inline], to: String)
  /// A line end the author insists on.
  case lineBreak
  /// A place in the text that something else is about: in a document the number of a comment, in a recording that of
  /// the claim about the number just before it, which stays in the text.
  case mark(Int)
}

extension Block {
  /// The claims that the block makes, in order.
  package var claims: [Int] {
    var claims: [Int] = []
    _ = renumberingMarks {
      claims.append($0)
      return $0
    }
    return claims
  }

  /// The block with another number for each mark.
  package func renumberingMarks(_ number: (Int) -> Int) -> Block {
    switch self {
    case .heading(let level, let text): .heading(level, text.map { $0.renumberingMarks(number) })
    case .paragraph(let text): .paragraph(text.map { $0.renumberingMarks(number) })
    case .list(let items, let ordered, let start):
      .list(items.map { item in item.map { $0.renumberingMarks(number) } }, ordered: ordered, start: start)
    case .table(let header, let alignments, let rows):
      .table(
        header: header.map { cell in cell.map { $0.renumberingMarks(number) } }, alignments: alignments,
        rows: rows.map { row in row.map { cell in cell.map { $0.renumberingMarks(number) } } })
    case .quote(let blocks): .quote(blocks.map { $0.renumberingMarks(number) })
    case .code, .line: self
    }
  }
}

extension Inline {
  fileprivate func renumberingMarks(_ number: (Int) -> Int) -> Inline {
    switch self {
    case .mark(let index): .mark(number(index))
    case .emphasis(let inside): .emphasis(inside.map { $0.renumberingMarks(number) })
    case .strong(let inside): .strong(inside.map { $0.renumberingMarks(number) })
    case .link(let inside, let address): .link(inside.map { $0.renumberingMarks(number) }, to: address)
    case .text, .code, .lineBreak: self
    }
  }
}
