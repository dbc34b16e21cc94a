import Language
import Lessons
import Rendering

/// `nntrace rules [NAME]`
enum RulesCommand {
  static func run(_ operands: [String], _ options: Options, to output: inout Output) throws(CommandError)
    -> ExitCode
  {
    let library = RuleLibrary.carried
    guard let word = operands.first else {
      for rule in library.rules { output.write(spelled(rule.head, options) + "\n") }
      return .done
    }
    guard let rule = library.rule(named: word) else {
      let near = Spelling.suggestion(for: word, among: library.names)
      throw CommandError(
        message: "there is no built-in rule '\(word)'",
        help: near.map { "did you mean \($0)?" } ?? "nntrace rules lists them")
    }
    output.write(spelled(rule.text, options) + "\n")
    return .done
  }

  private static func spelled(_ text: String, _ options: Options) -> String {
    options.ascii ? ASCII.text(text) : text
  }
}

extension RuleDefinition {
  /// The first line without its first word: `rmsprop(α = 0.01, β = 0.9, ε = 1e-8)`.
  var head: String {
    let line = text.prefix { $0 != "\n" }
    return String(line.drop { $0 != " " }.drop { $0 == " " })
  }
}
