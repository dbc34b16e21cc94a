import Testing

/// A lesson to start from passes before anybody has changed it.
@Suite struct NewCommandTests {
  @Test func theNewLessonPasses() throws {
    let folder = try Folder()
    #expect(try nntrace("new", "first.md", folder: folder).code == 0)
    let check = try nntrace("check", "first.md", folder: folder)
    #expect(check.code == 0, "\(check.output)\(check.messages)")
    #expect(try nntrace("lesson", "./first.md", folder: folder).code == 0)
  }

  @Test func aHyphenIsStandardOutput() throws {
    let folder = try Folder()
    let outcome = try nntrace("new", "-", folder: folder)
    #expect(outcome.code == 0 && outcome.output.hasPrefix("---\ntitle: "))
    #expect(try folder.names.isEmpty)
  }

  @Test func aFileThatIsThereIsLeftAlone() throws {
    let folder = try Folder()
    try folder.add("first.md", "mine")
    let outcome = try nntrace("new", "first.md", folder: folder)
    #expect(outcome.code == 2 && !outcome.messages.isEmpty)
    #expect(try folder.text("first.md") == "mine")
    #expect(try folder.names == ["first.md"])
  }
}
