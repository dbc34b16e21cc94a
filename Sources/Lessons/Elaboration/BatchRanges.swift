import Language
import Letters

/// Batches: the members of one index, a few at a time, in the place of all.
extension Elaborator {
  /// The batch as far as it concerns a definition: nil if nothing in it runs over the batch's index.
  mutating func effective(_ batch: Batch?, _ place: Int) -> Batch? {
    guard let batch, reduces(place, over: batch.key) else { return nil }
    return batch
  }

  /// Collects the ranges of every reduction over an index in a formula and the formulas it uses.
  mutating func reductionRanges(
    of key: Key, entry place: Int, _ visited: inout Set<Int>,
    _ ranges: inout [(range: ClosedRange<Int>, span: Span)]
  ) throws {
    guard visited.insert(place).inserted else { return }
    for piece in scope[place].pieces { try reductionRanges(of: key, in: piece.value, &visited, &ranges) }
  }

  private mutating func reductionRanges(
    of key: Key, in expression: Expression, _ visited: inout Set<Int>,
    _ ranges: inout [(range: ClosedRange<Int>, span: Span)]
  ) throws {
    switch expression.kind {
    case .number: return
    case .reference(let reference):
      if let place = scope.find(reference.name.key) {
        try reductionRanges(of: key, entry: place, &visited, &ranges)
      }
    case .call(let name, let operands):
      for operand in operands { try reductionRanges(of: key, in: operand, &visited, &ranges) }
      if let place = scope.find(name.key), case .macro(let parameters, let body) = scope[place].kind {
        let body = withFamilies(body, parameters, operands)
        try reductionRanges(of: key, in: body, &visited, &ranges)
      }
    case .reduction(_, let indices, let body):
      for index in indices where index.name.key == key {
        if let range = try range(of: index, in: [body], Environment(.definition)) {
          ranges.append((range, index.span))
        }
      }
      try reductionRanges(of: key, in: body, &visited, &ranges)
    case .apply, .conditional:
      try expression.forEachChild { try reductionRanges(of: key, in: $0, &visited, &ranges) }
    case .derivative(let output, _): try reductionRanges(of: key, in: output, &visited, &ranges)
    case .history: return
    }
  }
}
