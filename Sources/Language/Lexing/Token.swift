import Letters

/// One lexeme of the language and where it stands.
struct Token: Sendable {
  enum Kind: UInt8, Sendable {
    case name, number, superscript, string
    case plus, minus, times, slash, caret, root, partial, bar, at
    case leftParenthesis, rightParenthesis, leftBracket, rightBracket
    case comma, dot, range
    case equal, notEqual, less, lessEqual, greater, greaterEqual, approximately, plusMinus, arrow
    /// The end of a logical line; it has no width.
    case end

    /// Whether a logical line goes on after a line that ends so (rule 46).
    var continuesLine: Bool {
      switch self {
      case .plus, .minus, .times, .slash, .caret, .root, .partial, .at, .comma, .range, .equal, .notEqual,
        .less, .lessEqual, .greater, .greaterEqual, .approximately, .plusMinus, .arrow:
        true
      default: false
      }
    }

    /// Whether an operand may begin so; a bar is left out, because it may also close one.
    var beginsOperand: Bool {
      switch self {
      case .name, .number, .root, .partial, .leftParenthesis: true
      default: false
      }
    }

    var endsOperand: Bool {
      switch self {
      case .name, .number, .superscript, .rightParenthesis, .rightBracket, .bar: true
      default: false
      }
    }
  }

  let kind: Kind
  /// Byte offsets; a source has at most `Limits.sourceBytes`, so 32 bits hold them.
  private let start: Int32
  private let end: Int32

  init(_ kind: Kind, _ start: Int, _ end: Int) {
    self.kind = kind
    self.start = Int32(start)
    self.end = Int32(end)
  }

  var span: Span { Span(Int(start), Int(end)) }
}

/// A line of the language, which may go over several lines of text (rule 46).
struct LogicalLine: Sendable {
  /// Index of its first token.
  let first: Int
  /// Index of its `.end` token.
  let last: Int
  /// White space before its first token, in characters.
  let indentation: Int
  let span: Span
  /// Whether the lexer has reported an error in it.
  let isBroken: Bool
}
