import Language
import Letters

/// The rules a lesson may call: its own, and the carried ones.
struct RuleTable: Sendable {
  private var own: [Key: RuleDefinition] = [:]
  /// The carried rules that have been used.
  private var carried: [Key: RuleDefinition] = [:]
  /// The keys of rules with a mistake, which has been reported.
  private var broken = Set<Key>()
  /// The rules that some calls have been given instead of their own, by the calls' spans.
  private var exchanged: [Span: RuleDefinition] = [:]

  mutating func define(_ syntax: RuleSyntax, in source: Source) throws {
    if let earlier = own[syntax.name.key] {
      throw Failure(
        "rule \(syntax.name.text) is already defined", at: syntax.name.span,
        notes: [Diagnostic.Note("first defined here", at: earlier.syntax.name.span)])
    }
    own[syntax.name.key] = try RuleDefinition(syntax, in: source)
  }

  mutating func markBroken(_ key: Key) { broken.insert(key) }

  mutating func exchange(_ rule: RuleDefinition, for call: Span) { exchanged[call] = rule }

  /// Takes over the carried rules that another table has parsed.
  mutating func takeCarried(from other: RuleTable) { carried = other.carried }

  /// The lesson's own rule of a name, or the carried one.
  mutating func rule(_ call: OptimizerCall) throws -> RuleDefinition {
    if let rule = exchanged[call.span] { return rule }
    if broken.contains(call.rule.key) { throw Failure.alreadyReported }
    if let rule = own[call.rule.key] ?? carried[call.rule.key] { return rule }
    if let rule = RuleLibrary.carriedRule(key: call.rule.key) {
      carried[call.rule.key] = rule
      return rule
    }
    let names = own.values.map(\.name).sorted() + RuleLibrary.carried.names
    throw Failure(
      "unknown rule \(call.rule.text)", at: call.rule.span,
      help: Spelling.suggestion(for: call.rule.text, among: names).map { "did you mean \($0)?" }
        ?? "nntrace rules lists the built-in rules; a lesson can define its own with rule \(call.rule.text)(…)",
      isAboutName: true)
  }
}
