import Testing

@Suite struct UsageTests {
  @Test(arguments: ["lesson", "quiz", "check", "trace", "rules", "site", "new", "help", "completions"])
  func everyCommandHasHelp(_ command: String) throws {
    let asked = try nntrace("help", command)
    #expect(asked.code == 0)
    #expect(asked.output.hasPrefix("nntrace \(command)"))
    #expect(asked.messages.isEmpty)
    #expect(try nntrace(command, "--help").output == asked.output)
  }

  @Test func overviewAndVersion() throws {
    #expect(try nntrace().output == nntrace("--help").output)
    #expect(try nntrace("help").output.contains("nntrace completions"))
    #expect(try nntrace("--version").output.hasPrefix("nntrace "))
    #expect(try nntrace("lesson", "--version").output.hasPrefix("nntrace "))
  }

  /// Wrong usage: the words, what the message must hold, and what its help must hold.
  @Test(arguments: [
    ("lsson", "there is no command 'lsson'", "did you mean nntrace lesson?"),
    ("a.md", "there is no command 'a.md'", "nntrace lesson a.md"),
    ("--digits 3", "expected a command before '--digits'", "nntrace help"),
    ("help chek", "there is no command 'chek'", "did you mean nntrace help check?"),
    ("lesson rmsprop-basic", "there is no lesson 'rmsprop-basic'", "did you mean rmsprop-basics?"),
    ("lesson rmsprop", "there is no lesson 'rmsprop'", "these begin so: rmsprop-basics, rmsprop-"),
    ("lesson \"\"", "there is no lesson ''", "nntrace lesson lists the lessons"),
    ("lesson --formt json", "there is no option '--formt'", "did you mean --format?"),
    ("lesson -z", "there is no option '-z'", "nntrace help lesson"),
    ("lesson --format pdf", "there is no format 'pdf'", "one of text, dot"),
    ("lesson --format=jsn", "there is no format 'jsn'", "did you mean json?"),
    ("lesson --format", "expected FORMAT after --format", "one of text"),
    ("lesson --ascii=yes", "--ascii takes no argument", "error"),
    ("lesson --fix", "nntrace lesson has no option --fix", "nntrace check"),
    ("lesson --digits 0", "expected a number from 1 to 17", "'0'"),
    ("lesson --step 3-1", "expected steps such as 1,2,100", "'3-1'"),
    ("lesson rmsprop-basics --step 99", "there is no step 99", "the last step of the longest run is step "),
    ("lesson $(printf %0100000d 1)", "there is no lesson '00000", "…"),
    ("lesson article-000 --step 1", "there is no step 1", "this lesson makes no steps"),
    ("trace x x=1 --step 1", "nntrace trace has no option --step", "it belongs to nntrace lesson"),
    ("lesson a b", "nntrace lesson does not take 'b'", "usage"),
    ("site", "a site is a directory: say which after -o", "nntrace site -o site"),
    ("site -o -", "a site is a directory: say which after -o", "nntrace site -o site"),
    (
      "site adam -o out", "cannot make a site of 'adam': it is not a directory of lessons",
      "nntrace lesson adam"
    ),
    ("site no/where -o out", "cannot make a site of 'no/where'", "nntrace lesson no/where"),
    ("site -o no/where/out", "cannot write no/where/out: no such file or directory", "error"),
    ("new", "nntrace new needs FILE", "nntrace help new"),
    ("lesson a \"$(printf '\\377')\"", "argument 3 is not UTF-8 text", "error"),
    ("new \"\"", "expected a file name after new", "error"),
    ("completions bsh", "there are no completions for 'bsh'", "did you mean bash?"),
  ])
  func wrongUsage(_ words: String, _ message: String, _ help: String) throws {
    let outcome = try shell("\"$nntrace\" " + words)
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.messages.contains(message))
    #expect(outcome.messages.contains(help))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completions(_ name: String) throws {
    let outcome = try nntrace("completions", name)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("rmsprop-basics") && outcome.output.contains("format"))
  }

  @Test func bashCompletes() throws {
    let folder = try Folder()
    try folder.add("c", try nntrace("completions", "bash").output)
    for (words, expected) in [
      ("lesson rms", "rmsprop-basics"), ("check --format j", "junit"), ("lesson --format j", "json"),
      ("lesson --format = j", "json"), ("lesson --format =", "json"), ("rules ada", "adam"),
      ("les", "lesson"),
    ] {
      var line = ". ./c; COMP_WORDS=(nntrace \(words)); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); "
      line += "_nntrace; echo ${COMPREPLY[@]}"
      #expect(try shell("bash -c '\(line)'", folder: folder).output.contains(expected))
    }
    // What is left to bash are files.
    for words in ["lesson -o x", "trace --output x", "lesson ./x"] {
      let line =
        ". ./c; COMP_WORDS=(nntrace \(words)); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _nntrace; echo ${#COMPREPLY[@]}"
      #expect(try shell("bash -c '\(line)'", folder: folder).output == "0\n")
    }
  }
}
