import Testing

@Suite struct OutputTests {
  @Test func aFileIsWholeOrNotThere() throws {
    let folder = try Folder()
    let direct = try nntrace("lesson", "rmsprop-basics").output
    let outcome = try nntrace("lesson", "rmsprop-basics", "-o", "out.txt", folder: folder)
    #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.messages.isEmpty)
    #expect(try folder.text("out.txt") == direct)
    #expect(try nntrace("lesson", "no-such-lesson", "-o", "out.txt", folder: folder).code == 2)
    #expect(try folder.text("out.txt") == direct)
    #expect(try nntrace("lesson", "no-such-lesson", "-onew.txt", folder: folder).code == 2)
    #expect(try nntrace("lesson", "rmsprop-basics", "--output=a/b.txt", folder: folder).code == 2)
    let directory = try nntrace("lesson", "rmsprop-basics", "-o", ".", folder: folder)
    #expect(directory.code == 2 && directory.messages.contains("is a directory"))
    #expect(try folder.names == ["out.txt"])
    #expect(try shell("\"$nntrace\" lesson rmsprop-basics -o /dev/stdout | cat").output == direct)
  }

  @Test func theLessonItselfIsNotReplaced() throws {
    let folder = try Folder()
    let text = "```nntrace\nx = 1\n```\n"
    try folder.add("a.md", text)
    _ = try shell("ln -s a.md b.md", folder: folder)
    for output in ["a.md", "./a.md", "b.md"] {
      let outcome = try nntrace("lesson", "./a.md", "-o", output, folder: folder)
      #expect(outcome.code == 2 && outcome.messages.contains("is the lesson itself"))
    }
    #expect(try folder.text("a.md") == text)
  }

  @Test func aHyphenIsStandardOutput() throws {
    let folder = try Folder()
    let outcome = try nntrace("lesson", "-o", "-", folder: folder)
    #expect(try outcome.output == nntrace("lesson").output)
    #expect(try folder.names.isEmpty)
  }

  /// A file that is opened must not get the number of a closed standard stream, and with it the stream's text.
  @Test func closedStandardStreams() throws {
    let folder = try Folder()
    let warned = "---\ntitle: x\ny\n---\n```nntrace\nx = 1\n```\n"
    try folder.add("a.md", warned)
    #expect(try !nntrace("lesson", "a.md", folder: folder).messages.isEmpty)
    _ = try shell("\"$nntrace\" lesson a.md -o one; \"$nntrace\" lesson a.md -o two 2>&-", folder: folder)
    #expect(try folder.text("one") == folder.text("two"))
    #expect(try shell("\"$nntrace\" lesson a.md >&-", folder: folder).code == 2)
    #expect(try shell("\"$nntrace\" lesson - <&-", folder: folder).code == 2)
    #expect(try shell("\"$nntrace\" lesson a.md <&- 2>&-", folder: folder).code == 0)
  }

  @Test func theFileBehindALinkIsReplaced() throws {
    let folder = try Folder()
    try folder.add("real.txt", "old")
    let outcome = try shell(
      "chmod 600 real.txt; ln -s real.txt link.txt; \"$nntrace\" lesson -o link.txt; ls -l", folder: folder)
    #expect(outcome.output.contains("link.txt -> real.txt") && outcome.output.contains("-rw-------"))
    #expect(try folder.text("real.txt").contains("rmsprop-basics"))
  }

  @Test func theFileBehindALinkIsMade() throws {
    let folder = try Folder()
    let outcome = try shell(
      "mkdir in; ln -s in/real.txt link.txt; ln -s link.txt link2.txt; \"$nntrace\" lesson -o link2.txt; ls -l",
      folder: folder)
    #expect(
      outcome.output.contains("link2.txt -> link.txt") && outcome.output.contains("link.txt -> in/real.txt"))
    #expect(try folder.text("in/real.txt").contains("rmsprop-basics"))
    let circle = try shell("ln -s a b; ln -s b a; \"$nntrace\" lesson -o a", folder: folder)
    #expect(circle.code == 2 && circle.messages.contains("cannot write a: too many levels of symbolic links"))
    let nowhere = try shell("ln -s no/where c; \"$nntrace\" lesson -o c", folder: folder)
    #expect(nowhere.code == 2 && nowhere.messages.contains("cannot write c: no such file or directory"))
    #expect(try folder.names == ["a", "b", "c", "in", "link.txt", "link2.txt"])
  }

  @Test(arguments: ["INT", "TERM", "HUP"])
  func anInterruptedRunLeavesNoFileBehind(_ signal: String) throws {
    let folder = try Folder()
    // A run that never makes its file ends the shell, and with it the pipe the run reads from.
    let line = """
      mkfifo in; "$nntrace" lesson - -o out.txt <in & exec 3>in
      for try in {1..400}; do ls out.txt.*.tmp >ls 2>&1 && break; sleep 0.05; done
      ls out.txt.*.tmp >ls || exit 1
      kill -\(signal) $!; wait $!; echo $? >code
      """
    // A shell without job control has what it starts in the background ignore SIGINT.
    let script = "set -m; " + line
    #expect(try shell("bash -c '\(script)' 2>messages", folder: folder).code == 0)
    #expect(try folder.names == ["code", "in", "ls", "messages"])
    #expect(try folder.text("code") == "\(128 + ["INT": 2, "TERM": 15, "HUP": 1][signal, default: 0])\n")
  }

  #if os(Linux)
    @Test(arguments: [">/dev/full", "-o /dev/full"])
    func aFullDiskIsReported(_ destination: String) throws {
      let outcome = try shell("\"$nntrace\" lesson " + destination)
      #expect(outcome.code == 2)
      #expect(outcome.messages.contains("no space left on device"))
    }
  #endif

  /// A program that is killed cannot clean up after itself; the next one does, but not after one that still runs.
  @Test func whatAKilledRunLeavesIsRemoved() throws {
    let folder = try Folder()
    let script = """
      mkfifo in; "$nntrace" lesson - -o out.txt <in & exec 3>in
      for try in $(seq 400); do ls out.txt.*.tmp >/dev/null 2>&1 && break; sleep 0.05; done
      touch out.txt.5.tmp other.txt.nntrace-1.tmp out.txt.nntrace-7.tmp; ls >before
      "$nntrace" lesson -o out.txt; ls >during
      kill -9 $!; wait $!; "$nntrace" lesson -o out.txt; echo $?
      """
    #expect(try shell(script, folder: folder).output == "0\n")
    #expect(try folder.text("before").contains("out.txt.nntrace-7.tmp\n"))
    #expect(
      try folder.text("during").split(separator: "\n").count(where: { $0.hasPrefix("out.txt.nntrace-") }) == 1
    )
    #expect(
      try folder.names == ["before", "during", "in", "other.txt.nntrace-1.tmp", "out.txt", "out.txt.5.tmp"])
  }

  /// A file that may not grow is an error like a full disk.
  @Test func aLimitOfFileSizes() throws {
    let folder = try Folder()
    let outcome = try shell("ulimit -f 4; \"$nntrace\" lesson adam --format json -o u.json", folder: folder)
    #expect(outcome.code == 2 && outcome.messages.contains("cannot write u.json: file too large"))
    #expect(try folder.names.isEmpty)
  }

  /// Whatever is read is not replaced, by whatever name.
  @Test func whatTheLessonReadsIsNotReplaced() throws {
    let folder = try Folder()
    let text = "```nntrace\ninput d from \"d.csv\"\n```\n"
    try folder.add("a.md", text)
    try folder.add("d.csv", "5\n")
    _ = try shell("ln d.csv e.csv; ln -s d.csv f.csv; ln a.md b.md", folder: folder)
    for output in ["d.csv", "e.csv", "f.csv"] {
      let outcome = try nntrace("lesson", "a.md", "-o", output, folder: folder)
      #expect(outcome.code == 2 && outcome.messages.contains("it is the file that the output goes to"))
    }
    #expect(try nntrace("lesson", "a.md", "-o", "b.md", folder: folder).code == 2)
    #expect(try shell("\"$nntrace\" lesson - <a.md -o a.md", folder: folder).code == 2)
    #expect(try folder.text("d.csv") == "5\n" && folder.text("a.md") == text)
  }

  /// The exit code is that of the claims, whoever has stopped reading: a short report and one longer than a pipe holds.
  @Test(arguments: [1, 3_000], ["check", "check --fix", "lesson", "check --format json"])
  func aClosedPipeKeepsTheExitCode(_ count: Int, _ command: String) throws {
    let folder = try Folder()
    let claims = (2..<(2 + count)).map { "\($0)<!-- claim w -->.\n" }.joined()
    try folder.add("a.md", "```nntrace\nparam w = 1\n```\n" + claims)
    let line = "{ sleep 0.2; \"$nntrace\" \(command) a.md; echo $? >code; } | true; sleep 0.3"
    let outcome = try shell(line + "; while ! test -s code; do sleep 0.1; done; cat code", folder: folder)
    #expect(outcome.messages.isEmpty)
    #expect(outcome.output == "1\n")
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let line = "{ sleep 0.2; \"$nntrace\" lesson rmsprop-basics; echo $? >code; } | true; sleep 1; cat code"
    let outcome = try shell(line, folder: try Folder())
    #expect(outcome.messages.isEmpty)
    #expect(outcome.output == "0\n")
  }

  @Test func colorAndWidth() throws {
    #expect(try nntrace("lesson", "rmsprop-basics", "--color", "always").output.contains("\u{1B}[1m"))
    #expect(try !nntrace("lesson", "rmsprop-basics", "--color=never").output.contains("\u{1B}"))
    let prose = String(repeating: "word ", count: 30) + "\n```nntrace\n```\n"
    for (asked, width) in [
      ("20", 40), ("60", 60), ("500", 100), ("", 80), ("0", 80), ("-5", 80), ("wide", 80),
    ] {
      let lines = try nntrace("lesson", "-", input: prose, environment: ["COLUMNS": asked]).output
        .split(separator: "\n")
      #expect(lines.map(\.count).max() == (width + 1) / 5 * 5 - 1)
    }
  }
}
