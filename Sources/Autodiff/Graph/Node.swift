/// A recorded scalar operation or a leaf, in eight bytes.
///
/// From the top: where the operands stand (2 bits), the operation (6), first (28), second (28). One or two
/// operands are first and second themselves. Three operands, or any other number, stand in the graph's list of
/// further operands: first is their start there and second their count. A leaf's first is its leaf index.
struct Node: Sendable {
  /// Where the operands of a node stand.
  enum Place: UInt8 {
    case none, one, two, list
  }

  private let bits: UInt64

  /// Every field of 28 bits is less than this.
  static let fieldLimit = 1 << 28

  @inline(__always)
  init(_ operation: Operation, _ place: Place, _ first: UInt32, _ second: UInt32) {
    let code = UInt64(place.rawValue) << 6 | UInt64(operation.rawValue)
    bits = code << 56 | UInt64(first) << 28 | UInt64(second)
  }

  @inline(__always)
  init(leaf index: Int) { bits = UInt64(index) << 28 }

  @inline(__always) var place: Place {
    switch bits >> 62 {
    case 0: .none
    case 1: .one
    case 2: .two
    default: .list
    }
  }

  /// The operation's raw value; meaningless for a leaf.
  @inline(__always) var code: UInt8 { UInt8(truncatingIfNeeded: bits >> 56) & 63 }
  @inline(__always) var first: UInt32 { UInt32(truncatingIfNeeded: bits >> 28) & 0xFFF_FFFF }
  @inline(__always) var second: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFFF_FFFF }
  @inline(__always) var isLeaf: Bool { bits >> 62 == 0 }
  /// The operation, nil for a leaf.
  ///
  /// Only codes of operations get in; `Operation(rawValue:)` would check that again for every node evaluated.
  @inline(__always) var operation: Operation? { isLeaf ? nil : unsafeBitCast(code, to: Operation.self) }
  @inline(__always) func isOperation(_ operation: Operation) -> Bool { !isLeaf && code == operation.rawValue }

  /// The number of operands.
  @inline(__always) var arity: Int {
    switch place {
    case .none: 0
    case .one: 1
    case .two: 2
    case .list: Int(second)
    }
  }
}

extension [UInt32] {
  /// The operand of a node at a position, where the array is the graph's list of further operands.
  @inline(__always)
  func operand(_ position: Int, of node: Node) -> UInt32 {
    if node.place == .list { return self[Int(node.first) + position] }
    return position == 0 ? node.first : node.second
  }
}
