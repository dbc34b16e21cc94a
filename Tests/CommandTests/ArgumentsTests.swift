import Testing

@testable import nntrace

@Suite struct ArgumentsTests {
  @Test func operandsMayBeginWithMinus() throws {
    let trace = try Arguments.parse(["trace", "-x^2", "x=-1", "--digits", "3", "--", "--ascii"])
    #expect(trace.command == .trace)
    #expect(trace.operands == ["-x^2", "x=-1", "--ascii"])
    #expect(trace.options.digits == 3 && !trace.options.ascii)
    #expect(try Arguments.parse(["trace", "--x", "x=1"]).operands == ["--x", "x=1"])
    #expect(try Arguments.parse(["trace", "-o^2", "o=1"]).operands == ["-o^2", "o=1"])
    #expect(try Arguments.parse(["trace", "-x", "x=1"]).operands == ["-x", "x=1"])
    #expect(try Arguments.parse(["lesson", "-"]).operands == ["-"])
  }

  @Test func options() throws {
    let words = [
      "lesson", "a", "--format=json", "--step", "1,2,5-7", "--detail", "full", "--ascii", "--color", "never",
      "-oX",
    ]
    let options = try Arguments.parse(words).options
    #expect(options.format.rawValue == "json")
    #expect(options.steps == [1...1, 2...2, 5...7])
    #expect(options.detail == .full)
    #expect(options.ascii && options.color == .never && options.output == "X")
    #expect(try Arguments.parse(["check", "--fix"]).options.fix)
    let many = "4..9,1-3,2-1000000000000,7,5"
    #expect(try Arguments.parse(["lesson", "--step", many]).options.steps == [1...1_000_000_000_000])
  }

  @Test(arguments: [
    ["lesson", "--step", "a"], ["lesson", "--step", ""], ["lesson", "--step", "-1"],
    ["lesson", "--step", "1,,2"], ["lesson", "--step", "1.5"], ["lesson", "--step", "1--5"],
    ["lesson", "--step", "1...5"], ["lesson", "--step", "+1"], ["lesson", "--step", "1-"],
    ["lesson", "--step", "5-1"], ["lesson", "--step", "1-2-3"], ["lesson", "--step", "1..2-3"],
    ["lesson", "--digits", "18"], ["lesson", "--output", ""], ["trace"], ["trace", "--digit", "3"],
    ["lesson", "--o"],
  ])
  func refused(_ words: [String]) {
    #expect(throws: CommandError.self) { try Arguments.parse(words) }
  }

  @Test func everyNameHasARow() {
    #expect(CommandRow.all.map(\.name) == CommandName.allCases)
    #expect(Set(OptionRow.all.map(\.name)) == Set(OptionName.allCases))
    for command in CommandName.allCases {
      let names = OptionRow.all.filter { $0.commands.contains(command) }.map(\.name)
      #expect(Set(names).count == names.count)
    }
  }
}
