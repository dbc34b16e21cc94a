import Language
import Lessons
import Letters
import Rendering

/// `nntrace rules [NAME]`
///
/// What it prints of a rule is a piece of a lesson: the prose is comments.
enum RulesCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    let library = RuleLibrary.carried
    guard let word = operands.first else {
      output.write(spelled(list(library), options))
      return .done
    }
    guard let rule = library.rule(named: word) else {
      let near = Spelling.suggestion(for: word, among: library.names)
      throw CommandError(
        "there is no built-in rule '\(word)'",
        help: near.map { "did you mean \($0)?" } ?? "nntrace rules lists them")
    }
    output.write(spelled(page(of: rule), options))
    return .done
  }

  /// The rules with their arguments and defaults, family by family.
  private static func list(_ library: RuleLibrary) -> String {
    var text = ""
    for (family, rules) in library.families {
      text += (text.isEmpty ? "" : "\n") + family + "\n"
      for rule in rules { text += "  " + rule.definition.head + "\n" }
    }
    return text
  }

  /// One rule: what its lesson says of it, its text, and what is left of it when no argument is given.
  private static func page(of rule: CarriedRule) -> String {
    var text = ""
    for paragraph in rule.about + ["From the lesson \(rule.origin)."] { text += comment(paragraph) }
    text += rule.definition.text + "\n"
    guard rule.definition.hasConditions, let lines = try? rule.definition.linesByDefault() else {
      return text
    }
    text += "# By default:\n"
    for line in lines { text += "#   \(line)\n" }
    return text
  }

  /// Words in lines that begin with `#`.
  private static func comment(_ paragraph: String) -> String {
    paragraph.split(separator: " ").filled(width: 94).map { "# " + $0 + "\n" }.joined()
  }

  private static func spelled(_ text: String, _ options: Options) -> String {
    options.ascii ? ASCII.text(text) : text
  }
}
