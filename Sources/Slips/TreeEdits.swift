import Autodiff
import Language
import Lessons
import Letters
import Trace

/// One single edit of a formula.
struct TreeEdit {
  /// The whole formula, edited.
  let formula: Expression
  /// What the edit is about, as printed: to see whether it stands in one place only.
  let about: String
  /// Whether that is a single name.
  let isName: Bool
  let kind: Mistake.Kind
  let simplicity: Simplicity
  /// Whether the value stays, and only the slope is another: by a formula that nobody would write.
  let isOfSlope: Bool
}

/// Every single slip of a formula: a sign, a factor, a divisor, a square, a root, a name.
struct TreeEdits {
  /// Names that may be mistaken for each other: hyperparameters, values of one parameter.
  let exchangeable: [[Name]]
  /// Whether squares and roots may have been left out of it: of a rule they may.
  let completes: Bool
  /// Whether gradients go through it, so that a factor of the chain rule may have been left out.
  let isDifferentiated: Bool
  /// The names with several uses, whose contributions add up.
  let shared: Set<Key>
  private(set) var edits: [TreeEdit] = []

  /// A formula with more operations and names than this is taken as it is.
  private static let mostParts = 200

  typealias Rebuild = (Expression) -> Expression

  init(
    exchangeable: [[Name]] = [], completes: Bool = false, isDifferentiated: Bool = false,
    shared: Set<Key> = []
  ) {
    self.exchangeable = exchangeable
    self.completes = completes
    self.isDifferentiated = isDifferentiated
    self.shared = shared
  }

  /// All edits of a formula, in the order of its text.
  func of(_ formula: Expression) -> [TreeEdit] {
    var size = 0
    formula.forEachDescendant { _ in size += 1 }
    guard size <= TreeEdits.mostParts else { return [] }
    var copy = self
    copy.visit(formula, { $0 })
    return copy.edits
  }

  mutating func add(
    _ new: Expression, _ rebuild: Rebuild, about: Expression, _ kind: Mistake.Kind, _ simplicity: Simplicity,
    isOfSlope: Bool = false
  ) {
    edits.append(
      TreeEdit(
        formula: rebuild(new), about: ExpressionPrinter.text(about), isName: about.bareName != nil,
        kind: kind, simplicity: simplicity, isOfSlope: isOfSlope))
  }

  /// - Parameter isInner: whether the expression is an inner link of a chain of products or sums, whose edits the
  ///   whole chain has made.
  private mutating func visit(_ expression: Expression, isInner: Bool = false, _ rebuild: @escaping Rebuild) {
    if isDifferentiated {
      chainRuleEdits(expression, rebuild)
      pathEdits(expression, rebuild)
    }
    switch expression.kind {
    case .apply(let operation, let operands):
      switch operation {
      case .add, .sub: if !isInner { sumEdits(expression, rebuild) }
      case .mul, .div: if !isInner { productEdits(expression, rebuild) }
      case .neg:
        add(operands[0], rebuild, about: expression, without(expression, .minus), .structural)
      case .square:
        add(operands[0], rebuild, about: expression, without(expression, .square), .structural)
        let doubled = Expression.made(.mul, .number(2, "2"), operands[0])
        add(doubled, rebuild, about: expression, exchanged(doubled, expression), .exchanged)
        if !completes {
          let half = Expression.made(.mul, .number(0.5, "½"), expression)
          add(half, rebuild, about: expression, exchanged(half, expression), .exchanged)
        }
      case .sqrt:
        add(operands[0], rebuild, about: expression, without(expression, .root), .structural)
        moveIn(expression, operands[0], rebuild)
      case .pow:
        add(operands[0], rebuild, about: expression, without(expression, .exponent), .structural)
      default: break
      }
    case .call(let name, let arguments):
      if arguments.count == 1 {
        add(arguments[0], rebuild, about: expression, without(expression, .function(name.text)), .structural)
      }
    case .reduction(let reduction, let indices, let body):
      if reduction == .sum || reduction == .mean {
        let other = Reduction.sum == reduction ? Reduction.mean : .sum
        let new = Expression(.reduction(other, indices, body), at: expression.span)
        let text = ExpressionPrinter.text(expression)
        add(new, rebuild, about: expression, reduction == .sum ? .averaged(text) : .summed(text), .structural)
        onlyFirst(expression, reduction, indices, body, rebuild)
      }
    case .reference: nameEdits(expression, rebuild)
    case .number, .conditional, .derivative, .history: break
    }
    let chain = chainKind(expression)
    for (index, part) in expression.parts.enumerated() {
      let inner = index == 0 && chain != nil && chainKind(part) == chain
      visit(part, isInner: inner) { rebuild(expression.replacing(part: index, by: $0)) }
    }
  }

  private enum Chain { case sum, product }

  private func chainKind(_ expression: Expression) -> Chain? {
    guard case .apply(let operation, _) = expression.kind else { return nil }
    switch operation {
    case .add, .sub: return .sum
    case .mul, .div: return .product
    default: return nil
    }
  }

  // MARK: Sums

  private mutating func sumEdits(_ sum: Expression, _ rebuild: Rebuild) {
    var terms: [(value: Expression, isMinus: Bool)] = []
    var rest = sum
    while case .apply(let operation, let operands) = rest.kind, operation == .add || operation == .sub {
      terms.insert((operands[1], operation == .sub), at: 0)
      rest = operands[0]
    }
    terms.insert((rest, false), at: 0)
    if terms.count == 2, terms[0].value.isNumber(1), terms[1].isMinus {
      add(terms[1].value, rebuild, about: sum, exchanged(terms[1].value, sum), .structural)
    }
    for (index, term) in terms.enumerated() {
      var others = terms
      others.remove(at: index)
      add(
        joined(others), rebuild, about: sum, without(sum, .operand(ExpressionPrinter.text(term.value))),
        .structural)
      guard index > 0 else { continue }
      var flipped = terms
      flipped[index].isMinus.toggle()
      let new = joined(flipped)
      add(new, rebuild, about: sum, sign(new, sum), .structural)
    }
    if terms.count == 2, terms[1].isMinus, !terms[0].value.isNumber(1) {
      let new = Expression.made(.sub, terms[1].value, terms[0].value)
      add(new, rebuild, about: sum, sign(new, sum), .structural)
    }
    moveOut(sum, terms.map(\.value), rebuild)
  }

  private func joined(_ terms: [(value: Expression, isMinus: Bool)]) -> Expression {
    var result = terms[0].isMinus ? Expression.made(.neg, terms[0].value) : terms[0].value
    for term in terms.dropFirst() { result = .made(term.isMinus ? .sub : .add, result, term.value) }
    return result
  }

  /// A sum or mean forgotten: of one index, its first term alone.
  private mutating func onlyFirst(
    _ expression: Expression, _ reduction: Reduction, _ indices: [IndexRange], _ body: Expression,
    _ rebuild: Rebuild
  ) {
    guard indices.count == 1 else { return }
    let first = indices[0].bounds?.lower ?? .number(1, "1")
    let range = IndexRange(name: indices[0].name, bounds: (first, first), span: indices[0].span)
    let new = Expression(.reduction(reduction, [range], body), at: expression.span)
    let kind = Mistake.Kind.onlyTerm(
      index: range.name.text, ExpressionPrinter.text(first), of: ExpressionPrinter.text(expression))
    add(new, rebuild, about: expression, kind, .exchanged)
  }

  // MARK: Products

  private mutating func productEdits(_ product: Expression, _ rebuild: Rebuild) {
    var factors: [(value: Expression, isDivisor: Bool)] = []
    var rest = product
    while case .apply(let operation, let operands) = rest.kind, operation == .mul || operation == .div {
      factors.insert((operands[1], operation == .div), at: 0)
      rest = operands[0]
    }
    factors.insert((rest, false), at: 0)
    for (index, factor) in factors.enumerated() {
      var others = factors
      others.remove(at: index)
      let name = ExpressionPrinter.text(factor.value)
      let what = factor.isDivisor ? Mistake.Part.divisor(name) : .operand(name)
      add(multiplied(others), rebuild, about: product, without(product, what), .structural)
      var other = factors
      other[index].isDivisor.toggle()
      if factor.isDivisor {
        add(multiplied(other), rebuild, about: factor.value, .multiplied(name), .structural)
      } else if index > 0 {
        add(multiplied(other), rebuild, about: factor.value, .divided(name), .structural)
      }
    }
    slopeEdits(product, factors, rebuild)
  }

  /// `p·(1 − p)`, the slope of σ at its own value, forgotten as one.
  private mutating func slopeEdits(
    _ product: Expression, _ factors: [(value: Expression, isDivisor: Bool)], _ rebuild: Rebuild
  ) {
    for (index, factor) in factors.enumerated() where !factor.isDivisor {
      guard case .apply(.sub, let operands) = factor.value.kind, operands[0].isNumber(1) else { continue }
      var value = operands[1]
      if case .apply(.square, let squared) = value.kind {
        value = squared[0]
      }
      let name = ExpressionPrinter.text(value)
      guard
        let other = factors.firstIndex(where: { !$0.isDivisor && ExpressionPrinter.text($0.value) == name }),
        factors.count > 2
      else { continue }
      let rest = factors.indices.filter { $0 != index && $0 != other }.map { factors[$0] }
      let slope = Expression.made(.mul, value, factor.value)
      let kind = without(product, .operand(ExpressionPrinter.text(slope)))
      add(multiplied(rest), rebuild, about: product, kind, .structural)
    }
  }

  private func multiplied(_ factors: [(value: Expression, isDivisor: Bool)]) -> Expression {
    var result =
      factors[0].isDivisor ? Expression.made(.div, .number(1, "1"), factors[0].value) : factors[0].value
    for factor in factors.dropFirst() { result = .made(factor.isDivisor ? .div : .mul, result, factor.value) }
    return result
  }

  // MARK: Mistakes

  /// `α/√(s + ε)·g` without `g`.
  func without(_ whole: Expression, _ part: Mistake.Part) -> Mistake.Kind {
    .omitted(part, of: ExpressionPrinter.text(whole))
  }

  /// `β` in place of `1 - β`.
  func exchanged(_ new: Expression, _ old: Expression) -> Mistake.Kind {
    .replaced(by: ExpressionPrinter.text(new), insteadOf: ExpressionPrinter.text(old))
  }

  /// `y - p` in place of `p - y`.
  private func sign(_ new: Expression, _ old: Expression) -> Mistake.Kind {
    .sign(ExpressionPrinter.text(new), insteadOf: ExpressionPrinter.text(old))
  }
}
