import Autodiff
import Language
import Letters
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

  /// A run that has found so many errors ends.
  static let mostDiagnostics = 40

  let source: Source
  let data: (String) -> DataFile
  var elaborator = Elaborator()
  /// The carried rules the lesson has used.
  var carriedRules: [Key: RuleDefinition] = [:]
  var rules: [Key: RuleDefinition] = [:]
  /// The keys of rules with a mistake, which has been reported.
  var brokenRules = Set<Key>()
  var diagnostics: [Diagnostic] = []
  /// Whether an act or an optimizer failed: then nothing is known of the names a step would have left behind.
  var stepsAreUnknown = false
  /// Whether this is a repetition with something changed, of which nobody is told.
  var isReplay = false
  /// In a repetition, the rule that one optimizer call gets.
  var replacedRule: (rule: RuleDefinition, call: Span)?

  /// Runs a lesson.
  ///
  /// - Parameter data: reads a data file named by `from "file.csv"`, relative to the lesson's folder.
  /// - Returns: the recording, which is empty of events if there are diagnostics.
  package static func run(
    _ source: Source, limits: LessonLimits = LessonLimits(), data: @escaping (String) -> DataFile
  ) -> Outcome {
    let lesson = Lesson(source)
    var run = LessonRun(lesson, limits: limits, data: data)
    let start = run
    run.run(lesson)
    if !run.hasFailed {
      run.elaborator.recording.claims = SlipSearch.explain(
        run.elaborator.recording.claims, of: Script(lesson), from: start, work: run.elaborator.session.work)
    }
    return Outcome(
      recording: run.elaborator.recording, diagnostics: run.diagnostics, warnings: lesson.warnings)
  }

  init(_ lesson: Lesson, limits: LessonLimits, data: @escaping (String) -> DataFile) {
    self.init(source: lesson.source, data: data)
    elaborator.session.limits = limits
    elaborator.session.definitions = lesson.definitions
    elaborator.recording.header = lesson.header
    diagnostics = lesson.diagnostics
  }

  init(source: Source, data: @escaping (String) -> DataFile) {
    self.source = source
    self.data = data
    elaborator.session.source = source
    elaborator.recording.runs = [Run(base: [])]
  }

  mutating func run(_ lesson: Lesson) {
    for item in lesson.items where diagnostics.count < LessonRun.mostDiagnostics {
      switch item {
      case .prose(let blocks): elaborator.recording.events.append(.prose(blocks))
      case .source(let text, let line): elaborator.recording.events.append(.statement(text, line: line))
      case .broken(let diagnostic):
        buildPending()
        diagnostics.append(diagnostic)
      case .instruction(.proseClaim(let claim)): attempt { try $0.state(claim, place: .prose) }
      case .instruction(.statement(let statement)):
        attempt {
          do { try $0.execute(statement) } catch {
            $0.noteFailure(of: statement)
            throw error
          }
        }
      }
    }
    buildPending()
    diagnostics = diagnostics.toldOnce(in: source)
    elaborator.recording.families = elaborator.scope.families
    if !diagnostics.isEmpty { elaborator.recording.events = [] }
  }

  /// Runs one part of the lesson; a failure is reported, and the lesson goes on at the next.
  mutating func attempt(_ body: (inout LessonRun) throws -> Void) {
    do {
      try body(&self)
    } catch Failure.diagnostic(let diagnostic) {
      diagnostics.append(diagnostic)
    } catch {
      // Reported where the name was defined.
    }
  }

  /// Takes note of what a statement that failed would have defined, so that its uses are not reported as well.
  mutating func noteFailure(of statement: Statement) {
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

  mutating func markBroken(_ name: Name) {
    guard elaborator.scope.find(name.key) == nil else { return }
    _ = elaborator.scope.add(Entry(name: name, kind: .broken, rank: 0))
  }

  mutating func buildPending() {
    diagnostics += elaborator.buildPending()
  }

  /// Whether anything has gone wrong: then names are still checked, but nothing is computed.
  var hasFailed: Bool { !diagnostics.isEmpty }
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
