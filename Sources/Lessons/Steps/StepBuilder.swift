import Autodiff
import Language
import Letters
import Trace

/// Turns the lines of an optimizer's rule into the nodes of one step, for all parameters together.
struct StepBuilder {
  private(set) var optimizer: Optimizer
  /// What is minimised, or nil where gradients are fed.
  let loss: NodeID?
  let parameters: [NodeID]
  /// For each parameter the node of its gradient.
  let gradients: [NodeID]
  let batch: String
  /// Where the act stands.
  let span: Span
  /// The lines worked out so far, for each parameter.
  private var lines: [[Line]] = []

  init(
    _ optimizer: Optimizer, loss: NodeID?, parameters: [NodeID], gradients: [NodeID], batch: String,
    span: Span
  ) {
    self.optimizer = optimizer
    self.loss = loss
    self.parameters = parameters
    self.gradients = gradients
    self.batch = batch
    self.span = span
  }

  mutating func build(_ elaborator: inout Elaborator) throws -> Program {
    let stateNames = optimizer.stateNames
    var given = optimizer.common
    if optimizer.rule.readsLoss {
      guard let loss else { throw lossIsMissing }
      given.set(.loss, to: .node(loss))
    }
    var environments: [Environment] = []
    var gradientNodes: [NodeID] = []
    for (parameter, gradient) in zip(parameters, gradients) {
      var environment = Environment(optimizer.rule, given, in: elaborator.state.source)
      environment.parameter = environments.count
      environment.bindings.set(.theta, to: .node(parameter))
      let g = self.given(gradient, &elaborator)
      elaborator.graph.setLabel(
        Label(elaborator.labelText(ofRuleName: "g"), kind: .state(of: parameter)), of: g)
      gradientNodes.append(g)
      environment.bindings.set(.gradient, to: .node(g))
      for name in stateNames {
        environment.bindings.set(name.key, to: .node(stateLeaf(name, of: parameter, &elaborator)))
      }
      environments.append(environment)
    }
    elaborator.frame = RuleFrame(environments: environments, common: given, families: families(elaborator))
    defer { elaborator.frame = nil }
    var common = optimizer.schedules.map { Line(label: $0.label, node: $0.node, replaces: nil) }
    lines = [[Line]](repeating: [], count: parameters.count)
    for line in optimizer.lines {
      if let shared = try commonLine(line, &elaborator) {
        common.append(shared)
      } else {
        try workOut(line, &elaborator)
      }
      elaborator.frame?.memo = [:]
      elaborator.frame?.reduced = [:]
      elaborator.frame?.isFirst = true
    }
    let updates = parameters.indices.map { index in
      // None of these is nil: the frame stays until the end of this function, and θ and all state were bound above.
      let environment = elaborator.frame!.environments[index]
      let parameter = parameters[index]
      let state = stateNames.map { name in
        (
          name: name.text,
          carried: Carried(
            leaf: optimizer.state[parameter]![name.key]!, next: environment.bindings.node(name.key)!)
        )
      }
      return Update(
        parameter: parameter, gradient: gradientNodes[index], lines: lines[index], state: state,
        next: environment.bindings.node(.theta)!)
    }
    // Every name of a rule is a line's: those that lead to no change are shown and claimed as well.
    let results = common.map(\.node) + updates.flatMap { $0.lines.map(\.node) }
    let readsClock = elaborator.graph.depends(results, on: optimizer.clock)
    return Program(
      loss: loss, optimizer: optimizer.call, common: common, updates: updates,
      clock: readsClock ? optimizer.clock : nil, batch: batch)
  }

  /// For each parameter the number of the first one of its family.
  private func families(_ elaborator: Elaborator) -> [Int] {
    var first: [String: Int] = [:]
    return parameters.enumerated().map { place, parameter in
      let name = elaborator.graph.label(of: parameter)?.name ?? ""
      if let known = first[name] { return known }
      first[name] = place
      return place
    }
  }

  /// What is said of a rule that reads the loss where gradients are given.
  private var lossIsMissing: Failure {
    let name = optimizer.rule.name
    return Failure(
      "rule \(name) reads the loss, and `step with` gives gradients only", at: span,
      help: "use minimize, or a rule that does without `loss`")
  }

  /// The node `g`: a gradient that the lesson works out itself is written down like any result.
  private func given(_ gradient: NodeID, _ elaborator: inout Elaborator) -> NodeID {
    let graph = elaborator.graph
    let number = graph.operation(of: gradient) == .neg ? graph.operands(of: gradient)[0] : gradient
    guard loss == nil, let rounding = elaborator.state.rounding, graph.operation(of: number) != nil else {
      return elaborator.graph.add(.copy, gradient)
    }
    return elaborator.graph.add(rounding, gradient)
  }

  /// An intermediate that is the same for every parameter has one node.
  private func commonLine(_ line: RuleLine, _ elaborator: inout Elaborator) throws -> Line? {
    guard line.verb == .define, let frame = elaborator.frame, elaborator.isCommon(line.value, frame.common)
    else { return nil }
    let first = elaborator.graph.count
    let node = elaborator.name(
      try elaborator.node(line.value, frame.environments[0]),
      Label(elaborator.labelText(ofRuleName: line.name.text)),
      rounding: elaborator.state.rounding,
      first: first)
    for index in frame.environments.indices {
      elaborator.frame?.environments[index].bindings.set(line.name.key, to: .node(node))
    }
    elaborator.frame?.common.set(line.name.key, to: .node(node))
    return Line(label: Label(elaborator.labelText(ofRuleName: line.name.text)), node: node, replaces: nil)
  }

  /// One line for every parameter; all read the values before it.
  private mutating func workOut(_ line: RuleLine, _ elaborator: inout Elaborator) throws {
    guard let frame = elaborator.frame else { return }
    let isCommon = elaborator.isCommon(line.value, frame.common)
    var results: [NodeID] = []
    for (index, parameter) in parameters.enumerated() {
      elaborator.frame?.isFirst = index == 0
      let label =
        line.name.key == .theta
        ? elaborator.graph.label(of: parameter) ?? Label("θ")
        : Label(elaborator.labelText(ofRuleName: line.name.text), kind: .state(of: parameter))
      let first = isCommon ? Int.max : elaborator.graph.count
      let node = elaborator.name(
        try elaborator.node(line.value, frame.environments[index]), label,
        rounding: elaborator.state.rounding, first: first)
      let before = frame.environments[index].bindings.node(line.name.key)
      lines[index].append(Line(label: label, node: node, replaces: line.verb == .update ? before : nil))
      results.append(node)
    }
    for (index, node) in results.enumerated() {
      elaborator.frame?.environments[index].bindings.set(line.name.key, to: .node(node))
    }
  }

  /// The leaf that keeps a state of a parameter between steps.
  private mutating func stateLeaf(
    _ name: Name, of parameter: NodeID, _ elaborator: inout Elaborator
  ) -> NodeID {
    if let leaf = optimizer.state[parameter]?[name.key] { return leaf }
    let leaf = elaborator.graph.leaf(
      .state(of: parameter), 0,
      label: Label(elaborator.labelText(ofRuleName: name.text), kind: .state(of: parameter)))
    optimizer.state[parameter, default: NameTable()].set(name.key, to: leaf)
    return leaf
  }
}

extension NameTable<Environment.Binding> {
  /// The node a name is bound to.
  func node(_ key: Key) -> NodeID? {
    if case .node(let node) = self[key] { node } else { nil }
  }
}
