/// A stretch of words with names and numbers in it, as each format spells them.
///
///     "Step \(3)   \(loss) = \(quantity)"
package struct Phrase: ExpressibleByStringInterpolation, Sendable {
  package enum Piece: Sendable {
    /// Words of nntrace, or of the lesson.
    case words(String)
    case name(Name)
    case number(Quantity)
    /// What stands out.
    case strong(Phrase)
  }

  package private(set) var pieces: [Piece]

  package init(stringLiteral words: String) { pieces = words.isEmpty ? [] : [.words(words)] }

  package init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  package init(_ words: String) { self.init(stringLiteral: words) }

  package init(_ name: Name) { pieces = [.name(name)] }

  package init(_ number: Quantity) { pieces = [.number(number)] }

  /// The words alone, where there are no names and numbers in it.
  package var plain: String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .strong(let inner): inner.plain
      case .name, .number: ""
      }
    }.joined()
  }

  package var isEmpty: Bool { pieces.isEmpty }

  package static func + (left: Phrase, right: Phrase) -> Phrase {
    var phrase = left
    phrase.pieces += right.pieces
    return phrase
  }

  package static func += (left: inout Phrase, right: Phrase) { left.pieces += right.pieces }

  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ words: String) {
      if !words.isEmpty { pieces.append(.words(words)) }
    }

    package mutating func appendInterpolation(_ words: String) { appendLiteral(words) }
    package mutating func appendInterpolation(_ number: Int) { appendLiteral(String(number)) }
    package mutating func appendInterpolation(_ name: Name) { pieces.append(.name(name)) }
    package mutating func appendInterpolation(_ number: Quantity) { pieces.append(.number(number)) }
    package mutating func appendInterpolation(_ phrase: Phrase) { pieces += phrase.pieces }
    package mutating func appendInterpolation(strong phrase: Phrase) { pieces.append(.strong(phrase)) }
  }
}
