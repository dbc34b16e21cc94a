import Letters

/// Help pages, made from the tables.
enum Help {
  static let version = "0.1.0"

  /// What there is help for.
  static let topics = CommandName.allCases.map(\.rawValue) + HelpTopic.allCases.map(\.rawValue)

  static func overview() -> String {
    let commands = CommandRow.all.map { row in
      (left: row.usage, right: row.summary)
    }
    return """
      nntrace shows the arithmetic of learning, one scalar at a time.

      usage:
      \(columns(commands))
      options:
      \(options(OptionRow.all))
      'nntrace help COMMAND' says more about one command, 'nntrace help json' about --format json.
      An operand that begins with '-' may follow '--'.

      exit: 0 done, all claims as stated; 1 a claim is not as stated; 2 wrong usage, or a
      lesson that cannot be run

      """
  }

  static func page(for command: CommandName) -> String {
    guard let row = CommandRow.row(command) else { return overview() }
    var text = row.usage + "\n\n"
    text += row.summary.prefix(1).uppercased() + row.summary.dropFirst() + ".\n"
    if !row.details.isEmpty { text += "\n" + row.details.joined(separator: "\n") + "\n" }
    return text + "\noptions:\n" + options(OptionRow.all.filter { $0.commands.contains(command) })
  }

  private static func options(_ rows: [OptionRow]) -> String {
    columns(
      rows.map { row in
        let choices = row.choices.isEmpty ? "" : ": " + row.choices.joined(separator: ", ")
        return (left: row.usage, right: row.summary + choices)
      })
  }

  private static func columns(_ rows: [(left: String, right: String)]) -> String {
    let width = rows.map { DisplayWidth.of($0.left) }.max() ?? 0
    return rows.map { "  " + DisplayWidth.padded($0.left, to: width) + "  " + $0.right + "\n" }.joined()
  }
}
