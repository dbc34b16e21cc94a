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
      if let members = try membersOfSteps(expression, &elaborator) {
        for member in members {
          if isPlot {
            shown.append(try plotted(member.expression, Environment(.reading), &elaborator))
            continue
          }
          let node = try elaborator.node(member.expression, Environment(.reading))
          let text = ExpressionPrinter.text(member.expression)
          shown.append(Shown(.named(text, of: member.family), node: node, indices: member.indices))
        }
        continue
      }
      try elaborator.checkNames([expression])
      for instance in try elaborator.instances(of: [expression]) {
        let environment = Environment(.reading, indices: instance)
        if isPlot {
          shown.append(try plotted(expression, environment, &elaborator))
        } else {
          let node = try elaborator.node(expression, environment)
          shown.append(
            Shown(title(expression, node, instance, elaborator), node: node, indices: instance.map(\.value)))
        }
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

  /// A plotted expression is asked for its value after every step, so it may not be made of past values; a name of the
  /// steps is asked for its value in each.
  private func plotted(
    _ expression: Expression, _ environment: Environment, _ elaborator: inout Elaborator
  ) throws -> Shown {
    if case .reference(let reference) = expression.kind, elaborator.isStepName(reference, environment),
      let last = elaborator.state.lastProgramIndex
    {
      let text = ExpressionPrinter.text(expression)
      let name = try elaborator.stepName(reference, inProgram: last, environment)
      if case .state(let carried) = name { return Shown(.expression(text), node: carried.leaf) }
      guard let node = name.node else {
        throw Failure(
          "\(text) is the number of the step, which is the axis", at: expression.span,
          help: "plot what depends on it")
      }
      var shown = Shown(.expression(text), node: node)
      var nodes = [last: node]
      // The steps before may have had another optimizer, or another batch.
      for program in Set(elaborator.state.presentRun.segments.flatMap(\.programs)) where program != last {
        nodes[program] = try? elaborator.stepName(reference, inProgram: program, environment).node
      }
      shown.inSteps = nodes
      return shown
    }
    try expression.forEachDescendant { inner in
      guard case .reference(let reference) = inner.kind, elaborator.isStepName(reference, environment) else {
        return
      }
      throw Failure(
        "\(reference.name.text) belongs to a step, and is drawn by itself only", at: reference.span,
        help: "give it a place of its own: plot \(reference.name.text)")
    }
    let instance = environment.indices
    var environment = environment
    environment.purpose = .definition
    let node = try elaborator.node(expression, environment)
    return Shown(
      title(expression, node, instance, elaborator), node: node, indices: instance.map(\.value))
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

  /// A member of what a bare name stands for, as an expression of its own.
  private typealias Member = (expression: Expression, family: String, indices: [Int])

  /// The members of a bare name in the past, `W@3`, or of a step, `g[W]`; of several parameters a name of the step
  /// stands for all, `m̂`. Nil for any other expression.
  private func membersOfSteps(
    _ expression: Expression, _ elaborator: inout Elaborator
  ) throws -> [Member]? {
    switch expression.kind {
    case .history(let operand, let step):
      guard let members = try members(operand, &elaborator) else { return nil }
      let at = "@" + elaborator.state.source.text(step.span)
      return members.map {
        (Expression(.history($0.expression, at: step), at: expression.span), $0.family + at, $0.indices)
      }
    case .reference(let reference) where elaborator.isStepName(reference, Environment(.reading)):
      return try members(expression, &elaborator)
    case .reference, .number, .apply, .call, .reduction, .conditional, .derivative: return nil
    }
  }

  private func members(_ expression: Expression, _ elaborator: inout Elaborator) throws -> [Member]? {
    if let place = elaborator.bareFamily(in: expression) {
      let entry = elaborator.scope[place]
      if case .broken = entry.kind { throw Failure.alreadyReported }
      let family = ExpressionPrinter.text(expression)
      return entry.order.map {
        (expression.subscripted($0, where: { elaborator.bareFamily($0) != nil }), family, $0)
      }
    }
    guard case .reference(let reference) = expression.kind, reference.subscripts.isEmpty,
      elaborator.isStepName(reference, Environment(.reading)),
      let updates = elaborator.state.lastProgram?.updates,
      updates.count > 1, elaborator.differsBetweenParameters(reference)
    else { return nil }
    return updates.compactMap { update in
      guard let label = elaborator.graph.label(of: update.parameter) else { return nil }
      let parameter = Reference(name: Name(label.name, at: reference.span), span: reference.span)
      func of(_ parameter: Expression) -> Expression {
        Expression(
          .reference(Reference(name: reference.name, subscripts: [parameter], span: reference.span)),
          at: reference.span)
      }
      let whole = of(Expression(.reference(parameter), at: reference.span))
      return (
        whole.subscripted(
          label.indices, where: { $0.name.key == parameter.name.key && !label.indices.isEmpty }),
        ExpressionPrinter.text(whole), label.indices
      )
    }
  }
}
