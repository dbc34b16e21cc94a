import Letters
import Presentation

/// How words, names and numbers of a page are spelled.
struct Spelling {
  let style: FormulaStyle
  /// Gives a look to what stands out.
  var strong: (String) -> String = { $0 }

  func text(_ name: Name) -> String { FormulaText(style).text(name) }

  func text(_ number: Quantity) -> String {
    if let typed = number.typed { return text(typed) }
    let format = NumberFormat(digits: number.digits)
    return UncertainNumber.text(number.value, doubt: number.doubt, format) ?? format.text(number.value)
  }

  func text(_ phrase: Phrase) -> String {
    phrase.pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += style.spelled(words)
      case .name(let name): text += self.text(name)
      case .number(let number): text += self.text(number)
      case .strong(let phrase): text += strong(self.text(phrase))
      }
    }
  }
}
