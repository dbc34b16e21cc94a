import Autodiff
import Language
import Letters

/// What is known while the graph is built: numbers, indices, `let`s and hyperparameters.
extension Elaborator {
  /// Whether an expression consists of nothing but indices, numbers and constants.
  func isStatic(_ expression: Expression, _ environment: Environment) -> Bool {
    switch expression.kind {
    case .number: true
    case .reference(let reference): isStatic(reference, environment)
    case .apply(_, let operands): operands.allSatisfy { isStatic($0, environment) }
    case .call(let name, let arguments):
      Operation.named(name) != nil && (environment.purpose == .rule || scope.find(name.key) == nil)
        && arguments.allSatisfy { isStatic($0, environment) }
    case .conditional(let condition, let a, let b):
      isStatic(condition, environment) && isStatic(a, environment) && isStatic(b, environment)
    case .reduction, .derivative, .history: false
    }
  }

  func isStatic(_ condition: Condition, _ environment: Environment) -> Bool {
    condition.expressions.allSatisfy { isStatic($0, environment) }
  }

  private func isStatic(_ reference: Reference, _ environment: Environment) -> Bool {
    let key = reference.name.key
    if reference.subscripts.isEmpty {
      if environment.index(key) != nil { return true }
      switch environment.bindings[key] {
      case .node(let node): return constantValue(of: node) != nil
      case .known: return true
      case nil: break
      }
    }
    if environment.purpose == .rule { return reference.subscripts.isEmpty && constants[key] != nil }
    guard let place = scope.find(key) else {
      return constants[key] != nil || (environment.purpose == .reading && countsSteps(reference, environment))
    }
    guard case .leaf(.let) = scope[place].kind else { return false }
    return reference.subscripts.allSatisfy { isStatic($0, environment) }
  }

  /// The value of a constant leaf: a literal, a `let` or a hyperparameter.
  func constantValue(of node: NodeID) -> Double? {
    guard case .constant = graph.leafKind(of: node) else { return nil }
    return graph.startValue(of: node)
  }

  /// The value of a static expression, or nil if it is not static.
  /// - Throws: `Failure` for a wrong subscript or a wrong number of arguments.
  mutating func staticValue(_ expression: Expression, _ environment: Environment) throws -> Double? {
    guard isStatic(expression, environment) else { return nil }
    return try value(ofStatic: expression, environment)
  }

  private mutating func value(ofStatic expression: Expression, _ environment: Environment) throws -> Double {
    switch expression.kind {
    case .number(let number): return number.value
    case .reference(let reference):
      let key = reference.name.key
      if reference.subscripts.isEmpty {
        if let index = environment.index(key) { return Double(index) }
        switch environment.bindings[key] {
        case .node(let node): return constantValue(of: node) ?? .nan
        case .known(_, let value): return value
        case nil: break
        }
        if environment.purpose == .rule || scope.find(key) == nil, let constant = constants[key] {
          return constant
        }
        if countsSteps(reference, environment) { return Double(try countOfSteps(reference, environment)) }
      }
      return constantValue(of: try lessonMember(reference, environment)) ?? .nan
    case .apply(let operation, let operands): return try evaluate(operation, operands, environment)
    case .call(let name, let arguments):
      let operation = try operation(name, arguments: arguments.count, environment, at: expression.span)
      if operation == .max || operation == .min {
        var result = try value(ofStatic: arguments[0], environment)
        for argument in arguments.dropFirst() {
          result = operation.value([result, try value(ofStatic: argument, environment)])
        }
        return result
      }
      return try evaluate(operation, arguments, environment)
    case .conditional(let condition, let a, let b):
      return try value(ofStatic: try holds(condition, environment) ? a : b, environment)
    case .reduction, .derivative, .history: return .nan
    }
  }

  private mutating func evaluate(
    _ operation: Operation, _ operands: [Expression], _ environment: Environment
  ) throws -> Double {
    var values: [Double] = []
    for operand in operands { values.append(try value(ofStatic: operand, environment)) }
    return operation.value(values)
  }

  /// The second of two conditions is not looked at where the first decides: `n > 1 and x[n-1] > 0`.
  private mutating func holds(_ condition: Condition, _ environment: Environment) throws -> Bool {
    switch condition.kind {
    case .number(let expression): return try value(ofStatic: expression, environment) != 0
    case .comparison(let left, let relation, let right):
      let left = try value(ofStatic: left, environment)
      return relation.operation.value([left, try value(ofStatic: right, environment)]) != 0
    case .not(let inner): return try !holds(inner, environment)
    case .both(let first, let second):
      return try holds(first, environment) ? holds(second, environment) : false
    case .either(let first, let second):
      return try holds(first, environment) ? true : holds(second, environment)
    }
  }

  /// A condition's answer, where it is known while the graph is built (rule 16); otherwise nil.
  mutating func decide(_ condition: Condition, _ environment: Environment) throws -> Bool? {
    switch condition.kind {
    case .number, .comparison:
      guard isStatic(condition, environment) else { return nil }
      if state.mode != .silent { noteDeciders(condition.expressions, at: condition.span, environment) }
      return try holds(condition, environment)
    case .not(let inner): return try decide(inner, environment).map { !$0 }
    case .both(let first, let second):
      let answer = try decide(first, environment)
      if answer == false { return false }
      let other = try decide(second, environment)
      return other == false ? false : answer == nil ? nil : other
    case .either(let first, let second):
      let answer = try decide(first, environment)
      if answer == true { return true }
      let other = try decide(second, environment)
      return other == true ? true : answer == nil ? nil : other
    }
  }

  /// A subscript, bound or count: an integer from indices, numbers and `let`s.
  mutating func integer(_ expression: Expression, _ environment: Environment) throws -> Int {
    if case .reference(let reference) = expression.kind, reference.subscripts.isEmpty {
      if let index = environment.index(reference.name.key) { return index }
      if countsSteps(reference, environment) { return try countOfSteps(reference, environment) }
      try checkIndexName(reference.name, environment)
    }
    guard let value = try staticValue(expression, environment) else {
      try reportNonStatic(expression, environment)
      throw Failure(
        "this must be a whole number known before the run, from indices, numbers and let constants",
        at: expression.span)
    }
    guard value == value.rounded() else {
      throw Failure("this must be a whole number, found \(NumberFormat.exact(value))", at: expression.span)
    }
    guard abs(value) < 1e15 else {
      throw Failure("this number is too large, found \(NumberFormat.exact(value))", at: expression.span)
    }
    return Int(value)
  }

  /// A lone name in a subscript that is neither an index nor a constant: say which it is.
  private func checkIndexName(_ name: Name, _ environment: Environment) throws {
    if environment.bindings.contains(name.key) { return }
    guard let place = scope.find(name.key) else {
      if constants[name.key] != nil { return }
      throw Failure(
        "index \(name.text) has no range here", at: name.span,
        help: "an index must also stand on the left of =, or in a reduction: Σ[\(name.text)] …")
    }
    let entry = scope[place]
    switch entry.kind {
    case .leaf(.let): return
    case .broken: throw Failure.alreadyReported
    case .leaf, .formula, .macro:
      throw Failure(
        "\(name.text) is \(entry.description), not an index and not a constant", at: name.span,
        help:
          "an index needs another letter; a number that is known before the run is a let: let \(name.text) = 3",
        notes: [Diagnostic.Note("\(name.text) is defined here", at: entry.name.span)])
    }
  }

  /// Names in an expression that must be static but is not: unknown ones are reported as unknown.
  private func reportNonStatic(_ expression: Expression, _ environment: Environment) throws {
    switch expression.kind {
    case .reference(let reference):
      let key = reference.name.key
      if environment.index(key) == nil, !environment.bindings.contains(key), scope.find(key) == nil,
        constants[key] == nil
      {
        if countsSteps(reference, environment) { _ = try countOfSteps(reference, environment) }
        throw unknown(reference.name)
      }
    case .apply, .call: try expression.forEachChild { try reportNonStatic($0, environment) }
    case .number, .reduction, .conditional, .derivative, .history: return
    }
  }
}
