import Autodiff
import Language
import Trace

extension Elaborator {
  /// Turns the lines of an optimizer's rule into the nodes of one step, for all parameters together.
  ///
  /// - Parameters:
  ///   - gradients: for each parameter the node of its gradient.
  ///   - loss: what is minimised, or nil where gradients are fed.
  mutating func program(
    _ optimizer: inout Optimizer, loss: NodeID?, parameters: [NodeID], gradients: [NodeID], batch: String
  ) throws -> Program {
    let stateNames = optimizer.stateNames
    var environments: [Environment] = []
    var gradientNodes: [NodeID] = []
    for (parameter, gradient) in zip(parameters, gradients) {
      var environment = Environment(.rule)
      environment.bindings = optimizer.common
      environment.bindings.set(.theta, to: .node(parameter))
      let g = recording.graph.add(.copy, gradient)
      recording.graph.setLabel(Label("g", kind: .state(of: parameter)), of: g)
      gradientNodes.append(g)
      environment.bindings.set(.gradient, to: .node(g))
      for name in stateNames {
        environment.bindings.set(name.key, to: .node(stateLeaf(name, of: parameter, &optimizer)))
      }
      environments.append(environment)
    }
    ruleFrame = RuleFrame(environments: environments, common: optimizer.common)
    defer { ruleFrame = nil }
    var common = optimizer.schedules.map { Line(label: $0.label, node: $0.node, replaces: nil) }
    var lines = [[Line]](repeating: [], count: parameters.count)
    for line in optimizer.lines {
      if let shared = try commonLine(line) {
        common.append(shared)
      } else {
        try workOut(line, parameters, &lines)
      }
      ruleFrame?.memo = [:]
      ruleFrame?.isFirst = true
    }
    let updates = parameters.indices.map { index in
      // None of these is nil: the frame stays until the end of this function, and θ and all state were bound above.
      let environment = ruleFrame!.environments[index]
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
    let results = updates.flatMap { update in [update.next] + update.state.map(\.carried.next) }
    let readsClock = recording.graph.depends(results, on: optimizer.clock)
    return Program(
      loss: loss, optimizer: optimizer.call, common: common, updates: updates,
      clock: readsClock || !optimizer.schedules.isEmpty ? optimizer.clock : nil, batch: batch)
  }

  /// An intermediate that is the same for every parameter has one node.
  private mutating func commonLine(_ line: RuleLine) throws -> Line? {
    guard line.verb == .define, let frame = ruleFrame, isCommon(line.value, frame.common) else { return nil }
    let first = recording.graph.count
    let node = name(
      try node(line.value, frame.environments[0]), Label(line.name.text), decimals: session.decimals,
      first: first)
    for index in frame.environments.indices {
      ruleFrame?.environments[index].bindings.set(line.name.key, to: .node(node))
    }
    ruleFrame?.common.set(line.name.key, to: .node(node))
    return Line(label: Label(line.name.text), node: node, replaces: nil)
  }

  /// One line for every parameter; all read the values before it.
  private mutating func workOut(_ line: RuleLine, _ parameters: [NodeID], _ lines: inout [[Line]]) throws {
    guard let frame = ruleFrame else { return }
    let isCommon = isCommon(line.value, frame.common)
    var results: [NodeID] = []
    for (index, parameter) in parameters.enumerated() {
      ruleFrame?.isFirst = index == 0
      let label =
        line.name.key == .theta
        ? recording.graph.label(of: parameter) ?? Label("θ")
        : Label(line.name.text, kind: .state(of: parameter))
      let first = isCommon ? Int.max : recording.graph.count
      let node = name(
        try node(line.value, frame.environments[index]), label, decimals: session.decimals, first: first)
      let before = frame.environments[index].bindings.node(line.name.key)
      lines[index].append(Line(label: label, node: node, replaces: line.verb == .update ? before : nil))
      results.append(node)
    }
    for (index, node) in results.enumerated() {
      ruleFrame?.environments[index].bindings.set(line.name.key, to: .node(node))
    }
  }

  /// The leaf that keeps a state of a parameter between steps.
  private mutating func stateLeaf(_ name: Name, of parameter: NodeID, _ optimizer: inout Optimizer) -> NodeID
  {
    if let leaf = optimizer.state[parameter]?[name.key] { return leaf }
    let leaf = recording.graph.leaf(
      .state(of: parameter), 0, label: Label(name.text, kind: .state(of: parameter)))
    optimizer.state[parameter, default: NameTable()].set(name.key, to: leaf)
    return leaf
  }

  /// Gives state that has not been used yet its start values: 0, or what the rule's `start` line says.
  mutating func startState(_ optimizer: inout Optimizer, parameters: [NodeID]) throws {
    session.grow(to: recording.graph)
    let names = optimizer.stateNames
    // Assigned together at the end: every change of the leaves makes all present values unknown.
    var leaves = session.leaves
    for parameter in parameters {
      for name in names {
        guard let leaf = optimizer.state[parameter]?[name.key], optimizer.started.insert(leaf).inserted,
          let index = recording.graph.leafIndex(of: leaf)
        else { continue }
        var start = 0.0
        if let line = optimizer.starts.last(where: { $0.name.key == name.key }) {
          var environment = Environment(.rule)
          environment.bindings = optimizer.common
          environment.bindings.set(.theta, to: .node(parameter))
          start = session.value(of: try node(line.value, environment), in: recording)
        }
        leaves[index] = start
      }
    }
    session.leaves = leaves
  }
}

extension NameTable<Environment.Binding> {
  /// The node a name is bound to.
  func node(_ key: Key) -> NodeID? {
    if case .node(let node) = self[key] { node } else { nil }
  }
}
