import Autodiff

extension Operation {
  /// The operation of a name, in either of its spellings.
  package static func named(_ name: Name) -> Operation? { named(name.text) ?? named(name.key.text) }
}

extension Comparison {
  package var operation: Operation {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessEqual: .lessEqual
    case .greater: .greater
    case .greaterEqual: .greaterEqual
    }
  }
}

extension Number {
  /// Whether it is `½` or the like, which would be read differently in a longer quotient: 2/½ is not 2/1/2.
  package var isFraction: Bool { spelling.utf8.contains { $0 > 127 } }
}
