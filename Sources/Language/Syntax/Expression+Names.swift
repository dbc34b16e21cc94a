extension Expression {
  /// The keys of all names in it.
  package var nameKeys: Set<Key> {
    var keys = Set<Key>()
    forEachDescendant { inner in
      switch inner.kind {
      case .reference(let reference): keys.insert(reference.name.key)
      case .call(let name, _): keys.insert(name.key)
      case .number, .apply, .reduction, .conditional, .derivative, .history: break
      }
    }
    return keys
  }

  /// Whether it is nothing but a number with an optional sign.
  package var isLiteral: Bool {
    switch kind {
    case .number: true
    case .apply(.neg, let operands): if case .number = operands[0].kind { true } else { false }
    case .reference, .apply, .call, .reduction, .conditional, .derivative, .history: false
    }
  }
}
