import Language
import Lessons

/// Completion scripts, made from the tables.
enum Completions {
  static let shells = ["bash", "zsh", "fish"]

  static func script(for shell: String) throws(CommandError) -> String {
    switch shell {
    case "bash": return bash(function: "_nntrace") + "complete -o default -F _nntrace nntrace\n"
    case "zsh": return "autoload -U +X bashcompinit && bashcompinit\n" + (try script(for: "bash"))
    case "fish": return fish()
    default:
      throw CommandError(
        "there are no completions for '\(shell)'",
        help: Spelling.suggestion(for: shell, among: shells).map { "did you mean \($0)?" }
          ?? "there are some for " + shells.joined(separator: ", "))
    }
  }

  /// The words that may stand for a command's operand.
  private static func operands(_ command: CommandName) -> [String] {
    switch command {
    case .lesson, .quiz, .check: LessonLibrary.names
    case .help: Help.topics
    case .completions: shells
    case .rules: RuleLibrary.carried.names
    case .trace, .diagnose, .site, .new: []
    }
  }

  private static func options(_ command: CommandName) -> [OptionRow] {
    OptionRow.all.filter { $0.commands.contains(command) }
  }

  private static func bash(function: String) -> String {
    var text = function + "() {\n"
    text += "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" words=\"\"\n"
    // Bash takes `--format=json` for three words.
    text +=
      "  [ \"$word\" = = ] && word=\"\" || { [ \"$before\" = = ] && before=\"${COMP_WORDS[COMP_CWORD-2]}\"; }\n"
    text += "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
    text += "    words=\"" + CommandName.allCases.map(\.rawValue).joined(separator: " ") + "\"\n"
    text += "  else\n    case \"${COMP_WORDS[1]} $before\" in\n"
    // An argument that is free completes to nothing here, and so to files.
    for row in OptionRow.all where row.argument != nil {
      let names = ["--" + row.name.rawValue] + (row.letter.map { ["-\($0)"] } ?? [])
      let patterns = row.commands.flatMap { command in names.map { "\"\(command.rawValue) \($0)\"" } }
        .joined(separator: "|")
      text += "      " + patterns + ") words=\"" + row.choices.joined(separator: " ") + "\" ;;\n"
    }
    text += "      *) case \"${COMP_WORDS[1]}\" in\n"
    for command in CommandName.allCases {
      let words = operands(command) + options(command).map { "--" + $0.name.rawValue }
      text += "        \(command.rawValue)) words=\"" + words.joined(separator: " ") + "\" ;;\n"
    }
    text += "      esac ;;\n    esac\n  fi\n"
    text += "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n}\n"
    return text
  }

  private static func fish() -> String {
    var text = ""
    for row in CommandRow.all {
      text += "complete -c nntrace -n __fish_use_subcommand -f -a \(row.name.rawValue) -d '\(row.summary)'\n"
      let condition = "-n '__fish_seen_subcommand_from \(row.name.rawValue)'"
      let words = operands(row.name)
      if !words.isEmpty {
        text += "complete -c nntrace \(condition) -a '" + words.joined(separator: " ") + "'\n"
      }
      for option in options(row.name) {
        text += "complete -c nntrace \(condition) -l \(option.name.rawValue)"
        if let letter = option.letter { text += " -s \(letter)" }
        if !option.choices.isEmpty {
          text += " -x -a '" + option.choices.joined(separator: " ") + "'"
        } else if option.argument != nil {
          text += " -r"
        }
        text += " -d '\(option.summary)'\n"
      }
    }
    return text
  }
}
