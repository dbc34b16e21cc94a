import Autodiff
import Language
import Letters
import Trace

/// One lesson, run from top to bottom: the one place that writes what happens into the recording.
package struct LessonRun {
  /// What a run gave: everything it did, or why it could not be run.
  package struct Outcome: Sendable {
    package let lesson: Lesson
    package var recording: Recording
    /// What keeps the lesson from being run, in the order of its text.
    package let diagnostics: [Diagnostic]
    /// The work done, in evaluations of one node.
    package let work: Int

    /// What its author should know.
    package var warnings: [Diagnostic] { lesson.warnings }
  }

  /// A run that has found this many errors ends.
  static let mostDiagnostics = 40

  let source: Source
  let data: (String) -> DataFile
  var elaborator = Elaborator()
  var rules = RuleTable()
  private(set) var diagnostics: [Diagnostic] = []
  /// The last run of which a value that is not finite has been named.
  private(set) var notedRun: Int?
  /// The runs of the last act that trained, whose ways are drawn where a plot varies what they changed.
  var trained: [Int] = []
  var asking = Asking()

  var state: LessonState {
    _read { yield elaborator.state }
    _modify { yield &elaborator.state }
  }

  /// Runs a lesson.
  ///
  /// - Parameters:
  ///   - progress: told now and then how many steps of an act are made.
  ///   - data: reads a data file named by `from "file.csv"`, relative to the lesson's folder.
  /// - Returns: the recording, which is empty of events if there are diagnostics.
  package static func run(
    _ source: Source, limits: LessonLimits = LessonLimits(),
    progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil, data: @escaping (String) -> DataFile
  ) -> Outcome {
    let lesson = Lesson(source)
    var run = LessonRun(lesson, limits: limits, data: data)
    run.state.progress = progress
    run.run(lesson)
    run.state.recording.fields = GivenNumbers(lesson).all.map { Field($0, in: source) }
    return Outcome(
      lesson: lesson, recording: run.state.recording, diagnostics: run.diagnostics, work: run.state.work)
  }

  /// A run before the first item of a lesson.
  package init(
    _ lesson: Lesson, limits: LessonLimits = LessonLimits(), data: @escaping (String) -> DataFile
  ) {
    source = lesson.source
    self.data = data
    state.source = source
    state.limits = limits
    state.definitions = lesson.definitions
    state.recording.header = lesson.header
    report(lesson.diagnostics)
  }

  private mutating func run(_ lesson: Lesson) {
    for item in lesson.items where diagnostics.count < LessonRun.mostDiagnostics {
      switch item {
      case .prose(let blocks): tell(.prose(blocks))
      case .source(let text, let line): tell(.statement(text, line: line))
      case .instruction(let instruction): attempt(instruction)
      case .broken(let diagnostic):
        buildPending()
        report([diagnostic])
      }
    }
    buildPending()
    finishAsks()
    diagnostics = diagnostics.toldOnce(in: source)
    state.recording.families = state.scope.families
    if !diagnostics.isEmpty { state.recording.events = [] }
  }

  /// Runs one part of the lesson; a failure is reported, and the lesson goes on at the next.
  mutating func attempt(_ instruction: Lesson.Instruction) {
    do {
      try execute(instruction)
    } catch {
      if case .statement(let statement) = instruction { noteFailure(of: statement) }
      // Any other failure was reported where the name was defined.
      if case Failure.diagnostic(let diagnostic) = error { report([diagnostic]) }
    }
  }

  // MARK: What is recorded

  mutating func tell(_ event: Event) {
    guard state.mode == .telling else { return }
    if case .claim = event {} else { tellAnswers() }
    state.recording.events.append(event)
  }

  mutating func tell(_ claim: Claim) {
    tell(.claim(state.recording.claims.count))
    state.recording.claims.append(claim)
  }

  /// Names the first node that is not finite in a step; without one, in the loss after the last step.
  mutating func tellNotFinite(inStep step: Int?, or loss: NodeID?) {
    guard state.mode == .telling else { return }
    if let step, let node = state.firstNotFinite(inStep: step) {
      tell(.notFinite(node, Moment(run: state.run, step: step), inStep: true))
      notedRun = state.run
    } else if let loss, notedRun != state.run, !state.value(of: loss).isFinite {
      tellNotFinite(below: loss)
    }
  }

  /// Names the first node below another that is not finite now.
  mutating func tellNotFinite(below node: NodeID) {
    guard state.mode == .telling, let node = state.firstNotFinite(below: node) else { return }
    tell(.notFinite(node, state.moment, inStep: false))
    notedRun = state.run
  }

  // MARK: Mistakes

  /// From the first mistake on names are still checked, but nothing is computed.
  mutating func report(_ mistakes: [Diagnostic]) {
    guard !mistakes.isEmpty else { return }
    diagnostics += mistakes
    if !state.mode.isChecking { state.mode = .checking(stepsAreUnknown: false) }
  }

  mutating func buildPending() { report(elaborator.buildPending()) }

  /// Takes note of what a statement that failed would have defined, so that its uses are not reported as well.
  mutating func noteFailure(of statement: Statement) {
    switch statement.kind {
    case .optimizer, .minimize, .step, .reset, .broken(.act, _): state.mode = .checking(stepsAreUnknown: true)
    case .compare(_, _, let members):
      state.mode = .checking(stepsAreUnknown: true)
      for inner in members.flatMap(\.body) { noteFailure(of: inner) }
    case .rule(let syntax): rules.markBroken(syntax.name.key)
    case .broken(.rule, let name?): rules.markBroken(name.key)
    case .leaf(_, let target, _): markBroken(target.name)
    case .broken(.definition, let name?): markBroken(name)
    case .definition, .macro, .forward, .backward, .show, .plot, .graph, .carry, .claim, .ask, .broken: break
    }
  }

  mutating func markBroken(_ name: Name) {
    guard state.scope.find(name.key) == nil else { return }
    _ = state.scope.add(Entry(name: name, kind: .broken, rank: 0))
  }
}
