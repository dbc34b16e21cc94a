import Letters
import Quiz
import Rendering

/// What nntrace can be asked to do.
enum CommandName: String, CaseIterable {
  case lesson, quiz, check, trace, diagnose, rules, site, new, help, completions

  /// Whether its output is for reading.
  var isPaged: Bool {
    switch self {
    case .lesson, .trace, .rules, .help: true
    case .quiz, .check, .diagnose, .site, .new, .completions: false
    }
  }
}

/// One row per command; parsing, help and completions read it.
struct CommandRow {
  let name: CommandName
  let operands: String
  let summary: String
  /// Sentences for the command's own help page.
  let details: [String]
  /// How many operands it takes.
  let count: ClosedRange<Int>

  static let all: [CommandRow] = [
    CommandRow(
      name: .lesson, operands: "[NAME | FILE | DIR | -]", summary: "run a lesson; without a name, list them",
      details: [
        "NAME is a lesson that nntrace carries; FILE has a slash in it or ends in .md; - reads standard input.",
        "Of a DIR, the lessons in it and below are listed. --set exchanges a number wherever the lesson gives",
        "one to that name; g#2=1 the second time only. The exit code is that of the lesson as it was run.",
        "",
        "nntrace lesson rmsprop-basics              the lesson, page by page",
        "nntrace lesson xor --detail brief          its text and its results, without the workings",
        "nntrace lesson adam --step 1-3,10          other steps than it shows itself",
        "nntrace lesson momentum --set μ=0.99       the same with another number",
        "nntrace lesson ./mine.md --watch           again and again while you write it",
        "nntrace lesson xor --format dot | dot -Tsvg > xor.svg",
      ],
      count: 0...1),
    CommandRow(
      name: .quiz, operands: "NAME | FILE", summary: "be asked for the results of a lesson",
      details: [
        "A line of input is an answer: a number of three digits or more, or hint, skip, quit. A wrong one is",
        "told the slip behind it, then the formula, then the numbers put in. The exit code is 0 if all were",
        "right at once.",
        "",
        "nntrace quiz chain-rule                    the lesson's own numbers",
        "nntrace quiz chain-rule --seed 7           other ones, the same for all who say 7",
        "nntrace quiz adam --only steps             the lines of its steps alone",
      ],
      count: 1...1),
    CommandRow(
      name: .check, operands: "[NAME | FILE | DIR]…",
      summary: "check every claim; prints only what is not as stated",
      details: [
        "Without an operand, all carried lessons are checked. Of a DIR, all .md files in it and below;",
        "links to directories outside of it are not followed. Nothing is written unless --fix is given.",
      ],
      count: 0...Int.max),
    CommandRow(
      name: .trace, operands: "EXPR NAME=VALUE…", summary: "trace one expression and its gradient",
      details: [
        "nntrace trace '(w*x + b - y)^2' w=0.5 x=2 b=0 y=1",
        "nntrace trace 'mean[n] (w*x[n] - y[n])^2' w=0.5 x=[1,2] y=[2,3] --claim 'df/dw = -4.5'",
        "",
        "--claim says what a number is: f = 1.69, df/dw = -5.2 or, for short, w = -5.2; a number alone",
        "is compared with the value. Several go one after the other, with a comma in between or in a",
        "--claim each.",
      ], count: 1...Int.max),
    CommandRow(
      name: .diagnose, operands: "", summary: "say what slip is behind a number, for other programs",
      details: [
        "One question a line on standard input, one answer a line on standard output, both JSON objects:",
        "",
        #"{"expression": "(w*x - y)^2", "values": {"w": 0.5, "x": 3.1, "y": 2}, "name": "w", "number": "2.79"}"#,
        #"{"lesson": "chain-rule", "name": "∂L/∂b", "number": "0.5", "id": "student 7"}"#,
        "",
        "expression with values, lesson (one that nntrace carries) or source (the text of a lesson) says what",
        "the number belongs to; name what it is said to be: of an expression f, ∂f/∂w or, for short, w, and",
        "its value without a name; of a lesson, at its end, any expression. number is best a text, which keeps",
        "its last zeros: digits tell. id comes back as it is.",
        "",
        "The answer has schema, line, id, verdict (right, wrong, fragile, undefined), name, said, actual, words",
        "(what trace --claim would print), slips, the likeliest first (each with words, kinds, mistakes with what",
        "was taken from what to what, the value with it and, where it is in a formula, the formula as it is and",
        "as slipped, and the characters that differ, from 0 up to an end that is not among them), slipsTried,",
        "notes, and hint, which does not give the answer away. Or it has error, with message and help, and the",
        "next line is read. Nothing is kept from one line to the next. A line has at most 1 MiB, and its lesson",
        "asks for less than one that is run.",
      ], count: 0...0),
    CommandRow(
      name: .rules, operands: "[NAME]", summary: "print the built-in update rules, or one of them",
      details: [],
      count: 0...1),
    CommandRow(
      name: .site, operands: "[DIR]",
      summary: "make a web site of lessons, to be opened from a disk or published",
      details: [
        "Without DIR, of the lessons that nntrace carries; else of all .md files in DIR and below, in the",
        "order that a file course.txt in it gives: the title of a part in a line, below it, indented, the",
        "name of a lesson in each. OUT must not be there yet, or have been made by nntrace site and hold",
        "nothing else; it is replaced whole or not at all. The exit code is that of check.",
        "",
        "nntrace site -o site                       then open site/index.html",
        "nntrace site lessons -o site               of your own lessons",
      ], count: 0...1),
    CommandRow(
      name: .new, operands: "FILE", summary: "write a lesson to start from",
      details: ["A file that is already there is left alone. - is standard output."], count: 1...1),
    CommandRow(
      name: .help, operands: "[COMMAND | TOPIC]", summary: "show help for a command",
      details: [
        "nntrace help json                          what is in the output of --format json",
        "nntrace help json-schema                   the JSON Schema that it obeys",
      ], count: 0...1),
    CommandRow(
      name: .completions, operands: "bash | zsh | fish", summary: "print completions for a shell",
      details: ["bash: source <(nntrace completions bash)", "fish: nntrace completions fish | source"],
      count: 1...1),
  ]

  /// `nntrace new FILE`
  var usage: String { "nntrace \(name.rawValue)" + (operands.isEmpty ? "" : " " + operands) }

  static func row(_ name: CommandName) -> CommandRow? { all.first { $0.name == name } }
}

/// What an option is called in the table.
enum OptionName: String, CaseIterable {
  case format, set, step, graph, draw, detail, digits, claim, seed, only, ascii, color
  case noPager = "no-pager"
  case watch, output, fix, slips, help, version
}

/// One row per option.
struct OptionRow {
  let name: OptionName
  /// `o` for `-o`.
  var letter: Character?
  /// The argument's name in help; nil for a switch.
  var argument: String?
  /// The words an argument may be; empty if it is free.
  var choices: [String] = []
  /// The commands it belongs to.
  let commands: [CommandName]
  let summary: String

  private static let rendering: [CommandName] = [.lesson, .trace]
  private static let printing: [CommandName] = [.lesson, .quiz, .check, .trace, .rules]

  static let all: [OptionRow] = [
    OptionRow(
      name: .format, argument: "FORMAT", choices: Format.allCases.map(\.rawValue), commands: rendering,
      summary: "what to print (text)"),
    OptionRow(
      name: .format, argument: "FORMAT", choices: CheckFormat.allCases.map(\.rawValue), commands: [.check],
      summary: "how to report (text)"),
    OptionRow(
      name: .set, argument: "NAME=NUMBER", commands: [.lesson],
      summary: "run the lesson with another number, as in α=0.2 or 'W[1,2]=-0.5'; may be repeated"),
    OptionRow(
      name: .step, argument: "STEPS", commands: [.lesson],
      summary: "the steps to show, as in 1,2,100 or 1-5"),
    OptionRow(
      name: .graph, argument: "N", commands: rendering, summary: "draw only the Nth picture of dot or svg"),
    OptionRow(
      name: .draw, argument: "WHAT", choices: Marks.named.map(\.name), commands: rendering,
      summary: "what dot and svg draw beside values (meetings), with commas between"),
    OptionRow(
      name: .detail, argument: "DETAIL", choices: Detail.allCases.map(\.rawValue), commands: rendering,
      summary: "how much of each step to show (normal)"),
    OptionRow(
      name: .digits, argument: "N", commands: [.lesson, .check, .trace, .diagnose],
      summary: "significant digits of printed numbers, 1 to 17 (6); values in json have all"),
    OptionRow(
      name: .claim, argument: "CLAIM", commands: [.trace],
      summary: "check your own number for the value, or for a slope: w=-5.2"),
    OptionRow(
      name: .seed, argument: "N", commands: [.quiz],
      summary: "other start numbers, of the same digits and signs"),
    OptionRow(
      name: .only, argument: "KIND", choices: Question.Kind.allCases.map(\.rawValue), commands: [.quiz],
      summary: "ask for one kind of results"),
    OptionRow(name: .ascii, commands: printing + [.diagnose], summary: "print ASCII characters only"),
    OptionRow(
      name: .color, argument: "WHEN", choices: ColorChoice.allCases.map(\.rawValue), commands: printing,
      summary: "color the output (auto)"),
    OptionRow(
      name: .noPager, commands: [.lesson, .trace, .rules],
      summary: "print all at once on a terminal; else PAGER shows it, or less"),
    OptionRow(
      name: .watch, commands: [.lesson],
      summary: "run again whenever the lesson or its data is saved; Ctrl-C ends it"),
    OptionRow(
      name: .output, letter: "o", argument: "FILE", commands: [.lesson, .trace, .rules],
      summary:
        "write to FILE, whole or not at all; - is standard output; markdown goes to a directory with its pictures"
    ),
    OptionRow(
      name: .output, letter: "o", argument: "OUT", commands: [.site],
      summary: "the directory that the site will be"),
    OptionRow(
      name: .fix, commands: [.check],
      summary: "rewrite numbers that are not as stated, but no quoted ones, after showing the changes"),
    OptionRow(
      name: .slips, commands: [.check],
      summary: "say which likely slips the numbers cannot tell from the right ones, or from one another"),
    OptionRow(name: .help, letter: "h", commands: CommandName.allCases, summary: "show help"),
    OptionRow(name: .version, commands: [], summary: "show the version"),
  ]

  /// `-o FILE, --output FILE`
  var usage: String {
    var text = letter.map { "-\($0), " } ?? "    "
    text += "--" + name.rawValue
    if let argument { text += " " + argument }
    return text
  }
}

/// How `nntrace check` reports.
enum CheckFormat: String, CaseIterable { case text, json, github, junit }
enum ColorChoice: String, CaseIterable { case auto, always, never }
