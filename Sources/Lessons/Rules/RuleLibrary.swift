import Language

/// The update rules the binary carries, by name: the rules of the lessons that are written for them.
package struct RuleLibrary: Sendable {
  /// The lessons whose rules every lesson may use.
  package static let lessons = ["optimizers", "framework-rules"]

  /// Parsed when a rule is first asked for.
  package static let carried = RuleLibrary(lessons.compactMap { LessonLibrary.lesson(named: $0) })

  /// In the order of the lessons' texts.
  package private(set) var rules: [RuleDefinition] = []
  private var places: [String: Int] = [:]

  /// Collects the rules of some lessons. Their texts are checked by the tests; a rule that is wrong is left out.
  init(_ sources: [Source]) {
    for source in sources {
      let fences = Document(source).parts.compactMap { part -> Span? in
        if case .code(let span, _) = part { span } else { nil }
      }
      for statement in Parser.parse(source, fences: fences).statements.joined() {
        guard case .rule(let syntax) = statement.kind, let rule = try? RuleDefinition(syntax, in: source)
        else {
          continue
        }
        places[syntax.name.key] = rules.count
        rules.append(rule)
      }
    }
  }

  package subscript(key: String) -> RuleDefinition? { places[key].map { rules[$0] } }

  /// A rule by any spelling of its name.
  package func rule(named name: String) -> RuleDefinition? { self[Name.key(of: name)] }

  package var names: [String] { rules.map(\.name) }
}
