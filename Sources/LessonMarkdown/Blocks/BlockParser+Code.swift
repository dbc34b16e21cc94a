import Letters
import Trace

/// Blocks of code; those of the language are parts of their own.
extension BlockParser {
  /// A fenced block; returns the line after it.
  mutating func code(
    _ lines: ArraySlice<TextLine>, _ at: Int, _ fence: BlockStart.Fence, depth: Int,
    into result: inout [Block]
  ) -> Int {
    var end = at + 1
    while end < lines.endIndex, !starts.closes(fence, lines[end]) { end += 1 }
    let languageSpan = Span(fence.language.lowerBound, fence.language.upperBound)
    let language = source.text(languageSpan)
    if end == lines.endIndex && depth == 0 {
      let mark = Character(Unicode.Scalar(fence.mark))
      let close =
        fence.length > 12 ? "of \(fence.length) \(mark)" : String(repeating: mark, count: fence.length)
      warnings.append(
        Diagnostic(
          "this block is not closed, so it reaches to the end of the file",
          at: Span(lines[at].start, lines[at].end), help: "close it with a line " + close))
    }
    let next = min(end + 1, lines.endIndex)
    if language == "nntrace" {
      if depth == 0 {
        endProse(&result)
        parts.append(.code(codeSpan(lines, at, end), line: source.line(at: lines[at].start) + 1))
        return next
      }
      diagnostics.append(
        Diagnostic(
          "an nntrace block inside a list or a quotation is not run", at: languageSpan,
          help: "begin its lines at the left margin"))
    } else if BlockParser.isNearMiss(language) {
      diagnostics.append(
        Diagnostic(
          "this block is marked '\(language)', so its statements would not be run", at: languageSpan,
          help: "did you mean nntrace?"))
    }
    let text = lines[(at + 1)..<end].map { $0.dropping(columns: fence.indent, bytes).text(bytes) }
    result.append(.code(text.joined(separator: "\n"), language: language))
    return next
  }

  /// The bytes between two fences at the top level, the last line end included.
  private func codeSpan(_ lines: ArraySlice<TextLine>, _ open: Int, _ close: Int) -> Span {
    let end = close < lines.endIndex ? lines[close].start : bytes.count
    let start = open + 1 < lines.endIndex ? lines[open + 1].start : end
    return Span(start, max(start, end))
  }

  /// Whether a fence's word was meant to be `nntrace`.
  static func isNearMiss(_ language: String) -> Bool {
    let letters = language.lowercased().filter { $0.isLetter }
    if language == "nntrace" || !letters.hasPrefix("n") || letters.count < 5 { return false }
    return letters == "nntrace" || NearestWord.suggestion(for: letters, among: ["nntrace"]) != nil
  }

  /// A block indented by four columns; returns the line after it.
  func indentedCode(_ lines: ArraySlice<TextLine>, _ at: Int, into result: inout [Block]) -> Int {
    var end = at
    var next = at
    while next < lines.endIndex {
      let isBlank = lines[next].isBlank(bytes)
      if !isBlank && lines[next].indentation(bytes).width < 4 { break }
      next += 1
      if !isBlank { end = next }
    }
    let text = lines[at..<end].map { $0.dropping(columns: 4, bytes).text(bytes) }
    result.append(.code(text.joined(separator: "\n"), language: ""))
    return end
  }
}
