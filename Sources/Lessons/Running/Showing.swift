import Autodiff
import Language
import Trace

/// What `show`, `plot` and `graph` put on the page.
struct Showing {
  let expressions: [Expression]
  var isPlot = false

  /// Single values, all members of a family, or one for each value of the free indices (rule 17).
  func shown(_ elaborator: inout Elaborator) throws -> [Shown] {
    var shown: [Shown] = []
    for expression in expressions {
      if let members = try family(expression, &elaborator) {
        shown += members
        continue
      }
      try elaborator.checkNames([expression])
      for instance in try elaborator.instances(of: [expression]) {
        let environment = Environment(.reading, indices: instance)
        let node =
          try isPlot
          ? plotted(expression, environment, &elaborator) : elaborator.node(expression, environment)
        shown.append(
          Shown(title(expression, node, instance, elaborator), node: node, indices: instance.map(\.value)))
      }
    }
    return shown
  }

  /// One value of an expression with free indices, as readers know it: `h[2]`, `q[k] - p[k] (k = 2)`.
  private func title(
    _ expression: Expression, _ node: NodeID, _ instance: [(key: Key, value: Int)], _ elaborator: Elaborator
  ) -> Shown.Title {
    let text = elaborator.state.source.text(expression.span)
    if instance.isEmpty { return .expression(text) }
    if case .reference = expression.kind, case let label? = elaborator.graph.label(of: node),
      label.kind == .plain
    {
      return .member(label.name, label.indices)
    }
    return .instance(text, instance.map { ("\($0.key)", $0.value) })
  }

  /// A plotted expression is asked for its value after every step, so it may not be made of past values.
  private func plotted(
    _ expression: Expression, _ environment: Environment, _ elaborator: inout Elaborator
  ) throws -> NodeID {
    if case .reference(let reference) = expression.kind, elaborator.scope.find(reference.name.key) == nil,
      elaborator.state.knowsStepName(reference.name.key), let program = elaborator.state.lastProgram
    {
      let update = try elaborator.chosenUpdate(reference, program, environment)
      if let state = update.state.first(where: { reference.name.isSpelled($0.name) }) {
        return state.carried.leaf
      }
    }
    var environment = environment
    environment.purpose = .definition
    return try elaborator.node(expression, environment)
  }

  /// All members of a bare family name, `W` or `∂L/∂W`; nil for any other expression.
  private func family(_ expression: Expression, _ elaborator: inout Elaborator) throws -> [Shown]? {
    switch expression.kind {
    case .reference(let reference):
      guard let place = elaborator.bareFamily(reference) else { return nil }
      let entry = elaborator.scope[place]
      return try entry.order.map { indices in
        Shown(
          .member(entry.name.text, indices),
          node: try elaborator.member(place, indices, batch: nil, at: reference.span), indices: indices)
      }
    case .derivative(let output, let variable):
      guard let place = elaborator.bareFamily(variable) else { return nil }
      let node = try elaborator.node(output, Environment(.reading))
      elaborator.graph.gradient(of: node)
      let entry = elaborator.scope[place]
      return try entry.order.map { indices in
        let member = try elaborator.member(place, indices, batch: nil, at: variable.span)
        let adjoint =
          elaborator.graph.adjoint(of: node, to: member) ?? elaborator.graph.constant(0, spelling: "0")
        return Shown(
          .member(elaborator.state.source.text(expression.span), indices), node: adjoint, indices: indices)
      }
    case .number, .apply, .call, .reduction, .conditional, .history: return nil
    }
  }
}
