import Testing

/// `--set`: the lesson with a number exchanged in its text.
@Suite struct SetTests {
  static let lesson = """
    ```nntrace
    param θ = 0
    param W = [[0.1, 0.2], [0.3, 0.4]]
    param v[0] = -1
    input x[i=1..2] = 0.5
    let c = 1/3
    let d = 2·c
    rule half(α = 0.1)
      θ ← θ - ½·α·g
    optimizer half(α = 0.1)
    step with g[θ] = 1, g[W] = [[1, 2], [3, 4]]
    reset with θ = −2, W[1,2] = 7
    L = (θ - d)² + W[1,1] + v[0]·x[1]
    compare L for 2 steps
      half(α = 0.1)
      half(α = 0.3)
        let kept = 4
        claim L < kept
    claim θ = -2
    ```
    The rate α is 0.1, and θ = -2<!-- claim θ -->.
    """

  /// What is set, and the line of the lesson as somebody would have edited it by hand.
  @Test(arguments: [
    (["theta=-3"], [("param θ = 0", "param θ = -3"), ("with θ = −2", "with θ = -3")]),
    (["θ#1 = 1e-3"], [("param θ = 0", "param θ = 1e-3")]),
    (["W[1,2]=1/3"], [("[[0.1, 0.2]", "[[0.1, 1/3]"), ("W[1,2] = 7", "W[1,2] = 1/3")]),
    (["W[2,1]=½", "W[1,1]=9"], [("[[0.1, 0.2], [0.3", "[[9, 0.2], [½")]),
    (["v[0]=2"], [("v[0] = -1", "v[0] = 2")]),
    (["x=2"], [("x[i=1..2] = 0.5", "x[i=1..2] = 2")]),
    (["c=0.25"], [("let c = 1/3", "let c = 0.25")]),
    (["α=0.2"], [("α = 0.1", "α = 0.2"), ("half(α = 0.3)", "half(α = 0.2)")]),
    (["alpha#4=0.2"], [("half(α = 0.3)", "half(α = 0.2)")]),
    (["g[θ]=5", "g[W[2,1]]=6"], [("g[θ] = 1", "g[θ] = 5"), ("[3, 4]]\nreset", "[6, 4]]\nreset")]),
    (["kept=-4"], [("kept = 4", "kept = -4")]),
  ])
  func isAnEditOfTheText(_ settings: [String], _ edits: [(String, String)]) throws {
    let folder = try Folder()
    try folder.add("a.md", Self.lesson)
    var edited = Self.lesson
    for (old, new) in edits {
      #expect(edited.contains(old))
      edited.replace(old, with: new)
    }
    // Of the same name, so that even messages are the same.
    let other = try Folder()
    try other.add("a.md", edited)
    let words = settings.map { "--set '\($0)'" }.joined(separator: " ")
    for format in ["text", "json", "dot"] {
      let line = "\"$nntrace\" lesson a.md --format \(format) "
      let mine = try shell(line + words, folder: folder)
      let byHand = try shell(line, folder: other)
      #expect(mine.code == byHand.code && mine.code < 2)
      if format == "text" {
        #expect(mine.output.hasPrefix("your numbers: "))
        #expect(mine.output.hasSuffix("\n\n" + byHand.output))
      } else {
        #expect(mine.output == byHand.output)
        #expect(mine.messages.hasPrefix("your numbers: "))
      }
    }
  }

  @Test(arguments: [
    ("q=1", "this lesson gives no number to 'q'", "it gives numbers to θ, W[…], v[…], x, c, α"),
    ("thta=1", "this lesson gives no number to 'thta'", "did you mean θ?"),
    ("W=1", "W has several numbers", "name one of them: W[1,1], W[1,2], W[2,1], W[2,2]"),
    ("W[3,1]=1", "this lesson gives no number to 'W[3,1]'", "did you mean W["),
    ("x[1]=1", "one number is given to all members of x", "--set x=0.5"),
    ("d=1", "d is worked out from other numbers", "set one of those: θ"),
    ("L=1", "L is worked out from other numbers", "set one of those: θ"),
    ("α#5=1", "α is given a number in 4 places, so there is no #5", "error"),
    ("α#x=1", "expected a number from 1 after #", "the second number given to g"),
    ("α", "expected NAME=NUMBER after --set, found 'α'", "as in --set α=0.2"),
    ("α=", "'' in --set α= is not a number", "as in --set α=0.2"),
    ("α=β", "'β' in --set α=β is not a number", "as in --set α=0.2"),
    ("α=1/0", "'1/0' in --set α=1/0 is not a number", "as in --set α=0.2"),
    ("α=1e999", "'1e999' in --set α=1e999 is not a number", "as in --set α=0.2"),
    ("α=1\nparam p = 2", "is not a number", "as in --set α=0.2"),
    ("α=1 # x", "is not a number", "as in --set α=0.2"),
    ("2=1", "'2' in --set 2=1 is not a name", "as in --set α=0.2"),
    ("α=1' --set 'alpha=2", "--set gives two numbers to alpha", "error"),
  ])
  func whatCannotBeSet(_ setting: String, _ message: String, _ help: String) throws {
    let folder = try Folder()
    try folder.add("a.md", Self.lesson)
    let outcome = try shell("\"$nntrace\" lesson a.md --set '\(setting)'", folder: folder)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.messages.contains(message))
    #expect(outcome.messages.contains(help))
  }

  @Test func mistakesOfTheLessonComeFirst() throws {
    let outcome = try nntrace("lesson", "-", "--set", "q=1", input: "```nntrace\nparam w =\n```\n")
    #expect(outcome.code == 2 && outcome.messages.contains("param w"))
    #expect(!outcome.messages.contains("--set"))
  }

  @Test func carriedLessonsKeepTheirData() throws {
    let outcome = try nntrace("lesson", "xor", "--set", "W[1,2]=0.5", "--ascii")
    #expect(outcome.code < 2 && outcome.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(outcome.output.hasPrefix("your numbers: W[1,2] = 0.5 instead of -0.4 (line "))
    let table = try nntrace("lesson", "xor", "--set", "x[1,1]=0.5")
    #expect(table.code == 2 && table.messages.contains("the numbers of x[1,1] come from xor.csv"))
  }
}
