/// A recorded scalar operation or a leaf, in eight bytes: operation (8 bits), first (28), second (28).
///
/// One or two operands stand in the node itself. Three operands, or any number, stand in the graph's list of
/// further operands: first is their start there and second their count. A leaf's first is its leaf index.
struct Node: Sendable {
  private let bits: UInt64

  /// The code of a leaf: no operation has it.
  static let leafCode: UInt8 = 255
  static let fieldLimit = 1 << 28

  @inline(__always)
  init(code: UInt8, _ first: UInt32, _ second: UInt32) {
    bits = UInt64(code) << 56 | UInt64(first) << 28 | UInt64(second)
  }

  @inline(__always) var code: UInt8 { UInt8(truncatingIfNeeded: bits >> 56) }
  @inline(__always) var first: UInt32 { UInt32(truncatingIfNeeded: bits >> 28) & 0xFFF_FFFF }
  @inline(__always) var second: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFFF_FFFF }
  @inline(__always) var isLeaf: Bool { code == Node.leafCode }
}

/// Where the operands of a node of each code stand.
enum OperandPlace: UInt8 {
  case none, one, two, list

  /// Indexed by code, for all 256.
  static let table: [OperandPlace] = (0...255).map { code in
    guard let operation = Operation(rawValue: UInt8(code)) else { return .none }
    switch operation.row.arity {
    case 1: return .one
    case 2: return .two
    default: return .list
    }
  }
}
