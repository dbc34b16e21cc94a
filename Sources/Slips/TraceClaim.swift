import Autodiff
import Language
import Lessons
import Letters
import Trace

/// A number that is given for a traced expression.
package enum TraceClaim {
  /// Checks a number that is given for a traced expression, or for one of its derivatives.
  ///
  /// - Parameter number: a plain number; its digits say how precise it is.
  /// - Returns: the trace with the claim as its last event. It holds if the value or a derivative has these digits;
  ///   otherwise it is about the value, or about the one derivative for which there are slips that would give it.
  /// - Throws: `Diagnostic`, into `source`.
  package static func check(
    _ number: Expression, of trace: ExpressionTrace.Outcome, _ source: Source, _ expression: Expression,
    bindings: [(name: Name, value: Double)]
  ) throws(Diagnostic) -> ExpressionTrace.Outcome {
    let output = ExpressionTrace.outputName(bindings)
    let lesson = lesson(number, of: expression, named: output, bindings, in: source)
    func data(_ path: String) -> DataFile { .unusable("an expression has no data files") }
    var run = LessonRun(lesson, data: data)
    run.rehearse(isSilent: false)
    for item in Script(lesson).items where !run.perform(item) {
      throw Diagnostic("this number cannot be compared with the expression", at: expression.span)
    }
    let claims = SlipSearch.explained(run.claims, of: lesson, work: 0, data: data)
    let subjects = [output] + bindings.map { "∂\(output)/∂\($0.name.text)" }
    guard claims.count == subjects.count, claims.count > 0 else { return trace }
    let named = claims.indices.map { claims[$0].about(subjects[$0], node: $0 == 0 ? trace.output : nil) }
    let claim = named.first(where: \.holds) ?? gathered(named)
    var claimed = trace
    claimed.recording.events.append(.claim(trace.recording.claims.count))
    claimed.recording.claims.append(claim)
    return claimed
  }

  /// What the false claims on the value and on each derivative have found, as one claim: on what the slips make of
  /// the number if that is one thing, and on the value otherwise.
  private static func gathered(_ claims: [Claim]) -> Claim {
    // A single slip anywhere is simpler than two; two are reported only if nothing else is.
    let single = claims.filter { !$0.explanation.slips.isEmpty && $0.explanation.pairs.tried == 0 }
    let fitting = claims.filter { $0.explanation.pairs.fitting > 0 }
    let isOnlyPair = single.isEmpty && fitting.count == 1 && claims.allSatisfy(\.explanation.notes.isEmpty)
    let told = isOnlyPair ? fitting : single
    var claim = told.count == 1 ? told[0] : claims[0]
    let subject = claim.statement.subject
    claim.explanation.singles = claims.reduce(Claim.Attempts()) { $0 + $1.explanation.singles }
    claim.explanation.pairs = claims.reduce(Claim.Attempts()) { $0 + $1.explanation.pairs }
    claim.explanation.slips = told.flatMap { other in
      other.explanation.slips.map {
        var slip = $0
        if other.statement.subject != subject { slip.subject = other.statement.subject }
        return slip
      }
    }
    if claim.explanation.slips.isEmpty, let doubt = claims.lazy.flatMap(\.explanation.notes).first {
      // That none explains it would not be true.
      claim.explanation.notes = [doubt]
      claim.explanation.singles.tried = 0
    }
    return claim
  }

  /// Whether an expression is a plain number, with digits that say how precise it is.
  package static func canCheck(_ expression: Expression) -> Bool { WrittenNumber(expression) != nil }

  /// The lesson that says the same: parameters, a definition, a claim on its value and on each derivative.
  private static func lesson(
    _ number: Expression, of expression: Expression, named output: String,
    _ bindings: [(name: Name, value: Double)], in source: Source
  ) -> Lesson {
    func statement(_ kind: Statement.Kind) -> Script.Item { .statement(Statement(kind, at: expression.span)) }
    var items = bindings.map { name, value in
      statement(
        .leaf(
          .param, Target(name: name, span: name.span), .expression(NumberEdits.expression(value))))
    }
    let name = Name(text: output, key: Name.key(of: output), span: expression.span)
    items.append(statement(.definition(Target(name: name, span: expression.span), expression)))
    let value = Expression(.reference(Reference(name: name, span: expression.span)), at: expression.span)
    let derivatives = bindings.map { name, _ in
      Expression(.derivative(value, Reference(name: name, span: expression.span)), at: expression.span)
    }
    for subject in [value] + derivatives {
      items.append(
        statement(
          .claim(
            ClaimSyntax(
              verb: .claim, left: subject, relation: .approximately, right: number, tolerance: nil,
              source: nil, span: expression.span, comparisonSpan: expression.span))))
    }
    return Lesson(items, in: source)
  }
}

extension Claim {
  /// The same claim under the name its subject has on the command line.
  fileprivate func about(_ subject: String, node: NodeID?) -> Claim {
    var claim = self
    claim.statement.text = "\(subject) \(statement.relation.rawValue) \(statement.number?.spelling ?? "")"
    claim.statement.subject = subject
    claim.statement.line = 0
    claim.statement.number = statement.number.map { Number($0.written) }
    claim.verdict.node = node
    return claim
  }
}
