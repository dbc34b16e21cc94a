import Letters

/// Help pages, made from the tables.
enum Help {
  static let version = "0.1.0"

  /// Columns of a help page.
  private static let width = 100
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
      to begin with:
        nntrace lesson slope           the first lesson of the course
        nntrace lesson rmsprop-basics  two steps of an optimizer, and a number that is wrong
        nntrace trace '(w*x - y)^2' w=0.5 x=3 y=2

      'nntrace help COMMAND' has the options and examples of a command, 'nntrace help json' the members
      of --format json. An operand that begins with '-' may follow '--'. 'nntrace --version' is the version.

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
    return rows.flatMap { row in
      row.right.split(separator: " ").filled(
        after: "  " + DisplayWidth.padded(row.left, to: width) + "  ", width: Help.width - width - 4)
    }.map { $0 + "\n" }.joined()
  }
}
