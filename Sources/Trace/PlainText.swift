/// Prose without its markup.
package enum PlainText {
  /// The words of a heading or paragraph, with one blank between them.
  package static func text(of inlines: [Inline]) -> String {
    var text = ""
    append(inlines, to: &text)
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func append(_ inlines: [Inline], to text: inout String) {
    for inline in inlines {
      switch inline {
      case .text(let words), .code(let words): text += words
      case .emphasis(let inside), .strong(let inside), .link(let inside, _): append(inside, to: &text)
      case .lineBreak: text += " "
      case .mark: break
      }
    }
  }
}
