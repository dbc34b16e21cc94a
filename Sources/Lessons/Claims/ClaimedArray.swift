import Language
import Letters

/// Claims of arrays: `claim h = [1, 2, 3]`, `claim ∂L/∂W = [[…]]`, `claim x[k] ≈ [0.1, 0.2]` (rule 37).
extension Elaborator {
  /// The claim with the member of its left-hand side that its number is about; any other claim as it is.
  mutating func ofMember(_ syntax: ClaimSyntax) throws -> ClaimSyntax {
    guard let member = syntax.member else { return syntax }
    let left: Expression
    if let family = bareFamily(in: syntax.left) {
      let entry = scope[family]
      if case .broken = entry.kind { throw Failure.alreadyReported }
      let indices = try places(of: member, in: entry.ranges, syntax.left, members: entry.order.count)
      left = syntax.left.subscripted(indices, where: { bareFamily($0) != nil })
    } else {
      try checkNames([syntax.left])
      let names = freeIndices([syntax.left])
      guard !names.isEmpty else {
        throw Failure(
          "the left-hand side is one number, and this array has \(member.count)", at: member.arraySpan,
          help: "name a family, or an index: claim x[k] = [1, 2]")
      }
      let ranges = try names.map { try inferredRange(of: $0, in: [syntax.left]) ?? 1...1 }
      let count = ranges.reduce(1) { $0 * $1.count }
      let indices = try places(of: member, in: ranges, syntax.left, members: count)
      left = syntax.left.replacing(Dictionary(zip(names.map(\.key), indices)) { first, _ in first })
    }
    return ClaimSyntax(
      verb: syntax.verb, left: left, relation: syntax.relation, right: syntax.right,
      tolerance: syntax.tolerance, source: syntax.source, span: syntax.span,
      comparisonSpan: syntax.comparisonSpan, member: member)
  }

  /// The indices of the member that a number stands for: the array begins where the ranges do.
  private func places(
    of member: ClaimSyntax.Member, in ranges: [ClosedRange<Int>], _ left: Expression, members: Int
  ) throws -> [Int] {
    let indices = zip(member.indices, ranges).map { $1.lowerBound + $0 - 1 }
    let isInside = zip(indices, ranges).allSatisfy { $1.contains($0) }
    guard member.indices.count == ranges.count, member.count == members, isInside else {
      let shape = ranges.map { String($0.count) }.joined(separator: " × ")
      throw Failure(
        "this array does not have the shape of \(state.source.text(left.span)), which is \(shape)",
        at: member.arraySpan)
    }
    return indices
  }

  /// The family whose bare name an expression is, as `W`, `∂L/∂W`, `W@3` or `g[W]`.
  func bareFamily(in expression: Expression) -> Int? {
    switch expression.kind {
    case .reference(let reference):
      if let family = bareFamily(reference) { return family }
      guard scope.find(reference.name.key) == nil, reference.subscripts.count == 1 else { return nil }
      return bareFamily(in: reference.subscripts[0])
    case .derivative(_, let variable): return bareFamily(variable)
    case .history(let operand, _): return bareFamily(in: operand)
    case .number, .apply, .call, .reduction, .conditional: return nil
    }
  }

  func bareFamily(_ reference: Reference) -> Int? {
    guard reference.subscripts.isEmpty, let place = scope.find(reference.name.key), scope[place].rank > 0
    else { return nil }
    return place
  }
}

extension Expression {
  private init(_ integer: Int, at span: Span) {
    let number = Expression(
      .number(Number(value: Double(abs(integer)), spelling: String(abs(integer)))), at: span)
    self = integer < 0 ? Expression(.apply(.neg, [number]), at: span) : number
  }

  /// With subscripts put to a bare family.
  func subscripted(_ indices: [Int], where isFamily: (Reference) -> Bool) -> Expression {
    func member(_ reference: Reference) -> Reference {
      Reference(
        name: reference.name, subscripts: indices.map { Expression($0, at: reference.span) },
        span: reference.span)
    }
    switch kind {
    case .reference(let reference):
      if isFamily(reference) { return Expression(.reference(member(reference)), at: span) }
      let inner = reference.subscripts.map { $0.subscripted(indices, where: isFamily) }
      return Expression(
        .reference(Reference(name: reference.name, subscripts: inner, span: reference.span)), at: span)
    case .derivative(let output, let variable):
      return Expression(.derivative(output, member(variable)), at: span)
    case .history(let operand, let step):
      return Expression(.history(operand.subscripted(indices, where: isFamily), at: step), at: span)
    case .number, .apply, .call, .reduction, .conditional: return self
    }
  }

  /// With numbers for some of its indices.
  fileprivate func replacing(_ indices: [Key: Int]) -> Expression {
    mapped { reference in
      reference.subscripts.isEmpty
        ? indices[reference.name.key].map { Expression($0, at: reference.span).kind } : nil
    }
  }
}
