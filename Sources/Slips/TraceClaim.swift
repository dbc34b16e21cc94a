import Autodiff
import Language
import Lessons
import Letters
import Trace

/// What a reader says about a traced expression: its value, or its slope in one of the numbers given.
package struct TraceClaim {
  /// The value, or a derivative of it, in the names of the expression.
  let subject: Expression
  /// How the subject is written: `f`, `∂f/∂w`.
  let text: String
  let number: Expression
  /// Whether only a number was given, which is taken for the value.
  let isBare: Bool

  /// - Parameter answer: a number, and what it is said to be.
  /// - Throws: `Diagnostic`, into the answer's text, if the expression has no such quantity.
  package init(_ answer: Parser.Answer, of quantities: TraceQuantities) throws(Diagnostic) {
    number = answer.number
    isBare = answer.subject == nil
    let found =
      if let subject = answer.subject { try quantities.named(by: subject) } else { quantities.value }
    subject = found.expression
    text = found.text
  }

  /// Checks what is said about a traced expression.
  ///
  /// - Returns: the trace with a claim for each number as its last events.
  /// - Throws: `Diagnostic`, into `source`.
  package static func check(
    _ claims: [TraceClaim], of trace: ExpressionTrace.Outcome, _ source: Source, _ expression: Expression,
    bindings: [Parser.Binding]
  ) throws(Diagnostic) -> ExpressionTrace.Outcome {
    func data(_ path: String) -> DataFile { .unusable("an expression has no data files") }
    let quantities = TraceQuantities(bindings)
    func checked(_ asked: [(subject: Expression, number: Expression)]) throws(Diagnostic) -> (
      lesson: Lesson, claims: [Claim]
    ) {
      let lesson = TraceClaim.lesson(asked, of: expression, named: quantities.output, bindings, in: source)
      var run = LessonRun(lesson, data: data)
      run.rehearse(isSilent: false)
      for item in Script(lesson).items where !run.perform(item) {
        throw Diagnostic("this number cannot be compared with the expression", at: expression.span)
      }
      return (lesson, run.claims)
    }
    let (lesson, made) = try checked(claims.map { ($0.subject, $0.number) })
    let explained = SlipSearch.explained(made, of: lesson, work: 0, data: data)
    var result = trace
    for (asked, found) in zip(claims, explained) {
      var claim = found.about(asked.text, node: asked.text == quantities.output ? trace.output : nil)
      if !claim.holds {
        let others = try checked(quantities.all.map { ($0.expression, asked.number) }).claims
        let names = zip(quantities.all, others).filter { $1.holds && $0.text != asked.text }.map(\.0.text)
        claim.explanation.add(isAnother: names, orSayWhich: asked.isBare ? bindings.first?.name.text : nil)
      }
      result.recording.events.append(.claim(result.recording.claims.count))
      result.recording.claims.append(claim)
    }
    return result
  }

  /// The lesson that says the same: parameters, a definition, a claim on each subject.
  private static func lesson(
    _ asked: [(subject: Expression, number: Expression)], of expression: Expression, named output: String,
    _ bindings: [Parser.Binding], in source: Source
  ) -> Lesson {
    func statement(_ kind: Statement.Kind) -> Script.Item { .statement(Statement(kind, at: expression.span)) }
    var items = bindings.map { binding in
      statement(.leaf(.param, Target(name: binding.name, span: binding.name.span), binding.value.respelled))
    }
    let name = Name(text: output, key: Name.key(of: output), span: expression.span)
    items.append(statement(.definition(Target(name: name, span: expression.span), expression)))
    for (subject, number) in asked {
      let claim = ClaimSyntax(
        verb: .claim, left: subject, relation: .approximately, right: number, tolerance: nil, source: nil,
        span: expression.span, comparisonSpan: expression.span)
      items.append(statement(.claim(claim)))
    }
    return Lesson(items, in: source)
  }
}

extension LeafValue {
  /// The same numbers, written out: 1/3 has no digits that slips could be made in.
  fileprivate var respelled: LeafValue {
    switch self {
    case .expression(let expression):
      if WrittenNumber(expression) != nil { return self }
      if case .number(let number) = expression.kind {
        return .expression(NumberEdits.expression(number.value))
      }
      return self
    case .array(let values, let span): return .array(values.map(\.respelled), span)
    case .file: return self
    }
  }
}

extension Claim.Explanation {
  /// Says what else the number is; failing that and any slip, that it might be meant for a slope.
  fileprivate mutating func add(isAnother names: [String], orSayWhich parameter: String?) {
    if !names.isEmpty {
      // What it is needs no guess at how it came about.
      notes = [.isAnother(names)]
      if slips.isEmpty { singles.tried = 0 }
    } else if let parameter, slips.isEmpty, notes.isEmpty {
      notes.append(.mayBeSlope(parameter))
    }
  }
}

extension Claim {
  /// The same claim under the name its subject has on the command line.
  fileprivate func about(_ subject: String, node: NodeID?) -> Claim {
    var claim = self
    claim.statement.place = .answer
    claim.statement.text = "\(subject) \(statement.relation.rawValue) \(statement.number?.spelling ?? "")"
    claim.statement.subject = subject
    claim.statement.line = 0
    claim.statement.number = statement.number.map { Number($0.written) }
    claim.verdict.node = node
    return claim
  }
}
