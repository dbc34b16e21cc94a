/// One block of a lesson's prose, parsed from its Markdown.
///
/// Renderers walk this tree and need no Markdown. It is never deeper than the parser's limit, so recursion over it
/// is safe.
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
  /// The place of a claim about the number just before it: an index into the document's claims, from 0.
  /// The number itself stays in the text.
  case claim(Int)
}
