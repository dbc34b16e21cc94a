import Letters
import Presentation
import Trace

/// A page as text that is asked for piece by piece.
package struct TextPieces {
  private var writer: TextWriter<String>
  private let options: TextOptions

  package init(_ recording: Recording, _ options: TextOptions) {
    self.options = options
    writer = TextWriter(recording.claims, options, "")
  }

  /// The lines of the next item.
  package mutating func text(_ item: PageItem) -> String {
    writer.page.stream = ""
    writer.write(item)
    return writer.page.stream
  }

  /// The name of an equation, and its formula, the formula with numbers put in, and the result; fewer where two of them
  /// are the same.
  package func parts(of equation: Equation) -> (name: String, sign: String, parts: [String]) {
    let lines = EquationLines(equation, writer.spelling)
    return (lines.name, lines.sign, lines.parts)
  }

  /// Text of the lesson as it is spelled here.
  package func spelled(_ text: String) -> String { options.style.spelled(text) }
}
