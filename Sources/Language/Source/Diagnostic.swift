/// What is wrong with a text, where, and how to mend it.
///
/// The message says what was found and what was expected, in the reader's words, lower case, without a full stop.
/// The mend stands in `help` alone.
package struct Diagnostic: Error, Sendable {
  /// A second place that the reader needs to see, as "first defined here".
  package struct Note: Sendable {
    package let span: Span
    package let text: String

    package init(_ text: String, at span: Span) {
      self.text = text
      self.span = span
    }
  }

  package let message: String
  package let span: Span
  package var help: String?
  package var notes: [Note]

  package init(_ message: String, at span: Span, help: String? = nil, notes: [Note] = []) {
    self.message = message
    self.span = span
    self.help = help
    self.notes = notes
  }
}
