import Testing

@testable import nntrace

/// `nntrace check` on folders as people have them.
@Suite struct CheckFolderTests {
  static let right = "```nntrace\nx = 1\nclaim x = 1\n```\n"

  /// Two links back make 2ⁿ paths of length n, so looking n folders deep is not enough of a limit.
  @Test func circlesOfLinksComeToAnEnd() throws {
    let folder = try Folder()
    try folder.add("a.md", Self.right)
    _ = try shell(
      "mkdir in; cp a.md in/b.md; for l in x y z in/x in/y; do ln -s \"$PWD\" $l; done", folder: folder)
    let outcome = try nntrace("check", ".", folder: folder)
    #expect(outcome.output == "2 lessons, 2 claims, all as stated\n")
    #expect(outcome.code == 0)
  }

  @Test func aFolderThatCannotBeReadIsReportedAndTheOthersAreSearched() throws {
    let folder = try Folder()
    _ = try shell("mkdir -p open closed/in; touch open/a.md closed/b.md closed/in/c.md", folder: folder)
    let root = folder.url.path()
    let lessons = Files.lessons(in: root) { $0.hasSuffix("closed") ? nil : Platform.names(in: $0) }
    #expect(lessons.found.map { $0.dropFirst(root.count) }.map { $0.drop { $0 == "/" } } == ["open/a.md"])
    #expect(lessons.unreadable.map(\.path.last) == ["d"])
    #expect(lessons.unreadable.first?.error.message.hasPrefix("cannot read ") == true)
  }

  /// Nothing is closed to the superuser.
  @Test(.enabled(if: try shell("id -u").output != "0\n"))
  func aClosedFolder() throws {
    let folder = try Folder()
    try folder.add("a.md", Self.right)
    _ = try shell("mkdir closed; chmod 0 closed", folder: folder)
    let outcome = try nntrace("check", ".", folder: folder)
    _ = try shell("chmod 700 closed", folder: folder)
    #expect(outcome.code == 2)
    #expect(outcome.messages.contains("cannot read ./closed: permission denied"))
    #expect(outcome.output == "1 lesson, 1 claim, all as stated; 1 directory cannot be read\n")
  }

  @Test func whatCannotBeReadDoesNotKeepTheOthersFromBeingChecked() throws {
    let folder = try Folder()
    try folder.add("a.md", Self.right)
    try folder.add("c.md", Self.right)
    _ = try shell(
      "truncate -s 17M b.md; ln -s nowhere d.md; ln -s me@here.1 .#a.md; mkfifo e.md; mkdir f.md; touch f.md/g.txt",
      folder: folder)
    let outcome = try nntrace("check", ".", "missing.md", "rmsprop-basic", folder: folder)
    #expect(outcome.code == 2)
    #expect(outcome.output == "6 lessons, 2 claims, all as stated; 4 lessons cannot be run\n")
    #expect(outcome.messages.contains("./b.md is larger than 4 MiB"))
    #expect(outcome.messages.contains("cannot read ./d.md: no such file or directory"))
    #expect(outcome.messages.contains("cannot read missing.md: no such file or directory"))
    #expect(outcome.messages.contains("did you mean rmsprop-basics?"))
    let json = try nntrace("check", "missing.md", "--format", "json", folder: folder)
    #expect(json.output.contains("\"message\": \"cannot read missing.md: no such file or directory\""))
  }
}
