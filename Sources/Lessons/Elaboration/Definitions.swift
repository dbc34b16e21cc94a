import Autodiff
import Language
import Letters

/// The places of a target, resolved: an index with its range, or a number.
private enum ResolvedPlace {
  case index(IndexRange)
  case number(Int)

  /// The key of an index.
  var key: Key? { if case .index(let index) = self { index.name.key } else { nil } }
}

extension Elaborator {
  /// Takes note of `name = …` or of a piece of a family; its nodes are built when the next act needs them.
  mutating func define(_ target: Target, _ value: Expression, rounding: PencilRounding?) throws {
    let rank = target.places?.count ?? 0
    let place: Int
    if let known = scope.find(target.name.key) {
      let entry = scope[known]
      switch entry.kind {
      case .formula where rank > 0 && entry.rank == rank: place = known
      case .formula where rank > 0 && entry.rank > 0:
        throw Failure(
          "\(target.name.text) has \(entry.rank) subscript\(entry.rank == 1 ? "" : "s") in its first piece, here \(rank)",
          at: target.span, notes: [Diagnostic.Note("first piece", at: entry.name.span)])
      case .broken: throw Failure.alreadyReported
      default: throw alreadyDefined(target.name, entry)
      }
    } else {
      place = scope.add(Entry(name: target.name, kind: .formula, rank: rank))
    }
    do {
      let places = try resolve(target)
      let bound = Set(places.compactMap(\.key))
      try checkReach(of: value, bound: bound)
      try checkNames(value, bound: bound, purpose: .definition)
      let members = try tuples(places, body: value, at: target.span)
      let number = scope[place].pieces.count
      for indices in members {
        if scope[place].has(indices) {
          let earlier =
            scope[place].owner[indices].map { scope[place].pieces[$0].span } ?? scope[place].name.span
          throw Failure(
            "\(Label(target.name.text, indices).description) is defined twice", at: target.span,
            notes: [Diagnostic.Note("first defined here", at: earlier)])
        }
        scope[place].owner[indices] = number
        scope[place].note(indices)
      }
      scope[place].pieces.append(
        Piece(
          indices: places.map(\.key), value: value, members: members, span: target.span, rounding: rounding))
      reducesMemo = [:]
      usesMemo[place] = nil
      pending.append((place, number))
    } catch {
      scope.markBroken(place)
      throw error
    }
  }

  /// Defines a macro.
  mutating func define(_ name: Name, _ parameters: [Name], _ body: Expression) throws {
    if let known = scope.find(name.key) { throw alreadyDefined(name, scope[known]) }
    if Operation.named(name) != nil {
      throw Failure(
        "\(name.text) is an operation and cannot be a macro", at: name.span, help: "choose another name")
    }
    do {
      var bound = Set<Key>()
      for parameter in parameters where !bound.insert(parameter.key).inserted {
        throw Failure("parameter \(parameter.text) is named twice", at: parameter.span)
      }
      macroParameters = bound
      defer { macroParameters = [] }
      try checkNames(body, bound: bound, purpose: .reading)
    } catch {
      _ = scope.add(Entry(name: name, kind: .broken, rank: 0))
      throw error
    }
    _ = scope.add(Entry(name: name, kind: .macro(parameters: parameters, body: body), rank: 0))
  }

  func alreadyDefined(_ name: Name, _ entry: Entry) -> Failure {
    Failure(
      "\(name.text) is already defined", at: name.span, help: "choose another name; a name is defined once",
      notes: [Diagnostic.Note("first defined here", at: entry.name.span)])
  }

  /// Which places of a target are indices and which are numbers (rule 11).
  private mutating func resolve(_ target: Target) throws -> [ResolvedPlace] {
    var places: [ResolvedPlace] = []
    var indices = Set<Key>()
    for place in target.places ?? [] {
      switch place {
      case .expression(let expression):
        places.append(.number(try integer(expression, Environment(.definition))))
      case .name(let index):
        if index.bounds == nil, let known = scope.find(index.name.key), case .leaf(.let) = scope[known].kind {
          let constant = Reference(name: index.name, span: index.name.span)
          let expression = Expression(.reference(constant), at: index.name.span)
          places.append(.number(try integer(expression, Environment(.definition))))
        } else {
          try checkIndexIsFree(index.name, Environment(.definition))
          guard indices.insert(index.name.key).inserted else {
            throw Failure(
              "\(index.name.text) is used for two indices of \(target.name.text)", at: index.name.span,
              help: "give each place an index of its own")
          }
          places.append(.index(index))
        }
      }
    }
    if !places.isEmpty { try checkFamilyName(target.name) }
    return places
  }

  /// A family may not have the name of a reduction.
  func checkFamilyName(_ name: Name) throws {
    guard let reduction = Reduction(rawValue: name.key.text) else { return }
    throw Failure(
      "a family cannot be called \(name.text): \(reduction.rawValue)[…] is a reduction", at: name.span,
      help: "choose another name")
  }

  /// The indices of all members a target defines, in order; ranges may depend on the indices before them.
  private mutating func tuples(_ places: [ResolvedPlace], body: Expression, at span: Span) throws -> [[Int]] {
    var tuples: [[Int]] = [[]]
    var keys: [(key: Key, place: Int)] = []
    for (number, place) in places.enumerated() {
      switch place {
      case .number(let value): tuples = tuples.map { $0 + [value] }
      case .index(let index):
        var next: [[Int]] = []
        let fixed = index.bounds == nil ? try inferredRange(of: index.name, in: [body]) : nil
        for tuple in tuples {
          var environment = Environment(.definition)
          for (key, place) in keys { environment.indices.append((key, tuple[place])) }
          let range = try index.bounds == nil ? fixed : range(of: index, in: [body], environment)
          guard let range else { continue }
          if next.count + range.count > state.limits.members {
            throw Failure(
              "this family has more than \(state.limits.members) members", at: span,
              help: "use a smaller range")
          }
          state.members += range.count
          if state.members > state.limits.allMembers {
            throw Failure(
              "the families of this lesson have more than \(state.limits.allMembers) members", at: span,
              help: "use smaller ranges")
          }
          for value in range { next.append(tuple + [value]) }
        }
        tuples = next
        keys.append((index.name.key, number))
      }
    }
    return tuples
  }

  /// The members that a leaf's target defines, with the keys of its indices.
  mutating func leafMembers(_ target: Target, body: Expression) throws -> (keys: [Key?], members: [[Int]]) {
    let places = try resolve(target)
    try checkNames(body, bound: Set(places.compactMap(\.key)), purpose: .reading)
    return (places.map(\.key), try tuples(places, body: body, at: target.span))
  }

  // MARK: Names

  /// Checks the names of expressions that share their free indices and may read the past.
  func checkNames(_ expressions: [Expression]) throws {
    let bound = Set(freeIndices(expressions).map(\.key))
    for expression in expressions {
      try checkReach(of: expression)
      try checkNames(expression, bound: bound, purpose: .reading)
    }
  }

  /// Refuses `Σ[k] a[k] - b[k]`, where the sum ends before the minus: the letter bound in it is free again after it.
  func checkReach(of expression: Expression, bound: Set<Key> = []) throws {
    var reductions: [(sign: Reduction, index: Name, end: Int)] = []
    expression.forEachDescendant { inner in
      guard case .reduction(let reduction, let indices, _) = inner.kind else { return }
      for index in indices { reductions.append((reduction, index.name, inner.span.end)) }
    }
    if reductions.isEmpty { return }
    for name in freeIndices([expression], every: true) where !bound.contains(name.key) {
      guard let before = reductions.first(where: { $0.index.key == name.key && $0.end <= name.span.start })
      else { continue }
      let (sign, letter) = (before.sign == .sum ? "Σ" : before.sign.rawValue, name.text)
      throw Failure(
        "\(letter) is the index of a reduction that has ended before", at: name.span,
        help: "put brackets around all that \(sign)[\(letter)] reaches: \(sign)[\(letter)] (… + …)",
        notes: [Diagnostic.Note("it ends before + and −", at: before.index.span)])
    }
  }

  /// Checks that every name of an expression is known, before anything is built from it.
  /// - Throws: the first failure.
  func checkNames(_ expression: Expression, bound: Set<Key>, purpose: Environment.Purpose) throws {
    switch expression.kind {
    case .number: return
    case .reference(let reference): try checkNames(reference, bound: bound, purpose: purpose)
    case .call(let name, let arguments):
      if let place = scope.find(name.key), case .macro(let parameters, _) = scope[place].kind {
        try check(arguments.count, wanted: parameters.count, for: name, at: expression.span)
      } else {
        _ = try operation(name, arguments: arguments.count, Environment(purpose), at: expression.span)
      }
      for argument in arguments { try checkNames(argument, bound: bound, purpose: purpose) }
    case .reduction(_, let indices, let body):
      var inner = bound
      for index in indices {
        try checkIndexIsFree(index.name, Environment(purpose))
        if let (lower, upper) = index.bounds {
          try checkNames(lower, bound: inner, purpose: purpose)
          try checkNames(upper, bound: inner, purpose: purpose)
        }
        inner.insert(index.name.key)
      }
      try checkNames(body, bound: inner, purpose: purpose)
    case .apply, .conditional, .derivative, .history:
      try expression.forEachChild { try checkNames($0, bound: bound, purpose: purpose) }
    }
  }

  private func checkNames(_ reference: Reference, bound: Set<Key>, purpose: Environment.Purpose) throws {
    for inner in reference.subscripts {
      try checkSubscript(inner, of: reference.name, bound: bound)
      try checkNames(inner, bound: bound, purpose: purpose)
    }
    let key = reference.name.key
    if bound.contains(key), reference.subscripts.isEmpty || macroParameters.contains(key) { return }
    if let place = scope.find(key) {
      if case .broken = scope[place].kind { throw Failure.alreadyReported }
      return
    }
    if constants[key] != nil, reference.subscripts.isEmpty { return }
    if countsSteps(reference, Environment(purpose)) {
      _ = try countOfSteps(reference, Environment(purpose))
      return
    }
    if state.knowsStepName(key) { return }
    throw unknown(reference.name)
  }

  /// A lone name in a subscript that nothing binds: an index that is free on the right alone (rule 11).
  private func checkSubscript(_ inner: Expression, of name: Name, bound: Set<Key>) throws {
    guard case .reference(let lone) = inner.kind, lone.subscripts.isEmpty, !bound.contains(lone.name.key),
      scope.find(lone.name.key) == nil, constants[lone.name.key] == nil, scope.find(name.key) != nil
    else { return }
    let index = lone.name.text
    throw Failure(
      "index \(index) has no range here", at: lone.span,
      help: "an index must also stand on the left of =, or in a reduction: Σ[\(index)] \(name.text)[\(index)]"
    )
  }
}
