/// How a terminal shows a stretch of text; styles combine.
///
/// The bit *n* stands for the parameter *n* of ANSI's control sequence.
package struct ANSI: OptionSet, Hashable, Sendable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  private init(parameter: Int) { rawValue = 1 << parameter }

  package static let bold = ANSI(parameter: 1)
  package static let faint = ANSI(parameter: 2)
  package static let italic = ANSI(parameter: 3)
  package static let underlined = ANSI(parameter: 4)
  package static let red = ANSI(parameter: 31)
  package static let green = ANSI(parameter: 32)
  package static let yellow = ANSI(parameter: 33)
  package static let blue = ANSI(parameter: 34)
  package static let cyan = ANSI(parameter: 36)

  /// The control sequence that begins the style; empty for plain text.
  package var begin: String {
    let parameters = (0..<64).filter { rawValue >> $0 & 1 == 1 }.map { String($0) }
    return parameters.isEmpty ? "" : "\u{1B}[" + parameters.joined(separator: ";") + "m"
  }

  /// The control sequence that ends all styles.
  package static let end = "\u{1B}[0m"

  /// A text in this style; an empty one stays empty.
  package func callAsFunction(_ text: String) -> String {
    text.isEmpty || isEmpty ? text : begin + text + ANSI.end
  }
}
