/// The partials of all rows, flattened once into stack programs: appending them needs no recursion.
struct PartialProgram: Sendable {
  enum Step: Sendable {
    case number(Double)
    case operand(Int)
    case result
    case apply(Operation, arity: Int)
  }

  /// The steps of the partial of operation *o* at position *p* are `steps[ranges[3*o + p]]`.
  let steps: [Step]
  let ranges: [Range<Int>]

  static let all = PartialProgram()

  private init() {
    var steps: [Step] = []
    var ranges: [Range<Int>] = []
    for row in Operation.rows {
      for position in 0..<3 {
        let start = steps.count
        if position < row.partials.count { PartialProgram.flatten(row.partials[position], into: &steps) }
        ranges.append(start..<steps.count)
      }
    }
    self.steps = steps
    self.ranges = ranges
  }

  private static func flatten(_ formula: Formula, into steps: inout [Step]) {
    switch formula {
    case .number(let value): steps.append(.number(value))
    case .operand(let position): steps.append(.operand(position))
    case .result: steps.append(.result)
    case .apply(let operation, let operands):
      for operand in operands { flatten(operand, into: &steps) }
      steps.append(.apply(operation, arity: operands.count))
    }
  }

  /// An n-ary operation has one partial for all positions.
  @inline(__always)
  func range(_ code: UInt8, _ position: Int) -> Range<Int> {
    ranges[3 * Int(code) + (code == Operation.sum.rawValue ? 0 : position)]
  }
}
