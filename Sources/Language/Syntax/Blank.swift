import Letters

/// `____`, which stands in a worksheet where its reader is to write a number.
package enum Blank {
  package static let text = "____"

  /// Whether a text is a blank: four underscores or more.
  package static func isOne(_ text: some StringProtocol) -> Bool {
    text.utf8.count >= 4 && text.utf8.allSatisfy { $0 == UInt8(ascii: "_") }
  }
}

extension Expression {
  /// A blank: a number that nobody has written yet.
  init(blankAt span: Span) { self.init(.number(Number(value: .nan, spelling: Blank.text)), at: span) }

  package var isBlank: Bool {
    if case .number(let number) = kind { number.spelling == Blank.text } else { false }
  }

  /// The expression, read as a blank where it is nothing but underscores.
  var orBlank: Expression {
    guard case .reference(let reference) = kind, reference.subscripts.isEmpty,
      Blank.isOne(reference.name.text)
    else { return self }
    return Expression(blankAt: span)
  }
}
