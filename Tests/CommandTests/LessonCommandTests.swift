import Testing

@Suite struct LessonCommandTests {
  @Test func ofManyErrorsSomeAreShown() throws {
    let text = "```nntrace\n" + String(repeating: "claim $\n", count: 50) + "```\n"
    let outcome = try nntrace("lesson", "-", input: text)
    #expect(outcome.code == 2)
    #expect(outcome.messages.ranges(of: "error: `$`").count == 40)
    #expect(outcome.messages.hasSuffix("… 10 more errors not shown\n"))
  }

  static let lesson = "# T\n\n```nntrace\nx = 1\nclaim x = 1\n```\nIt is 1<!-- claim x -->.\n"

  @Test func listsAndRuns() throws {
    let list = try nntrace("lesson")
    #expect(list.code == 0 && list.messages.isEmpty)
    #expect(list.output.contains("rmsprop-basics"))
    let run = try nntrace("lesson", "rmsprop-basics")
    #expect(run.code == 0 && run.messages.isEmpty)
    #expect(run.output.contains("The average is as printed."))
    #expect(!run.output.contains("\u{1B}"))
  }

  @Test func readsFilesAndStandardInput() throws {
    let folder = try Folder()
    try folder.add("a.md", Self.lesson)
    let file = try nntrace("lesson", "a.md", folder: folder)
    #expect(file.code == 0 && file.output.contains("It is 1"))
    #expect(try nntrace("lesson", "-", input: Self.lesson).output == file.output)
    #expect(try nntrace("lesson", "--", "./a.md", folder: folder).output == file.output)
    #expect(try shell("cat a.md | \"$nntrace\" lesson /dev/stdin", folder: folder).output == file.output)
    #expect(try nntrace("check", ".", folder: folder).code == 0)
    #expect(try nntrace("lesson", "rmsprop-basics", "--ascii").output.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [
    ("missing.md", "cannot read missing.md: no such file or directory"),
    ("a.md/", "cannot read a.md/: no such file or directory"),
    ("folder/", "there are no lessons in folder/"),
    ("empty.md", "this lesson is empty"),
    ("binary.md", "this is a binary file"),
    ("latin.md", "this file is not UTF-8 text"),
    ("open.md", "the front matter that begins here is not closed"),
    ("/dev/zero", "is larger than 4 MiB"),
    ("/dev/null", "this lesson is empty"),
  ])
  func lessonsThatCannotBeRead(_ name: String, _ message: String) throws {
    let folder = try Folder()
    try folder.add("empty.md", "")
    try folder.add("binary.md", [0x7F, 0x45, 0x4C, 0x46, 0])
    try folder.add("latin.md", [0x61, 0xE9, 0x20])
    try folder.add("open.md", "---\ntitle: x\n")
    _ = try shell("mkdir folder", folder: folder)
    let outcome = try nntrace("lesson", name, folder: folder)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains(message))
  }

  /// The language's own message for what is written in the lesson, not all of what is written on the command line.
  @Test func longWordsAreNotRepeated() throws {
    for words in [
      "lesson $w", "lesson ./$w", "$w", "check $w", "lesson --format $w", "trace $w", "trace x $w=1",
      "rules $w",
    ] {
      let outcome = try shell("w=$(printf %0100000d 1 | tr 01 ab); \"$nntrace\" " + words)
      #expect(outcome.code == 2 && outcome.messages.utf8.count < 2_000 && outcome.output.utf8.count < 2_000)
    }
  }

  @Test func toOfManyStepsSomeAreShown() throws {
    let text =
      "```nntrace\nparam w = 1\nL = w²\noptimizer sgd(α = 1e-9)\nminimize L for 200000 steps, showing 1\n```\n"
    let steps = (1...400).map { _ in "1-1000000" }.joined(separator: ",")
    let outcome = try nntrace("lesson", "-", "--step", steps, input: text)
    #expect(outcome.code == 2)
    #expect(outcome.messages.contains("--step asks for 200000 steps, and 100000 are the most that are shown"))
  }

  /// Front matter is an author's text like any other.
  @Test(arguments: [[], ["--ascii"]])
  func frontMatterIsNotObeyed(_ words: [String]) throws {
    let text =
      "---\nbefore: \u{1B}]0;owned\u{7}é\nafter: \u{202E}x\u{9B}31m\n---\n```nntrace\nparam w = 0.25\nL = w²\nclaim ∂L/∂w ≈ 1\n```\n"
    let outcome = try nntrace("lesson", "-", words.first ?? "--digits=6", input: text)
    #expect(outcome.output.contains("read before: ") && outcome.output.contains("a tie: "))
    #expect(
      !outcome.output.unicodeScalars.contains {
        $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
      })
    if !words.isEmpty { #expect(outcome.output.utf8.allSatisfy { $0 < 0x80 }) }
  }

  /// Programs get the same document in ASCII.
  @Test(arguments: ["json", "dot", "text"])
  func everyFormatCanBeASCII(_ format: String) throws {
    let text =
      "---\ntitle: Größe 𝛉\n---\nCafé ≈\n```nntrace\nparam θ = 0.25\nL = θ²\nbackward L\nclaim L ≈ 3\n```\n"
    let outcome = try nntrace("lesson", "-", "--ascii", "--format", format, input: text)
    #expect(!outcome.output.isEmpty && outcome.output.utf8.allSatisfy { $0 < 0x80 })
    if format == "json" { #expect(outcome.output.contains(#""Gr\u00f6\u00dfe \ud835\udec9""#)) }
    for report in ["json", "junit"] {
      let report = try nntrace("check", "-", "--ascii", "--format", report, input: text)
      #expect(report.code == 1 && report.output.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  /// The longest sum that the language has takes no more stack than there is.
  @Test func aSmallStackSuffices() throws {
    let sum = (1...999).map { _ in "x" }.joined(separator: "+")
    let outcome = try shell("ulimit -s 512; \"$nntrace\" trace '\(sum)' x=1 --detail brief")
    #expect(outcome.code == 0 && outcome.output.contains("999"))
  }

  @Test func suggestsFilesOfSimilarNames() throws {
    let folder = try Folder()
    try folder.add("lesson.md", Self.lesson)
    #expect(
      try nntrace("lesson", "./leson.md", folder: folder).messages.contains("did you mean ./lesson.md?"))
    try folder.add("plain", Self.lesson)
    #expect(try nntrace("lesson", "plain", folder: folder).messages.contains("./plain"))
  }

  @Test func newWritesALessonOnce() throws {
    let folder = try Folder()
    #expect(try nntrace("new", "a.md", folder: folder).code == 0)
    let text = try folder.text("a.md")
    #expect(text.contains("```nntrace"))
    #expect(try nntrace("lesson", "a.md", folder: folder).code == 0)
    let again = try nntrace("new", "a.md", folder: folder)
    #expect(again.code == 2 && again.messages.contains("already there"))
    #expect(try folder.text("a.md") == text)
    #expect(try nntrace("new", "no/a.md", folder: folder).code == 2)
  }
}

extension LessonCommandTests {
  @Test func listsTheLessonsOfAFolder() throws {
    let folder = try Folder()
    try folder.add("a.md", "---\ntitle: A\nsummary: about a\n---\nx\n")
    try folder.add("b.txt", "no lesson")
    _ = try shell(
      "mkdir c && printf -- '---\\ntitle: C\\n---\\nx\\n' > c/c.md && printf '\\377' > c/d.md", folder: folder
    )
    let list = try nntrace("lesson", ".", folder: folder)
    #expect(list.code == 0)
    #expect(list.output == "./a.md\n    about a\n./c/c.md\n    C\n./c/d.md\n")
    let none = try nntrace("lesson", "./", folder: Folder())
    #expect(none.code == 2 && none.messages.contains("there are no lessons in ./"))
  }

  @Test func saysWhereALessonComesFrom() throws {
    let text = "---\nsource: Somebody (1999)\n---\n" + Self.lesson
    #expect(try nntrace("lesson", "-", input: text).output.contains("\nsource:      Somebody (1999)\n"))
  }

  /// A lesson about claims shows them as its reader would write them.
  @Test func claimsAsWritten() throws {
    let text =
      "---\nclaims: as written\n---\n```nntrace\nx[i=1..2] = 2\nclaim x[i] = 2\nrefute x[1] ≈ 3 from \"a book\"\nclaim x[2] = 5\n```\n"
    let output = try nntrace("lesson", "-", input: text).output
    #expect(output.contains("  │ claim x[i] = 2   ✓   (2 values)\n"))
    #expect(output.contains("  │ refute x[1] ≈ 3 from \"a book\"   ✗   "))
    #expect(output.contains("  │ claim x[2] = 5   ✗✗ claim fails:   line 8\n    the lesson says 5; it is 2"))
  }
}
