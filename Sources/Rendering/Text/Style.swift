import Letters

/// The few ways in which a terminal may show a piece of text; without colour the text stays as it is.
struct Style {
  let color: Bool

  func callAsFunction(_ text: String, _ tone: ANSI) -> String { color ? tone(text) : text }
}

extension ANSI {
  static let dim = faint
  static let code = cyan
  static let right = green
  static let wrong: ANSI = [.bold, .red]
  static let unsure = yellow
}
