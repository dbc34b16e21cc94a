import Language
import Letters
import Quiz
import Rendering

/// The command line, understood.
struct Arguments: Equatable {
  var command: CommandName
  var operands: [String] = []
  var options = Options()
}

/// The options with their defaults; nil where the default depends on the lesson.
struct Options: Equatable {
  var format = Format.text
  var checkFormat = CheckFormat.text
  /// The numbers that take the place of the lesson's, as typed.
  var settings: [String] = []
  /// The steps to show, as ranges in order that do not overlap; empty: as the lesson says.
  var steps: [ClosedRange<Int>] = []
  var detail = Detail.normal
  var digits = 6
  /// The numbers that `trace` checks.
  var claims: [String] = []
  var ascii = false
  /// What drawings show beside values and gradients.
  var marks = Marks.meetings
  /// The one drawing to show, from 1; nil: all.
  var picture: Int?
  var color = ColorChoice.auto
  /// The file to write to; nil: standard output.
  var output: String?
  /// Where the pictures of a page in Markdown go, and what their names begin with; nil: it has none.
  var pictures: Pictures?

  struct Pictures: Equatable {
    let folder: String
    let name: String
  }
  var fix = false
  /// Whether long output on a terminal is shown page by page.
  var pages = true
  var watch = false
  /// Which other start numbers a quiz has; nil: the lesson's own.
  var seed: UInt64?
  /// The one kind of results that a quiz asks for.
  var only: Question.Kind?
  /// Whether a worksheet is filled in.
  var key = false
  /// Whether `check` says which slips the numbers of a lesson hide.
  var slips = false
}

extension Arguments {
  /// Sends a page in Markdown that is to go to a directory to a file in it, with its pictures beside it.
  mutating func placePictures() {
    guard options.format.rawValue == "markdown", let folder = options.output, Platform.kind(folder) == .folder
    else { return }
    let name = command == .trace || operands.isEmpty || operands[0] == "-" ? command.rawValue : operands[0]
    let file = Path.split(name).name
    let stem = Path.isMarkdown(file) ? String(file.dropLast(3)) : file
    options.pictures = Options.Pictures(folder: folder, name: stem)
    options.output = Path.joined(folder, stem + ".md")
  }

  /// Understands the words after the program's name.
  ///
  /// Options may stand anywhere after the command; `--` ends them. A word that begins with `-` and is no option of
  /// nntrace but could be an operand (`-x^2`, `-1`, `-`) is one.
  static func parse(_ words: [String]) throws(CommandError) -> Arguments {
    guard let first = words.first else { return Arguments(command: .help) }
    if first == "--version" { return Arguments(command: .help, operands: ["--version"]) }
    if first == "--help" || first == "-h" { return Arguments(command: .help) }
    guard let command = CommandName(rawValue: first) else { throw unknownCommand(first) }
    var arguments = Arguments(command: command)
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      if word == "--" {
        arguments.operands += rest
        break
      }
      guard let (row, attached) = try option(word, for: command) else {
        arguments.operands.append(word)
        continue
      }
      switch row.name {
      case .help: return Arguments(command: .help, operands: [command.rawValue])
      case .version: return Arguments(command: .help, operands: ["--version"])
      default: break
      }
      try arguments.options.set(row, to: try value(of: row, attached, &rest))
    }
    try arguments.checkCount()
    return arguments
  }

  private static func unknownCommand(_ word: String) -> CommandError {
    if word.hasPrefix("-") && word.utf8.count > 1 {
      return CommandError("expected a command before '\(word)'", help: "nntrace help lists the commands")
    }
    let near = Spelling.suggestion(for: word, among: CommandName.allCases.map(\.rawValue))
    let isLesson = word.contains("/") || word.hasSuffix(".md")
    return CommandError(
      "there is no command '\(word)'",
      help: near.map { "did you mean nntrace \($0)?" }
        ?? (isLesson ? "nntrace lesson \(word) runs a lesson" : "nntrace help lists the commands"))
  }

  /// The option a word names and the argument attached to it, or nil if the word is an operand.
  private static func option(
    _ word: String, for command: CommandName
  ) throws(CommandError) -> (row: OptionRow, attached: String?)? {
    if word.hasPrefix("--") {
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let attached = parts.count > 1 ? String(parts[1]) : nil
      let rows = OptionRow.all.filter { $0.name.rawValue == name }
      guard let row = rows.first(where: { $0.commands.contains(command) }) ?? rows.first else {
        // `--x^2` is an expression, `--formt` a mistake.
        if command == .trace && !isOptionLike(name) { return nil }
        throw unknownOption(word: "--" + name, command)
      }
      guard row.name == .version || row.commands.contains(command) else {
        throw CommandError(
          "nntrace \(command.rawValue) has no option --\(name)",
          help: "it belongs to " + row.commands.map { "nntrace \($0.rawValue)" }.joined(separator: ", "))
      }
      return (row, attached)
    }
    guard word.hasPrefix("-"), let letter = word.dropFirst().first else { return nil }
    guard let row = OptionRow.all.first(where: { $0.letter == letter && $0.commands.contains(command) })
    else {
      if command == .trace || !letter.isLetter { return nil }
      throw unknownOption(word: word, command)
    }
    let attached = String(word.dropFirst(2))
    // `-o/2` is no option of trace's; `-oFILE` is one everywhere else.
    if command == .trace && !attached.isEmpty { return nil }
    return (row, attached.isEmpty ? nil : attached)
  }

  /// Whether a name consists of letters and hyphens only, two at least.
  private static func isOptionLike(_ name: String) -> Bool {
    name.utf8.count >= 2 && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }
  }

  private static func unknownOption(word: String, _ command: CommandName) -> CommandError {
    let candidates = OptionRow.all.filter { $0.commands.contains(command) }.map { $0.name.rawValue }
    let name = String(word.drop { $0 == "-" })
    let near = Spelling.suggestion(for: name, among: candidates)
    return CommandError(
      "there is no option '\(word)'",
      help: near.map { "did you mean --\($0)?" } ?? "nntrace help \(command.rawValue) lists the options")
  }

  private static func value(
    of row: OptionRow, _ attached: String?, _ rest: inout ArraySlice<String>
  ) throws(CommandError) -> String {
    guard let argument = row.argument else {
      if attached != nil { throw CommandError("--\(row.name.rawValue) takes no argument") }
      return ""
    }
    guard let value = attached ?? rest.popFirst() else {
      throw CommandError(
        "expected \(argument) after --\(row.name.rawValue)",
        help: row.choices.isEmpty ? nil : "one of " + row.choices.joined(separator: ", "))
    }
    return value
  }

  private func checkCount() throws(CommandError) {
    guard let row = CommandRow.row(command) else { return }
    if operands.count < row.count.lowerBound {
      throw CommandError(
        "nntrace \(command.rawValue) needs \(row.operands)",
        help: "nntrace help \(command.rawValue) says more")
    }
    if operands.count > row.count.upperBound {
      throw CommandError(
        "nntrace \(command.rawValue) does not take '\(operands[row.count.upperBound])'",
        help: "usage: nntrace \(command.rawValue) \(row.operands)")
    }
  }
}

extension Options {
  fileprivate mutating func set(_ row: OptionRow, to value: String) throws(CommandError) {
    switch row.name {
    case .format where row.commands == [.check]: checkFormat = try choice(row, value)
    case .format: format = try choice(row, value)
    case .detail: detail = try choice(row, value)
    case .color: color = try choice(row, value)
    case .ascii: ascii = true
    case .claim: claims.append(value)
    case .set: settings.append(value)
    case .fix: fix = true
    case .noPager: pages = false
    case .watch: watch = true
    case .key: key = true
    case .only: only = try choice(row, value)
    case .seed:
      guard let number = UInt64(value) else {
        throw CommandError("expected a whole number after --seed, found '\(value)'")
      }
      seed = number
    case .slips: slips = true
    case .output:
      if value.isEmpty { throw CommandError("expected a file name after --output") }
      output = value == "-" ? nil : value
    case .digits:
      guard let number = Int(value), (1...17).contains(number) else {
        throw CommandError("expected a number from 1 to 17 after --digits, found '\(value)'")
      }
      digits = number
    case .step: steps = try Options.steps(value)
    case .graph:
      guard let number = Int(value), number > 0 else {
        throw CommandError("expected the number of a drawing, from 1, after --graph, found '\(value)'")
      }
      picture = number
    case .draw: marks = try Options.marks(value)
    case .help, .version: break
    }
  }

  private func choice<Choice: RawRepresentable<String>>(
    _ row: OptionRow, _ value: String
  ) throws(CommandError) -> Choice {
    if let choice = Choice(rawValue: value) { return choice }
    let near = Spelling.suggestion(for: value, among: row.choices)
    throw CommandError(
      "there is no \(row.name.rawValue) '\(value)'",
      help: (near.map { "did you mean \($0)? " } ?? "") + "one of " + row.choices.joined(separator: ", "))
  }

  /// `contributions,order`
  private static func marks(_ text: String) throws(CommandError) -> Marks {
    var marks: Marks = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let mark = Marks.named.first(where: { $0.name == word })?.mark else {
        throw CommandError(
          "there is nothing named '\(word)' to draw",
          help: "one of " + Marks.named.map(\.name).joined(separator: ", ")
            + ", or several with commas between")
      }
      marks.formUnion(mark)
    }
    return marks
  }

  /// `1,2,100` and `1-5`, also `1..5`.
  private static func steps(_ text: String) throws(CommandError) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: part.contains("-") ? "-" : "..", omittingEmptySubsequences: false)
      guard (1...2).contains(ends.count), ends.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }),
        let lower = Int(ends[0]), let upper = Int(ends[ends.count - 1]), lower <= upper
      else {
        throw CommandError("expected steps such as 1,2,100 or 1-5 after --step, found '\(text)'")
      }
      ranges.append(lower...upper)
    }
    return ranges.merged()
  }
}

extension [ClosedRange<Int>] {
  /// The same numbers in ranges that do not overlap.
  /// - Complexity: O(*n* log *n*)
  fileprivate func merged() -> [ClosedRange<Int>] {
    var merged: [ClosedRange<Int>] = []
    for range in sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
