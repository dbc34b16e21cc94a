/// What is wrong with a text, where, and how to fix it.
///
/// The message says what was found and expected, in lower case, without a full stop; only `help` says how to fix it.
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

  package var message: String
  package let span: Span
  package var help: String?
  package var notes: [Note]
  /// Whether a name is at fault and not its place, so that the same would be said wherever the name is used.
  package var isAboutName: Bool

  package init(
    _ message: String, at span: Span, help: String? = nil, notes: [Note] = [], isAboutName: Bool = false
  ) {
    self.message = message
    self.span = span
    self.help = help
    self.notes = notes
    self.isAboutName = isAboutName
  }
}

extension [Diagnostic] {
  /// The diagnostics in the order of their places. Those about one name are reported once, with the lines of the others:
  /// `unknown name q, here and in lines 4, 5 and 9`.
  package func toldOnce(in source: Source) -> [Diagnostic] {
    var told: [Diagnostic] = []
    var lines: [String: [Int]] = [:]
    for diagnostic in sorted(by: { $0.span.start < $1.span.start }) {
      guard diagnostic.isAboutName else {
        told.append(diagnostic)
        continue
      }
      if lines[diagnostic.message] == nil { told.append(diagnostic) }
      let line = source.line(at: diagnostic.span.start)
      if lines[diagnostic.message]?.last != line { lines[diagnostic.message, default: []].append(line) }
    }
    for index in told.indices where told[index].isAboutName {
      guard let others = lines[told[index].message]?.dropFirst(), let last = others.last else { continue }
      switch others.count {
      case 1: told[index].message += ", here and in line \(last)"
      case 2...4:
        let most = others.dropLast().map(String.init).joined(separator: ", ")
        told[index].message += ", here and in lines \(most) and \(last)"
      default: told[index].message += ", here and in \(others.count) more lines"
      }
    }
    return told
  }
}
