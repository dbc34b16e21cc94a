import Autodiff
import Language
import Letters
import Trace

/// Turns expressions into nodes of the lesson's graph, and definitions into names of nodes.
///
/// An expression may read the past (`L@100`, `s`), so the elaborator holds all that a lesson has come to.
struct Elaborator {
  var state = LessonState()
  /// Members of families that depend on the batch, built once for each batch.
  var batchMembers: [MemberKey: NodeID] = [:]
  /// Whether an entry's formula, directly or through others, reduces over an index; by index key and entry.
  var reducesMemo: [Key: [Int: Bool]] = [:]
  /// What each entry's text mentions, by entry.
  var usesMemo: [Int: Uses] = [:]
  /// Pieces whose members have not been built, in the order of their definition.
  var pending: [(entry: Int, piece: Int)] = []
  /// Members being built, innermost last, for the report of a circle.
  var stack: [MemberKey] = []
  var building: Set<MemberKey> = []
  /// How deep the current expression is inside others, counted through macros and members.
  var height = 0
  /// What the lines of a rule share between parameters while one step is worked out.
  var frame: RuleFrame?
  /// The parameters of the macro that is being defined: each may be a number or a family.
  var macroParameters = Set<Key>()
  /// Conditions and ranges whose numbers have been noted as deciding structure.
  var decided = Set<Span>()
  let constants: [Key: Double] = [.pi: Double.pi, "true": 1, "false": 0]

  var graph: Graph {
    _read { yield state.recording.graph }
    _modify { yield &state.recording.graph }
  }

  var scope: Scope {
    _read { yield state.scope }
    _modify { yield &state.scope }
  }

  /// The node of an expression.
  /// - Throws: `Failure`.
  /// - Complexity: O(nodes appended), plus the members that are built on the way.
  mutating func node(_ expression: Expression, _ environment: Environment) throws -> NodeID {
    if graph.count > state.limits.nodes {
      throw Failure(
        "the lesson needs more than \(state.limits.nodes) nodes", at: expression.span,
        help: "use smaller ranges or fewer samples")
    }
    height += 1
    defer { height -= 1 }
    if height > LessonLimits.height {
      throw Failure("macros and brackets stand too deep inside one another here", at: expression.span)
    }
    // What a slip put in has no place in the text.
    guard environment.purpose == .rule, expression.span.start >= 0, frame?.sharesNodes == true else {
      return try freshNode(expression, environment)
    }
    // What is the same for every parameter is built once: β₁^t is one power, however many parameters there are.
    if let node = frame?.memo[expression.span] { return node }
    let node = try freshNode(expression, environment)
    if let shared = frame, shared.isFirst, isCommon(expression, shared.common) {
      frame?.memo[expression.span] = node
    }
    return node
  }

  private mutating func freshNode(_ expression: Expression, _ environment: Environment) throws -> NodeID {
    switch expression.kind {
    case .number(let number): return graph.constant(number.value, spelling: number.spelling)
    case .reference(let reference): return try node(reference, environment)
    case .apply(let operation, let operands):
      if operation == .div, let constant = typedQuotient(operands, at: expression.span) {
        return constant
      }
      return try apply(operation, operands, environment, at: expression.span)
    case .call(let name, let arguments): return try call(name, arguments, environment, at: expression.span)
    case .reduction(let reduction, let indices, let body):
      return try reduce(reduction, indices[...], body, environment, at: expression.span)
    case .conditional(let condition, let first, let second):
      if let decided = try decide(condition, environment) {
        return try node(decided ? first : second, environment)
      }
      let chosen = try node(condition, environment)
      let a = try node(first, environment)
      return graph.add(.select, chosen, a, try node(second, environment))
    case .derivative(let output, let variable):
      return try derivative(of: output, by: variable, environment, at: expression.span)
    case .history(let operand, let step):
      return try history(operand, at: step, environment, span: expression.span)
    }
  }

  /// The node of a condition: 1 or 0, or the number that counts as true unless it is 0.
  ///
  /// Of several conditions those that are known while the graph is built leave no node.
  mutating func node(_ condition: Condition, _ environment: Environment) throws -> NodeID {
    switch condition.kind {
    case .number(let expression): return try node(expression, environment)
    case .comparison(let left, let relation, let right):
      let left = try node(left, environment)
      return graph.add(relation.operation, left, try node(right, environment))
    case .not(let inner):
      return graph.add(.equal, try node(inner, environment), graph.constant(0, spelling: "0"))
    case .both(let first, let second): return try node(.and, first, second, environment)
    case .either(let first, let second): return try node(.or, first, second, environment)
    }
  }

  private mutating func node(
    _ operation: Operation, _ first: Condition, _ second: Condition, _ environment: Environment
  ) throws -> NodeID {
    if try decide(first, environment) != nil { return try node(second, environment) }
    if try decide(second, environment) != nil { return try node(first, environment) }
    let left = try node(first, environment)
    return graph.add(operation, left, try node(second, environment))
  }

  private mutating func apply(
    _ operation: Operation, _ operands: [Expression], _ environment: Environment, at span: Span
  ) throws -> NodeID {
    switch operands.count {
    case 1: return graph.add(operation, try node(operands[0], environment))
    case 2:
      let a = try node(operands[0], environment)
      return graph.add(operation, a, try node(operands[1], environment))
    default:
      let a = try node(operands[0], environment)
      let b = try node(operands[1], environment)
      return graph.add(operation, a, b, try node(operands[2], environment))
    }
  }

  /// `1/3`: a quotient of two literals is one constant, shown as typed (rule 40).
  private mutating func typedQuotient(_ operands: [Expression], at span: Span) -> NodeID? {
    guard operands.count == 2, case .number(let a) = operands[0].kind, case .number(let b) = operands[1].kind,
      b.value != 0, !a.isFraction, !b.isFraction
    else { return nil }
    return graph.constant(a.value / b.value, spelling: "\(a.spelling)/\(b.spelling)")
  }

  /// A call of an operation, a macro, or (in a rule) `norm`.
  private mutating func call(
    _ name: Name, _ arguments: [Expression], _ environment: Environment, at span: Span
  ) throws -> NodeID {
    if environment.purpose == .rule, name.key == .norm {
      return try norm(arguments, environment, name: name, at: span)
    }
    if environment.purpose != .rule, let place = scope.find(name.key),
      case .macro(let parameters, let body) = scope[place].kind
    {
      return try expand(name, parameters, body, arguments, environment, at: span)
    }
    let operation = try self.operation(name, arguments: arguments.count, environment, at: span)
    if operation == .max || operation == .min, arguments.count != 2 {
      var result = try node(arguments[0], environment)
      for argument in arguments.dropFirst() {
        result = graph.add(operation, result, try node(argument, environment))
      }
      return result
    }
    return try apply(operation, arguments, environment, at: span)
  }

  /// The operation a call names, with the right number of arguments.
  func operation(
    _ name: Name, arguments: Int, _ environment: Environment, at span: Span
  ) throws -> Operation {
    guard let operation = Operation.named(name) else {
      if environment.purpose != .rule, let place = scope.find(name.key) {
        if case .broken = scope[place].kind { throw Failure.alreadyReported }
        throw Failure(
          "\(name.text) is not a function", at: name.span,
          help: scope[place].rank > 0
            ? "a member of a family is written in square brackets: \(name.text)[1]"
            : "there is no implicit multiplication: write \(name.text)·(…)")
      }
      var known = Operation.callableNames
      if environment.purpose == .rule { known.append("norm") } else { known += scope.macroNames }
      if let later = state.definitions[name.key]?.first, later.start <= name.span.start {
        throw Failure(
          "macro \(name.text) cannot use itself", at: name.span,
          help:
            "a macro is put in as text, so it would never end; a recurrence is a family: a[k] = … a[k-1] …")
      }
      let help =
        name.key == .norm
        ? "norm is known in rules only; elsewhere write √(Σ[i] x[i]·x[i])"
        : Habit.help(forFunction: name.text)
          ?? Spelling.suggestion(for: name.text, among: known).map { "did you mean \($0)?" }
      throw Failure("unknown function \(name.text)", at: name.span, help: help, isAboutName: true)
    }
    let wanted = operation.row.arity ?? 1
    if operation == .max || operation == .min {
      if arguments >= 2 { return operation }
      throw Failure("\(name.text) takes two or more arguments, found \(arguments)", at: span)
    }
    try check(arguments, wanted: wanted, for: name, at: span)
    return operation
  }

  /// A macro's text with the families among its arguments put in by name: `dot(u, v)`.
  func withFamilies(_ body: Expression, _ parameters: [Name], _ arguments: [Expression]) -> Expression {
    var families: [Key: Name] = [:]
    for (parameter, argument) in zip(parameters, arguments) where isFamily(argument) {
      if case .reference(let reference) = argument.kind { families[parameter.key] = reference.name }
    }
    guard !families.isEmpty else { return body }
    return body.mapped { reference in
      families[reference.name.key].map {
        .reference(Reference(name: $0, subscripts: reference.subscripts, span: reference.span))
      }
    }
  }

  private func isFamily(_ argument: Expression) -> Bool {
    if case .reference(let reference) = argument.kind { bareFamily(reference) != nil } else { false }
  }

  /// Checks the number of arguments of a call.
  func check(_ arguments: Int, wanted: Int, for name: Name, at span: Span) throws {
    guard arguments != wanted else { return }
    throw Failure("\(name.text) takes \(wanted.counted("argument")), found \(arguments)", at: span)
  }

  /// Puts a macro's arguments into its text.
  private mutating func expand(
    _ name: Name, _ parameters: [Name], _ body: Expression, _ arguments: [Expression],
    _ environment: Environment, at span: Span
  ) throws -> NodeID {
    try check(arguments.count, wanted: parameters.count, for: name, at: span)
    if environment.depth >= LessonLimits.depth {
      throw Failure("macros call each other more than \(LessonLimits.depth) deep", at: span)
    }
    var inner = Environment(environment.purpose)
    inner.batch = environment.batch
    inner.depth = environment.depth + 1
    let body = withFamilies(body, parameters, arguments)
    for (parameter, argument) in zip(parameters, arguments) where !isFamily(argument) {
      let node = try node(argument, environment)
      let known = try staticValue(argument, environment)
      inner.bindings.set(parameter.key, to: known.map { .known(node, $0) } ?? .node(node))
    }
    return try node(body, inner)
  }

  /// The node of `∂A/∂b` at the current values; 0 where no path leads from b to A.
  private mutating func derivative(
    of output: Expression, by variable: Reference, _ environment: Environment, at span: Span
  ) throws -> NodeID {
    if environment.purpose == .rule {
      throw Failure("a rule cannot form derivatives", at: span, help: "the gradient of the loss is g")
    }
    if let place = scope.find(variable.name.key), case .macro = scope[place].kind {
      throw Failure(
        "\(variable.name.text) is a macro; a derivative is with respect to a leaf or a named node",
        at: variable.span)
    }
    let a = try node(output, environment)
    let b = try lessonMember(variable, environment)
    graph.gradient(of: a)
    return graph.adjoint(of: a, to: b) ?? graph.constant(0, spelling: "0")
  }
}
