/// `nntrace new`
enum NewCommand {
  /// A lesson that passes its own check and shows, on one screen, all that most lessons need.
  static let lesson = """
    ---
    title: One neuron learns one number
    summary: what this lesson shows, in one line
    ---
    This text is Markdown. The blocks marked `nntrace` are run from top to bottom; what they
    define is known in all blocks below. Run it with `nntrace lesson`, check it with `nntrace check`.

    ```nntrace
    param w = 0.8              # trained
    param b = 0.1
    input x = 0.5              # given
    input y = 1
    ŷ = σ(w·x + b)             # a formula follows its parts, before and after a step
    L = ½·(ŷ - y)²
    backward L                 # shows every factor of the chain rule
    claim ∂L/∂b = (ŷ - y)·ŷ·(1 - ŷ)
    claim ∂L/∂w = ∂L/∂b·x
    ```
    The neuron says 0.622<!-- claim ŷ -->. The comment behind that number, which readers do not
    see, has it checked. The digits are the precision: half a unit of the last one.

    ```nntrace
    optimizer sgd(α = 0.5)     # nntrace rules lists the others
    minimize L for 100 steps, showing 1, 100
    claim L < L@0              # L@0 is L before the first step
    refute ŷ ≈ 1.000           # what must not hold; from "a book" names who says so
    ```
    After a hundred steps it says 0.897<!-- claim ŷ -->. The whole language: `nntrace lesson language`.

    """

  static func run(_ path: String) throws(CommandError) -> ExitCode {
    if path.isEmpty { throw CommandError("expected a file name after new") }
    if path != "-", Platform.kind(path) != nil {
      throw CommandError("\(path) is already there", help: "choose another name, or remove it first")
    }
    let output = try Output(to: path == "-" ? nil : path)
    output.write(lesson)
    try output.finish()
    return .done
  }
}
