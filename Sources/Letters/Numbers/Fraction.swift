/// A fraction that is one character: `½`.
package struct Fraction: Hashable, Sendable {
  private let numerator: Int
  private let denominator: Int

  package init(_ numerator: Int, over denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// nil for every other character.
  package init?(_ sign: Unicode.Scalar) {
    guard !sign.isASCII, let fraction = Fraction.signs.first(where: { $0.sign == sign })?.fraction else {
      return nil
    }
    self = fraction
  }

  package var value: Double { Double(numerator) / Double(denominator) }
  /// `1/2`
  package var text: String { "\(numerator)/\(denominator)" }
  /// `½`; nil for a fraction that is not one character.
  package var sign: Unicode.Scalar? { Fraction.signs.first { $0.fraction == self }?.sign }

  private static let signs: [(sign: Unicode.Scalar, fraction: Fraction)] = [
    ("½", Fraction(1, over: 2)), ("¼", Fraction(1, over: 4)), ("¾", Fraction(3, over: 4)),
    ("⅓", Fraction(1, over: 3)), ("⅔", Fraction(2, over: 3)),
  ]
}
