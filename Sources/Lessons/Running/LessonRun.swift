import Autodiff
import Language
import Trace

/// One lesson, run from top to bottom.
package struct LessonRun {
  /// What a run gave: everything it did, or why it could not be run.
  package struct Outcome: Sendable {
    package let recording: Recording
    /// What keeps the lesson from being run, in the order of its text.
    package let diagnostics: [Diagnostic]
    /// What its author should know.
    package let warnings: [Diagnostic]
  }

  /// No run reports more than this many errors.
  private static let mostDiagnostics = 40

  private let source: Source
  private let data: (String) -> DataFile
  var elaborator = Elaborator()
  private var rules: [String: RuleDefinition] = [:]
  /// The keys of rules with a mistake, which has been reported.
  private var brokenRules = Set<String>()
  private var diagnostics: [Diagnostic] = []
  /// Whether an act or an optimizer failed: then nothing is known of the names a step would have left behind.
  private var stepsAreUnknown = false
  /// Whether this is a repetition with something changed, of which nobody is told.
  var isReplay = false
  /// In a repetition, the rule that one optimizer call gets.
  var replacedRule: (rule: RuleDefinition, call: Span)?
  /// The byte up to which statements have been told in events.
  private var told = 0
  /// The indentation that is taken off statements inside a `compare`; nil for that of the statement itself.
  private var margin: Int?

  /// Runs a lesson.
  ///
  /// - Parameter data: reads a data file named by `from "file.csv"`, relative to the lesson's folder.
  /// - Returns: the recording, which is empty of events if there are diagnostics.
  package static func run(
    _ source: Source, limits: LessonLimits = LessonLimits(), data: @escaping (String) -> DataFile
  ) -> Outcome {
    let document = Document(source)
    guard document.diagnostics.isEmpty else {
      return Outcome(recording: Recording(), diagnostics: document.diagnostics, warnings: document.warnings)
    }
    var run = LessonRun(source: source, data: data)
    run.elaborator.session.limits = limits
    let start = run
    let script = run.run(document)
    if !run.hasFailed {
      run.elaborator.recording.claims = SlipSearch.explain(
        run.elaborator.recording.claims, of: script(), from: start, work: run.elaborator.session.work)
    }
    return Outcome(
      recording: run.elaborator.recording, diagnostics: run.diagnostics, warnings: document.warnings)
  }

  init(source: Source, data: @escaping (String) -> DataFile) {
    self.source = source
    self.data = data
    elaborator.session.source = source
    elaborator.recording.runs = [Run(base: [])]
  }

  /// - Returns: what the slip search needs to do the lesson again.
  private mutating func run(_ document: Document) -> () -> Script {
    let fences = document.parts.compactMap { part -> Span? in
      if case .code(let span, _) = part { span } else { nil }
    }
    let parsed = Parser.parse(source, fences: fences)
    diagnostics = parsed.diagnostics
    elaborator.recording.header = document.header
    for name in parsed.statements.joined().compactMap(\.defined)
    where elaborator.session.definitions[name.key] == nil {
      elaborator.session.definitions[name.key] = name.span
    }
    var fence = 0
    var proseClaims = 0
    for part in document.parts where diagnostics.count < LessonRun.mostDiagnostics {
      switch part {
      case .prose(let blocks, let marks):
        let offset = elaborator.recording.claims.count - proseClaims
        elaborator.recording.events.append(
          .prose(blocks.map { block in block.renumberingClaims { $0 + offset } }))
        proseClaims += marks.count
        for mark in marks { attempt { try $0.proseClaim(mark) } }
      case .code(let span, _):
        told = span.start
        for statement in parsed.statements[fence] where diagnostics.count < LessonRun.mostDiagnostics {
          attempt {
            do { try $0.execute(statement) } catch {
              $0.noteFailure(of: statement)
              throw error
            }
          }
        }
        tellComments(to: span.end)
        fence += 1
      }
    }
    buildPending()
    diagnostics.sort { $0.span.start < $1.span.start }
    elaborator.recording.families = elaborator.scope.families
    if !diagnostics.isEmpty { elaborator.recording.events = [] }
    return { [source] in Script(document, parsed.statements, in: source) }
  }

  /// Runs one part of the lesson; a failure is reported, and the lesson goes on at the next.
  private mutating func attempt(_ body: (inout LessonRun) throws -> Void) {
    do {
      try body(&self)
    } catch Failure.diagnostic(let diagnostic) {
      diagnostics.append(diagnostic)
    } catch {
      // Reported where the name was defined.
    }
  }

  /// Takes note of what a statement that failed would have defined, so that its uses are not reported as well.
  private mutating func noteFailure(of statement: Statement) {
    switch statement.kind {
    case .optimizer, .minimize, .step, .reset: stepsAreUnknown = true
    case .rule(let syntax): brokenRules.insert(syntax.name.key)
    case .compare(_, _, let members):
      stepsAreUnknown = true
      for inner in members.flatMap(\.body) { noteFailure(of: inner) }
    case .leaf(_, let target, _): markBroken(target.name)
    case .broken(.definition, let name?): markBroken(name)
    case .broken(.rule, let name?): brokenRules.insert(name.key)
    case .broken(.act, _): stepsAreUnknown = true
    default: break
    }
  }

  private mutating func markBroken(_ name: Name) {
    guard elaborator.scope.find(name.key) == nil else { return }
    _ = elaborator.scope.add(Entry(name: name, kind: .broken, rank: 0))
  }

  private mutating func buildPending() {
    diagnostics += elaborator.buildPending()
  }

  /// Whether anything has gone wrong: then names are still checked, but nothing is computed.
  var hasFailed: Bool { !diagnostics.isEmpty }

  // MARK: Statements

  mutating func execute(_ statement: Statement) throws {
    switch statement.kind {
    case .definition(let target, let value):
      tell(statement)
      try elaborator.define(target, value, decimals: elaborator.session.decimals)
      return
    case .macro(let name, let parameters, let body):
      tell(statement)
      try defineMacro(name, parameters, body)
      return
    case .rule(let syntax):
      tell(statement)
      try defineRule(syntax)
      return
    default: break
    }
    buildPending()
    switch statement.kind {
    case .definition, .macro, .rule: break
    case .broken: noteFailure(of: statement)
    case .leaf(.let, let target, .expression(let value)) where hasFailed && !isKnown(value):
      // Acts are not run any more, so what they would have led to cannot be kept.
      if !stepsAreUnknown { try checkNames([value]) }
      markBroken(target.name)
    case .leaf(let keyword, let target, let value):
      tell(statement)
      try elaborator.declare(keyword, target, value, data: data)
    case .optimizer(let call):
      tell(statement)
      elaborator.session.optimizer = try optimizer(call)
    case .carry(let decimals):
      tell(statement)
      if let decimals, decimals > LessonLimits.decimals {
        throw Failure("carry keeps at most \(LessonLimits.decimals) decimals", at: statement.span)
      }
      elaborator.session.decimals = decimals
    case .claim(let claim):
      tellComments(to: statement.span.start)
      told = endOfLine(statement.span.end)
      try state(claim, place: .block)
    default:
      tell(statement)
      if !hasFailed { try act(statement) }
    }
  }

  /// The acts: what computes, updates or prints.
  private mutating func act(_ statement: Statement) throws {
    switch statement.kind {
    case .forward(let reference): try pass(reference, backward: false)
    case .backward(let reference): try pass(reference, backward: true)
    case .minimize(let loss, let training):
      try withOptimizer(statement.span) { elaborator, optimizer in
        let plan = try elaborator.plan(minimizing: loss, training, &optimizer)
        try elaborator.train(plan, &optimizer, at: statement.span)
      }
    case .step(let feeds, let training):
      try withOptimizer(statement.span) { elaborator, optimizer in
        let plan = try elaborator.plan(feeding: feeds, training, &optimizer, at: statement.span)
        try elaborator.train(plan, &optimizer, at: statement.span)
      }
    case .compare(let objective, let training, let members):
      try compare(objective, training, members, at: statement.span)
    case .reset(let overrides): try reset(overrides)
    case .show(let expressions):
      let shown = try elaborator.shown(expressions)
      elaborator.session.grow(to: elaborator.recording.graph)
      elaborator.recording.events.append(.show(shown, elaborator.moment))
    case .plot(let expressions): try plot(expressions, at: statement.span)
    case .graph(let expressions):
      for shown in try elaborator.shown(expressions) {
        elaborator.recording.events.append(.graph(shown.node, elaborator.moment))
      }
    default: break
    }
  }

  private mutating func pass(_ reference: Reference, backward: Bool) throws {
    let node = try elaborator.lessonMember(reference, Environment(.reading))
    if backward { elaborator.recording.graph.gradient(of: node) }
    let moment = elaborator.moment
    elaborator.recording.events.append(backward ? .backward(node, moment) : .forward(node, moment))
    elaborator.session.grow(to: elaborator.recording.graph)
    elaborator.noteNotFinite(below: node)
  }

  private mutating func withOptimizer(
    _ span: Span, _ body: (inout Elaborator, inout Optimizer) throws -> Void
  ) throws {
    guard var optimizer = elaborator.session.optimizer else {
      throw Failure(
        "no optimizer has been chosen, so there is no rule to step with", at: span,
        help: "choose one above: optimizer rmsprop(α = 0.1)")
    }
    defer { elaborator.session.optimizer = optimizer }
    try body(&elaborator, &optimizer)
  }

  private mutating func plot(_ expressions: [Expression], at span: Span) throws {
    let shown = try elaborator.shown(expressions, forPlot: true)
    elaborator.session.grow(to: elaborator.recording.graph)
    if elaborator.moment.step > 0 {
      elaborator.recording.events.append(.plot(shown, run: elaborator.session.run))
    } else if shown.contains(where: { !$0.indices.isEmpty }) {
      elaborator.recording.events.append(.profile(shown, elaborator.moment))
    } else {
      throw Failure(
        "there is nothing to plot: no step has been taken", at: span, help: "plot after minimize or step")
    }
  }

  // MARK: Definitions

  private mutating func defineMacro(_ name: Name, _ parameters: [Name], _ body: Expression) throws {
    if let known = elaborator.scope.find(name.key) {
      throw elaborator.alreadyDefined(name, elaborator.scope[known])
    }
    if Operation.named(name.text) != nil || Operation.named(name.key) != nil {
      throw Failure(
        "\(name.text) is an operation and cannot be a macro", at: name.span, help: "choose another name")
    }
    do {
      var bound = Set<String>()
      for parameter in parameters where !bound.insert(parameter.key).inserted {
        throw Failure("parameter \(parameter.text) is named twice", at: parameter.span)
      }
      try elaborator.checkNames(body, bound: bound, purpose: .reading)
    } catch {
      _ = elaborator.scope.add(Entry(name: name, kind: .broken, rank: 0))
      throw error
    }
    _ = elaborator.scope.add(Entry(name: name, kind: .macro(parameters: parameters, body: body), rank: 0))
  }

  private mutating func defineRule(_ syntax: RuleSyntax) throws {
    if let earlier = rules[syntax.name.key] {
      throw Failure(
        "rule \(syntax.name.text) is already defined", at: syntax.name.span,
        notes: [Diagnostic.Note("first defined here", at: earlier.syntax.name.span)])
    }
    rules[syntax.name.key] = try RuleDefinition(syntax, in: source)
  }

  private mutating func optimizer(_ call: OptimizerCall) throws -> Optimizer {
    try elaborator.optimizer(call, rule: try rule(call))
  }

  /// The lesson's own rule of a name, or the carried one.
  func rule(_ call: OptimizerCall) throws -> RuleDefinition {
    if let (rule, place) = replacedRule, place == call.span { return rule }
    if brokenRules.contains(call.rule.key) { throw Failure.alreadyReported }
    if let rule = rules[call.rule.key] ?? RuleLibrary.carried[call.rule.key] { return rule }
    let names = rules.values.map(\.name).sorted() + RuleLibrary.carried.names
    throw Failure(
      "unknown rule \(call.rule.text)", at: call.rule.span,
      help: Spelling.suggestion(for: call.rule.text, among: names).map { "did you mean \($0)?" }
        ?? "nntrace rules lists the built-in rules; a lesson can define its own with rule \(call.rule.text)(…)"
    )
  }

  // MARK: Claims

  private mutating func record(_ claim: Claim) {
    elaborator.recording.events.append(.claim(elaborator.recording.claims.count))
    elaborator.recording.claims.append(claim)
  }

  private mutating func proseClaim(_ mark: ProseMark) throws {
    buildPending()
    switch Parser.parseProseClaim(source, comment: mark.comment, number: mark.number) {
    case nil: return
    case .failure(let diagnostic): throw Failure.diagnostic(diagnostic)
    case .success(let claim): try state(claim, place: .prose)
    }
  }

  /// Checks a claim at the present values.
  mutating func state(_ claim: ClaimSyntax, place: Claim.Place) throws {
    buildPending()
    if hasFailed { return try checkOnly(claim) }
    try record(elaborator.claim(claim, place: place))
  }

  /// In a lesson with errors, claims are checked for their names alone.
  private func checkOnly(_ claim: ClaimSyntax) throws {
    if !stepsAreUnknown { try checkNames([claim.left, claim.right]) }
  }

  private func checkNames(_ expressions: [Expression]) throws {
    let bound = Set(elaborator.freeIndices(expressions).map(\.key))
    for expression in expressions {
      try elaborator.checkNames(expression, bound: bound, purpose: .reading)
    }
  }

  /// Whether a value consists of numbers and other `let`s, so that no act can matter to it.
  private func isKnown(_ value: Expression) -> Bool {
    elaborator.isStatic(value, Environment(.reading))
  }

  // MARK: Compare and reset

  private mutating func compare(
    _ objective: Objective, _ training: Training, _ members: [Member], at span: Span
  ) throws {
    let session = elaborator.session
    let place = elaborator.recording.events.count
    var runs: [Int] = []
    var loss: NodeID?
    defer {
      elaborator.session.leaves = session.leaves
      elaborator.session.run = session.run
      elaborator.session.optimizer = session.optimizer
      elaborator.session.history.forget()
      margin = nil
    }
    margin = members.first.map { $0.call.span.start - startOfLine($0.call.span.start) }
    for member in members {
      elaborator.session.leaves = session.leaves
      elaborator.session.grow(to: elaborator.recording.graph)
      var optimizer = try optimizer(member.call)
      elaborator.session.grow(to: elaborator.recording.graph)
      elaborator.recording.runs.append(
        Run(title: source.text(member.call.span), base: elaborator.session.leaves))
      elaborator.session.run = elaborator.recording.runs.count - 1
      runs.append(elaborator.session.run)
      let plan: TrainingPlan
      switch objective {
      case .minimize(let reference): plan = try elaborator.plan(minimizing: reference, training, &optimizer)
      case .feed(let feeds): plan = try elaborator.plan(feeding: feeds, training, &optimizer, at: span)
      }
      loss = plan.loss
      let before = elaborator.recording.events.count
      try elaborator.train(plan, &optimizer, at: span)
      elaborator.recording.events.remove(at: before)
      elaborator.session.optimizer = optimizer
      guard members.contains(where: { !$0.body.isEmpty }) else { continue }
      tell(to: endOfLine(member.call.span.end))
      for statement in member.body { attempt { try $0.execute(statement) } }
    }
    elaborator.recording.events.insert(.comparison(runs: runs, loss: loss), at: place)
  }

  private mutating func reset(_ overrides: [(target: Target, value: LeafValue)]) throws {
    var changed: [(leaf: NodeID, value: Double)] = []
    for (target, value) in overrides { changed += try elaborator.override(target, value, data: data) }
    let graph = elaborator.recording.graph
    var leaves = (0..<graph.leafCount).map { graph.leaf(at: $0).start }
    for (leaf, value) in changed {
      if let index = graph.leafIndex(of: leaf) { leaves[index] = value }
    }
    elaborator.recording.runs.append(Run(base: leaves))
    elaborator.session.run = elaborator.recording.runs.count - 1
    elaborator.session.leaves = leaves
    elaborator.session.history.forget()
    elaborator.session.optimizer?.updates = 0
    elaborator.session.optimizer?.started = []
  }

  // MARK: The text of statements

  /// Puts a statement, with the comments above it, into the events as written; of a `compare` whose members have
  /// lines of their own, only the head.
  private mutating func tell(_ statement: Statement) {
    var end = statement.span.end
    if case .compare(_, _, let members) = statement.kind, let first = members.first {
      if members.contains(where: { !$0.body.isEmpty }) {
        end = startOfLine(first.call.span.start)
      }
    }
    tell(to: endOfLine(end))
  }

  private mutating func tell(to end: Int) {
    guard told < end else { return }
    emit(Span(told, end))
    told = end
  }

  /// Puts comments that stand before a claim, or at the end of a fence, into the events.
  private mutating func tellComments(to end: Int) {
    guard told < end else { return }
    emit(Span(told, end), commentsOnly: true)
    told = end
  }

  private func startOfLine(_ offset: Int) -> Int {
    source.span(ofLine: source.line(at: offset)).start
  }

  private func endOfLine(_ offset: Int) -> Int {
    source.span(ofLine: source.line(at: max(offset - 1, 0))).end
  }

  private mutating func emit(_ span: Span, commentsOnly: Bool = false) {
    guard span.start < span.end, !isReplay else { return }
    var lines = source.text(span).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.last == "\r" ? line.dropLast() : line
    }
    func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }
    if commentsOnly { lines = lines.filter { $0.drop { $0 == " " || $0 == "\t" }.first == "#" } }
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    while let last = lines.last, isBlank(last) { lines.removeLast() }
    guard !lines.isEmpty else { return }
    let indents = lines.filter { !isBlank($0) }.map { $0.prefix { $0 == " " || $0 == "\t" }.count }
    let margin = min(indents.min() ?? 0, self.margin ?? .max)
    let text = lines.map { String($0.dropFirst(margin)) }.joined(separator: "\n")
    elaborator.recording.events.append(.statement(text, line: source.line(at: span.end - 1)))
  }
}

extension Statement {
  /// The name that the statement defines.
  fileprivate var defined: Name? {
    switch kind {
    case .definition(let target, _), .leaf(_, let target, _): target.name
    case .macro(let name, _, _): name
    default: nil
    }
  }
}

extension Scope {
  /// The families whose members have been built, for renderers.
  var families: [Family] {
    entries.compactMap { entry in
      guard entry.rank > 0 else { return nil }
      let members = entry.order.compactMap { indices in
        entry.nodes[indices].map { (indices: indices, node: $0) }
      }
      return members.isEmpty ? nil : Family(name: entry.name.text, members: members)
    }
  }
}
