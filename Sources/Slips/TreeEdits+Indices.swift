import Autodiff
import Language
import Letters
import Trace

/// Sums with the wrong terms, and members at the wrong index.
extension TreeEdits {
  /// A sum or mean over one index: by n - 1, without its first term, without its last.
  mutating func termEdits(
    _ expression: Expression, _ reduction: Reduction, _ index: IndexRange, _ body: Expression,
    _ rebuild: Rebuild
  ) {
    guard reduction == .sum || reduction == .mean, let range = range(index, body), range.count > 1 else {
      return
    }
    let whole = ExpressionPrinter.text(expression)
    func over(_ bounds: ClosedRange<Int>, _ reduction: Reduction, _ body: Expression) -> Expression {
      var shorter = index
      shorter.bounds = (
        .number(Double(bounds.lowerBound), String(bounds.lowerBound)),
        .number(Double(bounds.upperBound), String(bounds.upperBound))
      )
      return Expression(.reduction(reduction, [shorter], body), at: .made)
    }
    let count = range.count
    func mean(_ sum: Expression, by count: Int) -> Expression {
      reduction == .sum ? sum : .made(.div, sum, .number(Double(count), String(count)))
    }
    if reduction == .mean {
      let by = count - 1
      add(
        .made(.div, over(range, .sum, body), .number(Double(by), String(by))), rebuild, about: expression,
        .dividedBy(by, insteadOf: count, in: whole), .oneLess)
    }
    if reduction == .mean {
      add(
        mean(over(range.lowerBound...range.lowerBound, .sum, body), by: count), rebuild, about: expression,
        .onlyTerm(index: index.name.text, String(range.lowerBound), of: whole), .leftOut)
    }
    for (kept, left) in [
      (range.lowerBound + 1...range.upperBound, range.lowerBound),
      (range.lowerBound...range.upperBound - 1, range.upperBound),
    ] {
      add(
        mean(over(kept, .sum, body), by: count), rebuild, about: expression,
        .omitted(.operand("\(index.name.text) = \(left)"), of: whole), .leftOut)
    }
    // Of three or four terms, a slip in one alone.
    guard digits >= SlipKind.oneMember.row.digits, count <= 4, !isInMember else { return }
    var inner = self
    inner.edits = []
    inner.isInMember = true
    inner.exchangeable = []
    for edit in inner.of(body)
    where edit.kind == .index || edit.kind.likelihood <= .common && edit.kind != .meanForSum {
      for member in range {
        let only = Expression(
          .conditional(condition(index.name, is: member), edit.formula, body), at: .made)
        let new = Expression(.reduction(reduction, [index.bounded(range)], only), at: expression.span)
        add(
          new, rebuild, about: expression, .onlyAt("\(index.name.text) = \(member)", edit.mistake),
          .oneMember,
          isOfSlope: edit.isOfSlope)
      }
    }
  }

  /// The condition `i = 2`, on an index.
  func condition(_ name: Name, is value: Int) -> Condition {
    let index = Expression(.reference(Reference(name: name, span: .made)), at: .made)
    return Condition(.comparison(index, .equal, .number(Double(value), String(value))), at: .made)
  }

  /// The values of an index: as written, or as the arrays it subscripts give them.
  private func range(_ index: IndexRange, _ body: Expression) -> ClosedRange<Int>? {
    if let bounds = index.bounds {
      guard case .number(let lower) = bounds.lower.kind, case .number(let upper) = bounds.upper.kind,
        let first = Int(exactly: lower.value), let last = Int(exactly: upper.value), first <= last
      else { return nil }
      return first...last
    }
    var found: ClosedRange<Int>?
    body.forEachDescendant { inner in
      guard found == nil, case .reference(let reference) = inner.kind else { return }
      for (place, subscript_) in reference.subscripts.enumerated()
      where subscript_.bareName?.key == index.name.key {
        found = rangeOf(reference.name.key, place)
      }
    }
    return found
  }

  /// A member of a family at a neighbouring index, with its indices exchanged, at another index that is at hand.
  mutating func memberEdits(_ expression: Expression, _ rebuild: Rebuild) {
    guard case .reference(let reference) = expression.kind, !reference.subscripts.isEmpty,
      reference.subscripts.count <= 3
    else { return }
    func at(_ subscripts: [Expression]) -> Expression {
      Expression(.reference(Reference(name: reference.name, subscripts: subscripts, span: .made)), at: .made)
    }
    for (place, old) in reference.subscripts.enumerated() {
      var news: [Expression] = []
      if case .number(let number) = old.kind {
        news = [number.value - 1, number.value + 1].map { NumberEdits.expression($0) }
      } else if old.bareName != nil {
        news = [.made(.sub, old, .number(1, "1")), .made(.add, old, .number(1, "1"))]
        news += indices.filter { $0.key != old.bareName?.key }.map {
          Expression(.reference(Reference(name: $0, span: .made)), at: .made)
        }
      }
      for new in news {
        var subscripts = reference.subscripts
        subscripts[place] = new
        exchange(expression, for: at(subscripts), rebuild, .index)
      }
    }
    if reference.subscripts.count == 2 {
      exchange(expression, for: at(reference.subscripts.reversed()), rebuild, .index)
    }
  }
}

extension IndexRange {
  func bounded(_ range: ClosedRange<Int>) -> IndexRange {
    var result = self
    result.bounds = (
      .number(Double(range.lowerBound), String(range.lowerBound)),
      .number(Double(range.upperBound), String(range.upperBound))
    )
    return result
  }
}
