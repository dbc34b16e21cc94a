/// The partials of all rows, flattened once into lists of instructions: appending them needs no recursion.
struct PartialProgram: Sendable {
  enum Source: Sendable {
    case number(Double)
    case operand(Int)
    case result
    /// What the instruction of this index, counted within its partial, came to.
    case earlier(Int)
  }

  struct Instruction: Sendable {
    let operation: Operation
    let arity: Int
    let a: Source
    let b: Source
    let c: Source
  }

  /// What one partial is: `result`, once its instructions have been followed.
  struct Partial: Sendable {
    let instructions: Range<Int>
    let result: Source
  }

  /// Partials so simple that nothing needs to be followed: most of a walk meets only these.
  enum Shape: UInt8, Sendable {
    case zero, one, minusOne
    /// An operand of a node that has one or two.
    case first, second
    case written
  }

  static let all = PartialProgram()

  private(set) var instructions: [Instruction] = []
  /// The partial of operation *o* at position *p* is `partials[3*o + p]`.
  private(set) var partials: [Partial] = []
  /// The shape of the partial at the same place.
  private(set) var shapes: [Shape] = []
  /// The length of the longest partial.
  private(set) var longest = 0

  private init() {
    for row in Operation.rows {
      for position in 0..<3 {
        let start = instructions.count
        // An n-ary operation has one partial for all positions.
        let formula =
          row.partials.isEmpty ? .number(0) : row.partials[Swift.min(position, row.partials.count - 1)]
        let result = flatten(formula, start)
        partials.append(Partial(instructions: start..<instructions.count, result: result))
        shapes.append(PartialProgram.shape(of: formula, isShort: row.arity != 3))
        longest = Swift.max(longest, instructions.count - start)
      }
    }
  }

  /// - Parameter isShort: whether the operation's operands may stand in the node itself.
  private static func shape(of formula: Formula, isShort: Bool) -> Shape {
    switch formula {
    case .number(0): .zero
    case .number(1): .one
    case .number(-1): .minusOne
    case .operand(0) where isShort: .first
    case .operand(1) where isShort: .second
    default: .written
    }
  }

  private mutating func flatten(_ formula: Formula, _ start: Int) -> Source {
    switch formula {
    case .number(let value): return .number(value)
    case .operand(let position): return .operand(position)
    case .result: return .result
    case .apply(let operation, let operands):
      let sources = operands.map { flatten($0, start) }
      let missing = Source.number(0)
      instructions.append(
        Instruction(
          operation: operation, arity: sources.count, a: sources[0],
          b: sources.count > 1 ? sources[1] : missing, c: sources.count > 2 ? sources[2] : missing))
      return .earlier(instructions.count - 1 - start)
    }
  }
}
