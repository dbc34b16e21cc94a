import Autodiff
import Language
import Letters
import Trace

extension Elaborator {
  /// The values that `show`, `plot` and `graph` put on the page: single ones, all members of a family, or one for
  /// each value of the free indices (rule 17).
  mutating func shown(_ expressions: [Expression], forPlot: Bool = false) throws -> [Shown] {
    var shown: [Shown] = []
    for expression in expressions {
      if let members = try family(expression) {
        shown += members
        continue
      }
      let free = freeIndices([expression])
      try checkNames(expression, bound: Set(free.map(\.key)), purpose: .reading)
      for instance in try instances(of: [expression]) {
        var environment = Environment(.reading)
        environment.indices = instance
        let node = try forPlot ? plotted(expression, environment) : node(expression, environment)
        shown.append(
          Shown(
            title(expression, node, instance), node: node, indices: instance.map(\.value)))
      }
    }
    return shown
  }

  /// One value of an expression with free indices, as readers know it: `h[2]`, `q[k] - p[k] (k = 2)`.
  private func title(
    _ expression: Expression, _ node: NodeID, _ instance: [(key: Key, value: Int)]
  ) -> Shown.Title {
    let text = session.source.text(expression.span)
    if instance.isEmpty { return .expression(text) }
    if case .reference = expression.kind, case let label? = recording.graph.label(of: node),
      label.kind == .plain
    {
      return .member(label.name, label.indices)
    }
    return .instance(text, instance.map { ("\($0.key)", $0.value) })
  }

  /// A plotted expression is asked for its value after every step, so it may not be made of past values.
  private mutating func plotted(_ expression: Expression, _ environment: Environment) throws -> NodeID {
    if case .reference(let reference) = expression.kind, scope.find(reference.name.key) == nil,
      session.knowsStepName(reference.name.key),
      let program = recording.runs[session.run].program(ofStep: recording.runs[session.run].steps)
    {
      let update = try chosenUpdate(reference, recording.programs[program], environment)
      if let state = update.state.first(where: { reference.name.isSpelled($0.name) }) {
        return state.carried.leaf
      }
    }
    var environment = environment
    environment.purpose = .definition
    return try node(expression, environment)
  }

  /// All members of a bare family name, `W` or `∂L/∂W`; nil for any other expression.
  private mutating func family(_ expression: Expression) throws -> [Shown]? {
    switch expression.kind {
    case .reference(let reference):
      guard let place = bareFamily(reference) else { return nil }
      let entry = scope[place]
      return try entry.order.map { indices in
        Shown(
          .member(entry.name.text, indices),
          node: try member(place, indices, batch: nil, at: reference.span), indices: indices)
      }
    case .derivative(let output, let variable):
      guard let place = bareFamily(variable) else { return nil }
      let node = try node(output, Environment(.reading))
      recording.graph.gradient(of: node)
      let entry = scope[place]
      return try entry.order.map { indices in
        let member = try member(place, indices, batch: nil, at: variable.span)
        let adjoint =
          recording.graph.adjoint(of: node, to: member) ?? recording.graph.constant(0, spelling: "0")
        return Shown(
          .member(session.source.text(expression.span), indices), node: adjoint, indices: indices)
      }
    default: return nil
    }
  }

  private func bareFamily(_ reference: Reference) -> Int? {
    guard reference.subscripts.isEmpty, let place = scope.find(reference.name.key), scope[place].rank > 0
    else {
      return nil
    }
    return place
  }

  /// The leaves and new values of one part of `reset with x = −2`.
  mutating func override(
    _ target: Target, _ value: LeafValue, data: (String) -> DataFile
  ) throws -> [(leaf: NodeID, value: Double)] {
    guard let place = scope.find(target.name.key) else { throw unknown(target.name) }
    let entry = scope[place]
    switch entry.kind {
    case .leaf(.param), .leaf(.input): break
    case .broken: throw Failure.alreadyReported
    default:
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
    let (members, _) = try members(.input, target, value, data: data)
    return try members.map { member in
      guard let leaf = entry.nodes[member.indices] else {
        throw Failure(
          "\(Label(entry.name.text, member.indices).description) is not a member of \(entry.name.text)",
          at: target.span, notes: [Diagnostic.Note("\(entry.name.text) is defined here", at: entry.name.span)]
        )
      }
      return (leaf, member.value)
    }
  }
}
