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
