import Autodiff
import Language
import Letters
import Trace

extension Elaborator {
  /// Checks a claim or a refutation at the present values.
  ///
  /// In a silent session it has numbers and no texts, and its names are known to be right.
  mutating func claim(_ syntax: ClaimSyntax, place: Claim.Place) throws -> Claim {
    let (comparison, written) = try comparison(of: syntax)
    var expressions = [syntax.left, syntax.right]
    if let tolerance = syntax.tolerance { expressions.append(tolerance) }
    if !session.isSilent {
      let bound = Set(freeIndices(expressions).map(\.key))
      for expression in expressions { try checkNames(expression, bound: bound, purpose: .reading) }
    }
    let instances = try instances(of: expressions)
    let verb: Claim.Verb = syntax.verb == .claim ? .claim : .refute
    var worst: Checked?
    for instance in instances {
      let checked = try check(syntax, comparison, instance)
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
      instances: instances.count, moment: moment)
    let relation = Claim.Relation(syntax.relation)
    if session.isSilent {
      return Claim(
        statement: Claim.Statement(verb: verb, place: place, relation: relation), verdict: verdict)
    }
    let source = session.source
    let comparisonText: String
    let subject = source.text(syntax.left.span).withASCIIMinus
    switch place {
    case .block: comparisonText = source.text(syntax.comparisonSpan).withASCIIMinus
    case .prose: comparisonText = "\(subject) ≈ \(written?.spelling ?? "")"
    }
    verdict.instance = worst.instance.map { ("\($0.key)", $0.value) }
    verdict.node = instances.count == 1 ? bareNode(syntax.left) : nil
    let number = written.map {
      Claim.Number($0, bytes: syntax.right.span.start..<syntax.right.span.end)
    }
    let statement = Claim.Statement(
      verb: verb, place: place, text: comparisonText, subject: subject, relation: relation,
      line: source.line(at: syntax.span.start), source: syntax.source, number: number,
      statesTolerance: syntax.tolerance != nil)
    var explanation = Claim.Explanation()
    if worst.outcome == .fails || (syntax.verb == .refute && worst.outcome == .holds) {
      explanation.notes = try staleNotes(syntax, comparison, worst.instance)
    }
    return Claim(statement: statement, verdict: verdict, explanation: explanation)
  }

  private struct Checked {
    let outcome: Claim.Outcome
    let left: Double
    let right: Double
    let tolerance: Double
    let instance: [(key: Key, value: Int)]
  }

  private mutating func check(
    _ syntax: ClaimSyntax, _ comparison: ClaimComparison, _ instance: [(key: Key, value: Int)]
  ) throws -> Checked {
    var environment = Environment(.reading)
    environment.indices = instance
    let left = try value(syntax.left, environment)
    let right = try value(syntax.right, environment)
    var comparison = comparison
    if let tolerance = syntax.tolerance { comparison = .within(abs(try value(tolerance, environment))) }
    let tolerance: Double = if case .within(let tolerance) = comparison { tolerance } else { 0 }
    return Checked(
      outcome: comparison.outcome(left, right), left: left, right: right, tolerance: tolerance,
      instance: instance)
  }

  /// The present value of an expression.
  mutating func value(_ expression: Expression, _ environment: Environment) throws -> Double {
    // Where nobody looks, what can be worked out without a node gets none.
    if session.isSilent {
      switch expression.kind {
      case .number(let number): return number.value
      case .apply(let operation, let operands):
        return operation.value(try operands.map { try value($0, environment) })
      case .reference(let reference) where isStepName(reference, environment):
        return try stepValue(reference, at: nil, environment, span: reference.span)
      default: break
      }
    }
    let node = try node(expression, environment)
    return session.value(of: node, in: recording)
  }

  private func comparison(of syntax: ClaimSyntax) throws -> (ClaimComparison, WrittenNumber?) {
    let written = WrittenNumber(syntax.right)
    switch syntax.relation {
    case .compared(let comparison):
      return (.exact(comparison), written)
    case .approximately:
      if syntax.tolerance != nil { return (.within(0), written) }
      guard let written else {
        throw Failure(
          "≈ needs a plain number on its right: its digits say how precise the claim is",
          at: syntax.right.span,
          help: "write a number, or give the tolerance: ≈ … ± 1e-6, or compare exactly with =")
      }
      return (.within(written.unit / 2), written)
    }
  }

  /// The leaf of a left side that is a bare name: a parameter, or state of the last step. A trace prints the claim
  /// below the line that updated it.
  private mutating func bareNode(_ expression: Expression) -> NodeID? {
    guard case .reference(let reference) = expression.kind else { return nil }
    if scope.find(reference.name.key) != nil {
      return try? lessonMember(reference, Environment(.reading))
    }
    guard let step = recording.runs[session.run].program(ofStep: recording.runs[session.run].steps) else {
      return nil
    }
    let program = recording.programs[step]
    guard let update = try? chosenUpdate(reference, program, Environment(.reading)) else { return nil }
    if let state = update.state.first(where: { reference.name.isSpelled($0.name) }) {
      return state.carried.leaf
    }
    return (program.common + update.lines).last { reference.name.isSpelled($0.label.name) }?.node
  }

  /// Says so, where a false claim would be true one step earlier (rule 20).
  private mutating func staleNotes(
    _ syntax: ClaimSyntax, _ comparison: ClaimComparison, _ instance: [(key: Key, value: Int)]
  ) throws -> [Claim.Note] {
    let run = recording.runs[session.run]
    guard syntax.verb == .claim, run.steps >= 1, case .reference = syntax.left.kind else { return [] }
    let step = Expression(
      .number(Number(value: Double(run.steps - 1), spelling: String(run.steps - 1))), at: syntax.left.span)
    let earlier = Expression(.history(syntax.left, at: step), at: syntax.left.span)
    var environment = Environment(.reading)
    environment.indices = instance
    guard let left = try? value(earlier, environment), let right = try? value(syntax.right, environment)
    else {
      return []
    }
    switch comparison.outcome(left, right) {
    case .holds, .tie:
      return [.wasTrue(afterStep: run.steps - 1)]
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
