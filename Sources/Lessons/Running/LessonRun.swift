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
  /// The byte up to which statements have been told in events.
  var told = 0
  /// The indentation that is taken off statements inside a `compare`; nil for that of the statement itself.
  var margin: Int?

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
  mutating func run(_ document: Document) -> () -> Script {
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
        for mark in marks where diagnostics.count < LessonRun.mostDiagnostics {
          attempt { try $0.proseClaim(mark) }
        }
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
    diagnostics = diagnostics.toldOnce(in: source)
    elaborator.recording.families = elaborator.scope.families
    if !diagnostics.isEmpty { elaborator.recording.events = [] }
    return { [source] in Script(document, parsed.statements, in: source) }
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
