/// The few ways in which a terminal may show a piece of text; without colour the text stays as it is.
struct Style {
  enum Tone: String {
    case bold = "1"
    case dim = "2"
    case right = "32"
    case wrong = "1;31"
    case unsure = "33"
  }

  let color: Bool

  func callAsFunction(_ text: String, _ tone: Tone) -> String {
    color && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
