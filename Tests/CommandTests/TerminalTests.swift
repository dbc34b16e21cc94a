import Testing

import class Foundation.FileManager

/// What happens on a terminal, which `script` plays.
@Suite(
  .enabled("needs the program script") { FileManager.default.isExecutableFile(atPath: "/usr/bin/script") })
struct TerminalTests {
  /// Runs a line of shell on a terminal.
  private func terminal(_ line: String, _ folder: Folder) throws -> Outcome {
    try folder.add("run.sh", line)
    return try shell("script -qec 'sh run.sh' /dev/null < /dev/null", folder: folder)
  }

  @Test func longOutputGoesThroughAPager() throws {
    let folder = try Folder()
    let plain = try nntrace("lesson", "fan-out", "--color", "never").output
    let start = "export TERM=xterm COLUMNS=80 PAGER='cat >paged'; "
    let paged = try terminal(start + "\"$nntrace\" lesson fan-out --color never", folder)
    #expect(paged.code == 0 && paged.output.isEmpty)
    #expect(try folder.text("paged") == plain)
    _ = try terminal(start + "\"$nntrace\" lesson fan-out", folder)
    #expect(try folder.text("paged").contains("\u{1B}["))
    for unpaged in [
      "\"$nntrace\" lesson fan-out --color never --no-pager",
      "PAGER= \"$nntrace\" lesson fan-out --color never",
      "PAGER=cat \"$nntrace\" lesson fan-out --color never",
      "PAGER=no-such-pager \"$nntrace\" lesson fan-out --color never",
      "TERM=dumb \"$nntrace\" lesson fan-out --color never",
    ] {
      let all = try terminal(start + unpaged, folder)
      #expect(all.code == 0 && all.output.replacing("\r\n", with: "\n") == plain)
    }
  }

  /// A lesson whose claim is false ends with 1; who leaves it early does not see that.
  @Test func leavingThePagerEarlyIsNoFailure() throws {
    let folder = try Folder()
    let lines = String(repeating: "A line of the lesson.\n\n", count: 20_000)
    try folder.add("a.md", lines + "```nntrace\nx = 1\nclaim x = 2\n```\n")
    let start = "export TERM=xterm; PAGER="
    #expect(try terminal(start + "'head -3' \"$nntrace\" lesson a.md", folder).code == 0)
    #expect(try terminal(start + "'cat >all' \"$nntrace\" lesson a.md", folder).code == 1)
    #expect(try folder.text("all").contains("claim fails"))
  }

  @Test func watchingRunsAgain() throws {
    let folder = try Folder()
    try folder.add("a.md", "```nntrace\ninput x from \"a.csv\"\nclaim x[1] = 1\n```\n")
    try folder.add("a.csv", "1\n2\n")
    let outcome = try terminal(
      "(sleep 1; echo 5 >a.csv; sleep 1; kill -INT $$) & export TERM=xterm; exec \"$nntrace\" lesson a.md --watch --color never",
      folder)
    #expect(outcome.output.contains("✓ x[1] = 1"))
    #expect(outcome.output.contains("the lesson says 1; it is 5"))
    #expect(outcome.output.ranges(of: "waiting for a.md to be saved").count == 2)
  }

  @Test(arguments: [
    ("lesson fan-out --watch", "--watch needs the file of a lesson"),
    ("lesson - --watch", "--watch needs the file of a lesson"),
    ("lesson ./none.md --watch", "cannot read ./none.md"),
  ])
  func whatCannotBeWatched(_ words: String, _ message: String) throws {
    let outcome = try terminal("\"$nntrace\" " + words, try Folder())
    #expect(outcome.code == 2 && outcome.output.contains(message))
    let pipe = try shell("\"$nntrace\" " + words)
    #expect(pipe.code == 2 && pipe.messages.contains("--watch needs a terminal"))
  }

  /// Nothing is said in the first second, nor where nobody sees it.
  @Test func progressOfLongRuns() throws {
    let folder = try Folder()
    try folder.add(
      "a.md",
      "```nntrace\nparam w = 1\nL = w²\noptimizer adam(α = 1e-5)\nminimize L for 100000000 steps, showing none\n```\n"
    )
    let line = "export TERM=xterm; timeout -s INT 3 \"$nntrace\" lesson a.md"
    let outcome = try terminal(line, folder)
    #expect(outcome.output.contains("a.md: step ") && outcome.output.contains(" of 100000000, "))
    let hidden = try terminal(line + " 2>err", folder)
    let messages = try folder.text("err")
    #expect(!hidden.output.contains("step") && messages.isEmpty)
  }
}
