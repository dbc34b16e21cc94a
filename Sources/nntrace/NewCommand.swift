/// `nntrace new`
enum NewCommand {
  static let lesson = """
    ---
    title: One step of gradient descent
    summary: what this lesson shows, in one line
    ---
    Prose is Markdown. Blocks marked `nntrace` are run from top to bottom.

    ```nntrace
    param w = 1
    input x = 2
    input y = 3
    L = ½·(w·x - y)²
    backward L
    optimizer sgd(α = 0.1)
    minimize L
    claim w ≈ 1.2
    ```
    A number in the text is checked by a comment behind it: w is now 1.2<!-- claim w -->.

    """

  static func run(_ path: String) throws(CommandError) -> ExitCode {
    if Platform.kind(path) != nil {
      throw CommandError(message: "\(path) is already there", help: "choose another name, or remove it first")
    }
    let output = try Output(to: path)
    output.write(lesson)
    try output.finish()
    return .done
  }
}
