import Language

Platform.occupyStandardStreams()
Platform.survivesFailedWrites()

/// Runs one command and says how it ended.
func run(_ arguments: Arguments, to output: inout Output) throws(CommandError) -> ExitCode {
  let operands = arguments.operands
  let options = arguments.options
  switch arguments.command {
  case .lesson: return try LessonCommand.run(operands, options, to: &output)
  case .quiz: return try QuizCommand.run(operands[0], options, to: &output)
  case .check: return try CheckCommand.run(operands, options, to: &output)
  case .trace: return try TraceCommand.run(operands, options, to: &output)
  case .diagnose: return try DiagnoseCommand.run(options, to: &output)
  case .rules: return try RulesCommand.run(operands, options, to: &output)
  case .site: return try SiteCommand.run(operands, options)
  case .new: return try NewCommand.run(operands[0])
  case .completions: output.write(try Completions.script(for: operands[0]))
  case .help: try help(operands.first, to: &output)
  }
  return .done
}

func help(_ topic: String?, to output: inout Output) throws(CommandError) {
  guard let topic else { return output.write(Help.overview()) }
  if topic == "--version" { return output.write("nntrace \(Help.version)\n") }
  if let topic = HelpTopic(rawValue: topic) { return output.write(topic.text) }
  guard let command = CommandName(rawValue: topic) else {
    let near = Spelling.suggestion(for: topic, among: Help.topics)
    throw CommandError(
      "there is no command '\(topic)'",
      help: near.map { "did you mean nntrace help \($0)?" } ?? "nntrace help lists the commands")
  }
  output.write(Help.page(for: command))
}

/// The whole program: understand the words, run the command, write what it made.
func program(_ words: [String]) throws(CommandError) -> ExitCode {
  if let place = Platform.unreadableArgument {
    throw CommandError(
      "argument \(place) is not UTF-8 text", help: "rename the file, or use its folder")
  }
  var arguments = try Arguments.parse(words)
  arguments.placePictures()
  let options = arguments.options
  // Who watches a lesson writes it anew each time, and a site is no file.
  let writesItself = options.watch || arguments.command == .site
  let isPaged = arguments.command.isPaged && options.pages && !options.watch
  var output = try Output(to: writesItself ? nil : options.output, isPaged: isPaged)
  // After `finish` there is nothing left to discard; before it, whatever went wrong leaves no file behind.
  defer { output.discard() }
  let code = try run(arguments, to: &output)
  // A report of several lessons stands even where one of them cannot be run; a file is written only when all is well.
  if code != .cannotRun || options.output == nil { try output.finish() }
  return code
}

Platform.runOnLargeStack {
  do throws(CommandError) {
    return try program(Array(CommandLine.arguments.dropFirst()))
  } catch {
    Messages.show(error)
    return .cannotRun
  }
}
