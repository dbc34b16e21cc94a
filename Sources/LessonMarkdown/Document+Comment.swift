import Letters

extension Document {
  /// A comment in running text: `**0.19**<!-- claim s -->`.
  package struct Comment: Hashable, Sendable {
    /// What a comment is to the text around it, by its content.
    package enum Role: Sendable {
      /// Belongs to the text, and has a place in it.
      case mark
      /// Belongs to the text, and leaves no trace in it.
      case note
      /// A block of its own where it begins a line; elsewhere a note.
      case aside
    }

    /// Between `<!--` and `-->`, without the blanks at both ends.
    package let content: Span
    /// From `<!--` to the end of `-->`.
    package let whole: Span
    /// The bytes without blanks that end before the comment, blanks between them skipped; comments in a row share those
    /// before the first of them. Empty if there are none.
    package let word: Span
  }
}
