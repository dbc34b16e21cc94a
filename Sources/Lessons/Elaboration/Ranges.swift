import Autodiff
import Language
import Letters

/// Where an index stands alone between the brackets of a family.
private struct BareSubscript {
  let entry: Int
  let place: Int
  let span: Span
}

private struct Subscripts {
  var bare: [BareSubscript] = []
  /// Macros that have been looked into, with the argument that is the index.
  var macros = Set<[Key]>()
}

extension Elaborator {
  /// The values an index takes: as written, or as the arrays it subscripts give them (rule 12). Nil: none.
  /// - Throws: `Failure`, where no array gives a range, or two give different ones.
  mutating func range(
    of index: IndexRange, in bodies: [Expression], _ environment: Environment
  ) throws -> ClosedRange<Int>? {
    if let (lower, upper) = index.bounds {
      if state.mode != .silent { noteDeciders([lower, upper], at: index.span, environment) }
      let first = try integer(lower, environment)
      let last = try integer(upper, environment)
      if last - first >= state.limits.members {
        throw Failure(
          "the range \(first)..\(last) has more than \(state.limits.members) members", at: index.span)
      }
      return first <= last ? first...last : nil
    }
    return try inferredRange(of: index.name, in: bodies)
  }

  /// The range that the bare subscripts of an index agree on.
  func inferredRange(of name: Name, in bodies: [Expression]) throws -> ClosedRange<Int>? {
    var found = Subscripts()
    for body in bodies { collect(name.key, in: body, &found) }
    var first: (range: ClosedRange<Int>, subscript: BareSubscript)?
    for subscript_ in found.bare {
      let entry = scope[subscript_.entry]
      if case .broken = entry.kind { throw Failure.alreadyReported }
      guard subscript_.place < entry.ranges.count else { continue }
      let range = entry.ranges[subscript_.place]
      guard let (known, earlier) = first else {
        first = (range, subscript_)
        continue
      }
      if known != range {
        let other = scope[earlier.entry].name.text
        throw Failure(
          "index \(name.text) runs over \(range.lowerBound)..\(range.upperBound) in \(entry.name.text), "
            + "but over \(known.lowerBound)..\(known.upperBound) in \(other)", at: subscript_.span,
          help: "write the range that is meant: \(name.text)=1..\(min(known.upperBound, range.upperBound))",
          notes: [Diagnostic.Note("\(other) is read here", at: earlier.span)])
      }
    }
    guard let (range, _) = first else {
      throw Failure(
        "the range of index \(name.text) is not given, and no array is read at \(name.text) alone",
        at: name.span, help: "write it: \(name.text)=1..3")
    }
    return range
  }

  /// Collects the places at which an index is the whole subscript of a family.
  private func collect(_ key: Key, in expression: Expression, _ found: inout Subscripts) {
    switch expression.kind {
    case .number: return
    case .reference(let reference): collect(key, in: reference, &found)
    case .call(let name, let arguments):
      for argument in arguments { collect(key, in: argument, &found) }
      guard let place = scope.find(name.key), case .macro(let parameters, let body) = scope[place].kind else {
        return
      }
      for (parameter, argument) in zip(parameters, arguments) {
        if case .reference(let reference) = argument.kind, reference.subscripts.isEmpty,
          reference.name.key == key, found.macros.insert([name.key, parameter.key]).inserted
        {
          collect(parameter.key, in: body, &found)
        }
      }
    case .reduction(_, let indices, let body):
      for index in indices {
        if let (lower, upper) = index.bounds {
          collect(key, in: lower, &found)
          collect(key, in: upper, &found)
        }
        if index.name.key == key { return }
      }
      collect(key, in: body, &found)
    case .apply, .conditional, .derivative, .history: expression.forEachChild { collect(key, in: $0, &found) }
    }
  }

  private func collect(_ key: Key, in reference: Reference, _ found: inout Subscripts) {
    let entry = scope.find(reference.name.key)
    for (place, inner) in reference.subscripts.enumerated() {
      if case .reference(let lone) = inner.kind, lone.subscripts.isEmpty {
        if lone.name.key == key, let entry {
          found.bare.append(BareSubscript(entry: entry, place: place, span: inner.span))
        }
      } else {
        collect(key, in: inner, &found)
      }
    }
  }

  // MARK: Free indices

  /// The names that stand alone in subscripts and that the lesson has not defined, in order (rules 11 and 17).
  /// - Parameter every: whether a name is given for each of its uses.
  func freeIndices(_ expressions: [Expression], every: Bool = false) -> [Name] {
    var names: [Name] = []
    for expression in expressions { freeIndices(expression, bound: [], &names) }
    guard !every else { return names }
    var seen = Set<Key>()
    return names.filter { seen.insert($0.key).inserted }
  }

  private func freeIndices(_ expression: Expression, bound: Set<Key>, _ names: inout [Name]) {
    switch expression.kind {
    case .number: return
    case .reference(let reference): freeIndices(reference, bound: bound, &names)
    case .reduction(_, let indices, let body):
      freeIndices(body, bound: bound.union(indices.map(\.name.key)), &names)
    case .apply, .call, .conditional, .derivative:
      expression.forEachChild { freeIndices($0, bound: bound, &names) }
    case .history(let operand, _): freeIndices(operand, bound: bound, &names)
    }
  }

  func freeIndices(_ reference: Reference, bound: Set<Key>, _ names: inout [Name]) {
    // Between the brackets of a name of a step is a parameter.
    let isOfStep = scope.find(reference.name.key) == nil && state.knowsStepName(reference.name.key)
    for inner in reference.subscripts {
      if case .reference(let lone) = inner.kind, lone.subscripts.isEmpty {
        let key = lone.name.key
        if !isOfStep, scope.find(key) == nil, constants[key] == nil, !bound.contains(key) {
          names.append(lone.name)
        }
      } else {
        freeIndices(inner, bound: bound, &names)
      }
    }
  }

  /// Every combination of values of the free indices of some expressions; one empty combination if there are none.
  mutating func instances(of expressions: [Expression]) throws -> [[(key: Key, value: Int)]] {
    var instances: [[(key: Key, value: Int)]] = [[]]
    for name in freeIndices(expressions) {
      guard let range = try inferredRange(of: name, in: expressions) else { return [] }
      let (product, overflow) = instances.count.multipliedReportingOverflow(by: range.count)
      if overflow || product > state.limits.members {
        throw Failure(
          "this stands for more than \(state.limits.members) values of \(name.text)", at: name.span)
      }
      try takeTurns(product, at: name.span)
      instances = instances.flatMap { instance in range.map { instance + [(name.key, $0)] } }
    }
    return instances
  }

  // MARK: Reductions

  /// The node of a reduction: an n-ary sum, or a chain of binary products, maxima or minima.
  mutating func reduce(
    _ reduction: Reduction, _ indices: ArraySlice<IndexRange>, _ body: Expression, _ environment: Environment,
    at span: Span
  ) throws -> NodeID {
    if environment.purpose == .rule { return try reduceFamily(reduction, body, environment, at: span) }
    var terms: [NodeID] = []
    try collectTerms(indices, body, environment, &terms)
    return try combined(terms, by: reduction, at: span)
  }

  /// The sum, mean or other reduction of some terms.
  mutating func combined(_ terms: [NodeID], by reduction: Reduction, at span: Span) throws -> NodeID {
    if terms.isEmpty {
      switch reduction {
      case .sum: return graph.constant(0, spelling: "0")
      case .prod: return graph.constant(1, spelling: "1")
      case .mean, .max, .min:
        throw Failure("\(reduction.rawValue) over an empty range has no value", at: span)
      }
    }
    if terms.count == 1 { return terms[0] }
    switch reduction {
    case .sum: return graph.sum(terms)
    case .mean:
      let count = graph.constant(Double(terms.count), spelling: String(terms.count))
      return graph.add(.div, graph.sum(terms), count)
    case .prod: return chain(.mul, terms)
    case .max: return chain(.max, terms)
    case .min: return chain(.min, terms)
    }
  }

  private mutating func chain(_ operation: Operation, _ terms: [NodeID]) -> NodeID {
    var result = terms[0]
    for term in terms.dropFirst() { result = graph.add(operation, result, term) }
    return result
  }

  private mutating func collectTerms(
    _ indices: ArraySlice<IndexRange>, _ body: Expression, _ environment: Environment, _ terms: inout [NodeID]
  ) throws {
    guard let index = indices.first else {
      terms.append(try node(body, environment))
      if terms.count > state.limits.members {
        throw Failure("a reduction of more than \(state.limits.members) terms", at: body.span)
      }
      return
    }
    try checkIndexIsFree(index.name, environment)
    guard var range = try range(of: index, in: [body], environment) else { return }
    if let batch = environment.batch, batch.key == index.name.key {
      let lower = max(range.lowerBound, batch.members.lowerBound)
      let upper = min(range.upperBound, batch.members.upperBound)
      if lower > upper { return }
      range = lower...upper
    }
    for value in range {
      try takeTurns(1, at: body.span)
      try collectTerms(indices.dropFirst(), body, environment.with(index.name.key, value), &terms)
    }
  }

  /// Counts terms, so that nested ranges cannot take for ever.
  mutating func takeTurns(_ count: Int, at span: Span) throws {
    state.turns += count
    if state.turns > state.limits.turns {
      throw Failure(
        "the reductions of this lesson have more than \(state.limits.turns) terms", at: span,
        help: "use smaller ranges")
    }
  }

  /// An index may not bear a name that the lesson has defined (rule 10).
  func checkIndexIsFree(_ name: Name, _ environment: Environment) throws {
    guard environment.purpose != .rule, let place = scope.find(name.key) else { return }
    let letters: [Key] = ["i", "j", "k", "m", "n", "p", "q", "r"]
    let free =
      letters.first { scope.find($0) == nil && environment.index($0) == nil }?.text ?? "another letter"
    throw Failure(
      "\(name.text) cannot be an index: it is \(scope[place].description)", at: name.span,
      help: "use another letter, as \(free)",
      notes: [Diagnostic.Note("\(name.text) is defined here", at: scope[place].name.span)])
  }
}
