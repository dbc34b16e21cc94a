import Autodiff
import Language
import Letters
import Trace

/// Checks a claim or a refutation at the current values.
struct ClaimChecker {
  let syntax: ClaimSyntax
  let place: Claim.Place

  /// The claim with its verdict. In a silent run it has numbers and no texts, and its names are known to be right.
  func claim(_ elaborator: inout Elaborator) throws -> Claim {
    let isSilent = elaborator.state.mode == .silent
    let (comparison, written) = try comparison()
    var expressions = [syntax.left, syntax.right]
    if let tolerance = syntax.tolerance { expressions.append(tolerance) }
    if !isSilent { try elaborator.checkNames(expressions) }
    let instances = try elaborator.instances(of: expressions)
    let verb: Claim.Verb = syntax.verb == .claim ? .claim : .refute
    var worst: Checked?
    var sides: [Claim.Sides] = []
    for instance in instances {
      let checked = try check(comparison, instance, &elaborator)
      if let nodes = checked.nodes, sides.count < ClaimChecker.mostSides { sides.append(nodes) }
      if worst == nil { worst = checked }
      if !checked.outcome.isStated(by: verb) {
        worst = checked
        break
      }
      if case .tie = checked.outcome { worst = checked }
    }
    guard let worst else {
      throw Failure("this claim has no instance: its index range is empty", at: syntax.span)
    }
    var verdict = Claim.Verdict(
      outcome: worst.outcome, actual: worst.left, expected: worst.right, tolerance: worst.tolerance,
      instances: instances.count, moment: elaborator.state.moment)
    let relation = Claim.Relation(syntax.relation)
    if isSilent {
      return Claim(
        statement: Claim.Statement(verb: verb, place: place, relation: relation), verdict: verdict)
    }
    let source = elaborator.state.source
    let comparisonText: String
    let subject =
      syntax.member == nil
      ? source.text(syntax.left.span).withASCIIMinus : ExpressionPrinter.text(syntax.left)
    switch place {
    case .block where syntax.member != nil:
      let tolerance = syntax.tolerance.map { " ± " + source.text($0.span) } ?? ""
      comparisonText =
        "\(subject) \(relation.rawValue) \(source.text(syntax.right.span).withASCIIMinus)\(tolerance)"
    case .block, .answer: comparisonText = source.text(syntax.comparisonSpan).withASCIIMinus
    case .prose:
      let right = syntax.right.isBlank ? Blank.text : ExpressionPrinter.text(syntax.right)
      comparisonText = "\(subject) \(relation.rawValue) \(right)"
    }
    verdict.sides = sides
    verdict.instance = worst.instance.map { ("\($0.key)", $0.value) }
    verdict.node =
      instances.count == 1 && syntax.member == nil
      ? ClaimChecker.node(ofBareName: syntax.left, &elaborator) : nil
    let number = written.map {
      Claim.Number($0, bytes: syntax.right.span.start..<syntax.right.span.end)
    }
    let statement = Claim.Statement(
      verb: verb, place: place, text: comparisonText, subject: subject, relation: relation,
      line: source.line(at: syntax.span.start), source: syntax.source, number: number,
      isBlank: syntax.right.isBlank, statesTolerance: syntax.tolerance != nil,
      whole: syntax.member.map { member in
        Claim.Whole(
          text: source.text(member.wholeSpan).withASCIIMinus, position: member.position, count: member.count)
      })
    var explanation = Claim.Explanation()
    if let written, isOnlyRounded(written, worst) {
      explanation.notes = [.onlyRounded]
    } else if worst.outcome == .fails || (syntax.verb == .refute && worst.outcome == .holds) {
      explanation.notes =
        try staleNotes(comparison, worst.instance, &elaborator) + slopesOfLets(elaborator)
    }
    if worst.left.isInfinite, worst.left == worst.right, worst.outcome == .holds {
      explanation.notes.append(.bothInfinite)
    }
    return Claim(statement: statement, verdict: verdict, explanation: explanation)
  }

  /// Whether `claim x = 24.7386` would be right with `≈`. Of a whole number nobody can tell that it is rounded.
  private func isOnlyRounded(_ number: WrittenNumber, _ checked: Checked) -> Bool {
    guard syntax.verb == .claim, case .compared(.equal) = syntax.relation, checked.outcome == .fails,
      number.decimals > 0
    else { return false }
    return ClaimComparison.within(number.unit / 2).outcome(checked.left, checked.right) != .fails
  }

  private struct Checked {
    let outcome: Claim.Outcome
    let left: Double
    let right: Double
    let tolerance: Double
    let instance: [(key: Key, value: Int)]
    let nodes: Claim.Sides?
  }

  /// The sides of this many instances are kept.
  private static let mostSides = 64

  private func check(
    _ comparison: ClaimComparison, _ instance: [(key: Key, value: Int)], _ elaborator: inout Elaborator
  ) throws -> Checked {
    let environment = Environment(.reading, indices: instance)
    let left = try side(syntax.left, environment, &elaborator)
    let right = try side(syntax.right, environment, &elaborator)
    var comparison = comparison
    if let tolerance = syntax.tolerance {
      let value = try side(tolerance, environment, &elaborator).value
      if value < 0 {
        throw Failure(
          "a tolerance is a distance, and this one is \(NumberFormat().text(value))", at: tolerance.span,
          help: "write ± and a number above 0")
      }
      comparison = .within(value)
    }
    let tolerance: Double = if case .within(let tolerance) = comparison { tolerance } else { 0 }
    var nodes: Claim.Sides?
    if let a = left.node, let b = right.node {
      nodes = Claim.Sides(left: a, right: b, tolerance: tolerance, indices: instance.map(\.value))
    }
    var outcome = comparison.outcome(left.value, right.value)
    if comparison.isEquality, Rounding.equates(left.value, right.value),
      !Rounding.equatesDigits(left.value, right.value), try !cancels(left, right, environment, &elaborator)
    {
      outcome = outcome == .holds ? .fails : .holds
    }
    return Checked(
      outcome: outcome, left: left.value, right: right.value,
      tolerance: tolerance, instance: instance, nodes: nodes)
  }

  /// Whether two sides as near as 1e-15 may be equal: only if sums have cancelled so far that what is left of them is
  /// rounding error.
  private func cancels(
    _ left: (value: Double, node: NodeID?), _ right: (value: Double, node: NodeID?),
    _ environment: Environment, _ elaborator: inout Elaborator
  ) throws -> Bool {
    let nodes = [
      try left.node ?? elaborator.node(syntax.left, environment),
      try right.node ?? elaborator.node(syntax.right, environment),
    ]
    let bound = elaborator.state.roundingBound(of: nodes)
    return (left.value - right.value).magnitude <= 4 * bound
  }

  /// The current value of an expression, and its node if it got one.
  private func side(
    _ expression: Expression, _ environment: Environment, _ elaborator: inout Elaborator
  ) throws -> (value: Double, node: NodeID?) {
    // Where nobody looks, what can be worked out without a node gets none.
    if elaborator.state.mode == .silent {
      switch expression.kind {
      case .number(let number): return (number.value, nil)
      case .apply(let operation, let operands):
        return (operation.value(try operands.map { try side($0, environment, &elaborator).value }), nil)
      case .reference(let reference) where elaborator.isStepName(reference, environment):
        return (try elaborator.stepValue(reference, at: nil, environment, span: reference.span).value, nil)
      case .reference, .call, .reduction, .conditional, .derivative, .history: break
      }
    }
    let node = try elaborator.node(expression, environment)
    return (elaborator.state.value(of: node), node)
  }

  private func comparison() throws -> (ClaimComparison, WrittenNumber?) {
    let written = WrittenNumber(syntax.right)
    switch syntax.relation {
    case .compared(let comparison):
      return (.exact(comparison), written)
    case .approximately:
      if syntax.tolerance != nil || syntax.right.isBlank { return (.within(0), written) }
      guard let written else {
        throw Failure(
          "≈ needs a plain number on its right: its digits say how precise the claim is",
          at: syntax.right.span,
          help: "write a number, or give the tolerance: ≈ … ± 1e-6, or compare exactly with =")
      }
      return (.within(written.unit / 2), written)
    }
  }

  /// The node of a left-hand side that is a bare name: a parameter, or state of the last step. A trace prints the
  /// claim below the line that updated it.
  static func node(ofBareName expression: Expression, _ elaborator: inout Elaborator) -> NodeID? {
    guard case .reference(let reference) = expression.kind else { return nil }
    if elaborator.scope.find(reference.name.key) != nil {
      return try? elaborator.lessonMember(reference, Environment(.reading))
    }
    guard let program = elaborator.state.lastProgramIndex else { return nil }
    switch try? elaborator.stepName(reference, inProgram: program, Environment(.reading)) {
    case .state(let carried): return carried.leaf
    case .result(let node): return node
    case .hyperparameter(let node): return elaborator.constantValue(of: node) == nil ? node : nil
    case .clock, .gradient, nil: return nil
    }
  }

  /// The `let`s on the left whose slope is asked for; it is 0, which is seldom meant.
  private func slopesOfLets(_ elaborator: Elaborator) -> [Claim.Note] {
    guard syntax.verb == .claim else { return [] }
    var notes: [Claim.Note] = []
    syntax.left.forEachDescendant { part in
      if case .derivative(let output, _) = part.kind, case .reference(let reference) = output.kind,
        elaborator.isLet(reference)
      {
        notes.append(.computedOnce(reference.name.text))
      }
    }
    return notes
  }

  /// Says so, where a false claim would be true one step earlier (rule 20).
  private func staleNotes(
    _ comparison: ClaimComparison, _ instance: [(key: Key, value: Int)], _ elaborator: inout Elaborator
  ) throws -> [Claim.Note] {
    let steps = elaborator.state.presentRun.steps
    guard syntax.verb == .claim, steps >= 1, case .reference = syntax.left.kind else { return [] }
    let step = Expression(
      .number(Number(value: Double(steps - 1), spelling: String(steps - 1))), at: syntax.left.span)
    let earlier = Expression(.history(syntax.left, at: step), at: syntax.left.span)
    let environment = Environment(.reading, indices: instance)
    guard let left = try? side(earlier, environment, &elaborator),
      let right = try? side(syntax.right, environment, &elaborator)
    else { return [] }
    switch comparison.outcome(left.value, right.value) {
    case .holds, .tie:
      return [.wasTrue(afterStep: steps - 1)]
    case .fails, .undefined: return []
    }
  }
}

extension Claim.Relation {
  init(_ syntax: Language.Relation) {
    self =
      switch syntax {
      case .approximately: .approximately
      case .compared(.equal): .equal
      case .compared(.notEqual): .notEqual
      case .compared(.less): .less
      case .compared(.lessEqual): .lessEqual
      case .compared(.greater): .greater
      case .compared(.greaterEqual): .greaterEqual
      }
  }
}
