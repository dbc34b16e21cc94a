import Testing

@Suite struct CheckCommandTests {
  static let wrong = "# T\n\n```nntrace\nx = 1\nclaim x = 2\n```\nIt is 3<!-- claim x -->.\n"

  @Test func allCarriedLessonsAreAsStated() throws {
    let outcome = try nntrace("check")
    #expect(outcome.code == 0 && outcome.messages.isEmpty)
    #expect(outcome.output.hasSuffix("all as stated\n"))
  }

  /// A file, its exit code, and a part of what is printed.
  @Test(arguments: [
    (wrong, 1, "a.md:5"),
    (wrong, 1, "a.md:7"),
    (wrong, 1, "1 lesson, 2 claims, 2 not as stated"),
    ("```nntrace\nx = 1\nrefute x = 1\n```", 1, "stale refutation"),
    ("```nntrace\nx = 1\nclaim x = −1\n```", 1, "x = -1"),
    ("```nntrace\nx = 1\n```", 1, "1 lesson, 0 claims"),
    ("```nntrace\nx = \n```", 2, "1 lesson cannot be run"),
    ("```nntrace\nx = 1\nclaim x = 1\n```", 0, "1 lesson, 1 claim, all as stated"),
  ])
  func exitCodes(_ text: String, _ code: Int32, _ expected: String) throws {
    let folder = try Folder()
    try folder.add("a.md", text)
    let outcome = try nntrace("check", "a.md", folder: folder)
    #expect(outcome.code == code)
    #expect(outcome.output.contains(expected))
    #expect(try nntrace("check", ".", folder: folder).code == code)
    #expect(try nntrace("lesson", "a.md", folder: folder).code == (expected.hasSuffix("0 claims") ? 0 : code))
  }

  /// Where a claim stands is said once.
  @Test func aLineIsSaidOnce() throws {
    let folder = try Folder()
    try folder.add("a.md", Self.wrong)
    let check = try nntrace("check", "a.md", folder: folder).output
    #expect(check.hasPrefix("a.md:5\n  ✗✗ claim fails: x = 2\n") && !check.contains("line"))
    #expect(try nntrace("lesson", "a.md", folder: folder).output.contains("✗✗ claim fails: x = 2   line 5\n"))
  }

  /// Programs get the slips, too, as from `lesson`.
  @Test func slipsInJSON() throws {
    let text = "```nntrace\nparam x = 3.25\nclaim x² ≈ -10.5625\n```\n"
    for command in ["check", "lesson"] {
      let outcome = try nntrace(command, "-", "--format", "json", input: text)
      let slips = outcome.output.contains(command == "check" ? #""slips": [""# : #""slips": [{"words": ""#)
      #expect(slips)
    }
  }

  /// -0 is given as 0 is, and nothing that is printed is divided by another zero than is seen.
  @Test func minusZero() throws {
    let outcome = try nntrace("trace", "1/x", "x=-0")
    #expect(outcome.output.contains("1/0 = inf") && !outcome.output.contains("1/0 = -inf"))
  }

  /// A claim of the command line stands in no line.
  @Test func aClaimOfTheCommandLineHasNoLine() throws {
    let outcome = try nntrace("trace", "x^2", "x=2", "--claim", "5", "--format", "json")
    #expect(outcome.code == 1 && outcome.output.contains(#""line": null"#))
  }

  @Test func traceAndRules() throws {
    let trace = try nntrace("trace", "-x^2", "x=-1")
    #expect(trace.code == 0 && trace.output.contains("∂f/∂x") && trace.messages.isEmpty)
    let unused = try nntrace("trace", "Σ[i=1..2] x·i", "x=1", "y=2", "i=3")
    #expect(unused.code == 2 && unused.messages.contains("warning: y does not occur in the expression"))
    #expect(try nntrace("trace", "θ*∂(w²)/∂w", "theta=1", "w=2").messages.isEmpty)
    for words in ["'x^'", "x", "x x=", "x x=1 x=2", "x y=1 x"] {
      let outcome = try shell("\"$nntrace\" trace " + words)
      #expect(outcome.code == 2 && outcome.output.isEmpty && !outcome.messages.isEmpty)
    }
    #expect(try nntrace("rules", "rmsprop").output.contains("\nrule rmsprop("))
    #expect(try nntrace("rules").output.contains("\n  adam("))
    let near = try nntrace("rules", "rmspro")
    #expect(near.code == 2 && near.messages.contains("did you mean rmsprop?"))
  }

  /// Names that Unicode takes for equal, or for something else than the system does.
  @Test func foldersAreBytes() throws {
    let folder = try Folder()
    let lesson = "```nntrace\ninput d from \"d.csv\"\nclaim d[1] = 7\n```\n"
    _ = try shell("mkdir in 'e\u{301}' '\u{E9}'; echo 7 >d.csv; echo 7 >'\u{E9}/d.csv'", folder: folder)
    _ = try shell("ln -s '../\u{E9}/d.csv' 'e\u{301}/d.csv'", folder: folder)
    for name in ["in/\u{301}evil.md", "e\u{301}/a.md"] {
      _ = try shell("cat >'\(name)' <<'E'\n\(lesson)E\n", folder: folder)
      let outcome = try nntrace("check", name, folder: folder)
      #expect(outcome.code == 2 && outcome.messages.contains("error: d.csv: "), "\(name)")
    }
    #expect(try nntrace("check", "in", folder: folder).code == 2)
    _ = try shell("cp d.csv in/; cp d.csv 'in/\u{301}d.csv'", folder: folder)
    #expect(try nntrace("check", "in", folder: folder).code == 0)
    _ = try shell("sed -i 's/d.csv/\u{301}d.csv/' in/*.md", folder: folder)
    #expect(try nntrace("check", "in", folder: folder).code == 0)
  }

  /// A link that changes while it is judged is never read through.
  @Test func aLinkThatIsSwapped() throws {
    let folder = try Folder()
    try folder.add("out.csv", "7\n")
    _ = try shell("mkdir in; echo 5 >in/real.csv; ln -s real.csv in/d.csv", folder: folder)
    try folder.add("in/a.md", "```nntrace\ninput d from \"d.csv\"\nclaim d[1] = 7\n```\n")
    let script = """
      (while ! test -e done; do ln -sfn ../out.csv in/d.csv; ln -sfn real.csv in/d.csv; done) &
      for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        "$nntrace" check in/a.md >/dev/null 2>&1 && echo read
      done
      touch done; wait
      """
    #expect(try shell(script, folder: folder).output.isEmpty)
  }

  @Test func dataFilesStayInTheLessonsFolder() throws {
    let folder = try Folder()
    _ = try shell("mkdir in; echo 7 >out.csv; echo 5 >in/d.csv; ln -s ../out.csv in/link.csv", folder: folder)
    _ = try shell("truncate -s 65M in/large.csv", folder: folder)
    try folder.add("in/a.md", "```nntrace\ninput d from \"large.csv\"\n```\n")
    let large = try nntrace("check", "in/a.md", folder: folder)
    #expect(large.code == 2 && large.messages.contains("error: large.csv is larger than 64 MiB\n"))
    for (path, code) in [("d.csv", 0), ("./d.csv", 0), ("../out.csv", 2), ("link.csv", 2), ("no.csv", 2)] {
      try folder.add("in/a.md", "```nntrace\ninput d from \"\(path)\"\nclaim d[1] = 5\n```\n")
      #expect(try nntrace("check", "in/a.md", folder: folder).code == Int32(code), "\(path)")
    }
  }
}
