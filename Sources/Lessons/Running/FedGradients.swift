import Autodiff
import Language
import Letters
import Trace

/// Gradients that the lesson gives itself: `step with g = 1`.
extension Elaborator {
  /// The plan of `step with g = …`.
  mutating func plan(feeding feeds: [Feed], _ training: Training, _ optimizer: inout Optimizer, at span: Span)
    throws
    -> TrainingPlan
  {
    var fed: [NodeID: NodeID] = [:]
    for feed in feeds {
      for (parameter, gradient) in try nodes(of: feed) {
        if fed.updateValue(gradient, forKey: parameter) != nil {
          let name = recording.graph.label(of: parameter)?.description ?? "the parameter"
          throw Failure("the gradient of \(name) is given twice", at: feed.span)
        }
      }
    }
    let given = fed.sorted { $0.key < $1.key }
    let parameters = given.map(\.key)
    if let batches = training.batches {
      throw Failure(
        "gradients that are given cannot be taken in batches", at: batches.index.span,
        help:
          "write them as a loss: input G = [1, -1], L = Σ[n] G[n]·θ, and minimize L in batches of 1 over n")
    }
    let index = try add(&optimizer, loss: nil, parameters, given.map(\.value), batch: "")
    let (steps, shown) = try counts(training, batches: 1, at: span)
    try checkWork(steps, [index], at: span)
    try startState(&optimizer, parameters: parameters)
    return TrainingPlan(programs: [index], steps: steps, shown: shown, loss: nil)
  }

  /// The parameters a feed names, each with the node of its gradient.
  mutating func nodes(of feed: Feed) throws -> [(parameter: NodeID, gradient: NodeID)] {
    guard let reference = feed.parameter else {
      let parameters = recording.graph.allParameters
      guard parameters.count == 1 else {
        let names = parameters.prefix(3).map { "g[\(recording.graph.label(of: $0)?.description ?? "?")] = …" }
        throw Failure(
          parameters.isEmpty
            ? "the lesson has no parameter to feed"
            : "g could be the gradient of any of \(parameters.count) parameters",
          at: feed.span,
          help: parameters.isEmpty ? "declare one: param θ = 0" : "write \(names.joined(separator: ", "))")
      }
      return [(parameters[0], try gradient(feed.value, Environment(.reading)))]
    }
    guard let place = scope.find(reference.name.key) else { throw unknown(reference.name) }
    guard case .leaf(.param) = scope[place].kind else {
      if case .broken = scope[place].kind { throw Failure.alreadyReported }
      throw Failure(
        "\(reference.name.text) is not a parameter", at: reference.span,
        help: "gradients are fed to what param declares",
        notes: [Diagnostic.Note("\(reference.name.text) is defined here", at: scope[place].name.span)])
    }
    if reference.subscripts.isEmpty, scope[place].rank > 0 { return try family(place, feed) }
    var result: [(NodeID, NodeID)] = []
    let parameter = Expression(.reference(reference), at: reference.span)
    var expressions = [parameter]
    if case .expression(let value) = feed.value {
      let free = freeIndices(expressions)
      try checkNames(value, bound: Set(free.map(\.key)), purpose: .reading)
      expressions.append(value)
    }
    for instance in try instances(of: expressions) {
      var environment = Environment(.reading)
      environment.indices = instance
      result.append((try lessonMember(reference, environment), try gradient(feed.value, environment)))
    }
    return result
  }

  /// `g[W] = [[…]]`: one number for each member.
  private mutating func family(_ place: Int, _ feed: Feed) throws -> [(NodeID, NodeID)] {
    let entry = scope[place]
    guard case .array = feed.value else {
      throw Failure(
        "\(entry.name.text) is a family; its gradient is an array", at: feed.span,
        help: "write g[\(entry.name.text)] = [[…]], or g[\(entry.name.text)[i]] = …")
    }
    var cells: [(indices: [Int], value: Expression)] = []
    try flatten(feed.value, prefix: [], &cells)
    let given = Set(cells.map(\.indices))
    if given != Set(entry.order) {
      let missing = entry.order.first { !given.contains($0) }.map { Label(entry.name.text, $0).description }
      throw Failure(
        "the array does not have the shape of \(entry.name.text)\(missing.map { ": \($0) is missing" } ?? "")",
        at: feed.value.span,
        notes: [Diagnostic.Note("\(entry.name.text) is defined here", at: entry.name.span)])
    }
    return try cells.map { cell in
      // The cells are the family's members, as has just been seen.
      (entry.nodes[cell.indices]!, try gradient(.expression(cell.value), Environment(.reading)))
    }
  }

  mutating func gradient(_ value: LeafValue, _ environment: Environment) throws -> NodeID {
    guard case .expression(let expression) = value else {
      throw Failure("the gradient of one parameter is one number", at: value.span)
    }
    return try node(expression, environment)
  }
}
