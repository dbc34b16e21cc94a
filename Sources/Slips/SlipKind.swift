/// How often people make a slip: the more often, the fewer digits are needed to believe in it, and the earlier it is
/// named.
enum Likelihood: Comparable, CaseIterable, Sendable {
  case plain, common, usual, occasional, rare, arithmetic
}

/// The kinds of slips that are tried, a row for each; equally likely ones are named in this order.
enum SlipKind: CaseIterable, Comparable, Sendable {
  case otherQuantity, otherSign, sign, square, root, function, term, factor, divisor, minus
  case chainFactor, chainTwo, complementForgotten, wrongSlope, meanForSum, stepBefore, hyperparameterPoint
  case degrees, otherLogarithm, path, complementSwapped, precedence, inverse, doubled, productRule
  case powerAsProduct, epsilonMoved, otherFunction, parentheses, index, member, oneLess, otherValue,
    startValue
  case resultDigits
  case otherName, stale, carriedOn, onlyOne, leftOut, otherOperation, oneStep, oneMember, swapped
  case dataSign, dataPoint, noEpsilon, roundedAll, rounded, clock, completed
  case digitsTransposed, roundedEarly, digitMisread

  /// How often it is made, and the fewest digits of a number from which it is looked for.
  var row: (likelihood: Likelihood, digits: Int) {
    switch self {
    case .otherQuantity: (.common, 3)
    case .otherSign, .stepBefore, .hyperparameterPoint: (.plain, 0)
    case .sign, .square, .root, .function, .factor, .term, .divisor, .minus: (.common, 0)
    case .chainFactor, .chainTwo, .complementForgotten: (.common, 0)
    case .wrongSlope, .meanForSum, .degrees, .otherLogarithm: (.common, 0)
    case .path, .complementSwapped, .inverse: (.usual, 0)
    case .doubled, .epsilonMoved: (.usual, 0)
    case .productRule, .powerAsProduct, .otherFunction, .oneLess, .startValue: (.usual, 4)
    case .precedence, .parentheses: (.usual, 3)
    case .index, .member, .otherValue: (.usual, 4)
    case .resultDigits: (.usual, 5)
    case .otherName, .stale, .carriedOn, .onlyOne, .swapped: (.occasional, 0)
    case .leftOut, .otherOperation: (.occasional, 4)
    case .oneStep, .oneMember: (.occasional, 5)
    case .dataSign, .dataPoint, .noEpsilon, .roundedAll, .rounded, .clock, .completed: (.rare, 0)
    case .digitsTransposed, .roundedEarly, .digitMisread: (.arithmetic, 5)
    }
  }

  var likelihood: Likelihood { row.likelihood }

  /// Whether it is tried together with another. Pairs are so many that only what needs no special formula is.
  var isPaired: Bool {
    switch self {
    case .wrongSlope, .degrees, .otherLogarithm, .otherQuantity: false
    default: row.digits == 0
    }
  }

  /// Whether there is a slip of this kind only where something else is claimed.
  var dependsOnOtherClaims: Bool {
    switch self {
    case .carriedOn, .rounded, .roundedAll: true
    default: false
    }
  }
}
