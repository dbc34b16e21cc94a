import Testing

/// `nntrace check --fix`
@Suite struct FixTests {
  /// A line before and after; `w` is 0.75 and `v` is -0.125.
  static let lines: [(before: String, after: String)] = [
    (
      "Prose **0.5**<!-- claim w -->, 0.6 <!-- claim w --> and $5.0e-1$<!-- claim w -->.",
      "Prose **0.8**<!-- claim w -->, 0.8 <!-- claim w --> and $7.5e-1$<!-- claim w -->."
    ),
    (
      "As −0.50<!-- claim v --> with a minus sign, 1e-3<!-- claim v -->; right: −0.125<!-- claim v -->.",
      "As −0.13<!-- claim v --> with a minus sign, -1e-1<!-- claim v -->; right: −0.125<!-- claim v -->."
    ),
    ("A sign of its own: +2e−1<!-- claim v -->.", "A sign of its own: −1e−1<!-- claim v -->."),
    ("```nntrace", "```nntrace"),
    ("claim w ≈ 0.5 # a comment", "claim w ≈ 0.8 # a comment"),
    ("claim v = −0.5", "claim v = −0.125"),
    // Numbers without an end are meant to their digits, and sums that cancel to the digits they have.
    ("claim w/9 = 0.5", "claim w/9 ≈ 0.1"),
    ("claim v/9  =  −0.50", "claim v/9  ≈  −0.01"),
    ("claim w + 0.1 - 0.5 = 0.5", "claim w + 0.1 - 0.5 = 0.35"),
    // As many digits as ± asks for.
    ("claim v ≈ 2 ± 0.01", "claim v ≈ -0.13 ± 0.01"),
    ("claim v ≈ 2e-1 ± 1e-3", "claim v ≈ -1.25e-1 ± 1e-3"),
    ("claim w*1e20 ≈ 3", "claim w*1e20 ≈ 75000000000000000000"),
    ("claim w*1e22 ≈ 3", "claim w*1e22 ≈ 7.5e21"),
    // What no number can mend is left alone, and what somebody else says.
    ("claim w ≈ 0.5 from \"a book\"", "claim w ≈ 0.5 from \"a book\""),
    ("claim w < 0.1", "claim w < 0.1"),
    ("refute w ≈ 0.75", "refute w ≈ 0.75"),
    ("claim w = v", "claim w = v"),
    ("```", "```"),
  ]

  static func lesson(_ side: KeyPath<(before: String, after: String), String>, end: String) -> String {
    (["\u{FEFF}```nntrace", "param w = 0.75", "param v = -0.125", "```", ""] + lines.map { $0[keyPath: side] })
      .joined(separator: end)
  }

  @Test(arguments: ["\n", "\r\n"]) func onlyTheNumbersChange(_ end: String) throws {
    let folder = try Folder()
    try folder.add("a.md", Self.lesson(\.before, end: end))
    let outcome = try nntrace("check", "--fix", "a.md", folder: folder)
    #expect(try folder.text("a.md") == Self.lesson(\.after, end: end))
    // What is left is reported, and no more than that.
    #expect(outcome.code == 1)
    #expect(outcome.output.hasSuffix("1 lesson, 20 claims, 4 not as stated; 15 numbers rewritten\n"))
    #expect(outcome.output.ranges(of: "says 0.5;").count == 1)
    #expect(outcome.output.contains("a number quoted from a book is left as it is"))
    for (before, after) in Self.lines where before != after {
      #expect(outcome.output.contains("-\(before)\n") && outcome.output.contains("+\(after)\n"))
    }
    let again = try nntrace("check", "--fix", "a.md", folder: folder)
    #expect(again.output.hasSuffix("1 lesson, 20 claims, 4 not as stated\n") && !again.output.contains("@@"))
  }

  /// The claims behind one number, and what becomes of it where x is 1 and y is 2.
  @Test(arguments: [
    ("<!-- claim x --><!-- claim x -->", "1"), ("<!-- claim x --><!-- claim 1·x -->", "1"),
    ("<!-- claim x --><!-- claim y -->", "3"), ("<!-- claim x --><!-- claim y + 1 -->", "3"),
  ]) func aNumberOfSeveralClaims(_ claims: String, _ number: String) throws {
    let folder = try Folder()
    try folder.add("a.md", "```nntrace\nx = 1\ny = 2\n```\n3\(claims)\n")
    let outcome = try nntrace("check", "--fix", "a.md", folder: folder)
    #expect(try folder.text("a.md").hasSuffix("\n\(number)\(claims)\n"))
    #expect(outcome.output.contains("; 1 number rewritten") == (number == "1"))
  }

  /// A terminal must not obey what stands in a lesson or is the name of its file.
  @Test func nothingIsToldToTheTerminal() throws {
    let folder = try Folder()
    try folder.add(
      "a\u{1B}[31m.md", "```nntrace\nx = 1\nclaim x = 2 # \u{1B}]0;\u{7}\u{202E}\nclaim x < 1\n```\n")
    for words in [["--fix"], [], ["--format", "github"], ["--format", "junit"], ["--format", "json"]] {
      let outcome = try nntrace("check", ".", words.first ?? ".", words.last ?? ".", folder: folder)
      #expect(outcome.code == 1)
      for text in [outcome.output, outcome.messages] {
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
      }
    }
  }

  @Test func aLessonPutRightIsAsStated() throws {
    let folder = try Folder()
    try folder.add("a.md", CheckCommandTests.wrong)
    let outcome = try nntrace("check", "--fix", "a.md", folder: folder)
    #expect(outcome.code == 0)
    #expect(outcome.output.hasSuffix("1 lesson, 2 claims, all as stated; 2 numbers rewritten\n"))
  }

  @Test func aReportForProgramsStaysWhole() throws {
    let folder = try Folder()
    try folder.add("a.md", CheckCommandTests.wrong)
    let outcome = try nntrace("check", "--fix", "--format", "json", "a.md", folder: folder)
    #expect(outcome.code == 0 && outcome.output.hasPrefix("{"))
    #expect(outcome.messages.contains("+claim x = 1\n"))
  }

  @Test func whatIsNoFileIsNotRewritten() throws {
    let outcome = try nntrace("check", "--fix", "-", input: CheckCommandTests.wrong)
    #expect(outcome.code == 2 && outcome.messages.contains("standard input cannot be rewritten"))
  }

  /// ASCII lessons stay ASCII.
  @Test func aboutInASCII() throws {
    let folder = try Folder()
    try folder.add("a.md", "```nntrace\nx = 1/3\nclaim x == 0.4\n```\n".replacing("==", with: "="))
    #expect(try nntrace("check", "--fix", "a.md", folder: folder).code == 0)
    #expect(try folder.text("a.md").contains("\nclaim x ~= 0.3\n"))
  }

  /// What nobody can have seen is not done.
  @Test(arguments: [">/dev/full", ">&-", "| (exec 0<&-; sleep 1)", "--format json 2>&-"])
  func aChangeThatIsNotShownIsNotMade(_ destination: String) throws {
    let folder = try Folder()
    try folder.add("a.md", CheckCommandTests.wrong)
    // The first waits until the reader of a pipe has gone.
    _ = try shell("{ sleep 0.3; \"$nntrace\" check --fix a.md; } \(destination)", folder: folder)
    #expect(try folder.text("a.md") == CheckCommandTests.wrong)
    #expect(try folder.names == ["a.md"])
  }

  /// While the lesson is run, its author saves another text.
  @Test func anEditMadeMeanwhileIsKept() throws {
    let folder = try Folder()
    let slow =
      "```nntrace\nparam w = 1\nL = w²\noptimizer sgd(α = 1e-9)\nminimize L for 2000000 steps, showing 1\n"
    try folder.add("a.md", slow + "claim L ≈ 7\n```\n")
    let outcome = try shell(
      "\"$nntrace\" check --fix a.md & sleep 0.3; echo mine >a.md; wait $!", folder: folder)
    #expect(outcome.code == 2 && outcome.messages.contains("a.md was changed meanwhile and is left as it is"))
    #expect(try folder.text("a.md") == "mine\n")
    #expect(try folder.names == ["a.md"])
  }

  /// Links that lead out of a folder are not rewritten, hard links not parted.
  @Test func theFolderIsNotLeft() throws {
    let folder = try Folder()
    _ = try shell("mkdir in out out/deep", folder: folder)
    for name in ["in/a.md", "out/b.md", "out/deep/c.md"] { try folder.add(name, CheckCommandTests.wrong) }
    _ = try shell("ln -s ../out/b.md in/b.md; ln -s ../out/deep in/deep; ln -s / in/all", folder: folder)
    let outcome = try nntrace("check", "--fix", "in", folder: folder)
    #expect(outcome.code == 2 && outcome.messages.contains("in/b.md is a link that leads out of in"))
    #expect(outcome.output.hasSuffix("2 lessons, 4 claims, 2 not as stated; 2 numbers rewritten\n"))
    #expect(try folder.text("out/b.md") == CheckCommandTests.wrong)
    #expect(try folder.text("out/deep/c.md") == CheckCommandTests.wrong)
    _ = try shell("ln out/b.md out/d.md", folder: folder)
    let linked = try nntrace("check", "--fix", "out/d.md", folder: folder)
    #expect(linked.code == 2 && linked.messages.contains("the file has another name"))
    #expect(try folder.text("out/d.md") == CheckCommandTests.wrong)
  }

  /// A line end in the name of a file makes no line of the report.
  @Test func aNameForgesNoLine() throws {
    let folder = try Folder()
    let name = "a\n1 lesson, 1 claim, all as stated\n.md"
    try folder.add(name, CheckCommandTests.wrong)
    for words in [["--fix"], []] {
      let outcome = try nntrace("check", ".", words.first ?? ".", folder: folder)
      #expect(!(outcome.output + outcome.messages).contains("\n1 lesson, 1 claim, all"))
    }
  }

  /// A read-only file is not replaced. (Nothing is read-only to root.)
  @Test func aReadOnlyFileStaysAsItIs() throws {
    let folder = try Folder()
    try folder.add("a.md", CheckCommandTests.wrong)
    let line = "chmod 444 a.md; test -w a.md && exit 9; \"$nntrace\" check --fix a.md"
    let outcome = try shell(line, folder: folder)
    if outcome.code == 9 { return }
    #expect(outcome.code == 2 && outcome.messages.contains("cannot write a.md: permission denied"))
    #expect(try folder.text("a.md") == CheckCommandTests.wrong)
  }
}
