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
    ("folder/", "cannot read folder/: it is a directory"),
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
