import Autodiff
import Language
import Letters

/// What the lines of a rule share while one step is worked out for all parameters together.
struct RuleFrame: Sendable {
  /// One for each parameter: θ, g, state and intermediates as far as the lines have come.
  var environments: [Environment]
  /// The names that are the same for every parameter.
  var common: NameTable<Environment.Binding>
  /// The families of the parameters, each by the number of its first one: W, W, b.
  let families: [Int]
  /// Nodes of reductions over a family, by their place in the rule's text and the family.
  var reduced: [Span: [Int: NodeID]] = [:]
  /// Nodes of expressions that are the same for every parameter, by their place in the rule's text.
  var memo: [Span: NodeID] = [:]
  /// Whether the first parameter is being worked out: it finds what is the same for all.
  var isFirst = true
  var sharesNodes: Bool { environments.count > 1 }
}

extension Elaborator {
  /// `norm(x)`: the root of the sum of x² over all parameters of the step (rule 33).
  mutating func norm(
    _ arguments: [Expression], _ environment: Environment, name: Name, at span: Span
  ) throws -> NodeID {
    guard let shared = frame, arguments.count == 1 else {
      throw Failure("norm takes 1 argument and is allowed only in a rule", at: span)
    }
    if let node = shared.memo[span] { return node }
    var squares: [NodeID] = []
    for environment in shared.environments {
      squares.append(graph.add(.square, try node(arguments[0], environment)))
    }
    let total = squares.count == 1 ? squares[0] : graph.sum(squares)
    let root = graph.add(.sqrt, total)
    frame?.memo[span] = root
    return root
  }

  /// `Σ[family] x`: over the members of the parameter's family that take part in the step.
  mutating func reduceFamily(
    _ reduction: Reduction, _ body: Expression, _ environment: Environment, at span: Span
  ) throws -> NodeID {
    guard let shared = frame else {
      throw Failure("\(reduction.rawValue)[family] needs the parameters of a step", at: span)
    }
    let family = shared.families[environment.parameter]
    if let node = shared.reduced[span]?[family] { return node }
    var terms: [NodeID] = []
    for (place, environment) in shared.environments.enumerated() where shared.families[place] == family {
      terms.append(try node(body, environment))
    }
    let result = try combined(terms, by: reduction, at: span)
    frame?.reduced[span, default: [:]][family] = result
    return result
  }

  /// Whether an expression mentions neither θ, nor g, nor anything else that differs between parameters.
  func isCommon(_ expression: Expression, _ common: NameTable<Environment.Binding>) -> Bool {
    switch expression.kind {
    case .number: true
    case .reference(let reference):
      common.contains(reference.name.key) || constants[reference.name.key] != nil
    case .apply(_, let operands): operands.allSatisfy { isCommon($0, common) }
    case .call(let name, let arguments): name.key == .norm || arguments.allSatisfy { isCommon($0, common) }
    case .conditional(let condition, let a, let b):
      condition.expressions.allSatisfy { isCommon($0, common) }
        && isCommon(a, common) && isCommon(b, common)
    case .reduction, .derivative, .history: false
    }
  }
}

extension Elaborator {
  /// What a name of a rule is called in the trace: with a prime, if a parameter of the lesson has that name.
  func labelText(ofRuleName text: String) -> String {
    guard let place = scope.find(Name.key(of: text)), case .leaf(.param) = scope[place].kind else {
      return text
    }
    return text + "′"
  }
}
