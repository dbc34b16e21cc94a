import Language
import Letters

extension RuleLibrary {
  /// One carried rule, found by its line `rule NAME` and parsed alone.
  ///
  /// A lesson uses one rule or two of half a hundred; parsing them all took a third of the time in which nntrace
  /// runs a short lesson.
  /// - Parameter key: the key of the rule's name.
  static func carriedRule(key: Key) -> RuleDefinition? {
    for source in sources {
      guard let span = span(ofRule: key, in: source) else {
        continue
      }
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
