import Autodiff
import Language
import Letters
import Trace

/// One number of a leaf.
struct LeafMember {
  let indices: [Int]
  let value: Double
  /// As typed; empty for what was computed.
  let spelling: String
  let provenance: Provenance
}

extension Elaborator {
  /// Declares a `param`, an `input` or a `let`: a number, an array, an expression of its indices, or a table.
  mutating func declare(
    _ keyword: LeafKeyword, _ target: Target, _ value: LeafValue, data: (String) -> DataFile
  ) throws {
    if let known = scope.find(target.name.key) {
      if case .broken = scope[known].kind { throw Failure.alreadyReported }
      throw alreadyDefined(target.name, scope[known])
    }
    do {
      let (members, rank) = try members(target, value, data: data)
      var entry = Entry(name: target.name, kind: .leaf(keyword), rank: rank)
      entry.nodes.reserveCapacity(members.count)
      for member in members {
        let kind: Leaf =
          switch keyword {
          case .param: .parameter
          case .input: .input
          case .let: .constant(spelling: member.spelling)
          }
        let leaf = graph.leaf(kind, member.value, label: Label(target.name.text, member.indices))
        note(member.provenance, of: leaf)
        entry.nodes[member.indices] = leaf
        entry.note(member.indices)
      }
      _ = scope.add(entry)
    } catch {
      let place = scope.add(Entry(name: target.name, kind: .broken, rank: target.places?.count ?? 0))
      scope.markBroken(place)
      throw error
    }
  }

  /// The numbers of a leaf, with their indices.
  mutating func members(
    _ target: Target, _ value: LeafValue, data: (String) -> DataFile
  ) throws -> (members: [LeafMember], rank: Int) {
    switch value {
    case .expression(let expression):
      let (keys, tuples) = try leafMembers(target, body: expression)
      var members: [LeafMember] = []
      members.reserveCapacity(tuples.count)
      for indices in tuples {
        var environment = Environment(.reading)
        for (key, index) in zip(keys, indices) {
          if let key { environment.indices.append((key, index)) }
        }
        members.append(try cell(expression, indices, environment))
      }
      return (members, target.places?.count ?? 0)
    case .array:
      try refusePlaces(target, "an array literal")
      try checkFamilyName(target.name)
      let cells = value.cells
      try checkRectangular(cells.map(\.indices), at: value.span)
      let environment = Environment(.reading)
      let members = try cells.map { try cell($0.value, $0.indices, environment) }
      return (members, cells.first?.indices.count ?? 1)
    case .file(let path, let span, let columns):
      try refusePlaces(target, "a table")
      let table = try Table(data(path), path: path, at: span)
      return try table.members(columns: columns, most: state.limits.members)
    }
  }

  private func refusePlaces(_ target: Target, _ what: String) throws {
    guard target.places != nil else { return }
    throw Failure(
      "\(what) gives \(target.name.text) its indices by itself", at: target.span,
      help: "write \(target.name.text) = … without brackets")
  }

  /// One number of a leaf; literals, which large arrays consist of, need no node.
  private mutating func cell(
    _ expression: Expression, _ indices: [Int], _ environment: Environment
  ) throws -> LeafMember {
    func written(_ value: Double, _ spelling: String) -> LeafMember {
      LeafMember(
        indices: indices, value: value, spelling: spelling, provenance: provenance(of: expression, nil))
    }
    if let number = WrittenNumber(expression) { return written(number.value, number.spelling) }
    if case .number(let number) = expression.kind { return written(number.value, number.spelling) }
    if !freeIndices([expression]).isEmpty || environment.indices.isEmpty {
      try checkNames(expression, bound: Set(environment.indices.map(\.key)), purpose: .reading)
    }
    let node = try node(expression, environment)
    return LeafMember(
      indices: indices, value: state.value(of: node), spelling: spelling(of: expression, node: node),
      provenance: provenance(of: expression, node))
  }

  /// The leaves and new values of one part of `reset with x = −2`.
  mutating func overrides(
    _ target: Target, _ value: LeafValue, data: (String) -> DataFile
  ) throws -> [Beginning.Override] {
    guard let place = scope.find(target.name.key) else { throw unknown(target.name) }
    let entry = scope[place]
    switch entry.kind {
    case .leaf(.param), .leaf(.input): break
    case .broken: throw Failure.alreadyReported
    case .leaf(.let), .formula, .macro:
      throw Failure(
        "\(target.name.text) is not a param or input and cannot be reset to another value",
        at: target.name.span,
        notes: [Diagnostic.Note("\(target.name.text) is defined here", at: entry.name.span)])
    }
    if case .expression = value, target.places == nil, entry.rank > 0 {
      throw Failure(
        "\(entry.name.text) is a family; give an array, or one member", at: target.span,
        help: "write \(entry.name.text) = [\(entry.rank > 1 ? "[…]" : "…")], or \(entry.name.text)[1] = …")
    }
    let (members, _) = try members(target, value, data: data)
    return try members.map { member in
      guard let leaf = entry.nodes[member.indices] else {
        throw Failure(
          "\(Label(entry.name.text, member.indices).description) is not a member of \(entry.name.text)",
          at: target.span, notes: [entry.definedHere])
      }
      return Beginning.Override(
        leaf: leaf, value: member.value, bytes: member.provenance.bytes, origin: member.provenance.origin)
    }
  }

  /// Every row of an array has as many numbers as the first.
  private func checkRectangular(_ indices: [[Int]], at span: Span) throws {
    let rank = indices.first?.count ?? 0
    let sizes = (0..<rank).map { place in indices.lazy.map { $0.count > place ? $0[place] : 0 }.max() ?? 0 }
    if indices.contains(where: { $0.count != rank }) || indices.count != sizes.reduce(1, *) {
      throw Failure(
        "the rows of this array have different lengths", at: span,
        help: "every row needs as many numbers as the first")
    }
  }

  /// How a constant was typed; empty for what was computed.
  func spelling(of value: Expression, node: NodeID) -> String {
    if case .constant(let spelling) = graph.leafKind(of: node) { return spelling }
    if case .apply(.neg, let operands) = value.kind, case .number(let number) = operands[0].kind {
      return "-" + number.spelling
    }
    return ""
  }
}
