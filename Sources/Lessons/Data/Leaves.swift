import Autodiff
import Language
import Letters
import Trace

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
      let (members, rank) = try members(keyword, target, value, data: data)
      var entry = Entry(name: target.name, kind: .leaf(keyword), rank: rank)
      entry.nodes.reserveCapacity(members.count)
      for (indices, number, spelling) in members {
        let kind: Leaf =
          switch keyword {
          case .param: .parameter
          case .input: .input
          case .let: .constant(spelling: spelling)
          }
        entry.nodes[indices] = recording.graph.leaf(kind, number, label: Label(target.name.text, indices))
        entry.note(indices)
      }
      _ = scope.add(entry)
    } catch {
      let place = scope.add(Entry(name: target.name, kind: .broken, rank: target.places?.count ?? 0))
      scope.markBroken(place)
      throw error
    }
  }

  typealias LeafMember = (indices: [Int], value: Double, spelling: String)

  /// The numbers of a leaf, with their indices.
  mutating func members(
    _ keyword: LeafKeyword, _ target: Target, _ value: LeafValue, data: (String) -> DataFile
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
      if let reduction = Reduction(rawValue: target.name.key.text) {
        throw Failure(
          "a family cannot be called \(target.name.text): \(reduction.rawValue)[…] is a reduction",
          at: target.name.span,
          help: "choose another name")
      }
      var cells: [(indices: [Int], value: Expression)] = []
      try flatten(value, prefix: [], &cells)
      try checkRectangular(cells.map(\.indices), at: value.span)
      let environment = Environment(.reading)
      let members = try cells.map { try cell($0.value, $0.indices, environment) }
      return (members, cells.first?.indices.count ?? 1)
    case .file(let path, let span, let columns):
      try refusePlaces(target, "a table")
      let table = try Table(data(path), path: path, at: span)
      return try table.members(columns: columns)
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
    if let number = WrittenNumber(expression) { return (indices, number.value, number.spelling) }
    if case .number(let number) = expression.kind { return (indices, number.value, number.spelling) }
    if !freeIndices([expression]).isEmpty || environment.indices.isEmpty {
      try checkNames(expression, bound: Set(environment.indices.map(\.key)), purpose: .reading)
    }
    let node = try node(expression, environment)
    return (indices, session.value(of: node, in: recording), spelling(of: expression, node: node))
  }

  /// The cells of an array literal, with their indices from 1.
  func flatten(_ value: LeafValue, prefix: [Int], _ cells: inout [(indices: [Int], value: Expression)]) throws
  {
    switch value {
    case .expression(let expression): cells.append((prefix, expression))
    case .array(let values, let span):
      if values.isEmpty { throw Failure("an array needs at least one number", at: span) }
      for (index, inner) in values.enumerated() { try flatten(inner, prefix: prefix + [index + 1], &cells) }
    case .file: break
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
}
