import Autodiff
import Language
import Letters
import Trace

/// A gradient that the lesson gives itself: `step with g = 1`.
struct FedGradient {
  let feed: Feed

  /// The parameters a feed names, each with the node of its gradient.
  func nodes(_ elaborator: inout Elaborator) throws -> [(parameter: NodeID, gradient: NodeID)] {
    guard let reference = feed.parameter else {
      let parameters = elaborator.graph.allParameters
      guard parameters.count == 1 else {
        let names = parameters.prefix(3).map {
          "g[\(elaborator.graph.label(of: $0)?.description ?? "?")] = …"
        }
        throw Failure(
          parameters.isEmpty
            ? "the lesson has no parameter to feed"
            : "g could be the gradient of any of \(parameters.count) parameters", at: feed.span,
          help: parameters.isEmpty ? "declare one: param θ = 0" : "write \(names.joined(separator: ", "))")
      }
      return [(parameters[0], try gradient(feed.value, Environment(.reading), &elaborator))]
    }
    guard let place = elaborator.scope.find(reference.name.key) else {
      throw elaborator.unknown(reference.name)
    }
    guard case .leaf(.param) = elaborator.scope[place].kind else {
      if case .broken = elaborator.scope[place].kind { throw Failure.alreadyReported }
      throw Failure(
        "\(reference.name.text) is not a parameter", at: reference.span,
        help: "gradients are fed to what param declares",
        notes: [
          Diagnostic.Note("\(reference.name.text) is defined here", at: elaborator.scope[place].name.span)
        ])
    }
    if reference.subscripts.isEmpty, elaborator.scope[place].rank > 0 {
      return try family(place, &elaborator)
    }
    var result: [(NodeID, NodeID)] = []
    let parameter = Expression(.reference(reference), at: reference.span)
    var expressions = [parameter]
    if case .expression(let value) = feed.value {
      let free = elaborator.freeIndices(expressions)
      try elaborator.checkNames(value, bound: Set(free.map(\.key)), purpose: .reading)
      expressions.append(value)
    }
    for instance in try elaborator.instances(of: expressions) {
      let environment = Environment(.reading, indices: instance)
      result.append(
        (
          try elaborator.lessonMember(reference, environment),
          try gradient(feed.value, environment, &elaborator)
        ))
    }
    return result
  }

  /// `g[W] = [[…]]`: one number for each member.
  private func family(_ place: Int, _ elaborator: inout Elaborator) throws -> [(NodeID, NodeID)] {
    let entry = elaborator.scope[place]
    guard case .array = feed.value else {
      let (open, close) = (
        String(repeating: "[", count: entry.rank), String(repeating: "]", count: entry.rank)
      )
      let letters = ["i", "j", "k", "l", "m", "n"].prefix(entry.rank).joined(separator: ",")
      throw Failure(
        "\(entry.name.text) is a family; its gradient is an array", at: feed.span,
        help:
          "write g[\(entry.name.text)] = \(open)…\(close), or g[\(entry.name.text)[\(letters)]] = …")
    }
    let cells = feed.value.cells
    let given = Set(cells.map(\.indices))
    if given != Set(entry.order) {
      let missing = entry.order.first { !given.contains($0) }.map { Label(entry.name.text, $0).description }
      throw Failure(
        "the array does not have the shape of \(entry.name.text)\(missing.map { ": \($0) is missing" } ?? "")",
        at: feed.value.span, notes: [entry.definedHere])
    }
    return try cells.map { cell in
      // The cells are the family's members, as has just been seen.
      (entry.nodes[cell.indices]!, try gradient(.expression(cell.value), Environment(.reading), &elaborator))
    }
  }

  private func gradient(
    _ value: LeafValue, _ environment: Environment, _ elaborator: inout Elaborator
  ) throws -> NodeID {
    guard case .expression(let expression) = value else {
      throw Failure("the gradient of one parameter is one number", at: value.span)
    }
    // A number gets a leaf of its own, and not that of an equal number elsewhere.
    switch expression.kind {
    case .number(let number): return leaf(number, at: expression.span, &elaborator)
    case .apply(.neg, let operands):
      guard case .number(let number) = operands[0].kind else { break }
      return elaborator.graph.add(.neg, leaf(number, at: operands[0].span, &elaborator))
    case .reference, .apply, .call, .reduction, .conditional, .derivative, .history: break
    }
    return try elaborator.node(expression, environment)
  }

  private func leaf(_ number: Number, at span: Span, _ elaborator: inout Elaborator) -> NodeID {
    let leaf = elaborator.graph.leaf(.constant(spelling: number.spelling), number.value)
    if span.start >= 0 { elaborator.note(.written(span.start..<span.end), of: leaf) }
    return leaf
  }
}
