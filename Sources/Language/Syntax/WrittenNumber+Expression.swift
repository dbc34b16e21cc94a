import Letters

extension WrittenNumber {
  /// The number of an expression that is nothing but a number with an optional sign; nil for all else.
  package init?(_ expression: Expression) {
    switch expression.kind {
    case .number(let number): self.init(number.spelling, value: number.value)
    case .apply(.neg, let operands):
      guard case .number(let number) = operands[0].kind else { return nil }
      self.init("-" + number.spelling, value: 0 - number.value)
    default: return nil
    }
  }
}
