import Language
import Letters
import Trace

/// A rule the binary carries, with what its lesson says of it.
package struct CarriedRule: Sendable {
  package let definition: RuleDefinition
  /// What it is listed under: the part of its name before the dot, else the heading of the section it stands in.
  package let family: String
  /// The prose between the heading (or the rule) above it and the rule, as plain text: one string per paragraph.
  package let about: [String]

  package var name: String { definition.name }
  /// The name of the lesson that holds it.
  package var origin: String { definition.source.name }
}

/// The update rules the binary carries, by name: the rules of the lessons that are written for them.
package struct RuleLibrary: Sendable {
  /// The lessons whose rules every lesson may use.
  package static let lessons = ["optimizers", "framework-rules"]

  static let sources = lessons.compactMap { LessonLibrary.lesson(named: $0) }

  /// Parsed when a rule is first asked for.
  package static let carried = RuleLibrary(sources)

  /// In the order of the lessons' texts.
  package private(set) var rules: [CarriedRule] = []
  private var places: [Key: Int] = [:]

  /// Collects the rules of some lessons. Their texts are checked by the tests; a rule that is wrong is left out.
  init(_ sources: [Source]) {
    for source in sources { collect(source) }
  }

  private mutating func collect(_ source: Source) {
    var section = ""
    var about: [String] = []
    for item in Lesson(source).items {
      switch item {
      case .prose(let blocks):
        about = []
        for block in blocks {
          switch block {
          case .heading(let level, let text):
            if level <= 2 { section = PlainText.text(of: text) }
            about = []
          case .paragraph(let text): about.append(PlainText.text(of: text))
          case .list, .table, .code, .quote, .line: break
          }
        }
      case .instruction(.statement(let statement)):
        guard case .rule(let syntax) = statement.kind, let rule = try? RuleDefinition(syntax, in: source)
        else { continue }
        add(rule, section, about)
        about = []
      case .instruction(.proseClaim), .source, .broken: break
      }
    }
  }

  private mutating func add(_ rule: RuleDefinition, _ section: String, _ about: [String]) {
    let path = rule.name.split(separator: ".")
    let family = path.count > 1 ? String(path[0]) : section
    places[rule.syntax.name.key] = rules.count
    rules.append(CarriedRule(definition: rule, family: family, about: about))
  }

  package subscript(key: Key) -> RuleDefinition? { places[key].map { rules[$0].definition } }

  /// A rule by any spelling of its name.
  package func rule(named name: String) -> CarriedRule? { places[Name.key(of: name)].map { rules[$0] } }

  package var names: [String] { rules.map(\.name) }

  /// The rules by family, families and rules in the order of the lessons' texts.
  package var families: [(name: String, rules: [CarriedRule])] {
    var families: [(name: String, rules: [CarriedRule])] = []
    for rule in rules {
      if let index = families.firstIndex(where: { $0.name == rule.family }) {
        families[index].rules.append(rule)
      } else {
        families.append((rule.family, [rule]))
      }
    }
    return families
  }
}

extension RuleLibrary {
  /// One carried rule, found by its line `rule NAME` and parsed alone.
  ///
  /// A lesson uses one rule or two of half a hundred; parsing them all took a third of the time in which nntrace
  /// runs a short lesson.
  /// - Parameter key: the key of the rule's name.
  static func carriedRule(key: Key) -> RuleDefinition? {
    for source in sources {
      guard let span = span(ofRule: key, in: source) else { continue }
      guard case .rule(let syntax) = Parser.parse(source, fences: [span]).statements.first?.first?.kind else {
        continue
      }
      return try? RuleDefinition(syntax, in: source)
    }
    return nil
  }

  /// The lines of a rule: its head, and the indented ones below it.
  private static func span(ofRule key: Key, in source: Source) -> Span? {
    let bytes = source.bytes
    let word = Array("rule ".utf8)
    for (index, start) in source.lineStarts.enumerated() where bytes[start...].starts(with: word) {
      let name = bytes[(start + word.count)...].prefix { ![0x28, 0x20, 0x0A, 0x0D].contains($0) }
      guard Name.key(of: String(decoding: name, as: UTF8.self)) == key else { continue }
      let end = source.lineStarts[(index + 1)...].first { next in
        next < bytes.count && bytes[next] != 0x20 && bytes[next] != 0x0A
      }
      return Span(start, end ?? bytes.count)
    }
    return nil
  }
}
