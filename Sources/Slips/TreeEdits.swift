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
  let mistake: Mistake.Kind
  let kind: SlipKind
  /// Whether the value stays, and only the slope is another: by a formula that nobody would write.
  let isOfSlope: Bool
}

/// Every single slip of a formula: a sign, a factor, a divisor, a square, a root, a name.
struct TreeEdits {
  /// Names that may be mistaken for each other: hyperparameters, values of one parameter.
  var exchangeable: [[Name]] = []
  /// Whether squares and roots may have been left out of it: of a rule they may.
  var completes = false
  /// Whether gradients go through it, so that a factor of the chain rule may have been left out.
  var isDifferentiated = false
  /// Kinds of slips that need more digits are left out.
  var digits = 0
  /// The names with several uses, whose contributions add up.
  var shared = Set<Key>()
  /// The parameters that claims ask slopes by.
  var variables: [Reference] = []
  /// The indices that are bound where an expression stands.
  var indices: [Name] = []
  /// The indices that members of a family have at a place.
  var rangeOf: (Key, Int) -> ClosedRange<Int>? = { _, _ in nil }
  /// Whether it is one member of a sum that is edited.
  var isInMember = false
  var edits: [TreeEdit] = []

  /// A formula with more operations and names than this is taken as it is.
  private static let mostParts = 200

  typealias Rebuild = (Expression) -> Expression

  /// All edits of a formula, in the order of its text.
  func of(_ formula: Expression) -> [TreeEdit] {
    var size = 0
    formula.forEachDescendant { _ in size += 1 }
    guard size <= TreeEdits.mostParts else { return [] }
    var copy = self
    copy.visit(formula, { $0 })
    if !isInMember {
      copy.wholeFunctionEdits(formula)
      copy.wholeSlopeEdits(formula)
    }
    return copy.edits
  }

  mutating func add(
    _ new: Expression, _ rebuild: Rebuild, about: Expression, _ mistake: Mistake.Kind, _ kind: SlipKind,
    isOfSlope: Bool = false
  ) {
    guard kind.row.digits <= digits else { return }
    edits.append(
      TreeEdit(
        formula: rebuild(new), about: ExpressionPrinter.text(about), isName: about.bareName != nil,
        mistake: mistake, kind: kind, isOfSlope: isOfSlope))
  }

  /// - Parameter isInner: whether the expression is within a sum or product whose edits have been made as a whole.
  private mutating func visit(_ expression: Expression, isInner: Bool = false, _ rebuild: @escaping Rebuild) {
    if isDifferentiated {
      chainRuleEdits(expression, rebuild)
      pathEdits(expression, rebuild)
      slopeTableEdits(expression, rebuild)
    }
    functionEdits(expression, rebuild)
    structureEdits(expression, rebuild)
    switch expression.kind {
    case .apply(let operation, let operands):
      switch operation {
      case .add, .sub: if !isInner { sumEdits(expression, rebuild) }
      case .mul, .div: if !isInner { productEdits(expression, rebuild) }
      case .neg: add(operands[0], rebuild, about: expression, without(expression, .minus), .minus)
      case .square:
        add(operands[0], rebuild, about: expression, without(expression, .square), .square)
        exchange(expression, for: .made(.mul, .number(2, "2"), operands[0]), rebuild, .doubled)
        if !completes {
          exchange(expression, for: .made(.mul, .number(0.5, "½"), expression), rebuild, .chainTwo)
        }
      case .sqrt:
        add(operands[0], rebuild, about: expression, without(expression, .root), .root)
        moveIn(expression, operands[0], rebuild)
      case .pow: add(operands[0], rebuild, about: expression, without(expression, .exponent), .square)
      default: break
      }
    case .call(let name, let arguments):
      if arguments.count == 1 {
        add(arguments[0], rebuild, about: expression, without(expression, .function(name.text)), .function)
      }
    case .reduction(let reduction, let indices, let body):
      if reduction == .sum || reduction == .mean {
        let other = Reduction.sum == reduction ? Reduction.mean : .sum
        let new = Expression(.reduction(other, indices, body), at: expression.span)
        let text = ExpressionPrinter.text(expression)
        add(new, rebuild, about: expression, reduction == .sum ? .averaged(text) : .summed(text), .meanForSum)
        onlyFirst(expression, reduction, indices, body, rebuild)
        if indices.count == 1 { termEdits(expression, reduction, indices[0], body, rebuild) }
      }
    case .reference:
      nameEdits(expression, rebuild)
      memberEdits(expression, rebuild)
    case .number, .conditional, .derivative, .history: break
    }
    let chain = chainKind(expression)
    let outer = indices
    if case .reduction(_, let own, _) = expression.kind { indices += own.map(\.name) }
    defer { indices = outer }
    for (index, part) in expression.parts.enumerated() {
      let inner = index == 0 && chain != nil && chainKind(part) == chain
      visit(part, isInner: inner) { rebuild(expression.replacing(part: index, by: $0)) }
    }
  }

  /// A term or a factor; an inverse one is subtracted, or divided by.
  private typealias Link = (value: Expression, isInverse: Bool)

  /// The terms of a sum or the factors of a product, from left to right.
  private func links(of chain: Expression, _ operation: Operation, inverse: Operation) -> [Link] {
    var links: [Link] = []
    var rest = chain
    while case .apply(let own, let operands) = rest.kind, own == operation || own == inverse {
      links.append((operands[1], own == inverse))
      rest = operands[0]
    }
    return [(rest, false)] + links.reversed()
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
    let terms = links(of: sum, .add, inverse: .sub)
    let isComplement = terms.count == 2 && terms[0].value.isNumber(1) && terms[1].isInverse
    if isComplement {
      exchange(sum, for: terms[1].value, rebuild, .complementForgotten)
    }
    for (index, term) in terms.enumerated() {
      var others = terms
      others.remove(at: index)
      let what = without(sum, .operand(ExpressionPrinter.text(term.value)))
      // 1 - β without β is 1: the factor forgotten.
      if !isComplement || index == 0 { add(added(others), rebuild, about: sum, what, .term) }
      guard index > 0 || isDifferentiated && digits >= 4 else { continue }
      var flipped = terms
      flipped[index].isInverse.toggle()
      let new = added(flipped)
      add(new, rebuild, about: sum, sign(new, sum), .sign)
    }
    if terms.count == 2, terms[1].isInverse, !terms[0].value.isNumber(1) {
      let new = Expression.made(.sub, terms[1].value, terms[0].value)
      add(new, rebuild, about: sum, sign(new, sum), .sign)
    }
    if completes { complementEdits(sum, terms.map(\.value), rebuild) }
    moveOut(sum, terms.map(\.value), rebuild)
  }

  private func added(_ terms: [Link]) -> Expression {
    let first = terms[0].isInverse ? Expression.made(.neg, terms[0].value) : terms[0].value
    return terms.dropFirst().reduce(first) { .made($1.isInverse ? .sub : .add, $0, $1.value) }
  }

  /// A sum or mean forgotten: of one index, its first term alone.
  private mutating func onlyFirst(
    _ expression: Expression, _ reduction: Reduction, _ indices: [IndexRange], _ body: Expression,
    _ rebuild: Rebuild
  ) {
    guard indices.count == 1 else { return }
    let first = indices[0].bounds?.lower ?? .number(1, "1")
    var range = indices[0]
    range.bounds = (first, first)
    let new = Expression(.reduction(reduction, [range], body), at: expression.span)
    let kind = Mistake.Kind.onlyTerm(
      index: range.name.text, ExpressionPrinter.text(first), of: ExpressionPrinter.text(expression))
    add(new, rebuild, about: expression, kind, .onlyOne)
  }

  // MARK: Products

  private mutating func productEdits(_ product: Expression, _ rebuild: Rebuild) {
    let factors = links(of: product, .mul, inverse: .div)
    for (index, factor) in factors.enumerated() {
      var others = factors
      others.remove(at: index)
      let name = ExpressionPrinter.text(factor.value)
      let what = factor.isInverse ? Mistake.Part.divisor(name) : .operand(name)
      let isComplement =
        if case .apply(.sub, let sides) = factor.value.kind { sides[0].isNumber(1) } else { false }
      let kind: SlipKind = factor.isInverse ? .divisor : isComplement ? .complementForgotten : .factor
      add(multiplied(others), rebuild, about: product, without(product, what), kind)
      var other = factors
      other[index].isInverse.toggle()
      if factor.isInverse {
        add(multiplied(other), rebuild, about: factor.value, .multiplied(name), .inverse)
      } else if index > 0 {
        add(multiplied(other), rebuild, about: factor.value, .divided(name), .inverse)
      }
    }
    slopeEdits(product, factors, rebuild)
  }

  /// `p·(1 − p)`, the slope of σ at its own value, forgotten as one.
  private mutating func slopeEdits(_ product: Expression, _ factors: [Link], _ rebuild: Rebuild) {
    for (index, factor) in factors.enumerated() where !factor.isInverse {
      guard case .apply(.sub, let operands) = factor.value.kind, operands[0].isNumber(1) else { continue }
      var value = operands[1]
      if case .apply(.square, let squared) = value.kind { value = squared[0] }
      let name = ExpressionPrinter.text(value)
      let other = factors.firstIndex { !$0.isInverse && ExpressionPrinter.text($0.value) == name }
      guard let other, factors.count > 2 else { continue }
      let rest = factors.indices.filter { $0 != index && $0 != other }.map { factors[$0] }
      let slope = Expression.made(.mul, value, factor.value)
      let kind = without(product, .operand(ExpressionPrinter.text(slope)))
      add(multiplied(rest), rebuild, about: product, kind, .chainFactor)
    }
  }

  private func multiplied(_ factors: [Link]) -> Expression {
    let first = factors[0].value
    return factors.dropFirst().reduce(factors[0].isInverse ? .made(.div, .number(1, "1"), first) : first) {
      .made($1.isInverse ? .div : .mul, $0, $1.value)
    }
  }

  // MARK: Mistakes

  /// `2·a` in place of `a²`.
  mutating func exchange(
    _ old: Expression, for new: Expression, _ rebuild: Rebuild, _ kind: SlipKind
  ) {
    add(new, rebuild, about: old, exchanged(new, old), kind)
  }

  /// `α/√(s + ε)·g` without `g`.
  func without(_ whole: Expression, _ part: Mistake.Part) -> Mistake.Kind {
    .omitted(part, of: ExpressionPrinter.text(whole))
  }

  /// `β` in place of `1 - β`.
  private func exchanged(_ new: Expression, _ old: Expression) -> Mistake.Kind {
    .replaced(by: ExpressionPrinter.text(new), insteadOf: ExpressionPrinter.text(old))
  }

  /// `y - p` in place of `p - y`.
  private func sign(_ new: Expression, _ old: Expression) -> Mistake.Kind {
    .sign(ExpressionPrinter.text(new), insteadOf: ExpressionPrinter.text(old))
  }
}
